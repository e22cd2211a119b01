"""SqliteReader: .sqlite, .sqlite3 and .db."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kolonne.contract import SourceError, Wanted
from kolonne.readers.matching import matched
from kolonne.readers.opened import opened
from kolonne.readers.sqlite_tables import Relation, chosen, column_names, quoted, relations

if TYPE_CHECKING:
    import pyarrow as pa


class SqliteReader:
    """Reads a table or view of a SQLite database, which is opened read-only.

    The table is the one that the option `table` names, or else the one with the input's name, or else the only one.
    Cells arrive as text: whole numbers in digits, real numbers as Python writes them, NULL as null. A cell of bytes
    raises `SourceError` naming table, row and column; so does anything that SQLite cannot read.
    """

    suffixes: tuple[str, ...] = (".sqlite", ".sqlite3", ".db")

    def read(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator["pa.RecordBatch"]:
        """The wanted columns as text, rows in stored order; a table without rows gives one batch without rows."""
        with _connected(path) as connection:
            relation = chosen(relations(connection), wanted.options.get("table") or None, wanted.input, path)
            names = column_names(connection, relation)
            columns = matched(names, wanted)
            cursor = connection.execute(relation.select(tuple(names[position] for position in columns.values())))
            done = 0
            while (rows := _fetched(cursor, batch_rows, relation, done, path)) or not done:
                yield _batch(rows, tuple(columns), relation, done, path)
                done += len(rows)
                if len(rows) < batch_rows:
                    return

    def count(self, path: Path) -> int | None:
        """The rows of the only table; None when there are several, or none, or only a view."""
        with _connected(path) as connection:
            known = list(relations(connection).values())
            if len(known) != 1 or known[0].is_view:
                return None
            (rows,) = connection.execute(f"SELECT count(*) FROM {quoted(known[0].name)}").fetchone()  # noqa: S608
            return int(rows)


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    with opened(path):  # says what is wrong better than SQLite's `unable to open database file`
        pass
    try:
        address = f"{path.resolve().as_uri()}?mode=ro"
        # A generator that is left half-way may be closed by the collector, in whichever thread that runs.
        with closing(sqlite3.connect(address, uri=True, check_same_thread=False)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise SourceError(f"cannot be read as a SQLite database: {error}", path=path) from error


def _fetched(
    cursor: sqlite3.Cursor, batch_rows: int, relation: Relation, done: int, path: Path
) -> list[tuple[object, ...]]:
    try:
        return cursor.fetchmany(batch_rows)
    except sqlite3.OperationalError as error:
        if "decode" not in str(error):
            raise
        # SQLite's own message quotes the cell, which belongs in no log.
        message = f"table `{relation.name}`, behind row {done}: found text that is not UTF-8"
        raise SourceError(message, path=path) from None


def _batch(
    rows: list[tuple[object, ...]], names: tuple[str, ...], relation: Relation, done: int, path: Path
) -> "pa.RecordBatch":
    import pyarrow as pa

    cells: Sequence[tuple[object, ...]] = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    arrays = []
    for name, column in zip(names, cells, strict=True):
        try:
            arrays.append(pa.array([_text(cell) for cell in column], pa.string()))
        except TypeError as error:
            row = done + 1 + next(at for at, cell in enumerate(column) if isinstance(cell, bytes))
            message = f"table `{relation.name}`, row {row}, column `{name}`: found bytes; text or a number is needed"
            raise SourceError(message, path=path) from error
    return pa.RecordBatch.from_arrays(arrays, list(names))


def _text(cell: object) -> str | None:
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, bytes):
        raise TypeError("bytes are not text")
    return str(cell)  # of a float this is its repr: the shortest text that reads back the same
