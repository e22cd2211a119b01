"""What the engine itself brings passes the suites that plugins are held to."""

import csv
import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from kolonne.contract import Sheet, Store, Workbook
from kolonne.documents import Library
from kolonne.expressions import BUILT_IN, Operation
from kolonne.plan.lists import Catalogue
from kolonne.readers import CsvReader, JsonLinesReader, JsonReader, ParquetReader, SqliteReader, built_in_readers
from kolonne.stores import FolderStore
from kolonne.testing import (
    MemoryStore,
    NotifierSuite,
    ReaderSuite,
    RecordingNotifier,
    StoreSuite,
    WriterSuite,
    check_examples,
)
from kolonne.writers import (
    CsvWriter,
    FixedWidthWriter,
    HtmlWriter,
    NdjsonWriter,
    OdsWriter,
    ParquetWriter,
    XlsxFileWriter,
    built_in_writers,
)

_FIELDS = ("id", "who", "minutes")
#: The lists that examples of functions over codes name.
_LISTS = Catalogue(Library(Path(__file__).parents[2] / "docs" / "reference" / "example"), "nb").lists
_Records = Sequence[Mapping[str, str]]


def _with_widths(sheet: Sheet) -> Sheet:
    return replace(sheet, columns=tuple(replace(column, width=400) for column in sheet.columns))


class TestCsvWriter(WriterSuite):
    writer = CsvWriter()


class TestXlsxFileWriter(WriterSuite):
    writer = XlsxFileWriter()


class TestParquetWriter(WriterSuite):
    writer = ParquetWriter()


class TestNdjsonWriter(WriterSuite):
    writer = NdjsonWriter()


class TestHtmlWriter(WriterSuite):
    writer = HtmlWriter()


class TestFixedWidthWriter(WriterSuite):
    writer = FixedWidthWriter()

    def workbook(self, rows: int, sheets: int = 1) -> Workbook:
        """Every column has a width, as this format needs it."""
        made = super().workbook(rows, sheets)
        return replace(made, sheets=tuple(map(_with_widths, made.sheets)))


class TestOdsWriter(WriterSuite):
    writer = OdsWriter()


class TestCsvReader(ReaderSuite):
    reader = CsvReader()

    def make_file(self, folder: Path, records: _Records) -> Path:
        path = folder / "visits.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, _FIELDS, delimiter=";")
            writer.writeheader()
            writer.writerows(records)
        return path


class TestJsonReader(ReaderSuite):
    reader = JsonReader()

    def make_file(self, folder: Path, records: _Records) -> Path:
        path = folder / "visits.json"
        path.write_text(json.dumps([*records], ensure_ascii=False), encoding="utf-8")
        return path


class TestJsonLinesReader(ReaderSuite):
    reader = JsonLinesReader()

    def make_file(self, folder: Path, records: _Records) -> Path:
        path = folder / "visits.jsonl"
        path.write_text("".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in records), encoding="utf-8")
        return path


class TestParquetReader(ReaderSuite):
    reader = ParquetReader()

    def make_file(self, folder: Path, records: _Records) -> Path:
        path = folder / "visits.parquet"
        pl.DataFrame([dict(one) for one in records], schema=dict.fromkeys(_FIELDS, pl.String)).write_parquet(path)
        return path


class TestSqliteReader(ReaderSuite):
    reader = SqliteReader()

    def make_file(self, folder: Path, records: _Records) -> Path:
        path = folder / "visits.sqlite"
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("CREATE TABLE visits (id TEXT, who TEXT, minutes TEXT)")
            connection.executemany("INSERT INTO visits VALUES (:id, :who, :minutes)", [dict(one) for one in records])
        return path


class TestFolderStore(StoreSuite):
    def make_store(self, folder: Path) -> Store:
        return FolderStore(folder)

    def kept(self, store: Store, folder: Path) -> dict[str, bytes]:
        assert isinstance(store, FolderStore)
        return {path.name: path.read_bytes() for path in folder.iterdir()}


class TestMemoryStore(StoreSuite):
    def make_store(self, folder: Path) -> Store:
        assert folder.is_dir()
        return MemoryStore()

    def kept(self, store: Store, folder: Path) -> dict[str, bytes]:
        assert isinstance(store, MemoryStore)
        assert not list(folder.iterdir())
        return store.files


class TestRecordingNotifier(NotifierSuite):
    def make_notifier(self) -> RecordingNotifier:
        return RecordingNotifier()

    def received(self, notifier: object) -> int:
        assert isinstance(notifier, RecordingNotifier)
        return len(notifier.notices)


@pytest.mark.parametrize("operation", BUILT_IN.values(), ids=BUILT_IN)
def test_examples_of_operations_hold(operation: Operation) -> None:
    """Every function of the language has examples, and both evaluators give their values."""
    check_examples(operation, _LISTS)


def test_nothing_built_in_is_left_out() -> None:
    """A reader or a writer that is added has to pass a suite too."""
    suites = [one for one in globals().values() if isinstance(one, type)]
    read = {type(one.reader) for one in suites if issubclass(one, ReaderSuite) and hasattr(one, "reader")}
    written = {type(one.writer) for one in suites if issubclass(one, WriterSuite) and hasattr(one, "writer")}
    assert read == {type(one) for one in built_in_readers()}
    assert written == {type(one.writer) for one in built_in_writers()}
    assert {one.__name__ for one in written} >= {"CsvWriter", "XlsxFileWriter"}
