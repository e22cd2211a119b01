"""Cells with formulas and cells that lead somewhere, where a document asks for them."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from kolonne.contract import CellOf, Sheet, SheetColumn, WrittenFile
from kolonne.writers import CsvWriter, HtmlWriter, NdjsonWriter, OdsWriter, ParquetWriter, XlsxFileWriter
from kolonne.writers import links as links_module
from unit.writers.workbooks import book, of_frame, sheet, written

_HOURS = SheetColumn("h", "Timer", "number")
_TWICE = (CellOf("h"), "*2")


def _computed(column: SheetColumn, cells: Sequence[object]) -> Sheet:
    return sheet(_HOURS, column, h=[1.5] * len(cells), x=cells)


def _opened(result: WrittenFile, *, values: bool = False) -> Any:
    return openpyxl.load_workbook(result.path, data_only=values).worksheets[0]


_VALUES = [
    # type, value, what readers see, under which number format
    ("number", 3.0, 3.0, "General"),
    ("integer", 3, 3, "0"),
    ("decimal", Decimal("3.10"), 3.1, "#,##0.00"),
    ("boolean", True, True, '"TRUE";"TRUE";"FALSE"'),
    ("date", date(2025, 3, 4), date(2025, 3, 4), "dd.mm.yyyy"),
    # Under `@` a formula that somebody edits would become text.
    ("text", "mye & <mer>", "mye & <mer>", "General"),
    ("text", " foran", " foran", "General"),
]


@pytest.mark.parametrize(("kind", "value", "seen", "form"), _VALUES)
def test_a_cell_holds_its_value_and_its_formula(
    kind: str, value: object, seen: object, form: str, tmp_path: Path
) -> None:
    """Readers that compute nothing see the value; a blank cell, one that failed for instance, has no formula."""
    column = SheetColumn("x", "Sum", kind, scale=2, formula=_TWICE)
    result = written(XlsxFileWriter(), book(_computed(column, [value, None, value])), tmp_path)
    page = _opened(result)
    assert [page.cell(row, 2).value for row in (2, 3, 4)] == ["=A2*2", None, "=A4*2"]
    assert [page.cell(row, 2).number_format for row in (2, 3, 4)] == [form] * 3
    shown = _opened(result, values=True)["B2"].value
    assert (shown.date() if kind == "date" else shown) == seen
    assert [row[1] for row in CalamineWorkbook.from_path(result.path).get_sheet_by_index(0).to_python()] == [
        "Sum", seen, "", seen
    ]  # fmt: skip
    assert result.notices == ()


def test_a_number_too_long_for_a_cell_is_text_without_a_formula(tmp_path: Path) -> None:
    """A spreadsheet would compute another number."""
    column = SheetColumn("x", "Sum", "integer", formula=_TWICE)
    result = written(XlsxFileWriter(), book(_computed(column, [10**15, 7])), tmp_path)
    assert [cell.value for cell in _opened(result)["B"]] == ["Sum", "1000000000000000", "=A3*2"]
    assert result.notices == ("sheet `Aktiviteter`: 1 cell in `Sum` holds more than 15 digits and stands as text, so that no digit is lost",)  # fmt: skip


def test_a_formula_names_the_cells_of_its_own_row(tmp_path: Path) -> None:
    """Wherever the table begins and on every page, hidden columns included; the totals hold values."""
    hidden = SheetColumn("s", "Sats", "integer", hidden=True)
    text = ("IF(", CellOf("s"), '>1,"<&>",', CellOf("n"), ")")
    columns = (SheetColumn("n", "Navn", "text"), hidden, SheetColumn("x", "Sum", "text", formula=text))
    made = sheet(*columns, n=["a"] * 5, s=[1] * 5, x=["a"] * 5, frame_rows=2)
    made = replace(made, note="Merknad", totals={"s": 5}, totals_label="Sum")
    result = written(XlsxFileWriter(most_rows=5), book(made), tmp_path)
    pages = openpyxl.load_workbook(result.path).worksheets
    formulas = [cell.value for page in pages for cell in page["C"] if str(cell.value).startswith("=")]
    # The note and an empty line stand above the headers on each page.
    assert formulas == [*(f'=IF(B{row}>1,"<&>",A{row})' for row in (4, 5)), *(f'=IF(B{row}>1,"<&>",A{row})' for row in (4, 5)), '=IF(B4>1,"<&>",A4)']  # fmt: skip
    assert pages[-1]["B5"].value == 5


def test_text_of_the_data_is_no_formula_beside_one(tmp_path: Path) -> None:
    """Nor does it end one."""
    column = SheetColumn("x", "Sum", "text", formula=_TWICE)
    cells = ["=1+1", "</v></c><v>", "_x0041_", "#N/A"]
    result = written(XlsxFileWriter(), book(_computed(column, cells)), tmp_path)
    assert [cell.value for cell in _opened(result)["B"]][1:] == [f"=A{row}*2" for row in range(2, 6)]
    assert [row[1] for row in CalamineWorkbook.from_path(result.path).get_sheet_by_index(0).to_python()][1:] == cells


_NOWHERE = "no `https`, `http` or `mailto` address of at most 2,079 characters, and"
_LINK = SheetColumn("n", "Navn", "text", link="a")
_ADDRESS = SheetColumn("a", "Nettsted", "text", hidden=True)


def _linked(shown: list[str | None], addresses: list[str | None]) -> Sheet:
    return sheet(_LINK, _ADDRESS, n=shown, a=addresses)


def test_a_cell_leads_where_its_address_says(tmp_path: Path) -> None:
    """And looks so; one without an address, or without a text, does neither."""
    addresses = ["https://example.no/a?b=c&d#del", None, "", "mailto:a@b.no", "https://example.no"]
    result = written(XlsxFileWriter(), book(_linked(["Å & Ø", "uten", "tomt", "post", None], addresses)), tmp_path)
    cells = list(_opened(result)["A"])[1:]
    leads = [cell.hyperlink and (cell.hyperlink.target, cell.hyperlink.location) for cell in cells]
    assert leads == [("https://example.no/a?b=c&d", "del"), None, None, ("mailto:a@b.no", None), None]
    assert [cell.value for cell in cells] == ["Å & Ø", "uten", "tomt", "post", None]
    assert [cell.font.underline for cell in cells] == ["single", None, None, "single", None]
    assert result.notices == ()


def test_what_is_no_address_stays_text_and_is_told(tmp_path: Path) -> None:
    """Text of the data never becomes a link by itself, and no address that a program would refuse gets in."""
    own = SheetColumn("a", "Nettsted", "text", link="a")
    plain = SheetColumn("b", "Annet", "text")
    cells = ["https://example.no", "javascript:alert(1)", "https://a b"]
    result = written(XlsxFileWriter(), book(sheet(own, plain, a=cells, b=cells)), tmp_path)
    page = _opened(result)
    assert [cell.hyperlink is not None for row in page["A2:B4"] for cell in row] == [True, *[False] * 5]
    assert [cell.value for cell in page["A"]][1:] == cells
    assert result.notices == (f"sheet `Aktiviteter`: 2 cells in `Nettsted` have {_NOWHERE} lead nowhere",)


@pytest.mark.parametrize("frame_rows", [1, 2, 3, 100])
def test_a_sheet_holds_so_many_links(frame_rows: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first ones, line by line, on each page anew (the border is lowered here); the others are text, and told."""
    monkeypatch.setattr(links_module, "MOST_LINKS", 4)
    columns = (_LINK, SheetColumn("m", "Mer", "text", link="a"), _ADDRESS)
    frame = pl.DataFrame({"n": list("abcdefg"), "m": list("abcdefg"), "a": ["https://example.no"] * 7})
    made = of_frame(frame, columns, frame_rows=frame_rows)
    result = written(XlsxFileWriter(most_rows=4), book(made), tmp_path)
    pages = openpyxl.load_workbook(result.path).worksheets
    found = [[cell.coordinate for row in page.rows for cell in row if cell.hyperlink] for page in pages]
    assert found == [["A2", "B2", "A3", "B3"]] * 2
    what = "are beyond the 65,530 links that a sheet can hold, and lead nowhere"
    assert result.notices[1:] == (
        f"sheet `Aktiviteter`: 4 cells in `Navn` (2), `Mer` (2) {what}",
        f"sheet `Aktiviteter (2)`: 2 cells in `Navn` (1), `Mer` (1) {what}",
    )


