"""Times that are more exact than a format shows them: counted, and told by every writer that cuts them."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import polars as pl
import pytest

from kolonne.contract import CsvDialect, Sheet, SheetColumn, Writer
from kolonne.writers import CsvWriter, FixedWidthWriter, HtmlWriter, OdsWriter, XlsxFileWriter
from kolonne.writers.exactness import finer
from unit.writers.templates import drawn, filled
from unit.writers.workbooks import book, sheet, written

_EXACT = [timedelta(), timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1), timedelta(microseconds=1), None]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("%H:%M:%S%.f", 0),
        ("%H:%M:%S.%6f", 0),
        ("%H:%M:%S%.3f", 1),
        ("%H:%M:%S.%3f", 1),
        ("%H:%M:%S", 1),
        ("%T", 1),
        ("%-H.%-M.%-S", 1),
        ("%H:%M", 2),
        ("%R", 2),
        ("kl. %H", 2),
        ("%Y-%m-%d", 2),
    ],
)
@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
def test_what_a_form_leaves_out_is_counted(form: str, expected: int, unit: str) -> None:
    """Seconds and parts of one; a form without minutes is meant so."""
    begin = datetime(1969, 12, 31, 22, tzinfo=UTC)
    cells = pl.Series([None if one is None else begin + one for one in _EXACT]).cast(pl.Datetime(unit, "UTC"))  # type: ignore[arg-type] # one of three
    # A unit of milliseconds has no microseconds to lose.
    assert finer(cells, form) == max(0, expected - (unit == "ms"))
    assert finer(cells.dt.convert_time_zone("Europe/Oslo").dt.time(), form) == max(0, expected - (unit == "ms"))


def _sheet() -> Sheet:
    clock, moment = SheetColumn("c", "Klokken", "time", width=8), SheetColumn("m", "Når", "datetime", width=20)
    times = [time(9, 30), time(9, 30, 15), time(9, 30, 15, 500), None]
    return sheet(
        clock, moment, title="Ark", c=times, m=[one and datetime.combine(datetime(2025, 1, 2), one, UTC) for one in times]  # noqa: DTZ001 - it gets its zone
    )  # fmt: skip


_CUT = "is more exact than a time is shown here, and the rest of it is not in the file"
_CUTS = "are more exact than a time is shown here, and the rest of them is not in the file"
_MINUTES, _SECONDS = (
    CsvDialect(time="%H:%M", datetime="%Y-%m-%d %H:%M"),
    CsvDialect(time="%H:%M:%S", datetime="%H:%M:%S"),
)


@pytest.mark.parametrize(
    ("writer", "dialect", "told"),
    [
        (CsvWriter(), _MINUTES, f"4 cells in `Klokken` (2), `Når` (2) {_CUTS}"),
        (CsvWriter(), _SECONDS, f"2 cells in `Klokken` (1), `Når` (1) {_CUTS}"),
        (CsvWriter(), CsvDialect(time="%H:%M:%S", datetime="%H:%M:%S%.f"), f"1 cell in `Klokken` {_CUT}"),
        (FixedWidthWriter(), _MINUTES, f"4 cells in `Klokken` (2), `Når` (2) {_CUTS}"),
        (HtmlWriter(), _SECONDS, f"4 cells in `Klokken` (2), `Når` (2) {_CUTS}"),
        (OdsWriter(), _MINUTES, ""),
        (XlsxFileWriter(), _MINUTES, ""),
    ],
)
def test_times_that_are_cut_are_told(writer: Writer, dialect: CsvDialect, told: str, tmp_path: Path) -> None:
    """By the formats that write what is shown; spreadsheets hold all of a time."""
    notices = written(writer, book(_sheet(), csv=dialect), tmp_path).notices
    assert [one for one in notices if "exact" in one] == ([f"sheet `Ark`: {told}"] if told else [])


def test_the_format_of_a_column_may_have_seconds(tmp_path: Path) -> None:
    """Then a page shows them."""
    column = SheetColumn("c", "Klokken", "time", format="hh:mm:ss")
    result = written(HtmlWriter(), book(sheet(column, c=[time(9, 30, 15)])), tmp_path)
    assert (result.notices, "<td>09:30:15</td>" in result.path.read_text(encoding="utf-8")) == ((), True)


def test_times_in_cells_of_text_of_a_template_are_told(tmp_path: Path) -> None:
    """They are written as they are shown."""

    def text(made: object, worksheet: object) -> None:
        worksheet.write_row("A1", ["Klokken", "Når"])  # type: ignore[attr-defined] # of XlsxWriter
        for at in (0, 1):
            worksheet.write_blank(1, at, None, made.add_format({"num_format": "@"}))  # type: ignore[attr-defined]

    assert filled(drawn(text), tmp_path, _sheet()).notices == (
        f"sheet `Ark`: 4 cells in `Klokken` (2), `Når` (2) {_CUTS}",
    )
