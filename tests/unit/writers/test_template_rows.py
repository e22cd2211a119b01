"""Rows in a template: looks, types and formulas of its own, and what stands beside and below them."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from kolonne.contract import Sheet, SheetColumn, WriterError
from unit.workbooks.making import SHEET, tampered
from unit.writers.templates import drawn, filled, opened, read
from unit.writers.workbooks import sheet

NAME, AMOUNT, DAY = (
    SheetColumn("who", "Navn", "text"),
    SheetColumn("amount", "Beløp", "decimal", scale=2),
    SheetColumn("day", "Dato", "date"),
)


def rows_of(count: int) -> Sheet:
    """So many rows with a name, an amount and a day."""
    return sheet(
        NAME,
        AMOUNT,
        DAY,
        title="Ark",
        who=[f"Navn {at}" for at in range(count)],
        amount=[Decimal(at) + Decimal("0.25") for at in range(count)],
        day=[date(2025, 1, 1 + at % 28) for at in range(count)],
    )


def form(book: Any, sheet: Any) -> None:
    """Headers in row 3 from column B on, two rows to fill, totals in row 7."""
    look = book.add_format({"border": 1, "bg_color": "#FFF2CC"})
    day = book.add_format({"border": 1, "num_format": "d/m/yyyy"})
    sheet.write_row("B3", ["Dato", "Navn", "Beløp", "Dobbelt", "Løpende", "Andel"])
    for row in (4, 5):
        for column in range(1, 7):
            sheet.write_blank(row - 1, column, None, day if column == 1 else look)
        sheet.write_formula(row - 1, 4, f"=D{row}*2", look, 0)
        sheet.write_formula(row - 1, 5, f"=SUM(D$4:D{row})", look, 0)
        sheet.write_formula(row - 1, 6, f"=D{row}/SUM(D$4:D$5)", look, 0)
    sheet.write("I4", "Rettleiing én")
    sheet.write("I5", "Rettleiing to")
    sheet.write("B7", "Sum")
    sheet.write_formula("D7", "=SUM(D4:D5)", None, 0)
    sheet.write_formula("D8", "=D7/COUNTA(C4:C5)", None, 0)


def test_rows_stand_under_their_headers_with_the_looks_of_the_template(tmp_path: Path) -> None:
    """Columns by their headers, not by their order; each cell as the row under the headers looks."""
    found = opened(filled(drawn(form), tmp_path, rows_of(5)))["Ark"]
    assert [[cell.value for cell in row] for row in found["A3:D5"]] == [
        [None, "Dato", "Navn", "Beløp"],
        [None, datetime(2025, 1, 1), "Navn 0", 0.25],  # noqa: DTZ001 - a sheet has no zone
        [None, datetime(2025, 1, 2), "Navn 1", 1.25],  # noqa: DTZ001
    ]
    for row in range(4, 9):
        assert found.cell(row, 2).number_format == "d/m/yyyy"
        assert found.cell(row, 3).fill.fgColor.rgb == "FFFFF2CC"
        assert found.cell(row, 7).border.left.style == "thin"


def test_formulas_go_down_and_totals_grow(tmp_path: Path) -> None:
    """Formulas of the row to fill stand in every row, those below look at all rows, and nothing holds an old value."""
    written = filled(drawn(form), tmp_path, rows_of(5))
    found = opened(written)["Ark"]
    assert [found.cell(8, column).value for column in (5, 6, 7)] == ["=D8*2", "=SUM(D$4:D8)", "=D8/SUM(D$4:D$8)"]
    assert [found["B10"].value, found["D10"].value, found["D11"].value] == ["Sum", "=SUM(D4:D8)", "=D10/COUNTA(C4:C8)"]
    computed = read(written.path, computed=True)["Ark"]
    assert [computed[cell].value for cell in ("E8", "D10", "D11")] == [None] * 3


def test_what_stands_beside_the_rows_stays(tmp_path: Path) -> None:
    """Hints beside the first rows stand where they stood, once."""
    found = opened(filled(drawn(form), tmp_path, rows_of(5)))["Ark"]
    assert [found.cell(row, 9).value for row in range(3, 10)] == [
        None, "Rettleiing én", "Rettleiing to", None, None, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(("rows", "told"), [(3, False), (4, True)])
def test_totals_that_name_each_row_are_told(rows: int, told: bool, tmp_path: Path) -> None:
    """Rows that come in are not among them, in a spreadsheet neither."""

    def draw(made: Any, page: Any) -> None:
        page.write_row("A1", ["Antall"])
        look = made.add_format({"border": 1})
        for row in (1, 2, 3):
            page.write_blank(row, 0, None, look)
        for place, formula in {
            "A5": "=A2+A3+A4", "C5": "=SUM(A2:A4)", "C6": "=A2+A3", "C7": "=A2+B3+A4", "C8": "=$A$2*$a$3*A4",
        }.items():  # fmt: skip
            page.write_formula(place, formula)
        made.add_worksheet("Sum").write_formula("B2", "=Ark!A2+Ark!A3+Ark!A4")

    given = sheet(SheetColumn("heads", "Antall", "integer"), title="Ark", heads=list(range(rows)))
    what = "the template's rows one by one, and not those that came in"
    sentences = (f"sheet `Ark`: the formulas in A6, C9 name {what}", f"sheet `Sum`: the formula in B2 names {what}")
    assert filled(drawn(draw), tmp_path, given).notices == (sentences if told else ())


@pytest.mark.parametrize("rows", [0, 2, 5])
def test_rows_are_numbered_on(rows: int, tmp_path: Path) -> None:
    """Where a form numbers its rows, those that come in have numbers too."""

    def draw(_: Any, page: Any) -> None:
        page.write_row("A1", ["Nr.", "Antall"])
        page.write_column("A2", [1, 2, 3])
        page.write_formula("B5", "=SUM(B2:B4)")

    given = sheet(SheetColumn("heads", "Antall", "integer"), title="Ark", frame_rows=2, heads=list(range(rows)))
    found = opened(filled(drawn(draw), tmp_path, given))["Ark"]
    end = max(rows, 3) + 1
    assert [found.cell(row, 1).value for row in range(2, end + 1)] == list(range(1, end))
    assert found.cell(end + 1, 2).value == f"=SUM(B2:B{end})"


@pytest.mark.parametrize("rows", [3, 4, 5, 11])
def test_frames_and_stripes_go_on(rows: int, tmp_path: Path) -> None:
    """The last row closes the frame, stripes take turns, and formulas stand in every row, however pieces are cut."""

    def draw(made: Any, page: Any) -> None:
        page.write_row("A1", ["Antall", "Dobbelt"])
        looks: tuple[dict[str, object], ...] = (
            {"top": 2}, {"bg_color": "#EEEEEE"}, {}, {"bg_color": "#EEEEEE", "bottom": 2},
        )  # fmt: skip
        for at, look in enumerate(looks):
            cell = made.add_format({"border": 1, **look})
            page.write_blank(at + 1, 0, None, cell)
            page.write_formula(at + 1, 1, f"=A{at + 2}*2", cell)
        page.write_formula("A6", "=SUM(A2:A5)")

    given = sheet(
        SheetColumn("heads", "Antall", "integer"), title="Ark", frame_rows=3, heads=[1, None, *range(3, rows + 1)]
    )
    found = opened(filled(drawn(draw), tmp_path, given))["Ark"]
    end = max(rows, 4) + 1
    lines = [(found.cell(row, 1).value, found.cell(row, 2).value) for row in range(2, end + 1)]
    values = [1, None, *range(3, rows + 1), *[None] * (4 - rows)]
    assert lines == [(value, f"=A{row}*2") for row, value in enumerate(values, 2)]
    for column in (1, 2):
        looks = [found.cell(row, column) for row in range(2, end + 1)]
        assert [look.fill.fill_type == "solid" for look in looks[:-1]] == [at % 2 == 1 for at in range(end - 2)]
        assert looks[-1].fill.fill_type == "solid"
        assert [look.border.bottom.style for look in looks] == ["thin"] * (end - 2) + ["medium"]
        assert [look.border.top.style for look in looks] == ["medium"] + ["thin"] * (end - 2)
    assert found.cell(end + 1, 1).value == f"=SUM(A2:A{end})"


@pytest.mark.parametrize(("rows", "sums"), [(0, "D7"), (1, "D7"), (2, "D7"), (3, "D8")])
def test_rows_move_only_where_there_is_no_room(rows: int, sums: str, tmp_path: Path) -> None:
    """With as many rows as the template has, or fewer, what is below stays, and rows that are left keep looks and formulas."""
    found = opened(filled(drawn(form), tmp_path, rows_of(rows)))["Ark"]
    last = 4 + max(2, rows) - 1
    assert found[sums].value == f"=SUM(D4:D{last})"
    assert found.cell(last, 5).value == f"=D{last}*2"
    assert found.cell(5, 3).fill.fgColor.rgb == "FFFFF2CC"
    assert [found.cell(row, 3).value for row in range(4, 4 + max(2, rows))] == [
        f"Navn {at}" if at < rows else None for at in range(max(2, rows))
    ]


def _wide(book: Any, sheet: Any) -> None:
    """The name takes two columns, as forms on paper have it."""
    look = book.add_format({"border": 1, "text_wrap": True})
    sheet.merge_range("B2:C2", "Navn", look)
    sheet.write("D2", "Beløp", look)
    for row in (3, 4):
        sheet.merge_range(f"B{row}:C{row}", "", look)
        sheet.write_blank(f"D{row}", None, look)
    sheet.merge_range("B6:D6", "Underskrift", look)


@pytest.mark.parametrize("rows", [1, 5])
def test_cells_that_are_merged_in_a_row_are_so_in_each(rows: int, tmp_path: Path) -> None:
    """Also in those that come in; what is below stays whole, and lines are as long as the cells together."""
    given = sheet(NAME, AMOUNT, title="Ark", who=["En lang tekst her"] * rows, amount=[Decimal(1)] * rows)
    found = opened(filled(drawn(_wide), tmp_path, given))["Ark"]
    last = max(4, rows + 2)
    merged = {str(one) for one in found.merged_cells.ranges}
    assert merged == {f"B{row}:C{row}" for row in range(2, last + 1)} | {f"B{last + 2}:D{last + 2}"}
    assert [found.cell(row, 2).value for row in range(2, last + 3)] == [
        "Navn", *["En lang tekst her"] * rows, *[None] * (last - rows - 2), None, "Underskrift"
    ]  # fmt: skip
    assert {found.cell(rows + 2, column).border.top.style for column in (2, 3, 4)} == {"thin"}


def test_many_rows_come_in_pieces(tmp_path: Path) -> None:
    """Every row once, in order, over the borders of pieces and frames."""
    written = filled(drawn(form), tmp_path, rows_of(20_000))
    values = (
        python_calamine.CalamineWorkbook.from_path(written.path)
        .get_sheet_by_name("Ark")
        .to_python(skip_empty_area=False)
    )
    assert [row[2] for row in values[3:20_003]] == [f"Navn {at}" for at in range(20_000)]
    assert values[20_004][1] == "Sum"


def plain(book: Any, sheet: Any) -> None:
    """Headers, and a row of looks that say nothing of days and numbers; one column is of text."""
    sheet.write_row("A1", ["Dato", "Beløp", "Navn", "Registrert", "Kl"])
    sheet.write_blank("C2", None, book.add_format({"num_format": "@"}))
    sheet.set_column("B:B", 12, book.add_format({"bold": True}))


def test_days_are_shown_as_days_where_the_template_says_nothing(tmp_path: Path) -> None:
    """A look is added for days, times and the document's own format; the rest of the look stays."""
    columns = (
        DAY,
        SheetColumn("amount", "Beløp", "decimal", scale=2, format="#,##0.00"),
        SheetColumn("logged", "Registrert", "datetime"),
        SheetColumn("at", "Kl", "time"),
    )
    made = sheet(
        *columns,
        title="Ark",
        day=[date(2025, 3, 4)],
        amount=[Decimal("1.50")],
        logged=[datetime(2025, 3, 4, 12, 0, tzinfo=UTC)],
        at=[time(9, 30)],
    )
    found = opened(filled(drawn(plain), tmp_path, made))["Ark"]
    assert [found[cell].number_format for cell in ("A2", "B2", "D2", "E2")] == [
        "dd.mm.yyyy",
        "#,##0.00",
        "dd.mm.yyyy hh:mm",
        "hh:mm",
    ]
    assert found["B2"].font.bold
    assert found["A2"].value == datetime(2025, 3, 4)  # noqa: DTZ001
    assert found["D2"].value == datetime(2025, 3, 4, 13, 0)  # noqa: DTZ001 - wall time in Oslo


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        (SheetColumn("c", "Navn", "date"), date(2025, 3, 4), "04.03.2025"),
        (SheetColumn("c", "Navn", "integer"), 301, "301"),
        (SheetColumn("c", "Navn", "decimal", scale=2), Decimal("1.50"), "1,50"),
        (SheetColumn("c", "Navn", "boolean"), True, "ja"),
        (SheetColumn("c", "Navn", "text"), "0301", "0301"),
    ],
)
def test_cells_of_text_get_text(column: SheetColumn, value: object, shown: str, tmp_path: Path) -> None:
    """Where the template has text, numbers and days are written as people read them."""
    found = opened(filled(drawn(plain), tmp_path, sheet(column, title="Ark", c=[value])))["Ark"]
    assert (found["C2"].value, found["C2"].data_type, found["C2"].number_format) == (shown, "s", "@")


