"""What stands around the rows of a template survives, follows, or grows: part by part."""

import io
import re
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import polars as pl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kolonne.contract import Sheet, SheetColumn, WriterError
from templates.bufdir_form import FIRST, PLACE, made
from unit.workbooks.making import Changes, replacing, tampered
from unit.writers.templates import drawn, filled, opened, read
from unit.writers.workbooks import of_frame, series, sheet

_ROWS = 40
#: The last row of data, and by how much what is below moved.
_LAST, _MORE = FIRST + _ROWS - 1, _ROWS - 2


def activities(rows: int = _ROWS) -> Sheet:
    """Days of activities, with all that the form asks for."""
    columns = {
        "day": ("Dato", "date", date(2025, 3, 4)),
        "kind": ("Aktivitetstype", "text", "Samtalegruppe"),
        "minutes": ("Varighet (minutter)", "integer", 90),
        "heads": ("Antall deltakere", "integer", 4),
    }
    made = tuple(SheetColumn(name, header, kind) for name, (header, kind, _) in columns.items())
    cells = {name: [value] * rows for name, (*_, value) in columns.items()}
    return of_frame(pl.DataFrame([series(column, cells[column.name]) for column in made]), made)


def control(rows: int = 10) -> Sheet:
    """What stands in the table of the second sheet."""
    money = [
        SheetColumn(name, header, "decimal", scale=2)
        for name, header in (("cost", "Kostnad (kr)"), ("refund", "Refusjon (kr)"))
    ]
    columns = (SheetColumn("id", "Aktivitetsnummer", "text"), SheetColumn("day", "Dato", "date"), *money)
    return sheet(
        *columns,
        name="ctl",
        title="Kontroll",
        id=[f"A{at}" for at in range(rows)],
        day=[date(2025, 3, 4)] * rows,
        cost=[Decimal("100.00")] * rows,
        refund=[Decimal("80.00")] * rows,
    )


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form of the example, both of its sheets filled."""
    return filled(made(), tmp_path_factory.mktemp("form"), activities(), control()).path


@pytest.fixture(scope="module")
def book(form: Path) -> Any:
    return read(form)


def parts(path: Path | bytes) -> dict[str, bytes]:
    """The parts of a workbook."""
    with ZipFile(path if isinstance(path, Path) else io.BytesIO(path)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_form_of_the_example_is_the_one_that_is_made() -> None:
    """The file in the organisation's folder and the script that makes it tell the same."""
    assert parts(PLACE) == parts(made())


def test_what_names_no_row_is_there_byte_for_byte(form: Path) -> None:
    """Only sheets with formulas, and what names cells of sheets that grew, are written anew."""
    before, after = parts(made()), parts(form)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/sheet3.xml",
        "xl/tables/table1.xml",
        "xl/charts/chart1.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/styles.xml",
    }


def test_names_and_print_setup_follow(book: Any) -> None:
    """Named ranges grow, the print area reaches the end, and everything is computed when the workbook is opened."""
    assert book.defined_names["Deltakere"].attr_text == f"Aktiviteter!$F${FIRST}:$F${_LAST}"
    assert book.defined_names["Aktivitetstyper"].attr_text == "Lister!$A$2:$A$5"
    found = book["Aktiviteter"]
    assert found.print_area == f"'Aktiviteter'!$A$1:$L${14 + _MORE}"
    assert (found.print_title_rows, found.page_setup.orientation, found.page_setup.fitToHeight) == (
        "$7:$7",
        "landscape",
        0,
    )
    assert found.oddFooter.right.text == "Side &P av &N"
    assert book.calculation.fullCalcOnLoad
    assert book["Lister"].sheet_state == "hidden"


def test_filters_rules_and_dropdowns_grow(book: Any) -> None:
    """All rows are filtered, checked and coloured."""
    found = book["Aktiviteter"]
    assert found.auto_filter.ref == f"A7:L{_LAST}"
    offered = {str(one.sqref): one.formula1 for one in found.data_validations.dataValidation}
    assert offered[f"B{FIRST}:B{_LAST}"] == "Aktivitetstyper"
    assert offered[f"C{FIRST}:C{_LAST}"] == '"Fysisk,Digital"'
    rules = {str(one.sqref): [rule.formula for rule in one.rules] for one in found.conditional_formatting}
    assert rules[f"D{FIRST}:D{_LAST}"] == [[f'AND($F{FIRST}<3,$F{FIRST}<>"")']]
    assert f"F{FIRST}:F{_LAST}" in rules


