"""A wrong reader fails the suite, where it should."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pytest

from kolonne.hookspecs import SourceError, Wanted
from kolonne.testing import ReaderSuite
from unit.testing.judging import failed


class _Reader:
    """A good one: JSON, read whole."""

    suffixes: tuple[str, ...] = (".rows",)

    def read(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator[pa.RecordBatch]:
        records = self.records(path)
        names = [name for name in wanted.columns if records and name in records[0]]
        for at in range(0, len(records), batch_rows):
            yield self.batch([{name: one[name] for name in names} for one in records[at : at + batch_rows]])

    def count(self, path: Path) -> int | None:
        return len(self.records(path))

    def records(self, path: Path) -> list[dict[str, str]]:
        try:
            found: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise SourceError("cannot be read", path=path) from error
        return found

    def batch(self, rows: list[dict[str, str]]) -> pa.RecordBatch:
        return pa.RecordBatch.from_pylist(rows)


class _TooLong(_Reader):
    def read(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator[pa.RecordBatch]:
        return super().read(path, wanted, batch_rows + 1)


class _LastBatchLost(_Reader):
    def read(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator[pa.RecordBatch]:
        for batch in super().read(path, wanted, batch_rows):
            if batch.num_rows == batch_rows or batch_rows > 100:
                yield batch


class _Backwards(_Reader):
    def records(self, path: Path) -> list[dict[str, str]]:
        return super().records(path)[::-1]


class _NoNorwegian(_Reader):
    def batch(self, rows: list[dict[str, str]]) -> pa.RecordBatch:
        return super().batch([{k: v.encode("ascii", "replace").decode() for k, v in row.items()} for row in rows])


class _Everything(_Reader):
    def batch(self, rows: list[dict[str, str]]) -> pa.RecordBatch:
        return super().batch([{"missing": "", **row} for row in rows])


class _Lists(_Reader):
    def batch(self, rows: list[dict[str, str]]) -> pa.RecordBatch:
        return rows


class _Once(_Reader):
    done = False

    def records(self, path: Path) -> list[dict[str, str]]:
        found, self.done = ([] if self.done else super().records(path)), True
        return found


class _Eating(_Reader):
    def records(self, path: Path) -> list[dict[str, str]]:
        found = super().records(path)
        path.write_text("[]")
        return found


class _Miscounting(_Reader):
    def count(self, path: Path) -> int | None:
        return len(self.records(path)) + 1


class _Unnamed(_Reader):
    def records(self, path: Path) -> list[dict[str, str]]:
        if not path.exists():
            raise SourceError("the file cannot be read")
        return super().records(path)


class _OtherError(_Reader):
    def records(self, path: Path) -> list[dict[str, str]]:
        found: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
        return found


class _NothingThere(_Reader):
    def records(self, path: Path) -> list[dict[str, str]]:
        return super().records(path) if path.exists() else []


class _NeedsRows(_Reader):
    def records(self, path: Path) -> list[dict[str, str]]:
        found = super().records(path)
        return [found[0], *found[1:]]


class _NeedsId(_Reader):
    def batch(self, rows: list[dict[str, str]]) -> pa.RecordBatch:
        return super().batch([row if "id" in row else {} for row in rows])


class _Capital(_Reader):
    suffixes = (".ROWS",)


class _Other(_Reader):
    suffixes = (".lines",)


_WRONG: dict[type[_Reader], set[str]] = {
    _TooLong: {"batches_are_no_longer_than_asked"},
    _LastBatchLost: {"batches_are_no_longer_than_asked"},
    _Backwards: {"all_records_are_read_in_order"},
    _NoNorwegian: {"all_records_are_read_in_order"},
    _Everything: {"wanted_columns_are_there"},
    _NeedsId: {"wanted_columns_are_there"},
    _Lists: {"all_records_are_read_in_order"},
    _Once: {"a_file_can_be_read_again"},
    _Eating: {"a_file_can_be_read_again"},
    _Miscounting: {"counts_are_true", "an_empty_file_has_no_records"},
    _Unnamed: {"a_missing_file_is_named"},
    _OtherError: {"a_missing_file_is_named"},
    _NothingThere: {"a_missing_file_is_named"},
    _NeedsRows: {"an_empty_file_has_no_records"},
    _Capital: {"it_says_what_it_reads"},
    _Other: {"it_says_what_it_reads"},
}


def _suite(reader: type[_Reader]) -> type[ReaderSuite]:
    class Suite(ReaderSuite):
        def __init__(self) -> None:
            self.reader = reader()  # type: ignore[misc]

        def make_file(self, folder: Path, records: Sequence[Mapping[str, str]]) -> Path:
            path = folder / "visits.rows"
            path.write_text(json.dumps([*records]), encoding="utf-8")
            return path

    return Suite


def test_a_good_reader_passes(tmp_path: Path) -> None:
    """The one that all wrong ones are made of."""
    assert failed(_suite(_Reader), tmp_path) == {}


@pytest.mark.parametrize(("reader", "wrong"), _WRONG.items(), ids=lambda one: getattr(one, "__name__", ""))
def test_a_wrong_reader_fails(reader: type[_Reader], wrong: set[str], tmp_path: Path) -> None:
    """In the tests that are about what is wrong with it."""
    assert wrong <= set(failed(_suite(reader), tmp_path))


def test_a_suite_without_a_file_fails(tmp_path: Path) -> None:
    """Who forgets `make_file` is told."""
    bare = type("Suite", (ReaderSuite,), {"reader": _Reader()})
    assert all("make_file" in told for told in failed(bare, tmp_path).values())