def test_links_stand_in_their_own_entry(tmp_path: Path) -> None:
    """In the order of the sheet's elements, each with its target; a sheet without any has no such entry."""
    column = replace(_LINK, choices=("x", "y"))
    made = sheet(column, _ADDRESS, n=["x"], a=["https://example.no/?a&b"])
    result = written(XlsxFileWriter(), book(made, replace(_linked(["x"], [None]), title="Uten")), tmp_path)
    with zipfile.ZipFile(result.path) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
        told = archive.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
        assert "xl/worksheets/_rels/sheet2.xml.rels" not in archive.namelist()
    order = re.findall(r"<(sheetData|autoFilter|dataValidations|hyperlinks|pageMargins|pageSetup)\b", xml)
    assert order == ["sheetData", "autoFilter", "dataValidations", "hyperlinks", "pageMargins", "pageSetup"]
    assert 'Target="https://example.no/?a&amp;b" TargetMode="External"' in told


_WRITERS = [
    (CsvWriter(), True),
    (NdjsonWriter(), True),
    (ParquetWriter(), True),
    (OdsWriter(), True),
    (HtmlWriter(), False),
]


@pytest.mark.parametrize(("writer", "tells_links"), _WRITERS, ids=lambda one: getattr(one, "format", ""))
def test_other_formats_hold_values_and_tell(writer: Any, tells_links: bool, tmp_path: Path) -> None:
    """A page has links, and no formulas."""
    computed = SheetColumn("x", "Sum", "number", formula=_TWICE)
    made = sheet(_HOURS, computed, _LINK, _ADDRESS, h=[1.5], x=[3.0], n=["Kari"], a=["https://example.no?a&b"])
    result = written(writer, book(made), tmp_path)
    told = [
        "sheet `Aktiviteter`: `Sum` has values and no formulas in this format",
        "sheet `Aktiviteter`: `Navn` has text and no links in this format",
    ]
    assert list(result.notices) == told[: 1 + tells_links]


def test_a_page_has_links(tmp_path: Path) -> None:
    """Where there is an address, and tells where there is none."""
    made = _linked(["<Kari>", "Ola", "Per", None], ["https://example.no?a&b", "ond://x", None, "https://example.no"])
    result = written(HtmlWriter(), book(made), tmp_path)
    text = result.path.read_text(encoding="utf-8")
    cells = re.findall(r"<td>(.*?)</td>", text)
    assert cells == [
        '<a rel="noreferrer" href="https://example.no?a&amp;b">&lt;Kari&gt;</a>', "Ola", "Per", ""
    ]  # fmt: skip
    assert result.notices == (f"sheet `Aktiviteter`: 1 cell in `Navn` has {_NOWHERE} leads nowhere",)