def test_widths_protection_pictures_and_panes_stay(form: Path, book: Any) -> None:
    """What the template's author set up is as it was."""
    found = book["Aktiviteter"]
    assert found.protection.sheet
    assert not found.protection.insertRows
    assert found.column_dimensions["M"].hidden
    assert found.column_dimensions["L"].width > 34
    assert found.freeze_panes == "B8"
    assert b"<drawing r:id=" in parts(form)["xl/worksheets/sheet1.xml"]
    assert [found.cell(_LAST, column).protection.locked for column in (1, 7)] == [False, True]
    assert found["B1"].value == "Rapport om likepersonsarbeid"


def test_what_is_below_moves(book: Any) -> None:
    """Totals, merged cells, notes and links below the rows go down with them."""
    found = book["Aktiviteter"]
    row = 11 + _MORE
    assert [found.cell(row, column).value for column in (1, 5, 8)] == [
        "Sum",
        f"=SUM(E8:E{_LAST})",
        f"=SUM(H8:H{_LAST})",
    ]
    assert found.cell(row + 1, 6).value == f"=F{row}/MAX(1,B{row + 1})"
    assert f"B{row + 2}:D{row + 2}" in {str(one) for one in found.merged_cells.ranges}
    assert found.cell(row + 2, 1).comment.text == "Styreleder undertegner"
    assert found.cell(row + 3, 1).hyperlink.target == "https://example.org/veiledning"
    assert found.cell(row + 3, 2).hyperlink.location == f"Aktiviteter!A{row}"


def test_other_sheets_and_charts_look_at_all_rows(form: Path, book: Any) -> None:
    """Formulas and charts elsewhere follow the rows."""
    found = book["Sammendrag"]
    assert found["B2"].value == f"=COUNTIF(Aktiviteter!$B$8:$B${_LAST},A2)"
    assert found["C3"].value == f"=SUMIF(Aktiviteter!$B$8:$B${_LAST},A3,Aktiviteter!F8:F{_LAST})"
    assert [found[cell].value for cell in ("B6", "C6", "B7")] == [
        f"=Aktiviteter!B{12 + _MORE}",
        "=SUM(Deltakere)",
        "=SUM(Kontrolltabell[Egenandel])",
    ]
    chart = parts(form)["xl/charts/chart1.xml"].decode()
    assert f"Aktiviteter!$F$8:$F${_LAST}" in chart
    assert "Sammendrag!$C$2:$C$5" in chart


def test_tables_grow(book: Any) -> None:
    """A table holds all rows and its totals; its formula stands in each row."""
    found = book["Kontroll"]
    table = found.tables["Kontrolltabell"]
    assert (table.ref, table.autoFilter.ref, table.totalsRowCount) == ("B3:F14", "B3:F13", 1)
    assert found["F13"].value.startswith("=Kontrolltabell[[#This Row]")
    assert found["F14"].value == "=SUBTOTAL(109,Kontrolltabell[Egenandel])"
    assert found["B17"].value == "Kontrollert av"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_computes_the_totals(form: Path, tmp_path: Path) -> None:
    """A program that we did not write opens it and adds up the rows."""
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}",
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(form)], check=True, capture_output=True, timeout=120)
    computed = read(tmp_path / form.name, computed=True)
    row = 11 + _MORE
    found = computed["Aktiviteter"]
    assert [found.cell(row, column).value for column in (5, 6, 7, 8)] == [90 * _ROWS, 4 * _ROWS, 1.5 * _ROWS, 6 * _ROWS]
    assert found.cell(row + 1, 2).value == _ROWS
    summary = computed["Sammendrag"]
    assert [summary[cell].value for cell in ("B3", "C3", "D3", "C6", "B7")] == [
        _ROWS,
        4 * _ROWS,
        6 * _ROWS,
        4 * _ROWS,
        200,
    ]


def _drawing(_: Any, sheet: Any) -> None:
    sheet.write_row("A1", ["Navn"])
    sheet.insert_image("C1", "a.png", {"image_data": io.BytesIO(_png())})
    sheet.insert_image("C9", "b.png", {"image_data": io.BytesIO(_png())})
    sheet.set_h_pagebreaks([1, 2, 12])
    sheet.set_selection("A2")


def _png() -> bytes:
    return next(data for name, data in parts(made()).items() if name.endswith(".png"))


def _names(rows: int) -> Sheet:
    return sheet(SheetColumn("who", "Navn", "text"), title="Ark", who=["a"] * rows)


