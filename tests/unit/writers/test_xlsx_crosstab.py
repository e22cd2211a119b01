"""What stands around the rows of an .xlsx file: heading, note, groups, totals."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from kolonne.contract import HeadingLine, Sheet, SheetColumn, WriterError
from kolonne.writers import XlsxFileWriter
from unit.writers.crosstab import NOTE, crosstab
from unit.writers.workbooks import book, one, sheet, written


def _opened(sheet: Sheet, folder: Path) -> Any:
    return openpyxl.load_workbook(written(XlsxFileWriter(), book(sheet), folder).path).worksheets[0]


def test_every_line_stands_in_its_place(tmp_path: Path) -> None:
    """Another reader sees the same as the tests below."""
    result = written(XlsxFileWriter(), book(crosstab()), tmp_path)
    lines = CalamineWorkbook.from_path(result.path).get_sheet_by_index(0).to_python()
    assert [[cell for cell in line if cell != ""] for line in lines] == [
        ["Organisasjon", "Norges Handikapforbund"],
        ["Kontaktperson"],
        ["Underskrift"],
        ["Tall under 5 vises ikke."],
        [],
        ["Kvinner", "Menn"],
        ["Lokallag", "0-13", "14+", "0-13", "14+", "Tilskudd"],
        ["Oslo", 5, 5, 5, 5, 1.25],
        ["Bærum", 5, 5, 5, 5, 1.25],
        ["Sum", 3, 30, 12, 2.5],
    ]


def test_what_belongs_to_the_table_moves_down_with_it(tmp_path: Path) -> None:
    """Panes, filter, printed titles, dropdowns and notes; the filter leaves the totals out."""
    made = _opened(crosstab(), tmp_path)
    assert (made.freeze_panes, made.auto_filter.ref, made.print_title_rows) == ("A8", "A7:F9", "$6:$7")
    rules = {str(rule.sqref): rule.prompt for rule in made.data_validations.dataValidation}
    assert rules == {"F7": "Utbetalt", "F8:F9": None}
    assert made.dimensions.startswith("A1:")
    assert (made.max_row, made.row_dimensions[7].height) == (10, 24)


def test_totals_look_like_their_column_in_bold(tmp_path: Path) -> None:
    """Below a line, and with the column's number format; a column without a total has an empty cell."""
    totals = _opened(crosstab(), tmp_path)[10]
    assert [cell.value for cell in totals[:6]] == ["Sum", 3, 30, 12, None, 2.5]
    assert all(cell.font.bold and cell.border.top.style and cell.protection.locked for cell in totals[:6])
    assert [cell.number_format for cell in totals[:6]] == ["@", "0", "0", "0", "0", "#,##0.00"]


def test_a_group_is_merged_above_its_columns(tmp_path: Path) -> None:
    """A column alone in its group is not, and a group goes on across a hidden column."""
    made = _opened(crosstab(), tmp_path)
    assert {"B6:C6", "D6:E6"} <= {str(place) for place in made.merged_cells.ranges}
    assert (made["B6"].value, made["D6"].value, made["A6"].value) == ("Kvinner", "Menn", None)
    columns = [SheetColumn(name, name, "text", group="G", hidden=name == "b") for name in "abc"]
    alone = SheetColumn("d", "d", "text", group="=H")
    other = _opened(sheet(*columns, alone, a=["1"], b=["2"], c=["3"], d=["4"]), tmp_path)
    assert [str(place) for place in other.merged_cells.ranges] == ["A1:C1"]
    assert (other["D1"].value, other["D1"].data_type, other.freeze_panes) == ("=H", "s", "A3")
    assert (other.auto_filter.ref, other.print_title_rows) == ("A2:D3", "$1:$2")