def test_days_are_counted_as_the_template_counts_them(tmp_path: Path) -> None:
    """In a workbook that counts from 1904, the day is the same one."""
    found = opened(filled(drawn(form, from_1904=True), tmp_path, rows_of(1)))
    assert found["Ark"]["B4"].value == datetime(2025, 1, 1)  # noqa: DTZ001
    assert found.epoch.year == 1904


def _shared(book: Any, sheet: Any) -> None:
    form(book, sheet)
    sheet.write_formula("D9", "=D7+1", None, 0)
    sheet.write_formula("E9", "=E7+1", None, 0)


def test_formulas_that_are_shared_are_told_apart(tmp_path: Path) -> None:
    """A formula that stands once for several cells becomes one in each, moved by as much as its cell."""
    content = tampered(
        drawn(_shared),
        {
            SHEET: lambda data: data.replace(b"<f>D7+1</f>", b'<f t="shared" ref="D9:E9" si="0">D7+1</f>').replace(
                b"<f>E7+1</f>", b'<f t="shared" si="0"/>'
            )
        },
    )
    found = opened(filled(content, tmp_path, rows_of(5)))["Ark"]
    assert (found["D12"].value, found["E12"].value) == ("=D10+1", "=E10+1")


_PREFIXED = (
    "worksheet",
    "sheetData",
    "row",
    "c",
    "v",
    "f",
    "dimension",
    "sheetViews",
    "sheetView",
    "sheetFormatPr",
    "pageMargins",
)


