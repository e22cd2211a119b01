"""The .parquet file, as pyarrow reads it."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kolonne.contract import SheetColumn, WriterError
from kolonne.writers import ParquetWriter
from unit.writers.crosstab import crosstab
from unit.writers.workbooks import book, one, sheet, written

_INSTANT = datetime(2025, 7, 1, 22, 30, 0, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "cells", "read", "type_"),
    [
        ("text", ["007", "=1+1", '<&">', "æøå 😀", "a\x00\x1b\nb", "x" * 32_767], None, pa.string()),
        ("text", ["", None, " "], [None, None, " "], pa.string()),
        ("integer", [1, -(2**63), 2**63 - 1, None], None, pa.int64()),
        ("number", [0.1, -1e300, 5e-324, float("inf"), None], None, pa.float64()),
        ("decimal", [Decimal("-0.05"), Decimal("9" * 36 + ".99"), None], None, pa.decimal128(38, 2)),
        ("boolean", [True, False, None], None, pa.bool_()),
        ("date", [date(1, 1, 1), date(2024, 2, 29), date(9999, 12, 31), None], None, pa.date32()),
        ("time", [time(0, 0), time(23, 59, 59, 999_999), None], None, pa.time64("us")),
        ("datetime", [_INSTANT, None], None, pa.timestamp("us", "UTC")),
    ],
)
def test_cells_keep_type_and_value(
    kind: str, cells: Sequence[object], read: Sequence[object] | None, type_: pa.DataType, tmp_path: Path
) -> None:
    """Nothing is guessed and nothing is rounded; blank is null."""
    table = pq.read_table(written(ParquetWriter(), book(one(kind, cells)), tmp_path).path)
    assert table.schema.field("c").type == type_
    assert table.column("c").to_pylist() == list(cells if read is None else read)


def test_columns_have_the_names_of_the_document(tmp_path: Path) -> None:
    """In order, without the hidden ones; the headers stand in the metadata."""
    columns = (
        SheetColumn("navn", "Navn på <laget>", "text"),
        SheetColumn("fnr", "Fødselsnummer", "text", hidden=True),
        SheetColumn("k1", "0-13", "integer", group="Kvinner"),
    )
    result = written(ParquetWriter(), book(sheet(*columns, navn=["a"], fnr=["hemmelig"], k1=[1])), tmp_path)
    schema = pq.read_schema(result.path)
    assert schema.names == ["navn", "k1"]
    assert b"hemmelig" not in result.path.read_bytes()
    told = {key.decode(): value.decode() for key, value in schema.metadata.items()}
    assert json.loads(told.pop("kolonne.headers")) == {"navn": "Navn på <laget>", "k1": "Kvinner 0-13"}
    assert told == {
        "kolonne.title": "Rapport & regnskap",
        "kolonne.organisation": "Norges Handikapforbund",
        "kolonne.period": "2025-H1",
        "kolonne.locale": "nb",
        "kolonne.timezone": "Europe/Oslo",
        "kolonne.fingerprint": "sha256:0123abcd",
        "kolonne.engine_version": "0.1.0",
        "kolonne.made_at": "2026-01-02T03:04:05+00:00",
        "kolonne.sheet": "Aktiviteter",
    }


def test_a_sheet_without_rows_has_its_columns(tmp_path: Path) -> None:
    """Nothing to report is a report too."""
    table = pq.read_table(written(ParquetWriter(), book(one("date", [])), tmp_path).path)
    assert (table.num_rows, table.schema.names) == (0, ["c", "ved"])


def test_frames_of_any_size_become_row_groups_of_one_size(tmp_path: Path) -> None:
    """Small groups would make a large file that is slow to read."""
    rows = 140_000
    column = SheetColumn("c", "C", "integer")
    result = written(ParquetWriter(), book(sheet(column, c=list(range(rows)), frame_rows=7001)), tmp_path)
    metadata = pq.read_metadata(result.path)
    sizes = [metadata.row_group(at).num_rows for at in range(metadata.num_row_groups)]
    assert sum(sizes) == rows
    assert len(sizes) == 3
    assert pq.read_table(result.path).column("c").to_pylist() == list(range(rows))


def test_several_sheets_become_a_zip(tmp_path: Path) -> None:
    """One file a sheet, named after the titles; appendices stay out."""
    workbook = book(one("text", ["å"]), replace(one("integer", [7]), title="Kurs/2"), appendices=(one("text", ["f"]),))
    result = written(ParquetWriter(), workbook, tmp_path)
    assert (result.path.name, result.mime_type) == ("rapport.zip", "application/zip")
    with zipfile.ZipFile(result.path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["Aktiviteter.parquet", "Kurs-2.parquet"]
        read = [pq.read_table(pa.BufferReader(archive.read(name))) for name in archive.namelist()]
    assert [table.column("c").to_pylist() for table in read] == [["å"], [7]]


def test_what_stands_around_a_table_is_told_to_be_missing(tmp_path: Path) -> None:
    """A heading or a total is no row."""
    result = written(ParquetWriter(), book(crosstab()), tmp_path)
    assert result.notices == (
        "sheet `Krysstabell`: the 4 lines above its table are not in the .parquet",
        "sheet `Krysstabell`: the line of totals is not in the .parquet",
    )
    assert pq.read_table(result.path).num_rows == 2
    assert written(ParquetWriter(), book(one("text", ["a"])), tmp_path).notices == ()


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (replace(one("integer", [1, 2]), rows=3), "sheet `akt`: promised 3 rows, gave 2"),
        (sheet(SheetColumn("c", "C", "text", hidden=True), c=["a"]), "sheet `akt`: has no column to write"),
    ],
)
def test_no_half_report_is_written(broken: object, message: str, tmp_path: Path) -> None:
    """With the reason, and without a file."""
    with pytest.raises(WriterError, match=message):
        written(ParquetWriter(), book(broken), tmp_path)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_pyarrow_is_imported_only_by_an_export_that_needs_it() -> None:
    """So that the command line answers quickly."""
    code = "import sys; from kolonne.writers import ParquetWriter; assert 'pyarrow' not in sys.modules"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run([sys.executable, "-c", code], env=environment).returncode == 0
