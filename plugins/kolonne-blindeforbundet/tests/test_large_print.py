"""The workbook in large print, as other readers see it."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from kolonne import XlsxFileWriter
from kolonne.hookspecs import Sheet, SheetColumn, Workbook, WriterError, WrittenFile
from kolonne_blindeforbundet.contrast import CONTRASTS, LEAST_RATIO, ratio
from kolonne_blindeforbundet.large_print import LargePrintWriter
from kolonne_blindeforbundet.settings import LargePrint

_Book = Callable[..., Workbook]
_Written = Callable[..., WrittenFile]
#: As NVDA reads names of headers: a kind, the corners of the table, and more that it does not need.
_NVDA = re.compile(r"^(?P<kind>\w+)\.(?P<first>[A-Z]+\d+)\.(?P<last>[A-Z]+\d+)(\..*)*$")


def _opened(result: WrittenFile) -> Any:
    return openpyxl.load_workbook(result.path)


def test_every_line_stands_in_its_place(book: _Book, crosstab: Sheet, written: _Written) -> None:
    """No line and no column is empty, groups stand in the headers, and the hidden column is not there."""
    result = written(LargePrintWriter(), book(crosstab))
    lines = CalamineWorkbook.from_path(result.path).get_sheet_by_index(0).to_python()
    assert lines == [
        ["Organisasjon", "Norges Blindeforbund", "", ""],
        ["Kontaktperson", "", "", ""],
        ["Underskrift", "", "", ""],
        ["Tall under 5 vises ikke.", "", "", ""],
        ["Lokallag", "Kvinner 0-13", "Kvinner 14+", "Tilskudd"],
        ["Oslo", 5, 7, 1234.5],
        ["Bærum", 6, "", 1234.5],
        ["Sum", 11, "", 2469],
    ]
    assert result.notices == (
        "sheet `Kryss & tvers`: the hidden column is not in the file",
        "sheet `Kryss & tvers`: groups of columns stand in the headers, since no cells are merged",
    )


def test_nothing_is_merged_or_hidden(book: _Book, crosstab: Sheet, written: _Written) -> None:
    """In no sheet of the file, whatever stands above its table."""
    long = replace(crosstab, note="Merknad " * 60, title="Lang merknad")
    made = _opened(written(LargePrintWriter(), book(crosstab, long, appendices=(crosstab,))))
    for page in made.worksheets:
        assert page.merged_cells.ranges == set()
        assert page.sheet_state == "visible"
        assert not any(column.hidden for column in page.column_dimensions.values())


@pytest.mark.parametrize("size", [18, 20, 36])
@pytest.mark.parametrize("font", ["Arial", "Verdana"])
def test_every_cell_has_large_letters(font: str, size: int, book: _Book, crosstab: Sheet, written: _Written) -> None:
    """Of the font and size that the organisation wants, in rows that have room for them."""
    page = _opened(written(LargePrintWriter(LargePrint(font=font, font_size=size)), book(crosstab))).active
    cells = [cell for line in page.iter_rows() for cell in line]
    assert {(cell.font.name, cell.font.sz) for cell in cells} == {(font, size)}
    heights = [page.row_dimensions[line].height or page.sheet_format.defaultRowHeight for line in range(1, 9)]
    assert min(heights) >= 1.2 * size
    assert page.row_dimensions[5].height > heights[5]


@pytest.mark.parametrize("name", CONTRASTS)
def test_what_stands_in_the_file_keeps_level_aaa(name: str, book: _Book, crosstab: Sheet, written: _Written) -> None:
    """Letters and lines of every cell; a colour that is not told is black, or white behind letters."""
    page = _opened(written(LargePrintWriter(LargePrint(contrast=name)), book(crosstab))).active
    # What is not in the file has the look of its row, which openpyxl does not tell.
    for cell in (cell for line in page.iter_rows() for cell in line if cell.has_style):
        ink = f"#{cell.font.color.rgb[2:]}" if cell.font.color and cell.font.color.type == "rgb" else "#000000"
        paper = f"#{cell.fill.fgColor.rgb[2:]}" if cell.fill.patternType else "#FFFFFF"
        sides = [getattr(cell.border, side) for side in ("top", "bottom", "left", "right")]
        lines = [f"#{side.color.rgb[2:]}" for side in sides if side.style and side.color.type == "rgb"]
        assert all(ratio(colour, paper) >= LEAST_RATIO for colour in (ink, *lines)), cell.coordinate
        assert paper == CONTRASTS[name].paper


def test_black_on_white_is_the_programs_own(book: _Book, crosstab: Sheet, written: _Written) -> None:
    """So that a contrast theme of the reader's computer counts."""
    page = _opened(written(LargePrintWriter(), book(crosstab))).active
    assert all(cell.fill.patternType is None for line in page.iter_rows() for cell in line)


