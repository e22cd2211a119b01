"""`kolonne document`: a document as a workbook, and back."""

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from integration.house import House
from unit.cli.conftest import Command, Ended

REPORT = "org_configs/demo/documents/report"


@pytest.fixture
def report(house: House) -> Path:
    """The house's document, laid out by hand."""
    path = house.org_configs / "demo" / "documents" / "report.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")), indent=4), encoding="utf-8")
    return path


def change(path: Path, sheet: str, header: str, line: int, value: object) -> None:
    """Put a value into a cell of a workbook."""
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    column = next(cell.column for cell in page[1] if cell.value == header)
    page.cell(line, column).value = value
    book.save(path)


def test_there_and_back(report: Path, inside: Callable[..., Ended]) -> None:
    """The workbook lies beside the document; one that nobody changed leaves the document as it is, however it is laid out."""
    before = report.read_bytes()
    assert inside("document", "to-xlsx", f"{REPORT}.json") == (0, "", f"{REPORT}.xlsx: 17 sheets\n")
    assert inside("document", "from-xlsx", f"{REPORT}.xlsx") == (0, "", f"{REPORT}.json: nothing has changed\n")
    assert report.read_bytes() == before


def test_nothing_is_overwritten_unasked(report: Path, inside: Callable[..., Ended]) -> None:
    """Neither a workbook nor a document that says something else; with --force both are, and what differs is told."""
    inside("document", "to-xlsx", f"{REPORT}.json")
    workbook = report.with_suffix(".xlsx")
    change(workbook, "Kolonner", "Bredde", 2, 31)
    code, _, err = inside("document", "to-xlsx", f"{REPORT}.json")
    assert (code, "is there already" in err) == (2, True)
    before = report.read_text(encoding="utf-8")
    code, _, err = inside("document", "from-xlsx", f"{REPORT}.xlsx")
    assert code == 2
    assert err.startswith(
        f"kolonne: `{REPORT}.json` is there already; --force replaces it. What differs: /sheets/visits/columns/"
    )
    assert report.read_text(encoding="utf-8") == before
    code, _, err = inside("document", "from-xlsx", f"{REPORT}.xlsx", "--force")
    assert (code, ": 1 value changed: /sheets/visits/columns/" in err) == (0, True)
    assert len(report.read_text(encoding="utf-8").splitlines()) == len(before.splitlines()) + 1


def test_to_standard_output(report: Path, kolonne: Command) -> None:
    """With --out - the document is printed, and nothing else, and nothing is written."""
    kolonne("document", "to-xlsx", f"{REPORT}.json", "--out", "book.xlsx", "--locale", "en")
    done = kolonne("document", "from-xlsx", "book.xlsx", "--out", "-")
    assert json.loads(done.stdout) == json.loads(report.read_text(encoding="utf-8"))
    assert not Path("book.json").exists()


def test_a_workbook_to_standard_output(report: Path, tmp_path: Path) -> None:
    """A workbook may be piped."""
    import subprocess
    import sys

    command = [sys.executable, "-m", "kolonne", "document", "to-xlsx", str(report), "--out", "-"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True)
    assert done.stdout.startswith(b"PK\x03\x04")


def test_problems_are_told_at_cells(report: Path, inside: Callable[..., Ended]) -> None:
    """What validation finds is told at the cell that it is from, as text and as JSON, and nothing is written."""
    inside("document", "to-xlsx", f"{REPORT}.json")
    change(report.with_suffix(".xlsx"), "Kolonner", "Verdi", 2, "nobody")
    before = report.read_text(encoding="utf-8")
    code, out, err = inside("document", "from-xlsx", f"{REPORT}.xlsx", "--force")
    assert (code, out) == (1, "")
    assert err.startswith(f"{REPORT}.xlsx:Kolonner!")
    assert ": unknown_name: there is no `nobody`" in err
    (problem,) = json.loads(inside("document", "from-xlsx", f"{REPORT}.xlsx", "--force", "--format", "json")[1])
    assert problem["cell"].startswith("Kolonner!")
    assert (problem["file"], problem["line"], problem["code"]) == (f"{REPORT}.xlsx", 2, "unknown_name")
    assert problem["pointer"].startswith("/sheets/visits/columns/")
    assert report.read_text(encoding="utf-8") == before


