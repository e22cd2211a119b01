"""What one cell becomes in an .xlsx file, read back by two readers."""

import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

from kolonne.contract import WrittenFile
from kolonne.writers import XlsxFileWriter, XlsxLook
from unit.writers.workbooks import book, one, written


def _file(kind: str, cells: Sequence[object], folder: Path) -> WrittenFile:
    return written(XlsxFileWriter(), book(one(kind, cells)), folder)


def _openpyxl(result: WrittenFile) -> list[Any]:
    sheet = openpyxl.load_workbook(result.path).worksheets[0]
    return [sheet.cell(row, 1) for row in range(2, sheet.max_row + 1)]


def _calamine(result: WrittenFile) -> list[object]:
    rows = CalamineWorkbook.from_path(result.path).get_sheet_by_index(0).to_python()
    return [row[0] for row in rows[1:]]


_CELLS = [
    # type, cell, openpyxl's value, openpyxl's kind, calamine's value
    ("text", "Åse & Øyvind <3", "Åse & Øyvind <3", "s", "Åse & Øyvind <3"),
    ("text", "007", "007", "s", "007"),
    ("text", "=1+1", "=1+1", "s", "=1+1"),
    ("text", "https://example.no", "https://example.no", "s", "https://example.no"),
    ("text", " foran og bak ", " foran og bak ", "s", " foran og bak "),
    ("text", "to\nlinjer\tog tab", "to\nlinjer\tog tab", "s", "to\nlinjer\tog tab"),
    ("text", "a\r\nb\rc\r\r\n", "a\nb\nc\n\n", "s", "a\nb\nc\n\n"),
    ("text", "]]>😀", "]]>😀", "s", "]]>😀"),
    ("text", "TRUE", "TRUE", "s", "TRUE"),
    ("text", "", None, "n", ""),
    ("integer", -5, -5, "n", -5),
    ("integer", 999_999_999_999_999, 999_999_999_999_999, "n", 999_999_999_999_999),
    ("integer", 1_000_000_000_000_000, "1000000000000000", "s", "1000000000000000"),
    ("integer", -(2**63), "-9223372036854775808", "s", "-9223372036854775808"),
    ("number", 2.5, 2.5, "n", 2.5),
    ("number", 0.1 + 0.2, 0.1 + 0.2, "n", 0.1 + 0.2),
    ("number", 1e300, 1e300, "n", 1e300),
    ("number", 1.5e-7, 1.5e-7, "n", 1.5e-7),
    ("number", float("nan"), "NaN", "s", "NaN"),
    ("number", float("-inf"), "-inf", "s", "-inf"),
    ("decimal", Decimal("1234.10"), 1234.1, "n", 1234.1),
    ("decimal", Decimal("-0.05"), -0.05, "n", -0.05),
    ("decimal", Decimal("0.00"), 0, "n", 0),
    ("decimal", Decimal("12345678901234.50"), 12345678901234.5, "n", 12345678901234.5),
    ("decimal", Decimal("12345678901234.56"), "12345678901234.56", "s", "12345678901234.56"),
    ("boolean", True, True, "b", True),
    ("boolean", False, False, "b", False),
    ("date", date(2025, 3, 4), datetime(2025, 3, 4), "d", date(2025, 3, 4)),  # noqa: DTZ001 # spreadsheets know no zone
    ("date", date(1900, 3, 1), datetime(1900, 3, 1), "d", date(1900, 3, 1)),  # noqa: DTZ001
    ("date", date(9999, 12, 31), datetime(9999, 12, 31), "d", date(9999, 12, 31)),  # noqa: DTZ001
    ("date", date(1900, 2, 28), "1900-02-28", "s", "1900-02-28"),
    ("time", time(18, 30), time(18, 30), "d", time(18, 30)),
    ("time", time(0, 0), time(0, 0), "d", time(0, 0)),
    ("datetime", datetime(2025, 7, 1, 22, 30, tzinfo=UTC), datetime(2025, 7, 2, 0, 30), "d", datetime(2025, 7, 2, 0, 30)),  # noqa: DTZ001
    ("datetime", datetime(2025, 1, 1, 12, 0, 1, tzinfo=UTC), datetime(2025, 1, 1, 13, 0, 1), "d", datetime(2025, 1, 1, 13, 0, 1)),  # noqa: DTZ001
    ("datetime", datetime(1850, 1, 1, tzinfo=UTC), "1850-01-01 00:53:28", "s", "1850-01-01 00:53:28"),
    ("datetime", datetime(1850, 1, 1, 1, 2, 3, 4500, tzinfo=UTC), "1850-01-01 01:55:31.004500", "s", "1850-01-01 01:55:31.004500"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "cell", "value", "data_type", "seen"), _CELLS)
def test_a_cell_comes_back_with_its_type(
    kind: str, cell: object, value: object, data_type: str, seen: object, tmp_path: Path
) -> None:
    """Also beside a blank one, which stays blank but keeps the column's look."""
    result = _file(kind, [cell, None, cell], tmp_path)
    first, blank, last = _openpyxl(result)
    assert (first.value, first.data_type, last.value, last.data_type) == (value, data_type, value, data_type)
    assert (blank.value, blank.number_format) == (None, first.number_format)
    assert _calamine(result) == [seen, "", seen]