def test_pictures_and_page_breaks_below_move(tmp_path: Path) -> None:
    """What begins above stays where it is, as tall as it is; the selected cell is still one cell."""
    content = drawn(_drawing)
    written = filled(content, tmp_path, _names(11))
    before, after = (_rows_of_pictures(one) for one in (content, written.path))
    assert [new - old for old, new in zip(before, after, strict=True)] == [0, 0, 10, 10]
    found = opened(written)["Ark"]
    assert [one.id for one in found.row_breaks.brk] == [1, 12, 22]
    assert (found.sheet_view.selection[0].activeCell, found.sheet_view.selection[0].sqref) == ("A2", "A2")


def _rows_of_pictures(workbook: Path | bytes) -> list[int]:
    return [int(row) for row in re.findall(rb"<xdr:row>(\d+)<", parts(workbook)["xl/drawings/drawing1.xml"])]


def _beside(made: Any, sheet: Any) -> None:
    """One column of data with two rows to fill, and things of their own in the columns from D on."""
    sheet.write_row("A1", ["Antall"])
    look = made.add_format({"border": 1})
    sheet.write_blank("A2", None, look)
    sheet.write_blank("A3", None, look)
    sheet.write_formula("A5", "=SUM(A2:A3)")
    sheet.merge_range("D2:E2", "Veiledning 1")
    sheet.merge_range("D3:E3", "Veiledning 2")
    sheet.merge_range("F1:F2", "Boks")
    sheet.write("F3", "Under boksen")
    sheet.merge_range("G2:G3", "Ved alle")
    sheet.write_array_formula("H2", "{=SUM(A2:A3*A2:A3)}")
    sheet.write_dynamic_array_formula("I2", "=SUM(A2:A3*A2:A3)")
    sheet.add_table("K1:L2", {"name": "Over"})
    sheet.add_table("K4:L6", {"name": "Under"})
    sheet.data_validation("N2", {"validate": "list", "source": ["Ja"]})
    sheet.data_validation("N3", {"validate": "list", "source": ["Nei"]})
    sheet.insert_textbox("P1", "x", {"textlink": "=Ark!$A$5"})
    other = made.add_worksheet("Annet")
    other.insert_textbox("A1", "x", {"textlink": "=Ark!$A$5"})


def test_what_is_beside_the_rows_stays_with_its_cells(tmp_path: Path) -> None:
    """Merged cells, tables, dropdowns and formulas of one cell do not grow into each other; shown cells are found again."""
    given = sheet(SheetColumn("heads", "Antall", "integer"), title="Ark", heads=[1] * 5)
    written = filled(drawn(_beside), tmp_path, given)
    found = opened(written)["Ark"]
    assert {str(one) for one in found.merged_cells.ranges} == {"D2:E2", "D3:E3", "F1:F2", "G2:G6"}
    assert dict(found.tables.items()) == {"Over": "K1:L2", "Under": "K7:L9"}
    assert {str(one.sqref) for one in found.data_validations.dataValidation} == {"N2", "N3"}
    assert [(found[cell].value.ref, found[cell].value.text) for cell in ("H2", "I2")] == [
        ("H2", "=SUM(A2:A6*A2:A6)"),
        ("I2", "=SUM(A2:A6*A2:A6)"),
    ]
    assert found["F3"].value == "Under boksen"
    after = parts(written.path)
    for drawing in ("xl/drawings/drawing1.xml", "xl/drawings/drawing2.xml"):
        assert re.findall(rb'textlink="([^"]*)"', after[drawing]) == [b"Ark!$A$8"]


def _last_row(_: Any, sheet: Any) -> None:
    sheet.write_row("A1", ["Navn"])
    sheet.set_row(1_048_575, 20)


def test_a_last_row_with_nothing_but_a_height_takes_no_room(tmp_path: Path) -> None:
    """LibreOffice writes such rows. They fall off; one with a text is an error, as any that would."""
    written = filled(drawn(_last_row), tmp_path, _names(5))
    assert [cell.value for cell in opened(written)["Ark"]["A"]] == ["Navn", *["a"] * 5]

    def text(made: Any, sheet: Any) -> None:
        _last_row(made, sheet)
        sheet.write("C1048576", "her")

    with pytest.raises(WriterError, match="5 rows do not fit into the template, which takes 1"):
        filled(drawn(text), tmp_path, _names(5))


_SHEET, _TYPES, _RELATIONS = "xl/worksheets/sheet1.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
_CHAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
_CHAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"