def test_no_colour_alone_means_anything(book: _Book, crosstab: Sheet, written: _Written) -> None:
    """Headers and totals are bold and have a line, places to fill in have one around them; tabs have no colour."""
    page = _opened(written(LargePrintWriter(), book(crosstab))).active
    assert all(cell.font.bold and cell.border.bottom.style == "medium" for cell in page[5])
    assert all(cell.font.bold and cell.border.top.style == "medium" for cell in page[8])
    assert page["B2"].border.left.style == page["B2"].border.top.style == "thin"
    assert page["B3"].border.bottom.style == page["D3"].border.bottom.style == "thin"
    assert page.max_column == 4
    assert page.sheet_properties.tabColor is None


@pytest.mark.parametrize(("announce", "kind"), [("columns", "ColumnTitle"), ("columns-and-rows", "Title")])
def test_screen_readers_find_the_headers(
    announce: str, kind: str, book: _Book, crosstab: Sheet, written: _Written
) -> None:
    """By names with the table's corners and its sheet's number, in the form that JAWS and NVDA know."""
    other = replace(crosstab, title="O'Hara", heading=(), note="", totals={})
    made = _opened(written(LargePrintWriter(LargePrint(announce=announce)), book(crosstab, other)))
    names = {name: list(of.destinations) for name, of in made.defined_names.items()}
    assert names == {
        f"{kind}Region1.A5.D8.1": [("Kryss & tvers", "$A$5")],
        # openpyxl leaves the apostrophe doubled, as it is within a reference.
        f"{kind}Region1.A1.D3.2": [("O''Hara", "$A$1")],
    }
    assert all(_NVDA.match(name) for name in names)


def test_a_place_to_fill_in_says_its_label(book: _Book, crosstab: Sheet, written: _Written) -> None:
    """Whoever jumps from one open cell to the next hears what belongs there."""
    page = _opened(written(LargePrintWriter(), book(crosstab))).active
    said = {str(rule.sqref): (rule.promptTitle, rule.prompt) for rule in page.data_validations.dataValidation}
    assert said == {
        "B2": ("Kontaktperson", "Kontaktperson"),
        "B3": ("Underskrift", "Underskrift"),
        "A5": ("Lokallag", "Der aktiviteten var"),
    }
    assert not page["B2"].protection.locked


def test_the_file_tells_its_title_and_language(book: _Book, crosstab: Sheet, written: _Written) -> None:
    """A screen reader chooses the voice by it."""
    made = _opened(written(LargePrintWriter(), book(crosstab, locale="nn", title="Rapport <1>")))
    assert (made.properties.title, made.properties.language) == ("Rapport <1>", "nn")
    assert made.sheetnames == ["Kryss & tvers"]


def test_headers_stay_and_printed_letters_do_too(book: _Book, crosstab: Sheet, written: _Written) -> None:
    """A page is not shrunk to hold a wide table."""
    page = _opened(written(LargePrintWriter(), book(crosstab))).active
    assert (page.freeze_panes, page.print_title_rows, page.auto_filter.ref) == ("A6", "$5:$5", "A5:D7")
    assert not page.sheet_properties.pageSetUpPr or not page.sheet_properties.pageSetUpPr.fitToPage


