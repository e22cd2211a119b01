"""Another look makes another format of the same writer."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from kolonne import XlsxFileWriter, XlsxLook
from kolonne.contract import Sheet, SheetColumn
from unit.writers.crosstab import crosstab
from unit.writers.workbooks import book, of_frame, one, sheet, written

_BARE = XlsxLook(merges=False, gap=False)


def _opened(look: XlsxLook, sheet: Sheet, folder: Path) -> Any:
    return openpyxl.load_workbook(written(XlsxFileWriter(look), book(sheet), folder).path)


def test_the_usual_look_is_what_counts_without_one(tmp_path: Path) -> None:
    """The same bytes."""
    first = written(XlsxFileWriter(), book(crosstab()), tmp_path)
    assert written(XlsxFileWriter(XlsxLook()), book(crosstab()), tmp_path).sha256 == first.sha256


def test_a_variant_is_a_format_of_its_own(tmp_path: Path) -> None:
    """With a name, a title and a suffix."""
    variant = XlsxFileWriter(XlsxLook(font_size=14), name="xlsx-big", title="Stor", suffix=".big.xlsx")
    assert (variant.format, variant.title, variant.mime_type) == ("xlsx-big", "Stor", XlsxFileWriter().mime_type)
    assert written(variant, book(crosstab()), tmp_path).path.name == "rapport.big.xlsx"


@pytest.mark.parametrize(("size", "height"), [(11, 15), (14, 19), (20, 26), (36, 46)])
def test_rows_are_as_high_as_their_letters_ask(size: int, height: int, tmp_path: Path) -> None:
    """Headers, headings, texts of several lines, and rows of which the file says nothing."""
    look = XlsxLook(font="Arial", font_size=size)
    page = _opened(look, replace(one("text", ["to\nlinjer", "én"]), heading=crosstab().heading), tmp_path).active
    assert look.line_height == height
    assert page.sheet_format.defaultRowHeight == pytest.approx(height, abs=0.5)
    assert page.row_dimensions[1].height in {None, height}
    assert page.row_dimensions[5].height > height
    assert page.row_dimensions[6].height == 2 * height
    assert page.row_dimensions[7].height is None
    assert {(cell.font.name, cell.font.sz) for cell in page[6]} == {("Arial", size)}


def test_without_merged_cells_everything_keeps_to_a_single_one(tmp_path: Path) -> None:
    """Groups stand in the headers, values in the column beside their labels, and nothing beside the table."""
    made = replace(crosstab(), note="Merknad " * 40)
    result = written(XlsxFileWriter(_BARE), book(made), tmp_path)
    page = openpyxl.load_workbook(result.path).active
    assert page.merged_cells.ranges == set()
    lines = CalamineWorkbook.from_path(result.path).get_sheet_by_index(0).to_python()
    assert lines[0][:2] == ["Organisasjon", "Norges Handikapforbund"]
    assert lines[3][0] == made.note
    assert lines[4] == ["Lokallag", "Kvinner 0-13", "Kvinner 14+", "Menn 0-13", "Menn 14+", "Tilskudd"]
    assert (page.max_column, page.freeze_panes) == (6, None)
    assert page["A4"].alignment.wrap_text
    assert result.notices == ("sheet `Krysstabell`: groups of columns stand in the headers, since no cells are merged",)


def test_a_short_note_flows_over_its_neighbours(tmp_path: Path) -> None:
    """On one line, so that the header stays near."""
    page = _opened(_BARE, crosstab(), tmp_path).active
    assert not page["A4"].alignment.wrap_text
    assert (page.row_dimensions[4].height, page.freeze_panes) == (24, "A6")


def test_a_dark_look_covers_the_whole_sheet(tmp_path: Path) -> None:
    """Also to the right of the table."""
    page = _opened(XlsxLook(ink="#FFFFFF", paper="#000000"), crosstab(), tmp_path).active
    beyond = page.column_dimensions["G"]
    assert (beyond.min, beyond.max) == (7, 16_384)
    assert {page[at].fill.fgColor.rgb for at in ("A1", "A8", "A10")} == {"FF000000"}
    assert {page[at].font.color.rgb for at in ("A1", "A8", "A10")} == {"FFFFFFFF"}
    assert beyond.style is not None


_WIDE = tuple(SheetColumn(f"c{at}", f"C{at}", "integer") for at in range(30))
_WIDE_SHEET = of_frame(pl.DataFrame({column.name: [1] for column in _WIDE}), _WIDE)


@pytest.mark.parametrize(
    ("made", "name", "place"),
    [
        (one("text", []), "ColumnTitleRegion1.A1.B1.1", "'Aktiviteter'!$A$1"),
        (crosstab("O'Hara"), "ColumnTitleRegion1.A7.F10.1", "'O''Hara'!$A$7"),
        (_WIDE_SHEET, "ColumnTitleRegion1.A1.AD2.1", "'Aktiviteter'!$A$1"),
    ],
)
def test_screen_readers_are_told_where_the_headers_are(made: Sheet, name: str, place: str, tmp_path: Path) -> None:
    """By a defined name that says the table's corners and the sheet's number."""
    names = _opened(XlsxLook(announces="columns"), made, tmp_path).defined_names
    assert {key: of.value for key, of in names.items()} == {name: place}


def test_a_sheet_that_continues_is_told_of_on_each_page(tmp_path: Path) -> None:
    """With the number of its sheet in the file; a hidden first column is no corner."""
    hidden = [SheetColumn("a", "A", "text", hidden=True), SheetColumn("b", "B", "text")]
    made = sheet(*hidden, a=["x"] * 5, b=["y"] * 5)
    writer = XlsxFileWriter(XlsxLook(announces="columns and rows"), most_rows=3)
    names = openpyxl.load_workbook(written(writer, book(made), tmp_path).path).defined_names
    assert set(names) == {"TitleRegion1.B1.B4.1", "TitleRegion1.B1.B3.2"}


def test_the_usual_look_tells_nothing_of_that(tmp_path: Path) -> None:
    """No names, no language, nothing printed in another size."""
    made = _opened(XlsxLook(), crosstab(), tmp_path)
    assert not made.defined_names
    assert made.properties.language is None
    assert "&11" not in made.active.oddHeader.left.text


def test_the_language_stands_in_the_properties(tmp_path: Path) -> None:
    """Beside all others."""
    made = _opened(XlsxLook(says_language=True), crosstab(), tmp_path)
    assert (made.properties.language, made.properties.title) == ("nb", "Rapport & regnskap")