def test_only_places_to_fill_in_stay_open_in_a_locked_sheet(tmp_path: Path) -> None:
    """A signature has a line to write on."""
    made = _opened(crosstab(), tmp_path)
    beside = next(cell.column for cell in made[1] if cell.value == "Norges Handikapforbund")
    label, said, open_place = made["A1"], made.cell(1, beside), made.cell(2, beside)
    signed = [made.cell(3, beside + at) for at in range(3)]
    assert made.protection.sheet
    assert label.font.bold
    assert (label.protection.locked, said.protection.locked, open_place.protection.locked) == (True, True, False)
    assert [(cell.border.bottom.style, cell.protection.locked) for cell in signed] == [("thin", False)] * 3
    assert made.row_dimensions[3].height > 20


def test_a_line_may_be_filled_in_beforehand_and_signed(tmp_path: Path) -> None:
    """The value stands on the line."""
    made = _opened(replace(one("text", ["a"]), heading=(HeadingLine("Navn", "Kari\nNordmann", sign=True),)), tmp_path)
    place = next(cell for cell in made[1] if cell.value == "Kari Nordmann")
    assert (place.border.bottom.style, place.protection.locked) == ("thin", False)


_TEXTS = ["=1+1", "{=SUM(A1)}", "https://example.no", "007", "x" * 400]


@pytest.mark.parametrize("text", _TEXTS)
def test_texts_around_the_table_are_texts(text: str, tmp_path: Path) -> None:
    """Nothing becomes a formula, a link or a number, whether it is merged or not."""
    column = SheetColumn("c", "C", "integer", group=text)
    made = replace(
        sheet(SheetColumn("a", "A", "text"), column, replace(column, name="d"), a=["x"], c=[1], d=[2]),
        heading=(HeadingLine(text, text),),
        note=text,
        totals={"c": 1},
        totals_label=text,
    )
    cells = [cell for row in _opened(made, tmp_path) for cell in row if cell.value == text]
    assert [cell.data_type for cell in cells] == ["s"] * 5
    assert not any(cell.hyperlink for cell in cells)


def test_values_stand_to_the_right_of_the_longest_label(tmp_path: Path) -> None:
    """In a visible column; a label that is longer than a line is broken."""
    long = "Jeg bekrefter at opplysningene er riktige, og at regnskapet er revidert"
    hidden, narrow = SheetColumn("a", "A", "text", hidden=True), SheetColumn("b", "B", "integer")
    lines = HeadingLine(long, "Ja"), HeadingLine("Sted", "Oslo")
    made = _opened(replace(sheet(hidden, narrow, a=["x"], b=[1]), heading=lines), tmp_path)
    (place,) = made.merged_cells.ranges
    assert (made["B1"].value, made["B2"].value, place.min_col, place.max_row) == (long, "Sted", 2, 1)
    assert (made.cell(1, place.max_col + 1).value, made.cell(2, place.max_col + 1).value) == ("Ja", "Oslo")
    assert made["B1"].alignment.wrap_text
    assert made.row_dimensions[1].height >= 30


def test_long_texts_above_the_table_are_broken_into_lines(tmp_path: Path) -> None:
    """The row is as high as they need, but no higher than a row can be."""
    for words, least, most in ((1, 39, 39), (40, 60, 150), (4000, 408, 409)):
        made = _opened(replace(one("text", ["a"]), note="Skjult\r\n" + "tall " * words), tmp_path)
        assert least <= made.row_dimensions[1].height <= most
        assert made["A1"].value.count("\r") == 0
    column = SheetColumn("c", "ord " * 4000, "integer", group="gruppe " * 4000)
    made = _opened(replace(sheet(column, c=[1]), heading=(HeadingLine("ord " * 4000),)), tmp_path)
    assert all(408 <= made.row_dimensions[row].height <= 409 for row in (1, 3, 4))


def test_columns_are_wide_enough_for_their_totals_and_groups(tmp_path: Path) -> None:
    """Else a spreadsheet would show `###` for the sum."""
    counts = SheetColumn("c", "C", "integer", group="Spesialpedagogikk")
    made = replace(sheet(SheetColumn("a", "A", "text"), counts, a=["x"], c=[1]), totals={"c": 10**14})
    assert _opened(replace(made, totals_label="Til sammen i hele landet"), tmp_path).column_dimensions["A"].width > 25
    assert _opened(made, tmp_path).column_dimensions["B"].width > 16
    assert _opened(replace(made, totals={}), tmp_path).column_dimensions["B"].width > 17