def _with_prefixes(data: bytes) -> bytes:
    text = data.decode().replace("<worksheet xmlns=", "<worksheet xmlns:x=")
    return re.sub(rf"(</?)({'|'.join(_PREFIXED)})(?=[\s/>])", r"\1x:\2", text).encode()


def _without_places(data: bytes) -> bytes:
    return re.sub(r'(<(?:row|c)) r="\w+"', r"\1", data.decode()).encode()


def _with_signs(data: bytes) -> bytes:
    text = data.decode().replace("<sheetData>", "<!-- <row r='1'> --><sheetData x='>'>")
    return re.sub(r"<f>(.*?)</f>", lambda found: f"<f><![CDATA[{unescape(found[1])}]]></f>", text).encode()


def _at_the_top(_: Any, sheet: Any) -> None:
    sheet.write_row("A1", ["Dato", "Navn", "Beløp"])
    for row, formula in ((3, "=SUM(C2:C2)"), (4, "=IF(A3<>C3,1,2)")):
        for column in range(3):
            sheet.write_formula(row - 1, column, formula, None, 0)


@pytest.mark.parametrize("change", [_with_prefixes, _without_places, _with_signs])
def test_other_programs_write_the_same_in_other_ways(change: Callable[[bytes], bytes], tmp_path: Path) -> None:
    """Elements with prefixes, rows and cells without places, comments, and signs where they need no escape."""

    def draw(book: Any, sheet: Any) -> None:
        _at_the_top(book, sheet)
        for column in range(3):
            sheet.write_blank(1, column, None, book.add_format({"italic": True}))

    written = filled(tampered(drawn(draw), {SHEET: change}), tmp_path, rows_of(3))
    found = opened(written)["Ark"]
    assert [found.cell(row, 2).value for row in range(1, 5)] == ["Navn", "Navn 0", "Navn 1", "Navn 2"]
    assert (found["C5"].value, found["A6"].value) == ("=SUM(C2:C4)", "=IF(A5<>C5,1,2)")


