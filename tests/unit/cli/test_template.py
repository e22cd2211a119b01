"""`kolonne template`: whether a document fits, and a first document that does."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from templates.demo_forms import FOLDER, made

ROOT = Path(__file__).parents[3]
#: The arguments of a command in this process → exit code, standard output, standard error.
Inside = Callable[..., tuple[int, str, str]]


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """The example organisation of the reference, whose templates are another organisation's business."""
    shutil.copytree(ROOT / "docs" / "reference" / "example" / "demo", tmp_path / "org_configs" / "demo")
    return tmp_path / "org_configs" / "demo"


def test_the_templates_of_the_reference_are_those_that_are_made() -> None:
    """The files in the example and the script that makes them tell the same."""
    assert {path.name: path.read_bytes() for path in FOLDER.iterdir()} == made()


def test_check_shows_what_goes_where(demo: Path, inside: Inside) -> None:
    """Of a document that fits, though it names no template."""
    code, out, _ = inside("template", "check", "demo.report", str(demo / "templates" / "form.xlsx"))
    assert (code, out) == (
        0,
        (
            "demo.report fits `form.xlsx`\n\n"
            "`Liste`, by the sheet list: headers in row 3, row 4 to fill\n"
            "  A   Dato      ← day\n"
            "  B   Type      ← kind\n"
            "  C   Minutter  ← minutes\n"
        ),
    )


def test_check_tells_the_same_as_json(demo: Path, inside: Inside) -> None:
    """For programs."""
    code, out, _ = inside("template", "check", "demo.report", str(demo / "templates" / "form.xlsx"), "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert found["sheets"][0]["columns"]["minutes"] == {"cell": "C4", "format": "General", "choices": []}


def test_check_tells_what_does_not_fit(demo: Path, inside: Inside) -> None:
    """As `validate` does, in text and as JSON."""
    path = demo / "documents" / "report.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"nb": "Minutter"', '"nb": "Timer"'), encoding="utf-8")
    arguments = ("template", "check", str(path), str(demo / "templates" / "form.xlsx"))
    code, out, _ = inside(*arguments)
    assert code == 1
    assert "template_header_renamed: the header `Timer` does not stand in row 3 of the worksheet `Liste`" in out
    code, out, _ = inside(*arguments, "--format", "json")
    assert (code, [one["code"] for one in json.loads(out)["problems"]]) == (1, ["template_header_renamed"])


def test_check_refuses_what_is_unsafe(demo: Path, inside: Inside) -> None:
    """A template with macros is a problem, too."""
    code, out, _ = inside("template", "check", "demo.report", str(demo / "templates" / "macros.xlsx"))
    assert code == 1
    assert "template_unsafe: macros.xlsx: the workbook holds macros" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "demo.nothing", "form.xlsx"), "there is no file and no document `demo.nothing`"),
        (("check", "demo.report", "nothing.xlsx"), "there is no template `nothing.xlsx`"),
        (("check", "org_configs/demo/organisation.json", "form.xlsx"), "is no column document"),
        (("draft", "nothing.xlsx"), "there is no template `nothing.xlsx`"),
        (("draft", "form.xlsx", "nothing.csv"), "there is no file `nothing.csv`"),
        (("draft", "form.xlsx", "--out", "form.xlsx"), "ends with `.json`"),
        (("draft", "form.xlsx", "--out", "org_configs/demo/documents/report.json"), "replaces nothing"),
        (("check", "demo.report", "form.xlsm"), "`form.xlsm` cannot be a template: it is an .xlsx workbook"),
        (("check", "demo.report", ".xlsx"), "`.xlsx` cannot be a template"),
        (("draft", "form.xlsm"), "`form.xlsm` cannot be a template: it is an .xlsx workbook"),
        (("draft", "form.xlsx", "--document", "BAD ID"), "found `BAD ID` for --document; an ID (owner, dot, name;"),
        (
            ("draft", "form.xlsx", "--out", "org_configs/demo/documents/new.json"),
            "`org_configs/demo/templates/form.xlsx` is there already, and is another file than `form.xlsx`; rename one",
        ),
    ],
)
@pytest.mark.usefixtures("demo")
def test_wrong_commands_are_told(arguments: tuple[str, ...], words: str, inside: Inside, tmp_path: Path) -> None:
    """With exit code 2."""
    for name in ("form.xlsx", "form.xlsm", ".xlsx"):
        shutil.copy(ROOT / "org_configs" / "nhf" / "templates" / "bufdir-2025.xlsx", tmp_path / name)
    before = sorted(tmp_path.rglob("*"))
    code, _, err = inside("template", *arguments)
    assert code == 2
    assert words in " ".join(err.split())
    assert sorted(tmp_path.rglob("*")) == before


