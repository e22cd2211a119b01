"""Cells as people read them, as a table of cases."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from kolonne import cell_texts
from kolonne.contract import SheetColumn
from unit.writers.workbooks import series

_CASES = [
    # type, format, cell, in Norwegian, in English
    ("text", "", "a\r\nb\rc", "a\nb\nc", "a\nb\nc"),
    ("text", "", "", None, None),
    ("text", "", "1,5", "1,5", "1,5"),
    ("integer", "", -1234567, "-1234567", "-1234567"),
    ("number", "", 0.1 + 0.2, "0,3", "0.3"),
    ("number", "", -0.0, "0", "0"),
    ("number", "", 1e-7, "0,0000001", "0.0000001"),
    ("number", "", float("nan"), "NaN", "NaN"),
    ("number", "0.0", 1.25, "1,3", "1.3"),
    ("number", "0", 2.5, "3", "3"),
    ("number", "#,##0.00", 1234.567, "1234,57", "1234.57"),
    ("number", '0.0" %"', 1.25, "1,3", "1.3"),
    ("number", "0 %", 0.125, "13 %", "13 %"),
    ("number", "0.0%;-0.0%", -0.5, "-50 %", "-50 %"),
    ("decimal", "", Decimal("-0.50"), "-0,50", "-0.50"),
    ("decimal", "0.0 %", Decimal("0.25"), "25 %", "25 %"),
    ("number", r"0\%", 0.5, "1", "1"),
    ("number", "0.0_%", 0.55, "0,6", "0.6"),
    ("number", "0.00E+00", 1234.5, "1234,5", "1234.5"),
    ("number", "# ?/?", 0.25, "0,25", "0.25"),
    ("number", "0.0,", 1234.5, "1234,5", "1234.5"),
    ("number", "[<5]0.0;0", 1.25, "1,3", "1.3"),
    ("number", "General", 1.25, "1,25", "1.25"),
    ("integer", "0 %", 2, "200 %", "200 %"),
    ("integer", "0.0", 2, "2", "2"),
    ("time", "[h]:mm:ss", time(0, 5, 59), "00:05:59", "00:05:59"),
    ("time", "hh:mm\\s", time(0, 5, 59), "00:05", "00:05"),
    ("boolean", "", True, "ja", "yes"),
    ("boolean", "", False, "nei", "no"),
    ("date", "", date(1899, 12, 31), "31.12.1899", "1899-12-31"),
    ("time", "", time(0, 5, 59), "00:05", "00:05"),
    ("datetime", "", datetime(2025, 12, 31, 23, 30, tzinfo=UTC), "01.01.2026 00:30", "2026-01-01 00:30"),
]


@pytest.mark.parametrize(("kind", "form", "cell", "norwegian", "english"), _CASES)
def test_a_cell_is_told_in_words(
    kind: str, form: str, cell: object, norwegian: str | None, english: str | None
) -> None:
    """Blank cells stay null, and the name stays."""
    column = SheetColumn("c", "C", kind, scale=2, format=form)
    cells = series(column, [cell, None])
    for locale, expected in (("nb", norwegian), ("nn-NO", norwegian), ("se", norwegian), ("en", english)):
        told = cell_texts(cells, column, locale, "Europe/Oslo")
        assert (told.to_list(), told.name) == ([expected, None], "c")