def _offered(_: Any, sheet: Any) -> None:
    sheet.write_row("A1", ["Type", "Antall"])
    sheet.data_validation("A2", {"validate": "list", "source": ["Kurs", "Samtale"]})


def test_what_a_dropdown_does_not_offer_is_told(tmp_path: Path) -> None:
    """It is written, and the notice says how many cells of which column; blank cells are nobody's business."""
    columns = (SheetColumn("kind", "Type", "text"), SheetColumn("heads", "Antall", "integer"))
    made = sheet(*columns, title="Ark", kind=["Kurs", "Fest", None, "", "kurs"], heads=[1, 2, 3, 4, 5])
    written = filled(drawn(_offered), tmp_path, made)
    assert written.notices == ("sheet `Ark`: 2 cells in `Type` hold what the template's dropdown does not offer",)
    found = opened(written)["Ark"]
    assert found["A3"].value == "Fest"
    assert str(found.data_validations.dataValidation[0].sqref) == "A2:A6"


def _long(book: Any, sheet: Any) -> None:
    sheet.write_row("A1", ["Navn"])
    sheet.set_column("A:A", 20)
    sheet.write_blank("A2", None, book.add_format({"text_wrap": True}))


def test_rows_are_as_tall_as_their_text(tmp_path: Path) -> None:
    """Where the template breaks text into lines and gives no height, each row has its own."""
    made = sheet(NAME, title="Ark", who=["kort", "et langt ord " * 10])
    found = opened(filled(drawn(_long), tmp_path, made))["Ark"]
    assert found.row_dimensions[2].height is None
    assert found.row_dimensions[3].height > 60


