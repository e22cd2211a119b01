"""The .ndjson file, as a reader of JSON takes it."""

import json
import math
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kolonne.contract import SheetColumn, WriterError
from kolonne.writers import NdjsonWriter
from unit.writers.crosstab import crosstab
from unit.writers.workbooks import book, of_frame, one, sheet, written

_ALL_CONTROLS = "".join(map(chr, range(0x20)))


def _lines(path: Path) -> list[str]:
    text = path.read_bytes().decode()
    assert text == "" or text.endswith("\n")
    return text.split("\n")[:-1]


@pytest.mark.parametrize(
    ("kind", "cell", "told"),
    [
        ("text", "æøå 😀", '"æøå 😀"'),
        ("text", '<&"\\/>', '"<&\\"\\\\/>"'),
        ("text", "a\n\tb\x00\x1b\x7f", '"a\\n\\tb\\u0000\\u001b\\u007f"'),
        ("text", "a\u2028b\u2029", '"a\\u2028b\\u2029"'),
        ("text", "\\u0041 \\\\n", '"\\\\u0041 \\\\\\\\n"'),
        ("text", "=1+1", '"=1+1"'),
        ("text", "null", '"null"'),
        ("text", " ", '" "'),
        ("text", "", "null"),
        ("text", None, "null"),
        ("integer", -(2**63), "-9223372036854775808"),
        ("integer", None, "null"),
        ("number", 0.1 + 0.2, "0.30000000000000004"),
        ("number", float("-inf"), '"-inf"'),
        ("number", None, "null"),
        ("decimal", Decimal("1234.50"), "1234.50"),
        ("decimal", Decimal("-0.05"), "-0.05"),
        ("decimal", Decimal("9" * 36 + ".99"), "9" * 36 + ".99"),
        ("decimal", None, "null"),
        ("boolean", True, "true"),
        ("boolean", False, "false"),
        ("boolean", None, "null"),
        ("date", date(2024, 2, 29), '"2024-02-29"'),
        ("date", date(1, 1, 1), '"0001-01-01"'),
        ("date", None, "null"),
        ("time", time(7, 5), '"07:05:00"'),
        ("time", time(7, 5, 1, 500_000), '"07:05:01.500"'),
        ("time", None, "null"),
        ("datetime", datetime(2025, 7, 1, 22, 30, tzinfo=UTC), '"2025-07-02T00:30:00+02:00"'),
        ("datetime", datetime(2025, 1, 1, 12, 0, 0, 7, tzinfo=UTC), '"2025-01-01T13:00:00.000007+01:00"'),
        ("datetime", datetime(1890, 1, 1, 12, tzinfo=UTC), '"1890-01-01T12:00:00+00:00"'),
        ("datetime", datetime(1900, 1, 1, 12, tzinfo=UTC), '"1900-01-01T13:00:00+01:00"'),
        ("datetime", None, "null"),
    ],
)
def test_a_cell(kind: str, cell: object, told: str, tmp_path: Path) -> None:
    """Each type has one form, whatever stands in other cells."""
    beside = [cell, None] if cell is not None else [None]
    lines = _lines(written(NdjsonWriter(), book(one(kind, beside)), tmp_path).path)
    assert lines[0] == f'{{"c":{told},"ved":"x"}}'
    assert lines[1:] == ['{"c":null,"ved":"x"}'] * (len(beside) - 1)
    assert [json.loads(line)["ved"] for line in lines] == ["x"] * len(beside)


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("text", [_ALL_CONTROLS, '"\\', "x" * 32_767, '"' * 32_767, "\ufeff\ufffe\uffff", "\U0010ffff"]),
        ("integer", [0, 2**63 - 1, -1]),
        ("number", [5e-324, 1.7976931348623157e308, -1e-7, 1e16, 1e22, 123456789.0, 2 / 3]),
    ],
)
def test_what_is_read_back_is_what_was_written(kind: str, cells: Sequence[object], tmp_path: Path) -> None:
    """To the last sign and digit."""
    lines = _lines(written(NdjsonWriter(), book(one(kind, cells)), tmp_path).path)
    assert [json.loads(line)["c"] for line in lines] == list(cells)


def test_numbers_that_are_not_finite_are_told(tmp_path: Path) -> None:
    """JSON has none, so they are strings."""
    result = written(NdjsonWriter(), book(one("number", [math.nan, math.inf, 1.0, None])), tmp_path)
    assert [json.loads(line)["c"] for line in _lines(result.path)] == ["NaN", "inf", 1.0, None]
    assert result.notices == ("sheet `Aktiviteter`: 2 cells in `Kolonne` hold no finite number and stand as text",)


def test_keys_are_the_names_of_the_document(tmp_path: Path) -> None:
    """In order, escaped, without those of hidden columns."""
    names = ['b"\n', "skjult", "a"]
    columns = tuple(SheetColumn(name, name, "text", hidden=name == "skjult") for name in names)
    made = of_frame(pl.DataFrame({name: [name] for name in names}), columns)
    assert _lines(written(NdjsonWriter(), book(made), tmp_path).path) == ['{"b\\"\\n":"b\\"\\n","a":"a"}']


def test_a_sheet_without_rows_is_an_empty_file(tmp_path: Path) -> None:
    """No line is no record."""
    assert written(NdjsonWriter(), book(one("date", [])), tmp_path).path.read_bytes() == b""


def test_frames_of_any_size_become_lines(tmp_path: Path) -> None:
    """None is lost where they end."""
    column = SheetColumn("c", "C", "integer")
    made = sheet(column, c=list(range(20_000)), frame_rows=9_001)
    lines = _lines(written(NdjsonWriter(), book(made), tmp_path).path)
    assert [json.loads(line)["c"] for line in lines] == list(range(20_000))


def test_several_sheets_become_a_zip(tmp_path: Path) -> None:
    """One file a sheet, named after the titles; appendices stay out."""
    workbook = book(one("text", ["å"]), replace(one("integer", [7]), title="Kurs/2"), appendices=(one("text", ["f"]),))
    result = written(NdjsonWriter(), workbook, tmp_path)
    assert (result.path.name, result.mime_type) == ("rapport.zip", "application/zip")
    with zipfile.ZipFile(result.path) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name).decode() for name in archive.namelist()} == {
            "Aktiviteter.ndjson": '{"c":"å","ved":"x"}\n',
            "Kurs-2.ndjson": '{"c":7,"ved":"x"}\n',
        }


def test_what_stands_around_a_table_is_told_to_be_missing(tmp_path: Path) -> None:
    """A heading or a total is no record."""
    result = written(NdjsonWriter(), book(crosstab()), tmp_path)
    assert result.notices == (
        "sheet `Krysstabell`: the 4 lines above its table are not in the .ndjson",
        "sheet `Krysstabell`: the line of totals is not in the .ndjson",
    )
    assert len(_lines(result.path)) == 2


def test_a_sheet_is_held_to_the_rows_it_promised(tmp_path: Path) -> None:
    """A report with rows missing or added is no report."""
    with pytest.raises(WriterError, match="sheet `akt`: promised 3 rows, gave 2"):
        written(NdjsonWriter(), book(replace(one("integer", [1, 2]), rows=3)), tmp_path)
    assert not list(tmp_path.iterdir())
