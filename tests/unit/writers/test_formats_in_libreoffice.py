"""Number formats mean the same in both kinds of spreadsheets."""

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import polars as pl

from kolonne.contract import SheetColumn
from kolonne.writers import OdsWriter, XlsxFileWriter
from unit.writers.libreoffice import NEEDED, shown
from unit.writers.workbooks import book, of_frame, series, written

_CASES: Sequence[tuple[str, str, object, str]] = [
    ("time", "h:mm", time(3, 5), "3:05"),
    ("time", "[h]:mm", time(23, 59), "23:59"),
    ("time", "[mm]:ss", time(3, 5, 7), "185:07"),
    ("time", "[ss]", time(0, 5, 7), "307"),
    ("time", "hh:mm:ss.000", time(0, 5, 7, 123_000), "00:05:07.123"),
    ("number", "[h]:mm", 1.5, "36:00"),
    ("number", "h:mm", 0.125, "3:00"),
    ("integer", "+0;-0", 1, "+1"),
    ("integer", "+0;-0", -2, "-2"),
    ("number", "0;;", -2.0, ""),
    ("number", '0;-0;"null"', 0.0, "null"),
    ("integer", '[<5]"under 5";0', 3, "under 5"),
    ("integer", '[<5]"under 5";0', 7, "7"),
    ("integer", "000 000 000", 123_456_789, "123 456 789"),
    ("integer", "[$kr-414] #,##0", 1234, "kr 1,234"),
    ("number", '0.0" %"', 1.25, "1.3 %"),
    ("number", r"0\%", 2.0, "2%"),
    ("integer", "0%", 2, "200%"),
    ("number", "0.0,", 1250.0, "1.3"),
    ("decimal", '#,##0.00 "kr";[Red]-#,##0.00 "kr"', Decimal("-1234.50"), "-1,234.50 kr"),
    ("date", "d.m.yy;@", date(2025, 1, 2), "2.1.25"),
    ("integer", "dd.mm.yyyy", 45_000, "15.03.2023"),
]


@NEEDED
def test_what_a_format_shows(tmp_path: Path) -> None:
    """In .xlsx, which has the format as it is written, and in .ods, which has it in its own words."""
    columns = [SheetColumn(f"c{at}", "C", kind, format=form, scale=2) for at, (kind, form, _, _) in enumerate(_CASES)]
    frame = pl.DataFrame([series(column, [case[2]]) for column, case in zip(columns, _CASES, strict=True)])
    told = [f"{form} of {cell}: {text}" for _, form, cell, text in _CASES]
    for writer in (XlsxFileWriter(), OdsWriter()):
        path = written(writer, book(of_frame(frame, tuple(columns))), tmp_path).path
        texts = shown(path)[-1]
        assert [f"{case[1]} of {case[2]}: {text}" for case, text in zip(_CASES, texts, strict=True)] == told
