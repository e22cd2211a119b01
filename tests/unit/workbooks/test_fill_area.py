"""Which rows of a worksheet are there to be filled, and where headers stand."""

import io
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from kolonne.workbooks import FillArea, ForeignSheet, Headers, Unfillable, fill_area, open_book


def drawn(draw: Callable[[Any, Any], None]) -> ForeignSheet:
    """A worksheet with the headers A, B and C in row 2, and what is drawn on it."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Ark")
        sheet.write_row("A2", ["A", "B", "C"])
        draw(book, sheet)
    return open_book(stream.getvalue()).sheets[0]


def _styled(*rows: int) -> Callable[[Any, Any], None]:
    def draw(book: Any, sheet: Any) -> None:
        look = book.add_format({"border": 1})
        for row in rows:
            for column in range(3):
                sheet.write_blank(row - 1, column, None, look)

    return draw


def _formulas(book: Any, sheet: Any) -> None:
    _styled(3, 4, 5)(book, sheet)
    for row, formula in ((3, "=A3*2"), (4, "=A4*2"), (5, "=A4*2")):
        sheet.write_formula(row - 1, 2, formula)


def _totals(book: Any, sheet: Any) -> None:
    _styled(3, 4, 5)(book, sheet)
    sheet.write_formula("C5", "=SUM(C3:C4)", None, 0)


def _beside(book: Any, sheet: Any) -> None:
    _styled(3, 4)(book, sheet)
    sheet.write("F3", "Veiledning")


def _table(_: Any, sheet: Any) -> None:
    sheet.add_table("A2:C6", {"total_row": True, "columns": [{"header": one} for one in "ABC"]})


@pytest.mark.parametrize(
    ("draw", "found"),
    [
        (lambda *_: None, (3, 3)),
        (_styled(3), (3, 3)),
        (_styled(3, 4, 5), (3, 5)),
        (_styled(3, 4, 6), (3, 4)),
        (_formulas, (3, 4)),
        (_totals, (3, 4)),
        (_beside, (3, 4)),
        (_table, (3, 5)),
        (lambda _, sheet: sheet.write("C3", "Eksempel"), "`Eksempel` stands in C3"),
        (lambda _, sheet: sheet.merge_range("A3:B3", ""), "A3:B3, in the row to fill, are merged under more than one"),
        (lambda _, sheet: sheet.merge_range("A3:A4", ""), "A3:A4, in the row to fill, are merged"),
        (lambda _, sheet: sheet.write_array_formula("B3:B5", "{=A3:A5*2}"), "B3 is part of a formula over several"),
    ],
)
def test_the_rows_to_fill(draw: Callable[[Any, Any], None], found: tuple[int, int] | str) -> None:
    """Rows that are empty and look like the first, up to what stands below, or why there are none."""
    area = fill_area(drawn(draw), 2, [1, 3])
    if isinstance(found, str):
        assert isinstance(area, Unfillable)
        assert found in area.message
    else:
        assert area == FillArea(*found, 1, 3)


def _numbered(*numbers: object) -> Callable[[Any, Any], None]:
    def draw(book: Any, sheet: Any) -> None:
        _styled(3, 4, 5)(book, sheet)
        look = book.add_format({"border": 1})
        for row, number in enumerate(numbers, 3):
            sheet.write(f"A{row}", number, look)

    return draw


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ((1, 2, 3), 5),
        ((1, 2), 5),
        ((1, 2, 4), 4),
        ((1,), None),
        ((2, 3), None),
        ((1, "2"), None),
        ((1.5, 2.5), None),
        (("1", "2"), None),
    ],
)
def test_rows_may_be_numbered(numbers: tuple[object, ...], found: int | None) -> None:
    """From 1 on, in a column that the document does not fill."""
    sheet = drawn(_numbered(*numbers))
    area = fill_area(sheet, 2, [2, 3])
    assert isinstance(area, Unfillable) if found is None else area == FillArea(3, found, 1, 3)
    assert isinstance(fill_area(sheet, 2, [1, 2]), Unfillable)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ({3: ["C3:E3"]}, (3, 3, 1, 5)),
        ({3: ["C3:E3"], 4: ["C4:E4"], 5: ["C5:E5"]}, (3, 5, 1, 5)),
        ({3: ["C3:E3"], 4: ["C4:E4"], 5: ["C5:D5"]}, (3, 4, 1, 5)),
        ({3: [], 4: ["C4:D4"]}, (3, 3, 1, 3)),
        ({3: ["G3:H3"], 4: ["G4:I4"]}, (3, 5, 1, 3)),
        ({3: ["C3:D3"], 4: ["C4:D4", "A4:A5"]}, (3, 3, 1, 4)),
    ],
)
def test_cells_of_a_row_may_be_merged(rows: dict[int, list[str]], found: tuple[int, int, int, int]) -> None:
    """With their neighbours under one header; rows with others merged are not like the first."""

    def draw(book: Any, sheet: Any) -> None:
        _styled(3, 4, 5)(book, sheet)
        look = book.add_format({"border": 1})
        for cells in (one for line in rows.values() for one in line):
            sheet.merge_range(cells, "", look)

    assert fill_area(drawn(draw), 2, [1, 3]) == FillArea(*found)


def test_headers_beside_those_that_are_filled_belong_to_the_table() -> None:
    """The table reaches as far as headers stand side by side."""
    area = fill_area(drawn(lambda _, sheet: sheet.write("F2", "Annet")), 2, [2])
    assert area == FillArea(3, 3, 1, 3)


def _forms(book: Any, sheet: Any) -> None:
    sheet.write("A1", "Navn:")
    sheet.merge_range("A4:A5", "  Dato\n(dag) *", book.add_format())
    sheet.merge_range("B4:C4", "Kvinner", book.add_format())
    sheet.write_row("B5", ["Barn", "Voksne"])
    sheet.merge_range("D4:E4", "Menn", book.add_format())
    sheet.write_row("D5", ["Barn", "Voksne"])
    sheet.write("F5", "Menn andre")


@pytest.mark.parametrize(
    ("text", "above", "columns"),
    [
        ("dato (dag)", "", (1,)),
        ("Da\u00adto\u200b (dag)", "", (1,)),
        ("Barn", "", (2, 4)),
        ("Barn", "Kvinner", (2,)),
        ("Voksne", "Menn", (5,)),
        ("andre", "Menn", (6,)),
        ("Voksne", "Andre", ()),
    ],
)
def test_headers_are_found_by_what_they_read(text: str, above: str, columns: tuple[int, ...]) -> None:
    """Without regard to case, breaks and marks; of merged cells in their last row; told apart by what stands above."""
    rows = Headers(drawn(_forms)).rows({"one": [(text, above)], "other": [("Voksne", "Kvinner")]})
    assert rows[0].row == 5
    assert rows[0].columns.get("one", ()) == columns


def test_the_row_with_most_headers_comes_first() -> None:
    """A header that stands above the table too does not make its row the one."""
    rows = Headers(drawn(lambda _, sheet: sheet.write("A1", "A"))).rows({"a": [("A", "")], "b": [("B", "")]})
    assert [(row.row, row.score) for row in rows] == [(2, 2), (1, 1)]