def test_a_draft_may_have_problems(report: Path, inside: Callable[..., Ended]) -> None:
    """With --draft a document with problems is written, but not one of a workbook with a cell that cannot be read."""
    inside("document", "to-xlsx", f"{REPORT}.json")
    workbook = report.with_suffix(".xlsx")
    change(workbook, "Kolonner", "Verdi", 2, "nobody")
    assert inside("document", "from-xlsx", f"{REPORT}.xlsx", "--out", "draft.json", "--draft")[0] == 1
    assert '"nobody"' in Path("draft.json").read_text(encoding="utf-8")
    change(workbook, "Kolonner", "Bredde", 2, "wide")
    assert inside("document", "from-xlsx", f"{REPORT}.xlsx", "--out", "other.json", "--draft")[0] == 1
    assert not Path("other.json").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["to-xlsx", "nowhere.json"], 2, "there is no file `nowhere.json`"),
        (["to-xlsx", f"{REPORT}.json", "--locale", "nn"], 2, "found `nn`; allowed are `nb`, `en`"),
        (["to-xlsx", f"{REPORT}.json", "--out", "book.xls"], 2, "found `book.xls` for --out; the name of a workbook ends with `.xlsx`"),
        (["to-xlsx", f"{REPORT}.json", "--out", "no/such/book.xlsx"], 1, "no/such/book.xlsx: cannot be written: No such file or directory"),
        (["to-xlsx", "input/visits.csv"], 1, "input/visits.csv:1:1: json_"),
        (["from-xlsx", "nowhere.xlsx"], 2, "nowhere.xlsx: there is no such file"),
        (["from-xlsx", f"{REPORT}.json"], 2, "is a document already; `kolonne document to-xlsx` makes a workbook of it"),
        (["from-xlsx", "input/visits.csv"], 1, "input/visits.csv: the file is no .xlsx workbook"),
        (["from-xlsx", "nowhere.xlsx", "--out", "a.xlsx"], 2, "found `a.xlsx` for --out; the name of a document ends with `.json`"),
        (["from-xlsx", "nowhere.xlsx", "--format", "xml"], 2, "found `xml`; allowed are `text`, `json`"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)  # fmt: skip
def test_what_is_called_wrongly(
    report: Path, inside: Callable[..., Ended], arguments: list[str], code: int, message: str
) -> None:
    """Calls that cannot be followed are told in a sentence, and leave nothing behind."""
    before = sorted(Path().rglob("*"))
    found, out, err = inside("document", *arguments)
    assert (found, out) == (code, "")
    assert message in err
    assert sorted(Path().rglob("*")) == before
    assert report.is_file()


def test_a_text_that_is_too_long(report: Path, inside: Callable[..., Ended]) -> None:
    """A text that no cell holds is told where it stands, and no workbook is made."""
    document = json.loads(report.read_text(encoding="utf-8"))
    document["description"] = "x" * 32_768
    report.write_text(json.dumps(document, indent=2), encoding="utf-8")
    code, _, err = inside("document", "to-xlsx", f"{REPORT}.json")
    assert code == 1
    assert "cell_too_long: the text has 32,768 characters; a cell of a workbook holds 32,767" in err
    assert not report.with_suffix(".xlsx").exists()


def test_a_wrong_name_is_told_where_it_stands(report: Path, inside: Callable[..., Ended]) -> None:
    """Not at the value beside it, though both are one line of the document."""
    document = json.loads(report.read_text(encoding="utf-8"))
    document["rows"]["let"] = {"hours": "minutes / 60"}
    report.write_text(json.dumps(document, indent=4), encoding="utf-8")
    inside("document", "to-xlsx", f"{REPORT}.json")
    workbook = report.with_suffix(".xlsx")
    change(workbook, "Verdier", "Navn", 2, "2 timer")
    told = json.loads(inside("document", "from-xlsx", f"{REPORT}.xlsx", "--force", "--format", "json")[1])
    wrong = [problem for problem in told if problem["code"] == "bad_name"]
    assert [problem["cell"] for problem in wrong] == ["Verdier!A2"]
