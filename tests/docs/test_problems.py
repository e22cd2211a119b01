"""The catalogue of problems is complete, and its examples give what they say."""

import json
import re
import shutil
import tomllib
from collections.abc import Callable, Sequence
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from docs.reported_codes import reported_codes
from kolonne import plugins
from kolonne.cli.document_from_xlsx import FromXlsx, run_from_xlsx
from kolonne.cli.document_to_xlsx import run_to_xlsx
from kolonne.cli.validate import run_validate
from kolonne.documents import overlay, parse_json

DOCS = Path(__file__).parents[2] / "docs"
CATALOGUE: dict[str, Any] = tomllib.loads((DOCS / "reference" / "problems.toml").read_text(encoding="utf-8"))
PROBLEMS: dict[str, dict[str, Any]] = CATALOGUE["problems"]


def test_every_reported_code_is_documented() -> None:
    """Each problem code that the engine reports has an entry."""
    missing = {
        code: place
        for code, place in reported_codes().items()
        if not any(known == code or (code.endswith("*") and known.startswith(code[:-1])) for known in PROBLEMS)
    }
    assert not missing


def test_every_documented_code_is_reported() -> None:
    """No entry is about a code that the engine does not report."""
    reported = reported_codes()
    beginnings = tuple(code[:-1] for code in reported if code.endswith("*"))
    assert not [code for code in PROBLEMS if code not in reported and not code.startswith(beginnings)]


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_code_has_a_page(code: str) -> None:
    """The page of a code says what it means, why it matters, and shows an example and what is written instead."""
    page = (DOCS / "reference" / "problems" / f"{code}.md").read_text(encoding="utf-8")
    headings = [line for line in page.splitlines() if line.startswith("#")]
    assert headings == [f"# `{code}`", "## Why it matters", "## Example", "## Instead"]
    assert f"(problems/{code}.md)" in (DOCS / "reference" / "problems.md").read_text(encoding="utf-8")


@pytest.fixture
def only_plugins(monkeypatch: pytest.MonkeyPatch) -> Callable[[Sequence[str]], None]:
    """Lets nothing be installed but some of the example's plugins."""
    monkeypatch.syspath_prepend(str(DOCS / "reference" / "example" / "plugins"))

    def only(names: Sequence[str]) -> None:
        found = [EntryPoint(name, name, "kolonne") for name in names]
        monkeypatch.setattr(plugins.installed, "entry_points", lambda **_: found)

    return only


@pytest.mark.parametrize("code", PROBLEMS)
def test_the_example_gives_its_code(
    code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], only_plugins: Callable[[Sequence[str]], None]
) -> None:
    """Validating the example reports the code and no other."""
    entry = PROBLEMS[code]
    only_plugins(entry.get("plugins", ()))
    assert codes_found(entry, "example", tmp_path, capsys) == {code, *entry.get("also", ())}


@pytest.mark.parametrize("code", PROBLEMS)
def test_what_is_written_instead_is_right(
    code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], only_plugins: Callable[[Sequence[str]], None]
) -> None:
    """Validating what stands behind *instead* reports nothing."""
    only_plugins(PROBLEMS[code].get("plugins_instead", ()))
    assert codes_found(PROBLEMS[code], "instead", tmp_path, capsys) == set()


def codes_found(entry: dict[str, Any], which: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The codes that `kolonne validate` tells of the example organisation with an entry's text laid over it.

    Where the entry is about a workbook, those that `kolonne document` tells.
    """
    root = folder / "example"
    shutil.copytree(DOCS / "reference" / "example", root)
    if "workbook" in entry:
        return codes_of_workbook(
            root / "demo" / entry["in"], entry["workbook" if which == "example" else "workbook_instead"], capsys
        )
    extra = entry.get("beside" if which == "example" else "beside_instead", {})
    for name, text in {**entry.get("beside_both", {}), **extra}.items():
        (root / "demo" / name).write_text(stretched(entry, text), encoding="utf-8")
    path = changed(root / "demo", entry, which)
    if entry.get("command") == "to-xlsx":
        run_to_xlsx(path, str(folder / "made.xlsx"), "nb", force=False)
        return set(re.findall(r"^.+?:\d+:\d+: (\w+): ", capsys.readouterr().err, re.MULTILINE))
    run_validate([path if entry.get("whole") else root], as_json=True)
    return {problem["code"] for problem in json.loads(capsys.readouterr().out)}


def codes_of_workbook(path: Path, cells: dict[str, str], capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The codes that are told of a document's workbook with other cells, and without the sheets that are only named."""
    workbook = path.with_suffix(".xlsx")
    assert run_to_xlsx(path, None, "nb", force=False) == 0
    book = openpyxl.load_workbook(workbook)
    for place, text in cells.items():
        sheet, mark, cell = place.partition("!")
        if mark:
            book[sheet][cell] = text
        else:
            del book[sheet]
    book.save(workbook)
    run_from_xlsx(FromXlsx(workbook, None, force=True, draft=False, as_json=True))
    return {problem["code"] for problem in json.loads(capsys.readouterr().out)}


def changed(demo: Path, entry: dict[str, Any], which: str) -> Path:
    """Write the example where it belongs; gives the file."""
    text = stretched(entry, entry[which])
    where = entry["in"]
    if where == "expression":
        where, text = "documents/report.json", in_a_column(text)
    path: Path = demo / where
    if not entry.get("whole"):
        text = laid_over(path, text)
    encoding = entry.get("encoding", "utf-8") if which == "example" else "utf-8"
    path.write_text(text, encoding=encoding)
    return path


def stretched(entry: dict[str, Any], text: str) -> str:
    """The text with what `…` stands for."""
    if "stretch" not in entry:
        return text
    piece, times = entry["stretch"]
    return text.replace("…", "".join(piece.replace("{n}", str(number)) for number in range(times)))


def in_a_column(expression: str) -> str:
    """A patch with a column whose value is the expression."""
    column = {"header": "Eksempel", "value": expression}
    return json.dumps({"sheets": {"list": {"columns": {"example": column}}}})


def laid_over(path: Path, patch: str) -> str:
    """The file's text with a merge patch laid over it; what the patch says of order is left to the engine."""
    below, above = (parse_json(text, "")[0] for text in (path.read_text(encoding="utf-8"), patch))
    assert below is not None
    assert above is not None
    found = overlay(below, above)
    # `overlay` gives the laid-over document, with what is wrong with its order.
    return json.dumps(found[0].plain(), ensure_ascii=False)