def test_a_sheet_without_rows_may_have_totals(tmp_path: Path) -> None:
    """Right below the header, outside filter and dropdown."""
    made = _opened(crosstab(lags=()), tmp_path)
    assert (made["A8"].value, made.auto_filter.ref, made.max_row) == ("Sum", "A7:F7", 8)
    assert [str(rule.sqref) for rule in made.data_validations.dataValidation] == ["F7"]


def test_a_long_heading_is_not_frozen(tmp_path: Path) -> None:
    """It would leave no room on the screen for the rows."""
    lines = tuple(HeadingLine(f"Linje {at}", "x") for at in range(30))
    assert _opened(replace(one("text", ["a"]), heading=lines), tmp_path).freeze_panes is None


def test_a_sheet_that_continues_has_the_heading_first_and_the_totals_last(tmp_path: Path) -> None:
    """With the groups and the note on all."""
    result = written(XlsxFileWriter(most_rows=11), book(crosstab(lags=tuple("abcdefghijklm"))), tmp_path)
    first, second, third = ([cell.value for cell in page["A"]] for page in openpyxl.load_workbook(result.path))
    assert first == ["Organisasjon", "Kontaktperson", "Underskrift", NOTE, None, None, "Lokallag", *"abcd"]
    assert second == [NOTE, None, None, "Lokallag", *"efghijk"]
    assert third == [NOTE, None, None, "Lokallag", "l", "m", "Sum"]
    assert result.notices[0] == (
        "sheet `Krysstabell` continues on `Krysstabell (2)`: a sheet holds 4 rows, and there are 13"
    )


def test_totals_that_the_format_cannot_hold_are_told(tmp_path: Path) -> None:
    """As it is with any cell; the column is named with its group."""
    column = SheetColumn("c", "C", "integer", group="G")
    result = written(XlsxFileWriter(), book(replace(sheet(column, c=[1]), totals={"c": 10**15})), tmp_path)
    assert result.notices == (
        "sheet `Aktiviteter`: 1 cell in `G C` holds more than 15 digits and stands as text, so that no digit is lost",
    )


_LABELS = [
    ({"c": 1}, 1),
    ({"ved": "to"}, "Sum"),
    ({"c": None, "ved": "to"}, "Sum"),
]


@pytest.mark.parametrize(("totals", "shown"), _LABELS)
@pytest.mark.parametrize("kind", ["integer", "date", "decimal", "boolean"])
def test_the_label_stands_where_the_first_column_has_no_total(
    totals: dict[str, object], shown: object, kind: str, tmp_path: Path
) -> None:
    """As text, whatever the column's type."""
    if kind != "integer":
        totals = {name: total for name, total in totals.items() if name != "c"}
        shown = "Sum" if totals else None
    cell = _opened(replace(one(kind, [None]), totals=totals, totals_label="Sum"), tmp_path)["A3"]
    assert cell.value == shown
    assert shown != "Sum" or (cell.data_type, cell.number_format) == ("s", "@")


_BAD = [
    ({"x": 1}, "has a total of `x`, which is no column of it"),
    ({"c": 2.5}, "the total of `c` does not fit its type"),
    ({"c": 2**70}, "the total of `c` does not fit its type"),
    ({"ved": datetime(2025, 1, 1)}, "the total of `ved` does not fit its type"),  # noqa: DTZ001 # any value will do
]


@pytest.mark.parametrize(("totals", "message"), _BAD)
def test_a_total_that_no_column_can_hold_is_an_error(totals: dict[str, object], message: str, tmp_path: Path) -> None:
    """With the sheet's name, and without a file."""
    with pytest.raises(WriterError, match=f"sheet `akt`: {message}"):
        written(XlsxFileWriter(), book(replace(one("integer", [1]), totals=totals)), tmp_path)
    assert not list(tmp_path.iterdir())
