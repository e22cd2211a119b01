"""Readers: files in, Arrow record batches out."""

from kolonne.contract import Reader
from kolonne.readers.csv_reader import CsvReader
from kolonne.readers.file_source import FileSource
from kolonne.readers.json_lines_reader import JsonLinesReader
from kolonne.readers.json_reader import JsonReader
from kolonne.readers.parquet_reader import ParquetReader
from kolonne.readers.record_source import RecordSource
from kolonne.readers.sqlite_reader import SqliteReader

__all__ = [
    "CsvReader",
    "FileSource",
    "JsonLinesReader",
    "JsonReader",
    "ParquetReader",
    "RecordSource",
    "SqliteReader",
    "built_in_readers",
]


def built_in_readers() -> tuple[Reader, ...]:
    """One of each reader in this room; no two of them read the same suffix."""
    return CsvReader(), JsonLinesReader(), JsonReader(), ParquetReader(), SqliteReader()
