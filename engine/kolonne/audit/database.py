"""Database: the file that audit records are kept in. The only door to sqlite3."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from kolonne.audit.schema import APPLICATION, CREATE, VERSION
from kolonne.contract.errors import AuditError

#: A value of a row.
Cell = str | int | None


class Database:
    """Runs single statements, each in a connection and transaction of its own, from any thread or process.

    The rollback journal is kept (no WAL): a connection per call would build and fold up the WAL's shared memory all the
    time, and a journal also survives kill -9, network folders and readers without write access.
    """

    def __init__(self, path: Path, patience: float) -> None:
        """Remember where; nothing is touched before the first statement."""
        self._path = path.absolute()
        self._patience = patience

    def rows(self, statement: str, cells: Mapping[str, Cell]) -> tuple[tuple[Cell, ...], ...]:
        """What a query finds."""
        with self._errors(), closing(self._connect()) as connection:
            return tuple(connection.execute(statement, _safe(cells)).fetchall())

    def change(self, statement: str, cells: Mapping[str, Cell]) -> int:
        """How many rows a statement changed, for good."""
        with self._errors(), closing(self._connect()) as connection, _transaction(connection):
            return connection.execute(statement, _safe(cells)).rowcount

    def wrong(self, message: str) -> AuditError:
        """The error that says so, with the file's name."""
        return AuditError(f"{self._path}: {message}")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError, ValueError) as error:  # ValueError: a NUL in the path
            raise self.wrong(str(error)) from error

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=self._patience, isolation_level=None)
        try:
            # The journal's removal, too, is on disk before a change counts as made.
            connection.execute("PRAGMA synchronous = EXTRA")
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        if not _pragma(connection, "user_version"):
            with _transaction(connection):
                # Another process may have been quicker.
                if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                    for statement in CREATE:
                        connection.execute(statement)
        if _pragma(connection, "application_id") != APPLICATION:
            raise self.wrong("is a database, but not one of audit records")
        if (version := _pragma(connection, "user_version")) != VERSION:
            raise self.wrong(f"has version {version} of the tables; this kolonne knows version {VERSION}")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    # IMMEDIATE waits for its turn before it has read anything, so nothing can be stale and no two can block each other.
    # What goes wrong in between is undone when the connection is closed.
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("COMMIT")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _safe(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    # A path in a message may hold what is not Unicode; the record must not be lost for that.
    return {
        name: cell.encode("utf-8", "backslashreplace").decode() if isinstance(cell, str) else cell
        for name, cell in cells.items()
    }