def test_a_draft_is_printed_or_written_where_it_belongs(demo: Path, inside: Inside, tmp_path: Path) -> None:
    """With its template; `validate` has nothing to say, and an export fills the form."""
    shutil.copy(ROOT / "org_configs" / "nhf" / "templates" / "bufdir-2025.xlsx", tmp_path / "skjema.xlsx")
    (tmp_path / "log.csv").write_text(
        "Dato;Aktivitetstype;Form;Deltakere\n2025-03-01;Samtalegruppe;Fysisk;4\n2025-03-02;Fest;;x\n"
    )
    code, out, _ = inside("template", "draft", "skjema.xlsx", "log.csv", "--document", "demo.skjema")
    assert (code, json.loads(out)["document"]) == (0, "demo.skjema")
    place = demo / "documents" / "skjema.json"
    code, _, err = inside("template", "draft", "skjema.xlsx", "log.csv", "--out", str(place))
    assert code == 0
    assert json.loads(place.read_text(encoding="utf-8"))["document"] == "demo.skjema"
    assert (demo / "templates" / "skjema.xlsx").is_file()
    assert "`Deltakere` of the records goes under `Antall deltakere`" in err
    assert inside("validate", str(demo))[0] == 0
    code, out, err = inside(
        "export", "--org", "demo", "--document", "demo.skjema", "--period", "2025", "--format", "xlsx", "--source", "log.csv", "--out", "out"
    )  # fmt: skip
    assert code == 0, err
    assert (tmp_path / "out" / "demo_skjema_2025.xlsx").stat().st_size > 10_000


def test_a_form_that_numbers_its_rows(demo: Path, inside: Inside, tmp_path: Path) -> None:
    """Nothing is asked for its numbers, and it is said whose they are."""
    with xlsxwriter.Workbook(tmp_path / "skjema.xlsx") as form:
        page = form.add_worksheet("Liste")
        page.write_row("A1", ["Nr.", "Dato", "Type"])
        page.write_column("A2", [1, 2, 3])
    place = demo / "documents" / "skjema.json"
    code, _, err = inside("template", "draft", "skjema.xlsx", "--document", "demo.skjema", "--out", str(place))
    assert (code, "the template fills `Nr.` of `Liste` by itself" in err) == (0, True)
    code, out, _ = inside("template", "check", str(place), "skjema.xlsx")
    assert code == 0
    assert "rows 2 to 4 to fill\n  A   Nr.   the template's numbers of rows\n  B   Dato  ← dato\n" in out


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"Navn;Dato", "is no .xlsx workbook"),
        ("a.xlsx", b"", "is no .xlsx workbook"),
        ("log.csv", b"", "the file is empty"),
        ("log.csv", b"q;w\n1;2\n", "none of its columns looks like a header of `a.xlsx`"),
    ],
)
def test_a_draft_of_what_cannot_be_read_is_an_error(
    name: str, content: bytes, words: str, demo: Path, inside: Inside, tmp_path: Path
) -> None:
    """With exit code 1 and the file's name."""
    shutil.copy(demo / "templates" / "form.xlsx", tmp_path / "a.xlsx")
    (tmp_path / "log.csv").write_text("Dato\n2025-03-01\n")
    (tmp_path / name).write_bytes(content)
    code, out, err = inside("template", "draft", "a.xlsx", "log.csv", "--out", "new.json")
    assert (code, out, (tmp_path / "new.json").exists()) == (1, "", False)
    assert words in err
    assert name in err
