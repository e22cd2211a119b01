import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kolonne.audit import SqliteAuditStore
from kolonne.contract import AuditEnd, AuditStatus, ExportRequest


@pytest.fixture
def connection(store: SqliteAuditStore, path: Path, asked: ExportRequest) -> Iterator[sqlite3.Connection]:
    store.start(asked, "2025", 60)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


@pytest.mark.parametrize(
    "change",
    [
        "status = 'pending'",
        "status = NULL",
        "status = 'succeeded'",
        "lease_until = NULL",
        "finished_at = started_at",
        "org_id = ''",
        "user_id = ''",
        "status = 'failed', finished_at = started_at, lease_until = NULL",
        "status = 'succeeded', finished_at = started_at, lease_until = NULL, error_code = 'crashed'",
        "status = 'succeeded', finished_at = started_at",
    ],
)
def test_impossible_rows(connection: sqlite3.Connection, change: str) -> None:
    """The database itself refuses rows that are no record, whoever writes them."""
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(f"UPDATE export SET {change}")  # noqa: S608 - the test's own table of changes


def test_every_status_of_the_contract_is_known(connection: sqlite3.Connection) -> None:
    """The database's list of statuses is the contract's."""
    (text,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'export'").fetchone()
    known = ", ".join(repr(status.value) for status in AuditStatus)
    assert f"status IN ({known})" in text


def test_an_ended_row_cannot_be_changed_behind_the_stores_back(
    store: SqliteAuditStore, connection: sqlite3.Connection
) -> None:
    """A trigger holds ended records against any SQL."""
    store.finish(store.list()[0].audit_id, AuditEnd(AuditStatus.CANCELLED, "cancelled"))
    with pytest.raises(sqlite3.IntegrityError, match="an ended record never changes"):
        connection.execute("UPDATE export SET user_id = 'somebody else'")


def test_the_view_shows_expired_records_to_any_tool(connection: sqlite3.Connection) -> None:
    """Who looks with plain SQL sees an expired record as failed, with the reason."""
    connection.execute("UPDATE export SET lease_until = '2025-01-01T00:00:00.000Z'")
    shown = connection.execute("SELECT status, error_code, lease_until, finished_at FROM export_shown").fetchall()
    assert shown == [("failed", "lease_expired", None, "2025-01-01T00:00:00.000Z")]
