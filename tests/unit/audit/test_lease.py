import time
from datetime import timedelta

from kolonne.audit import SqliteAuditStore
from kolonne.contract import AuditStatus, ExportRequest

LEASE = 0.05


def test_an_expired_record_is_shown_as_failed_before_any_sweep(store: SqliteAuditStore, asked: ExportRequest) -> None:
    """Nobody has to sweep for a reader to see that a promise was broken, and when."""
    audit_id = store.start(asked, "2025", LEASE)
    time.sleep(LEASE + 0.01)
    record = store.read(audit_id)
    assert (record.end.status, record.end.error_code) == (AuditStatus.FAILED, "lease_expired")
    assert record.end.message == "the process that ran the export stopped without a word"
    assert (record.finished_at, record.lease_until) == (record.started_at + timedelta(seconds=LEASE), None)
    assert store.list("nhf") == (record,)


def test_a_sweep_makes_durable_what_was_shown(store: SqliteAuditStore, asked: ExportRequest) -> None:
    """A sweep ends expired records once, changes nothing that a reader saw, and leaves the living alone."""
    expired = store.start(asked, "2025", LEASE)
    alive = store.start(asked, "2025", 60)
    time.sleep(LEASE + 0.01)
    before = store.list()
    assert (store.sweep(), store.sweep()) == (1, 0)
    assert store.list() == before
    assert store.read(expired).end.status is AuditStatus.FAILED
    assert store.read(alive).end.status is AuditStatus.STARTED


def test_a_renewed_record_outlives_its_first_lease(store: SqliteAuditStore, asked: ExportRequest) -> None:
    """A heartbeat keeps a record alive past the instant of its first promise."""
    audit_id = store.start(asked, "2025", 20)
    store.heartbeat(audit_id, 60)
    store.heartbeat(audit_id, 60)
    first = store.read(audit_id)
    assert first.lease_until is not None
    assert (first.lease_until - first.started_at).total_seconds() >= 60
    assert store.sweep() == 0