def test_without_a_heading_the_table_begins_where_readers_do(texts: _Book, written: _Written) -> None:
    """In the first cell."""
    page = _opened(written(LargePrintWriter(), texts("a"))).active
    assert (page["A1"].value, page["A2"].value, page.freeze_panes) == ("Tema", "a", "A2")


def test_long_texts_break_into_lines(texts: _Book, written: _Written) -> None:
    """Columns stay narrow enough for a magnified screen, and rows grow."""
    page = _opened(written(LargePrintWriter(), texts("ord " * 50, "kort"))).active
    assert page.column_dimensions["A"].width < 34
    assert page["A2"].alignment.wrap_text
    assert page.row_dimensions[2].height >= 7 * 24
    assert page.row_dimensions[3].height is None


def test_cells_are_those_of_the_ordinary_workbook(
    book: _Book, crosstab: Sheet, written: _Written, tmp_path: Path
) -> None:
    """Only their look differs; both files may lie in one folder."""
    plain = book(replace(crosstab, heading=(), note="", columns=(*crosstab.columns[:1], *crosstab.columns[2:])))
    ordinary = XlsxFileWriter().write(plain, tmp_path / "rapport.xlsx", lambda _: None)
    result = written(LargePrintWriter(), plain)
    first, second = (_opened(each).active for each in (ordinary, result))
    assert result.path.name == "rapport.large-print.xlsx"
    assert [[cell.value for cell in line] for line in first.iter_rows(min_row=3)] == [
        [cell.value for cell in line] for line in second.iter_rows(min_row=2)
    ]
    assert second["D2"].number_format == "#,##0.00"


def test_odd_texts_are_as_in_the_ordinary_workbook(texts: _Book, written: _Written) -> None:
    """Markup, control characters, formulas and Norwegian letters come back; too long ones are cut, and told."""
    cells = ["<b>&amp;", "a\x00b\x1f", "=1+1", "æøå ÆØÅ 👍", "x" * 40_000]
    result = written(LargePrintWriter(), texts(*cells))
    read = [line[0] for line in CalamineWorkbook.from_path(result.path).get_sheet_by_index(0).to_python()[1:]]
    assert read == [*cells[:4], "x" * 32_767]
    assert [notice for notice in result.notices if "1 cell in `Tema`" in notice and "32,767" in notice]


def test_the_same_workbook_gives_the_same_bytes(book: _Book, crosstab: Sheet, written: _Written) -> None:
    """At any time."""
    first, second = (written(LargePrintWriter(), book(crosstab)) for _ in range(2))
    assert first.sha256 == second.sha256
    assert first.size == second.path.stat().st_size


def test_what_tick_raises_leaves_nothing(texts: _Book, tmp_path: Path) -> None:
    """Somebody changed their mind."""

    def stop(rows: int) -> None:
        if rows:
            raise TimeoutError("nok")

    with pytest.raises(TimeoutError, match="nok"):
        LargePrintWriter().write(texts("a"), tmp_path / "rapport", stop)
    assert not list(tmp_path.iterdir())


def test_a_workbook_without_anything_to_see_is_an_error(
    book: _Book, sheet: Callable[..., Sheet], written: _Written
) -> None:
    """No sheet, or a sheet of hidden columns."""
    with pytest.raises(WriterError, match="there is no sheet to write"):
        written(LargePrintWriter(), book())
    with pytest.raises(WriterError, match="sheet `akt`: has no column to write"):
        written(LargePrintWriter(), book(sheet([SheetColumn("a", "A", "text", hidden=True)], [["x"]])))


def test_the_package_is_sound(book: _Book, crosstab: Sheet, written: _Written) -> None:
    """Every entry of the zip is whole."""
    with ZipFile(written(LargePrintWriter(), book(crosstab)).path) as package:
        assert package.testzip() is None
