"""LibreOffice, a reader we did not write, opens the workbook."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import polars as pl

from kolonne.contract import SheetColumn
from kolonne.writers import XlsxFileWriter
from unit.writers.crosstab import crosstab
from unit.writers.libreoffice import NEEDED, shown
from unit.writers.workbooks import book, of_frame, series, written

_COLUMNS: Mapping[str, tuple[str, Sequence[object]]] = {
    "t": ("text", ["007", "=1+1", "a & <b> ]]>", "_x0041_", "to\nlinjer", None]),
    "i": ("integer", [1, -2, 10**16, 0, 3, None]),
    "n": ("number", [0.5, 2.25, -1.0, 1e6, 3.0, None]),
    "d": ("decimal", [Decimal("1234.50"), Decimal("-0.05"), Decimal(0), Decimal(1), Decimal(2), None]),
    "b": ("boolean", [True, False, True, False, True, None]),
    "dato": ("date", [date(2025, 3, 4), date(1900, 3, 1), date(1899, 1, 1), date(2024, 2, 29), date(2025, 1, 1), None]),
    "kl": ("time", [time(18, 30), time(0, 0), time(23, 59), time(1, 2), time(12, 0), None]),
    "reg": ("datetime", [datetime(2025, 7, 1, 22, 30, tzinfo=UTC)] * 5 + [None]),
}
_EXPECTED = [
    ["T", "I", "N", "D", "B", "DATO", "KL", "REG"],
    ["007", "1", "0.5", "1,234.50", "TRUE", "04.03.2025", "18:30", "02.07.2025 00:30"],
    ["=1+1", "-2", "2.25", "-0.05", "FALSE", "01.03.1900", "00:00", "02.07.2025 00:30"],
    ["a & <b> ]]>", "10000000000000000", "-1", "0.00", "TRUE", "1899-01-01", "23:59", "02.07.2025 00:30"],
    ["_x0041_", "0", "1000000", "1.00", "FALSE", "29.02.2024", "01:02", "02.07.2025 00:30"],
    ["to\nlinjer", "3", "3", "2.00", "TRUE", "01.01.2025", "12:00", "02.07.2025 00:30"],
    ["", "", "", "", "", "", "", ""],
]


_CROSSTAB = [
    ["Organisasjon", "Norges Handikapforbund"],
    ["Kontaktperson"],
    ["Underskrift"],
    ["Tall under 5 vises ikke."],
    [],
    ["Kvinner", "Menn"],
    ["Lokallag", "0-13", "14+", "0-13", "14+", "Tilskudd"],
    ["Oslo", "5", "5", "5", "5", "1.25"],
    ["Bærum", "5", "5", "5", "5", "1.25"],
    ["Sum", "3", "30", "12", "2.50"],
]


@NEEDED
def test_libreoffice_shows_every_cell_as_meant(tmp_path: Path) -> None:
    """Types, formats and escapes, as it would print them."""
    columns = tuple(SheetColumn(name, name.upper(), kind, scale=2) for name, (kind, _) in _COLUMNS.items())
    frame = pl.DataFrame([series(column, _COLUMNS[column.name][1]) for column in columns])
    result = written(XlsxFileWriter(), book(of_frame(frame, columns)), tmp_path)
    read = shown(result.path)
    assert read[: len(_EXPECTED) - 1] == _EXPECTED[:-1]
    assert all(row == _EXPECTED[-1] for row in read[len(_EXPECTED) - 1 :])


@NEEDED
def test_libreoffice_shows_what_stands_around_the_rows(tmp_path: Path) -> None:
    """Heading, note, groups and totals, in their order."""
    read = shown(written(XlsxFileWriter(), book(crosstab()), tmp_path).path)
    assert [[cell for cell in line if cell] for line in read[: len(_CROSSTAB)]] == _CROSSTAB
    assert not any(cell for line in read[len(_CROSSTAB) :] for cell in line)


@NEEDED
def test_libreoffice_shows_texts_that_are_shared(tmp_path: Path) -> None:
    """Many cells name the same texts by their numbers."""
    columns = (SheetColumn("t", "T", "text"), SheetColumn("nr", "NR", "text"))
    texts = ["007", "=1+1", "a & <b> ]]>", "_x0041_", "to\nlinjer", ""] * 200
    numbers = [f"{number:06}" for number in range(len(texts))]
    frame = pl.DataFrame({"t": texts, "nr": numbers})
    result = written(XlsxFileWriter(), book(of_frame(frame, columns, frame_rows=len(texts))), tmp_path)
    assert shown(result.path)[1:] == [list(row) for row in frame.rows()]
