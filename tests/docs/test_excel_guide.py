"""What the guide about documents in Excel says of cells is what happens."""

import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from docs.pages import DOCS, ROOT
from kolonne.cli.app import run
from kolonne.editing.shapes import shape_of
from kolonne.editing.words import LOCALES, sheet_word

PAGE = DOCS / "guide" / "documents-in-excel.md"
DOCUMENT = "org_configs/nhf/documents/likeperson"
_CHANGES = re.compile(
    r"^\| cell \| what you write \|\n\| --- \| --- \|\n(?P<cells>(?:\|[^\n]*\|\n)+)\n```text\n(?P<told>.*?)^```", re.MULTILINE | re.DOTALL
)  # fmt: skip
_CELL = re.compile(r"^\| `(?P<sheet>\w+)!(?P<cell>[A-Z]+[0-9]+)` \| `(?P<text>.*)` \|$", re.MULTILINE)
EXAMPLES = list(_CHANGES.finditer(PAGE.read_text(encoding="utf-8")))


def test_the_guide_has_examples() -> None:
    """Both tables of cells are found."""
    assert len(EXAMPLES) == 2


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["cells"].partition("\n")[0])
def test_what_is_written_into_cells_is_told(
    example: re.Match[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what the table says in the cells, `from-xlsx` tells what stands below it."""
    shutil.copytree(ROOT / "org_configs", tmp_path / "org_configs")
    monkeypatch.chdir(tmp_path)
    assert run(["document", "to-xlsx", f"{DOCUMENT}.json"]) == 0
    book = openpyxl.load_workbook(f"{DOCUMENT}.xlsx")
    cells = list(_CELL.finditer(example["cells"]))
    assert len(cells) == example["cells"].count("\n")
    for found in cells:
        book[found["sheet"]][found["cell"]] = found["text"]
    book.save(f"{DOCUMENT}.xlsx")
    capsys.readouterr()
    assert run(["document", "from-xlsx", f"{DOCUMENT}.xlsx"]) != 0
    assert capsys.readouterr().err == example["told"]


@pytest.mark.parametrize(("at", "locale"), list(enumerate(LOCALES)))
def test_every_sheet_stands_in_the_guide(at: int, locale: str) -> None:
    """The table of sheets names each sheet of documents, lists and mappings, in both languages, and no other."""
    table = PAGE.read_text(encoding="utf-8").partition("| sheet | in English |")[2].partition("\n\n")[0]
    cells = [row.split("|") for row in table.splitlines()[2:]]
    named = {name for row in cells for name in re.findall(r"`([^`]+)`", row[1 + at])}
    if locale == "nb":
        named |= {name for row in cells for name in re.findall(r"`(Test\w+)`", row[3])}
    shapes = [shape_of(kind) for kind in ("document", "enumeration", "mapping")]
    made = {sheet_word(id_, locale) for one in shapes for id_ in (one.kind, *(table.id for table in one.tables()))}
    assert named == made - ({"given", "expect", "failures"} if locale == "en" else set())