def test_the_order_of_computing_is_left_out(tmp_path: Path) -> None:
    """A list of formulas that have moved would be a damaged workbook; a program makes it anew."""
    changes: Changes = {
        "xl/calcChain.xml": b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="A3" i="1"/></calcChain>',
        _TYPES: replacing("</Types>", f'<Override PartName="/xl/calcChain.xml" ContentType="{_CHAIN_TYPE}"/></Types>'),
        _RELATIONS: replacing(
            "</Relationships>", f'<Relationship Id="rIdC" Type="{_CHAIN}" Target="calcChain.xml"/></Relationships>'
        ),
    }
    content = tampered(drawn(_drawing), changes)
    after = parts(filled(content, tmp_path, _names(3)).path)
    assert "xl/calcChain.xml" not in after
    assert not re.search(b"calcChain", after[_TYPES] + after[_RELATIONS])
    # Some programs have no folder `xl`.
    flat = parts(filled(_flat(content), tmp_path, _names(3)).path)
    assert "calcChain.xml" not in flat
    assert not re.search(b"calcChain", flat[_TYPES] + flat["_rels/workbook.xml.rels"])


def _flat(content: bytes) -> bytes:
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(b'"/xl/', b'"/').replace(b'"xl/', b'"')
            new.writestr(name.removeprefix("xl/"), data)
    return stream.getvalue()


_NEWER = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
    ' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidations count="1"><x14:dataValidation type="list"'
    ' allowBlank="1"><x14:formula1><xm:f>Ark!$C$2:$C$9</xm:f></x14:formula1><xm:sqref>A2</xm:sqref></x14:dataValidation>'
    "</x14:dataValidations></ext></extLst></worksheet>"
)


def test_newer_kinds_of_rules_follow(tmp_path: Path) -> None:
    """Dropdowns from other sheets, as newer versions of Excel write them, grow with the rows."""
    content = tampered(drawn(_drawing), {_SHEET: replacing("</worksheet>", _NEWER)})
    text = parts(filled(content, tmp_path, _names(11)).path)[_SHEET].decode()
    assert "<xm:sqref>A2:A12</xm:sqref>" in text
    assert "<xm:f>Ark!$C$2:$C$19</xm:f>" in text


def test_links_within_the_workbook_follow(tmp_path: Path) -> None:
    """Also where a program wrote them as addresses."""
    stream, form = io.BytesIO(), openpyxl.Workbook()
    page = form.active
    assert isinstance(page, Worksheet)
    page.title = "Ark"
    page.append(["Type"])
    page.append([None])
    page["A3"], page["A4"] = "Sum", "tilbake"
    page["A4"].hyperlink = "#Ark!A3"
    form.create_sheet("Etter")["A1"].hyperlink = "#A4"
    form.save(stream)
    given = sheet(SheetColumn("kind", "Type", "text"), title="Ark", kind=["Kurs"] * 3)
    written = filled(stream.getvalue(), tmp_path, given)
    found = opened(written)
    assert (found["Ark"]["A6"].hyperlink.target, found["Etter"]["A1"].hyperlink.target) == ("#Ark!A5", "#A4")


def _over_several(made: Any, sheet: Any) -> None:
    sheet.write_row("A1", ["Type", "Antall"])
    sheet.write("B4", 1)
    last, after = made.add_worksheet("Siste"), made.add_worksheet("Etter")
    for place, formula in {
        "A1": "=SUM(Ark:Siste!B2)",
        "A2": "=SUM('Ark:Siste'!B2:B3)",
        "A3": "=SUM(Siste:Ark!B4)",
        "A4": "=SUM(Ark:Siste!B1)",
        "A5": '="Ark:Siste!B4"',
        "A6": "=SUM(Ark!B2:B3)",
        "A7": "=SUM(Siste:Etter!B2:B9)",
    }.items():
        after.write_formula(place, formula)
    last.write_formula("A1", "=SUM(Ark:Etter!B4)")


@pytest.mark.parametrize(("rows", "is_told"), [(1, False), (5, True)])
def test_references_over_several_worksheets_stay_and_are_told(rows: int, is_told: bool, tmp_path: Path) -> None:
    """No spreadsheet lets them grow with one of their sheets; the cells are named in which they would have to."""
    columns = (SheetColumn("kind", "Type", "text"), SheetColumn("heads", "Antall", "integer"))
    given = sheet(*columns, title="Ark", kind=["Kurs"] * rows, heads=[1] * rows)
    written = filled(drawn(_over_several), tmp_path, given)
    what = "references over several worksheets do not grow with the rows; look at the"
    told = (f"sheet `Siste`: {what} formula in A1", f"sheet `Etter`: {what} formulas in A2, A3")
    assert written.notices == (told if is_told else ())
    found = opened(written)["Etter"]
    assert [found["A2"].value, found["A3"].value] == ["=SUM('Ark:Siste'!B2:B3)", "=SUM(Siste:Ark!B4)"]
    assert found["A6"].value == ("=SUM(Ark!B2:B7)" if is_told else "=SUM(Ark!B2:B3)")
