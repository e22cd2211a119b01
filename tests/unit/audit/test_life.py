from datetime import UTC, timedelta
from pathlib import Path

import pytest

from kolonne.audit import SqliteAuditStore
from kolonne.contract import (
    AuditEnd,
    AuditRecord,
    AuditStatus,
    AuditStore,
    Counts,
    ExportFormat,
    ExportRequest,
    ReportingPeriod,
)

SUCCEEDED = AuditEnd(
    AuditStatus.SUCCEEDED,
    counts=Counts(read=3, exported=2, failed={"minutes": 1}).as_json(),
    file_name="nhf-2025.xlsx",
    sha256="ab" * 32,
    fingerprint="f2",
)
FAILED = AuditEnd(AuditStatus.FAILED, "file_generation_failed", "out.xlsx: no space left")
CANCELLED = AuditEnd(AuditStatus.CANCELLED, "cancelled")


def test_is_an_audit_store(path: Path) -> None:
    """The type checker accepts it as the contract's AuditStore, and making it touches nothing."""
    store: AuditStore = SqliteAuditStore(path)
    assert store is not None
    assert not path.exists()


def test_started_record(store: SqliteAuditStore, asked: ExportRequest) -> None:
    """A started record holds the request, and a promise of exactly the lease."""
    record = store.read(store.start(asked, "2025", 60))
    assert (record.org_id, record.user_id, record.document) == ("nhf", "kari@nhf.example", "")
    assert (record.period, record.export_format, record.locale) == ("2025", "xlsx", "nb")
    assert record.end == AuditEnd(AuditStatus.STARTED)
    assert record.started_at.tzinfo == UTC
    assert record.lease_until == record.started_at + timedelta(seconds=60)
    assert record.finished_at is None


def test_the_document_asked_for_is_recorded_from_the_start(store: SqliteAuditStore) -> None:
    """A request that names a document has it in its record before the work begins."""
    request = ExportRequest("nhf", "u", ReportingPeriod.year(2025), ExportFormat.CSV, document="nhf.likeperson")
    assert store.read(store.start(request, "2025", 60)).document == "nhf.likeperson"


def test_running_record(store: SqliteAuditStore, asked: ExportRequest) -> None:
    """Running adds the document that was chosen and the plan's fingerprint."""
    audit_id = store.start(asked, "2025", 60)
    store.running(audit_id, "nhf.likeperson", "f1")
    record = store.read(audit_id)
    assert record.document == "nhf.likeperson"
    assert record.end == AuditEnd(AuditStatus.RUNNING, fingerprint="f1")


@pytest.mark.parametrize("end", [SUCCEEDED, FAILED, CANCELLED], ids=lambda end: end.status.value)
def test_finished_record(store: SqliteAuditStore, asked: ExportRequest, end: AuditEnd) -> None:
    """An end is read back as it was written, and the promise is over."""
    audit_id = store.start(asked, "2025", 60)
    store.running(audit_id, "nhf.likeperson", "")
    store.finish(audit_id, end)
    record = store.read(audit_id)
    assert record.end == end
    assert record.lease_until is None
    assert record.finished_at is not None
    assert record.finished_at >= record.started_at


def test_an_end_without_fingerprint_keeps_the_one_known(store: SqliteAuditStore, asked: ExportRequest) -> None:
    """What running recorded is not lost when the end does not repeat it."""
    audit_id = store.start(asked, "2025", 60)
    store.running(audit_id, "nhf.likeperson", "f1")
    store.finish(audit_id, FAILED)
    assert store.read(audit_id).end.fingerprint == "f1"


def test_a_heartbeat_moves_the_lease(store: SqliteAuditStore, asked: ExportRequest) -> None:
    """A renewed lease counts from now."""
    audit_id = store.start(asked, "2025", 60)
    before = store.read(audit_id).lease_until
    store.heartbeat(audit_id, 3600)
    after = store.read(audit_id).lease_until
    assert before is not None
    assert after is not None
    assert after - before >= timedelta(seconds=3540)


def test_list_gives_the_newest_first(store: SqliteAuditStore, asked: ExportRequest) -> None:
    """Records come newest first, of one organisation or of all, and no more than asked for."""
    other = ExportRequest("hlf", "ola", ReportingPeriod.year(2025), ExportFormat.CSV)
    ids = [store.start(request, "2025", 60) for request in (asked, other, asked)]
    assert _ids(store.list()) == ids[::-1]
    assert _ids(store.list("nhf")) == [ids[2], ids[0]]
    assert _ids(store.list("nhf", 1)) == [ids[2]]
    assert _ids(store.list(most=10**30)) == ids[::-1]
    assert store.list(most=0) == store.list(most=-1) == store.list("nobody") == ()


def _ids(records: tuple[AuditRecord, ...]) -> list[str]:
    return [record.audit_id for record in records]


def test_text_that_is_not_unicode_is_recorded_all_the_same(store: SqliteAuditStore, asked: ExportRequest) -> None:
    """A message that names a file with an undecodable name does not cost the record."""
    audit_id = store.start(asked, "2025", 60)
    store.finish(audit_id, AuditEnd(AuditStatus.FAILED, "upload_failed", "caf\udce9.xlsx"))
    assert store.read(audit_id).end.message == r"caf\udce9.xlsx"
