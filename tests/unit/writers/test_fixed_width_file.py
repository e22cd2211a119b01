"""The file of fixed widths, line by line."""

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from kolonne.contract import CsvDialect, Sheet, SheetColumn, WriterError
from kolonne.writers import FixedWidthWriter
from unit.writers.crosstab import crosstab
from unit.writers.workbooks import book, quiet, sheet, written


def _one(kind: str, cells: Sequence[object], width: float | None = 20) -> Sheet:
    beside = SheetColumn("ved", "Ved siden av", "text", width=1)
    return sheet(SheetColumn("c", "C", kind, scale=2, width=width), beside, c=cells, ved=["|"] * len(cells))


@pytest.mark.parametrize(
    ("kind", "cells", "lines"),
    [
        ("text", ["007", "", None, "æøå 😀", '<&">', "=1+1"], ["007", "", "", "æøå 😀", '<&">', "=1+1"]),
        ("text", ["x" * 20, " a "], ["x" * 20, " a "]),
        ("text", ["a\r\nb", "a\rb\n", "a\tb\x00\x1b", "a\u2028b\x85"], ["a b", "a b ", "a b  ", "a b "]),
        ("boolean", [True, False, None], ["1", "0", ""]),
        ("date", [date(2024, 2, 29), None], ["2024-02-29", ""]),
        ("time", [time(7, 5), None], ["07:05:00", ""]),
        ("datetime", [datetime(2025, 7, 1, 22, 30, tzinfo=UTC), None], ["2025-07-02 00:30:00", ""]),
    ],
)
def test_words_stand_to_the_left(kind: str, cells: Sequence[object], lines: Sequence[str], tmp_path: Path) -> None:
    """Filled up with blanks, whatever they hold."""
    result = written(FixedWidthWriter(), book(_one(kind, cells)), tmp_path)
    assert result.path.read_bytes().decode() == "".join(f"{line:<20}|\r\n" for line in lines)


@pytest.mark.parametrize(
    ("kind", "cells", "lines"),
    [
        ("integer", [1, -(2**63), None], ["1", "-9223372036854775808", ""]),
        ("number", [0.5, 0.1 + 0.2, -3.0, None], ["0,5", "0,3", "-3", ""]),
        ("decimal", [Decimal("1234.50"), Decimal("-0.05"), None], ["1234,50", "-0,05", ""]),
    ],
)
def test_numbers_stand_to_the_right(kind: str, cells: Sequence[object], lines: Sequence[str], tmp_path: Path) -> None:
    """In the dialect's form."""
    result = written(FixedWidthWriter(), book(_one(kind, cells)), tmp_path)
    assert result.path.read_bytes().decode() == "".join(f"{line:>20}|\r\n" for line in lines)


def test_forms_are_those_of_the_dialect(tmp_path: Path) -> None:
    """Dates, truth and the sign in numbers."""
    columns = (
        SheetColumn("d", "D", "date", width=8),
        SheetColumn("b", "B", "boolean", width=1),
        SheetColumn("n", "N", "decimal", scale=2, width=8),
    )
    dialect = CsvDialect(decimal=".", date="%Y%m%d", true="J", false="N", bom=True, line_end="\n", delimiter=",")
    made = sheet(*columns, d=[date(2025, 1, 2)], b=[True], n=[Decimal("1.50")])
    result = written(FixedWidthWriter(), book(made, csv=dialect), tmp_path)
    assert result.path.read_bytes() == b"20250102J    1.50\r\n"