def test_too_many_rows_are_an_error_before_anything_is_written(tmp_path: Path) -> None:
    """A template has one sheet, and a sheet has its end."""
    many = Sheet("akt", "Ark", (NAME,), 1_048_576, lambda: iter(()))
    with pytest.raises(WriterError, match="which takes 1,048,575"):
        filled(drawn(_long), tmp_path, many)
    with pytest.raises(WriterError, match="which takes 1,048,570"):
        filled(drawn(form), tmp_path, replace(many, rows=1_048_573))
    assert not list(tmp_path.iterdir())


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    """Whenever they are written."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    content = drawn(form)
    first, second = (filled(content, tmp_path / name, rows_of(5)) for name in "ab")
    assert first.sha256 == second.sha256


def test_a_text_is_never_a_formula(tmp_path: Path) -> None:
    """Signs of formulas and of XML stand as they are."""
    made = sheet(NAME, title="Ark", who=["=1+1", "<c>&amp;", "+4790000000"])
    found = opened(filled(drawn(_long), tmp_path, made))["Ark"]
    assert [(found.cell(row, 1).value, found.cell(row, 1).data_type) for row in (2, 3, 4)] == [
        ("=1+1", "s"),
        ("<c>&amp;", "s"),
        ("+4790000000", "s"),
    ]
