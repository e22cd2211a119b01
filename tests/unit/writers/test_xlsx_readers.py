"""Three readers that we did not write read the same cells: openpyxl, calamine and LibreOffice."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

from kolonne.contract import CellOf, SheetColumn
from kolonne.writers import XlsxFileWriter, XlsxLook
from unit.writers.test_xlsx_parts import _CELLS
from unit.writers.workbooks import book, sheet, written

_NEEDED = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
_NAMES = {
    name: f"{{urn:oasis:names:tc:opendocument:xmlns:{rest}:1.0}}"
    for name, rest in {"office": "office", "table": "table", "text": "text"}.items()
}
_LINK = "{http://www.w3.org/1999/xlink}href"


def _opened_by_libreoffice(workbook: Path) -> list[ET.Element]:
    """The rows of the first sheet, as LibreOffice has them."""
    folder = workbook.parent
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "fods", "--outdir", str(folder), str(workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    root = ET.parse(workbook.with_suffix(".fods")).getroot()  # noqa: S314 # made by ourselves
    table = next(root.iter(f"{_NAMES['table']}table"))
    return list(table.iter(f"{_NAMES['table']}table-row"))


def _cells(row: ET.Element, columns: int) -> Iterator[ET.Element]:
    cells = [cell for cell in row for _ in range(int(cell.get(f"{_NAMES['table']}number-columns-repeated", 1)))]
    return iter(cells[:columns])


def _value(cell: ET.Element) -> object:
    told = {key.removeprefix(_NAMES["office"]): value for key, value in cell.attrib.items()}
    match told.get("value-type"):
        case None:
            return None
        case "float":
            return float(told["value"])
        case "boolean":
            return told["boolean-value"] == "true"
        case "date":
            return datetime.fromisoformat(told["date-value"])
        case "time":
            hours, minutes, seconds = map(float, re.findall(r"[\d.]+", told["time-value"]))
            return timedelta(hours=hours, minutes=minutes, seconds=round(seconds))
        case _:
            return "\n".join(map(_text, cell.findall(f"{_NAMES['text']}p")))


def _text(paragraph: ET.Element) -> str:
    found = paragraph.text or ""
    for one in paragraph:
        blanks = " " * int(one.get(f"{_NAMES['text']}c", 1)) if one.tag.endswith("}s") else _text(one)
        found += blanks + (one.tail or "")
    return found


def _alike(value: object) -> object:
    """What a reader gives, in one form."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(f"{value:.15g}")
    if isinstance(value, time):
        return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 # spreadsheets know no zone
    return value


#: LibreOffice drops control characters and signs that are none.
_ONLY_TWO = {"a\x01b\x0b", "\ufffe"}


@_NEEDED
@pytest.mark.parametrize("look", [XlsxLook(), XlsxLook(counts_from_1904=True)], ids=["from 1900", "from 1904"])
def test_three_readers_read_the_same_cells(look: XlsxLook, tmp_path: Path) -> None:
    """Types and values, in both systems of counting days."""
    columns = tuple(SheetColumn(name, name, kind, scale=2) for name, (kind, _) in _CELLS.items())
    made = sheet(*columns, **{name: cells for name, (_, cells) in _CELLS.items()})  # type: ignore[arg-type] # columns
    path = written(XlsxFileWriter(look), book(made), tmp_path).path
    page = openpyxl.load_workbook(path).worksheets[0]
    first = [[_alike(cell.value) for cell in row] for row in page.iter_rows(min_row=2)]
    second = [[_alike(cell) for cell in row] for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()][1:]  # fmt: skip
    third = [[_alike(_value(cell)) for cell in _cells(row, len(columns))] for row in _opened_by_libreoffice(path)]
    assert len(first) == len(second) == 5
    for row, read in enumerate(zip(first, second, third[1:6], strict=True)):
        for column, ours, theirs, others in zip(columns, *read, strict=True):
            # openpyxl undoes no escapes, and calamine not those of signs that are none.
            one = unescape(ours) if isinstance(ours, str) else ours
            two = "\ufffe" if theirs == "_xFFFE_" else theirs
            assert one == two, (row, column.name)
            if two not in _ONLY_TWO:
                assert others == two, (row, column.name)


@_NEEDED
def test_libreoffice_knows_formulas_and_links(tmp_path: Path) -> None:
    """The formulas refer to the cells that were meant, and compute what the cells hold."""
    columns = (
        SheetColumn("h", "Timer", "number"),
        SheetColumn("s", "Sum", "number", formula=("ROUND(", CellOf("h"), "*2.5,1)")),
        SheetColumn("m", "Mye", "text", formula=("IF(AND(", CellOf("s"), '>4,NOT(FALSE)),"<mye>","lite")')),
        SheetColumn("n", "Navn", "text", link="a"),
        SheetColumn("a", "Nettsted", "text", hidden=True),
    )
    # One value is wrong on purpose: who computes, sees that.
    made = sheet(
        *columns,
        h=[1.5, None, 2.0],
        s=[3.8, None, 999.0],
        m=["lite", None, "<mye>"],
        n=["Kari", "Ola", None],
        a=["https://example.no/?a&b#del", "ond://x", "https://example.no"],
    )
    rows = _opened_by_libreoffice(written(XlsxFileWriter(), book(made), tmp_path).path)
    found = [list(_cells(row, 5)) for row in rows[1:4]]
    formulas = [[cell.get(f"{_NAMES['table']}formula") for cell in row[1:3]] for row in found]
    assert formulas == [
        ["of:=ROUND([.A2]*2.5;1)", 'of:=IF(AND([.B2]>4;NOT(FALSE()));"<mye>";"lite")'],
        [None, None],
        ["of:=ROUND([.A4]*2.5;1)", 'of:=IF(AND([.B4]>4;NOT(FALSE()));"<mye>";"lite")'],
    ]
    assert [[_value(cell) for cell in row[1:3]] for row in found][:2] == [[3.8, "lite"], [None, None]]
    leads = [[one.get(_LINK) for one in row[3].iter() if one.get(_LINK)] for row in found]
    assert leads == [["https://example.no/?a&b#del"], [], []]
