import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kolonne.audit import SqliteAuditStore
from kolonne.contract import AuditEnd, AuditError, AuditStatus, ExportRequest

CALLS: dict[str, Callable[[SqliteAuditStore, ExportRequest], object]] = {
    "start": lambda store, asked: store.start(asked, "2025", 60),
    "running": lambda store, _: store.running("x", "", ""),
    "heartbeat": lambda store, _: store.heartbeat("x", 60),
    "finish": lambda store, _: store.finish("x", AuditEnd(AuditStatus.CANCELLED)),
    "sweep": lambda store, _: store.sweep(),
    "read": lambda store, _: store.read("x"),
    "list": lambda store, _: store.list(),
}


def _folder(path: Path) -> None:
    path.mkdir()


def _no_database(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04 this is no database " * 200)


def _cut_short(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.executescript("CREATE TABLE t (x); INSERT INTO t VALUES (hex(zeroblob(20000))); PRAGMA user_version = 1;")
    os.truncate(path, 6000)


def _someone_elses(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.executescript("CREATE TABLE invoices (number); PRAGMA user_version = 0;")


@pytest.mark.parametrize("spoil", [_folder, _no_database, _cut_short, _someone_elses])
@pytest.mark.parametrize("call", CALLS)
def test_unusable_databases(path: Path, asked: ExportRequest, call: str, spoil: Callable[[Path], None]) -> None:
    """Whatever is wrong with the file, every call raises AuditError with its name, and leaves it as it was."""
    spoil(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(AuditError) as caught:
        CALLS[call](SqliteAuditStore(path), asked)
    assert str(caught.value).startswith(f"{path}: ")
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_file_where_a_folder_should_be(tmp_path: Path, asked: ExportRequest) -> None:
    """A folder that cannot be made is an AuditError too."""
    (tmp_path / "data").write_text("a file")
    with pytest.raises(AuditError, match=r"data/audit\.sqlite: "):
        SqliteAuditStore(tmp_path / "data" / "audit.sqlite").start(asked, "2025", 60)


def test_a_path_that_no_system_allows(tmp_path: Path) -> None:
    """A NUL in the path is an AuditError, not a ValueError."""
    with pytest.raises(AuditError):
        SqliteAuditStore(tmp_path / "a\0b").sweep()


def test_a_read_only_database_can_be_read_but_not_written(read_only: Path, asked: ExportRequest) -> None:
    """Whoever may not write gets AuditError for writing, and can still look."""
    store = SqliteAuditStore(read_only / "audit.sqlite")
    with pytest.raises(AuditError, match=r"audit\.sqlite: .*readonly"):
        store.start(asked, "2025", 60)
    assert [record.org_id for record in store.list()] == ["hlf"]


def test_a_folder_without_write_access(read_only: Path, asked: ExportRequest) -> None:
    """A database that cannot be made is an AuditError."""
    with pytest.raises(AuditError, match=r"new\.sqlite: "):
        SqliteAuditStore(read_only / "new.sqlite").start(asked, "2025", 60)


def test_a_locked_database(store: SqliteAuditStore, path: Path, asked: ExportRequest) -> None:
    """A writer that does not end costs patience, then an AuditError, and nothing is half recorded."""
    store.start(asked, "2025", 60)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(AuditError, match="locked"):
            SqliteAuditStore(path, patience=0.01).start(asked, "2025", 60)
    assert len(store.list()) == 1


def test_a_newer_version_of_the_tables(store: SqliteAuditStore, path: Path, asked: ExportRequest) -> None:
    """A database of a newer kolonne is left alone, and the error names both versions."""
    store.start(asked, "2025", 60)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version = 2")
    with pytest.raises(AuditError, match=r"has version 2 .* knows version 1"):
        store.sweep()


@pytest.mark.parametrize("change", ["counts = '{'", "started_at = 'soon'", "counts = '7'"])
def test_a_record_that_somebody_damaged(store: SqliteAuditStore, path: Path, asked: ExportRequest, change: str) -> None:
    """A row that is no record is an AuditError."""
    audit_id = store.start(asked, "2025", 60)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"UPDATE export SET {change}")  # noqa: S608 - the test's own table of changes
    with pytest.raises(AuditError, match="a record is damaged"):
        store.read(audit_id)


FULL = """
import resource, sys
from pathlib import Path
from kolonne.audit import SqliteAuditStore
from kolonne.contract import AuditError, ExportFormat, ExportRequest, ReportingPeriod

store = SqliteAuditStore(Path(sys.argv[1]))
request = ExportRequest("nhf", "u-17", ReportingPeriod.year(2025), ExportFormat.CSV)
first = store.start(request, "2025", 60)
resource.setrlimit(resource.RLIMIT_FSIZE, (Path(sys.argv[1]).stat().st_size,) * 2)
try:
    while True:
        store.start(request, "2025", 60)
except AuditError as error:
    print(error)
store.read(first)
"""


def test_a_full_disk(path: Path) -> None:
    """When the file may not grow, starting is an AuditError, and what was recorded can be read."""
    done = subprocess.run([sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"{path}: ")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
