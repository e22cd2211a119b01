"""Whatever stands in cells, two readers read it back."""

import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

from kolonne.writers import XlsxFileWriter
from unit.writers.workbooks import book, one, written

#: Beside any characters, those of which escapes, markup and breaks are made.
_TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("_x0041F&<>\"'\r\n\t\0\x0b =+-@#"))
)
_DECIMALS = st.decimals(-(10**12), 10**12, places=2)
_DAYS = st.dates(date(1900, 3, 1), date(9999, 12, 31))
#: Readers round to milliseconds.
_MOMENTS = st.datetimes(datetime(1901, 1, 1), datetime(2200, 1, 1))  # noqa: DTZ001
_ROW = st.tuples(_TEXTS, _DECIMALS, st.floats(-1e15, 1e15), _DAYS, _MOMENTS)


def _read(kind: str, cells: list[object]) -> tuple[list[object], list[object]]:
    with tempfile.TemporaryDirectory() as folder:
        path = written(XlsxFileWriter(), replace(book(one(kind, cells)), timezone="UTC"), Path(folder)).path
        page = openpyxl.load_workbook(path).worksheets[0]
        first = [page.cell(row, 1).value for row in range(2, len(cells) + 2)]
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        second: list[object] = [row[0] for row in rows[1:]]
    return first, second


@settings(max_examples=15, deadline=None)
@given(st.lists(_TEXTS, min_size=1, max_size=40))
def test_any_text(texts: list[str]) -> None:
    """With line breaks as a spreadsheet has them, and a blank cell for an empty one."""
    first, _ = _read("text", list(texts))
    meant = [text.replace("\r\n", "\n").replace("\r", "\n") or None for text in texts]
    assert [unescape(value) if isinstance(value, str) else value for value in first] == meant


@settings(max_examples=15, deadline=None)
@given(st.lists(_ROW, min_size=1, max_size=40))
def test_any_number_and_moment(rows: list[tuple[str, Decimal, float, date, datetime]]) -> None:
    """Numbers to the last bit, decimals with their digits, days as days, instants to the millisecond."""
    _, decimals, numbers, days, moments = (list(column) for column in zip(*rows, strict=True))
    for read in _read("decimal", decimals):
        assert [Decimal(str(value)) for value in read] == decimals
    for read in _read("number", numbers):
        assert read == numbers
    first, second = _read("date", days)
    assert [value.date() if isinstance(value, datetime) else value for value in first] == days
    assert second == days
    instants = [moment.replace(tzinfo=UTC) for moment in moments]
    for read in _read("datetime", instants):
        late = [abs(_moment(value) - moment) for value, moment in zip(read, instants, strict=True)]
        assert max(late) <= timedelta(milliseconds=1)


def _moment(read: object) -> datetime:
    """Calamine takes midnight for a day."""
    assert isinstance(read, date)
    return datetime.fromisoformat(read.isoformat()).replace(tzinfo=UTC)
