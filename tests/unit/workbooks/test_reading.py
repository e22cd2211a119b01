"""What is read of a workbook from elsewhere."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from kolonne.contract import WorkbookError
from kolonne.workbooks import Area, open_book
from unit.workbooks.making import SHEET, made, replacing, tampered


@pytest.mark.parametrize("from_1904", [False, True])
def test_cells_have_the_types_that_they_show(*, from_1904: bool) -> None:
    """Text, days, times, numbers and truth values come back as what they are, whenever the book begins to count."""
    sheet = open_book(made(from_1904=from_1904)).sheets[0]
    assert list(sheet.lines())[1] == (
        2,
        ("Ås & omegn", date(2025, 3, 4), datetime(2025, 3, 4, 12, 30), time(9, 15), 12, 0.25, True, 24),  # noqa: DTZ001
    )
    formula = sheet.rows[2][8]
    assert (formula.formula, formula.is_formula, formula.type) == ("E2*2", True, "number")
    assert sheet.merged == (Area(4, 1, 4, 2),)
    assert sheet.value(99, 1) is None


def test_sheets_are_found_as_excel_finds_them() -> None:
    """Large and small letters are the same."""
    book = open_book(made())
    assert book.sheet_names == ("Skjema", "Lister")
    assert book.sheet("LISTER") is book.sheets[1]
    assert book.sheet("Liste") is None


@pytest.mark.parametrize(
    ("cell", "choices"),
    [((5, 1), ("a", "b c")), ((2, 7), ("ja", "nei")), ((3, 8), ("ja", "nei", "kanskje")), ((9, 8), None)],
)
def test_dropdowns_are_looked_up(cell: tuple[int, int], choices: tuple[str, ...] | None) -> None:
    """Choices that are written out, stand in a range or have a name."""
    book = open_book(made())
    dropdown = book.sheets[0].dropdown(*cell)
    assert (book.choices(book.sheets[0], dropdown) if dropdown is not None else None) == choices


def test_inline_and_rich_text_is_read() -> None:
    """Text that stands in the cell itself, in runs, with escapes and without places."""
    cells = '<row><c t="inlineStr"><is><r><t>Nav</t></r><r><t>n_x0041_</t></r></is></c><c t="str"><v>x</v></c></row>'
    content = tampered(made(), {SHEET: replacing("</sheetData>", f"{cells}</sheetData>")})
    assert list(open_book(content).sheets[0].lines())[-1] == (5, ("NavnA", "x"))


def test_halves_of_characters_are_replaced() -> None:
    """What no file of ours can hold does not come in; two halves that belong together are their character."""
    cells = '<row><c t="inlineStr"><is><t>_xD800_a _xD83D__xDE00_</t></is></c></row>'
    content = tampered(made(), {SHEET: replacing("</sheetData>", f"{cells}</sheetData>")})
    assert list(open_book(content).sheets[0].lines())[-1] == (5, ("\N{REPLACEMENT CHARACTER}a \N{GRINNING FACE}",))


def test_a_book_is_opened_from_a_path(tmp_path: Path) -> None:
    """Errors name the path, and say whether there is no file."""
    path = tmp_path / "form.xlsx"
    with pytest.raises(WorkbookError, match="no such file") as missing:
        open_book(path)
    assert missing.value.reason == "missing"
    path.write_bytes(made())
    assert open_book(path).name == str(path)