_FORMATS = [
    ("text", "a", "@"),
    ("integer", 1, "0"),
    ("number", 1.5, "General"),
    ("decimal", Decimal("1.50"), "#,##0.00"),
    ("boolean", True, '"TRUE";"TRUE";"FALSE"'),
    ("date", date(2025, 1, 1), "dd.mm.yyyy"),
    ("time", time(1), "hh:mm"),
    ("datetime", datetime(2025, 1, 1, tzinfo=UTC), "dd.mm.yyyy hh:mm"),
]


@pytest.mark.parametrize(("kind", "cell", "number_format"), _FORMATS)
def test_a_type_has_its_number_format(kind: str, cell: object, number_format: str, tmp_path: Path) -> None:
    """As Norwegians write it."""
    assert _openpyxl(_file(kind, [cell], tmp_path))[0].number_format == number_format


_ESCAPES = [
    "_x0041_",
    "_x0041_x0042_",
    "__x0041_",
    "_x005F_",
    "a\x00b",
    "\x01",
    "\ufffe",
    "_x004",
    "_X0041_",
]


@pytest.mark.parametrize("text", _ESCAPES)
def test_what_xml_cannot_hold_is_escaped_as_excel_does(text: str, tmp_path: Path) -> None:
    """What looks like such an escape comes back as it was, too (openpyxl leaves undoing it to its caller)."""
    found = _openpyxl(_file("text", [text, "trygg"], tmp_path))[0].value
    assert unescape(found) == text


_LONG = [
    ("x" * 32_767, 32_767, 0),
    ("x" * 40_000, 32_767, 1),
    ("å" * 32_767, 32_767, 0),
    ("å" * 40_000, 32_767, 1),
    ("😀" * 20_000, 16_383, 1),
    ("&" * 40_000, 32_767, 1),
]


@pytest.mark.parametrize(("text", "kept", "cut"), _LONG)
def test_a_cell_is_cut_where_excel_would_refuse_it(text: str, kept: int, cut: int, tmp_path: Path) -> None:
    """Excel counts UTF-16 units, so an emoji counts for two."""
    result = _file("text", ["kort", text], tmp_path)
    assert _openpyxl(result)[1].value == text[:kept]
    assert len(result.notices) == cut


_NOTICES = [
    ("text", "x" * 40_000, "hold more than 32,767 characters, the most a spreadsheet cell can, and were cut there"),
    ("text", "a\r\nb\rc", "hold line breaks of another system, and have those of this format in their place"),
    ("integer", 10**15, "hold more than 15 digits and stand as text, so that no digit is lost"),
    ("decimal", Decimal("12345678901234.56"), "hold more than 15 digits and stand as text, so that no digit is lost"),
    ("number", float("inf"), "hold no finite number and stand as text"),
    ("date", date(1899, 1, 1), "hold a date outside 1900-03-01 to 9999-12-31, which a spreadsheet cannot count, and stand as text"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "cell", "what"), _NOTICES)
def test_what_the_format_forces_is_told(kind: str, cell: object, what: str, tmp_path: Path) -> None:
    """With the number of cells and the column's header."""
    assert _file(kind, [cell, None, cell], tmp_path).notices == (f"sheet `Aktiviteter`: 2 cells in `Kolonne` {what}",)


_FROM_1904 = [
    # type, cell, what the file counts, openpyxl's value, calamine's value
    # Both readers take the very first day for a time; spreadsheets show it as a day.
    ("date", date(1904, 1, 1), "0", time(0, 0), time(0, 0)),
    ("date", date(1904, 1, 2), "1", datetime(1904, 1, 2), date(1904, 1, 2)),  # noqa: DTZ001
    ("date", date(2025, 3, 4), "44258", datetime(2025, 3, 4), date(2025, 3, 4)),  # noqa: DTZ001
    ("date", date(9999, 12, 31), "2957003", datetime(9999, 12, 31), date(9999, 12, 31)),  # noqa: DTZ001
    ("datetime", datetime(2025, 1, 1, 11, tzinfo=UTC), "44196.5", datetime(2025, 1, 1, 12), datetime(2025, 1, 1, 12)),  # noqa: DTZ001
    ("time", time(18, 30), "0.7708333333333333", time(18, 30), time(18, 30)),
    ("date", date(1903, 12, 31), "1903-12-31", "1903-12-31", "1903-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "cell", "counted", "value", "seen"), _FROM_1904)
def test_a_workbook_may_count_days_from_1904(
    kind: str, cell: object, counted: str, value: object, seen: object, tmp_path: Path
) -> None:
    """As old Macintosh workbooks do; what lies before stands as text, and is told."""
    writer = XlsxFileWriter(XlsxLook(counts_from_1904=True))
    result = written(writer, book(one(kind, [cell, None])), tmp_path)
    made = openpyxl.load_workbook(result.path)
    assert made.epoch == datetime(1904, 1, 1)  # noqa: DTZ001
    assert made.worksheets[0]["A2"].value == value
    assert _calamine(result)[0] == seen
    with zipfile.ZipFile(result.path) as archive:
        assert f">{counted}<" in archive.read("xl/worksheets/sheet1.xml").decode()
    is_text = isinstance(value, str)
    what = "holds a date outside 1904-01-01 to 9999-12-31, which this workbook cannot count, and stands as text"
    assert result.notices == ((f"sheet `Aktiviteter`: 1 cell in `Kolonne` {what}",) if is_text else ())
