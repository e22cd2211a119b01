import os
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from kolonne.audit import SqliteAuditStore
from kolonne.contract import AuditEnd, AuditStatus, ExportRequest

CHILD = """
import sys, time
from pathlib import Path
from kolonne.audit import SqliteAuditStore
from kolonne.contract import AuditEnd, AuditStatus, ExportFormat, ExportRequest, ReportingPeriod

store = SqliteAuditStore(Path(sys.argv[1]))
request = ExportRequest("nhf", "u-17", ReportingPeriod.year(2025), ExportFormat.CSV)

def cycle():
    audit_id = store.start(request, "2025", 60)
    store.running(audit_id, "nhf.likeperson", "f1")
    store.heartbeat(audit_id, 60)
    store.finish(audit_id, AuditEnd(AuditStatus.SUCCEEDED))
    return audit_id
"""
MANY = "\nfor _ in range(20): cycle()"
HANG = """
audit_id = store.start(request, "2025", 60)
store.running(audit_id, "nhf.likeperson", "f1")
store.heartbeat(audit_id, 0.05)
print(audit_id, flush=True)
time.sleep(60)
"""
WRITE_ON = """
while True:
    audit_id = store.start(request, "2025", 60)
    store.running(audit_id, "nhf.likeperson", "f1")
    print(audit_id, flush=True)
    store.finish(audit_id, AuditEnd(AuditStatus.SUCCEEDED))
"""


def _child(code: str, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", CHILD + code, str(path)], stdout=subprocess.PIPE, text=True)


def _pending(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(connection.execute("SELECT count(*) FROM export WHERE finished_at IS NULL").fetchone()[0])


def test_several_processes_write_at_once(path: Path) -> None:
    """Four processes that make the database and write into it at the same time lose nothing."""
    children = [_child(MANY, path) for _ in range(4)]
    assert [child.wait() for child in children] == [0, 0, 0, 0]
    for child in children:
        child.communicate()
    records = SqliteAuditStore(path).list()
    assert len({record.audit_id for record in records}) == 80
    assert {record.end.status for record in records} == {AuditStatus.SUCCEEDED}
    assert _pending(path) == 0


def test_several_threads_write_at_once(store: SqliteAuditStore, asked: ExportRequest) -> None:
    """One store serves many threads."""

    def cycle(_: int) -> str:
        audit_id = store.start(asked, "2025", 60)
        store.running(audit_id, "nhf.likeperson", "f1")
        store.finish(audit_id, AuditEnd(AuditStatus.SUCCEEDED))
        return audit_id

    with ThreadPoolExecutor(8) as pool:
        ids = set(pool.map(cycle, range(40)))
    assert {record.audit_id for record in store.list()} == ids
    assert len(ids) == 40


def test_kill_9_between_running_and_finish(path: Path) -> None:
    """A killed process leaves a record that reads as failed once its lease is over, and one sweep leaves none open."""
    with _child(HANG, path) as child:
        assert child.stdout is not None
        audit_id = child.stdout.readline().strip()
        child.kill()
    assert child.returncode == -signal.SIGKILL
    time.sleep(0.06)
    store = SqliteAuditStore(path)
    assert store.read(audit_id).end.error_code == "lease_expired"
    assert _pending(path) == 1
    assert store.sweep() == 1
    assert _pending(path) == 0
    assert store.read(audit_id).end.error_code == "lease_expired"


def test_kill_9_in_the_middle_of_writing(path: Path) -> None:
    """Processes killed wherever they were leave a sound database, and each at most one open record."""
    for lines in (1, 2, 3):
        with _child(WRITE_ON, path) as child:
            assert child.stdout is not None
            for _ in range(lines):
                child.stdout.readline()
            os.kill(child.pid, signal.SIGKILL)
    assert _pending(path) <= 3
    assert len(SqliteAuditStore(path).list()) >= 6