def test_signs_that_no_line_can_hold_are_told(tmp_path: Path) -> None:
    """With their number and column."""
    result = written(FixedWidthWriter(), book(_one("text", ["a\nb", "\x00", "c"])), tmp_path)
    told = "hold line breaks or control characters, and have blanks in their place"
    assert result.notices == (f"sheet `Aktiviteter`: 2 cells in `C` {told}",)


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (
            _one("text", ["a"] * 1500 + ["hemmelig"] + ["b"], width=7),
            "sheet `akt`: column `c`: row 1501: has 8 characters; the width of the column is 7",
        ),
        (
            _one("integer", [123], width=2),
            "sheet `akt`: column `c`: row 1: has 3 characters; the width of the column is 2",
        ),
        (
            _one("text", ["x" * 32_767]),
            "sheet `akt`: column `c`: row 1: has 32,767 characters; the width of the column is 20",
        ),
        (
            _one("text", [], width=None),
            "sheet `akt`: column `c`: has no width; a file of fixed widths needs one for every column",
        ),
        (
            _one("text", [], width=2.5),
            "sheet `akt`: column `c`: found the width 2.5; a whole number of characters is needed",
        ),
        (
            _one("text", [], width=0),
            "sheet `akt`: column `c`: found the width 0; a whole number of characters is needed",
        ),
        (replace(_one("integer", [1, 2]), rows=3), "sheet `akt`: promised 3 rows, gave 2"),
    ],
)
def test_what_does_not_fit_is_refused(made: Sheet, message: str, tmp_path: Path) -> None:
    """It names the place and not the value, and there is no file."""
    with pytest.raises(WriterError) as caught:
        written(FixedWidthWriter(), book(made), tmp_path)
    assert str(caught.value) == message
    assert not list(tmp_path.iterdir())


def test_hidden_columns_need_no_width(tmp_path: Path) -> None:
    """They are not written."""
    columns = SheetColumn("a", "A", "text", width=2), SheetColumn("b", "B", "text", hidden=True)
    result = written(FixedWidthWriter(), book(sheet(*columns, a=["1"], b=["hemmelig"])), tmp_path)
    assert result.path.read_bytes() == b"1 \r\n"


def test_a_sheet_without_rows_is_an_empty_file(tmp_path: Path) -> None:
    """No line is no record."""
    assert written(FixedWidthWriter(), book(_one("date", [])), tmp_path).path.read_bytes() == b""


def test_several_sheets_become_a_zip(tmp_path: Path) -> None:
    """One file a sheet, named after the titles."""
    workbook = book(_one("text", ["å"], 2), replace(_one("integer", [7], 2), title="Kurs/2"))
    result = written(FixedWidthWriter(), workbook, tmp_path)
    assert (result.path.name, result.mime_type) == ("rapport.zip", "application/zip")
    with zipfile.ZipFile(result.path) as archive:
        assert archive.testzip() is None
        read = {name: archive.read(name).decode() for name in archive.namelist()}
    assert read == {"Aktiviteter.txt": "å |\r\n", "Kurs-2.txt": " 7|\r\n"}


def test_what_stands_around_a_table_is_told_to_be_missing(tmp_path: Path) -> None:
    """A heading or a total is no record."""
    table = crosstab()
    made = replace(table, columns=tuple(replace(column, width=6) for column in table.columns))
    result = written(FixedWidthWriter(), book(made), tmp_path)
    assert result.notices == (
        "sheet `Krysstabell`: the 4 lines above its table are not in the .txt",
        "sheet `Krysstabell`: the line of totals is not in the .txt",
    )
    assert result.path.read_bytes().decode().splitlines() == [
        f"{lag:<6}     5     5     5     5  1,25" for lag in ("Oslo", "Bærum")
    ]


def test_ticks_count_the_rows(tmp_path: Path) -> None:
    """After each frame; what a tick raises goes through and leaves nothing."""
    ticks: list[int] = []
    made = book(_one("integer", list(range(2500))))
    FixedWidthWriter().write(made, tmp_path / "r", ticks.append)
    assert ticks == [1000, 2000, 2500]

    def stop(rows: int) -> None:
        raise TimeoutError(rows)

    (tmp_path / "r").unlink()
    with pytest.raises(TimeoutError):
        FixedWidthWriter().write(made, tmp_path / "r", stop)
    assert not list(tmp_path.iterdir())
    assert len({FixedWidthWriter().write(made, tmp_path / str(at), quiet).sha256 for at in range(2)}) == 1
