"""ParquetWriter: one sheet becomes a .parquet, several become a .zip of them."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from kolonne.contract import Tick, Workbook, WrittenFile
from kolonne.writers.arrow_table import arrow_schema, arrow_table
from kolonne.writers.groups import full_header
from kolonne.writers.tables import Table, tables_suffix, write_tables

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_ENDING = ".parquet"
_MIME_TYPE = "application/vnd.apache.parquet"
#: Of a row group: large enough for readers to skip and compress well, small enough to stay in memory while it grows.
_GROUP_ROWS = 65_536
_GROUP_BYTES = 32 << 20


class ParquetWriter:
    """Apache Parquet, for programs: typed columns that no reader has to guess.

    One sheet gives a .parquet, several a .zip with one .parquet each, named after the sheets' titles. Columns have the
    names of the document and these types: string, int64, double, decimal128(38, scale), bool, date32, time64[us] and
    timestamp[us, UTC]. Blank cells (null or empty text) are null. Hidden columns and appendices are not written.

    The file's metadata hold `kolonne.title`, `kolonne.organisation`, `kolonne.period`, `kolonne.locale`,
    `kolonne.timezone`, `kolonne.fingerprint`, `kolonne.engine_version`, `kolonne.made_at`, `kolonne.sheet`, and in
    `kolonne.headers` a JSON object of names to headers. A table holds nothing but rows: notices tell when there are
    lines above it, or totals.
    """

    #: The name that `--format` takes.
    format: str = "parquet"
    #: For people.
    title: str = "Apache Parquet"
    mime_type: str = _MIME_TYPE

    def suffix(self, workbook: Workbook) -> str:
        """`.parquet` for one sheet, `.zip` for several."""
        return tables_suffix(workbook, _ENDING)

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        """Write `destination` whole or not at all.

        `tick` is called after every 8,192 rows or fewer and at the end of every frame; what it raises goes through.
        Raises `WriterError` naming the file or sheet.
        """
        return write_tables(workbook, destination, tick, (_ENDING, _MIME_TYPE), _fill)


def _fill(table: Table) -> None:
    import pyarrow.parquet as pq

    table.say_rows_only(_ENDING)
    schema = arrow_schema(table.columns).with_metadata(_metadata(table))
    with pq.ParquetWriter(_Counted(table), schema, compression="zstd", write_page_index=True) as file:
        for group in _groups(table):
            file.write_table(arrow_table(group, table.columns, schema), row_group_size=_GROUP_ROWS)


def _metadata(table: Table) -> dict[str, str]:
    workbook = table.workbook
    told = {
        "title": workbook.title,
        "organisation": workbook.organisation,
        "period": workbook.period,
        "locale": workbook.locale,
        "timezone": workbook.timezone,
        "fingerprint": workbook.fingerprint,
        "engine_version": workbook.engine_version,
        "made_at": workbook.made_at.isoformat(),
        "sheet": table.sheet.title or table.sheet.name,
        "headers": json.dumps({column.name: full_header(column) for column in table.columns}, ensure_ascii=False),
    }
    return {f"kolonne.{name}": text for name, text in told.items()}


def _groups(table: Table) -> Iterator[pl.DataFrame]:
    """The rows in groups, whatever the size of the frames they came in."""
    kept: list[pl.DataFrame] = []
    rows = size = 0
    for piece in table.pieces():
        if kept and (rows + piece.height > _GROUP_ROWS or size >= _GROUP_BYTES):
            yield pl.concat(kept)
            kept, rows, size = [], 0, 0
        kept.append(piece)
        rows += piece.height
        size += int(piece.estimated_size())
    if kept:
        yield pl.concat(kept)


class _Counted(io.RawIOBase):
    """The table's bytes as a stream that knows how many they are, since an entry of a zip cannot tell."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._size = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._size

    def write(self, data: "ReadableBuffer", /) -> int:
        # Copied, since the second thread of a zip may write it when its buffer is gone.
        copied = bytes(data)
        self._table.write(copied)
        self._size += len(copied)
        return len(copied)
