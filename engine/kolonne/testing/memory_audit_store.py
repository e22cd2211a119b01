"""MemoryAuditStore: audit records in memory."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kolonne.contract import AuditEnd, AuditError, AuditRecord, AuditStatus, ExportRequest


def _now() -> datetime:
    return datetime.now(UTC)


class MemoryAuditStore:
    """An `AuditStore` that keeps records in memory, and fails where it is told to."""

    def __init__(self, refuses: Iterable[str] = (), now: Callable[[], datetime] = _now) -> None:
        """`refuses` are names of methods that raise `AuditError`; `now` is the store's clock."""
        self.refuses = set(refuses)
        #: In the order they were started; as they were left, whether or not their time has run out.
        self.records: dict[str, AuditRecord] = {}
        self._now = now

    def start(self, request: ExportRequest, period: str, lease: float) -> str:
        """Record that an export starts; gives the audit ID."""
        self._enter("start")
        audit_id = f"memory-{len(self.records) + 1}"
        now = self._now()
        self.records[audit_id] = AuditRecord(
            audit_id=audit_id,
            org_id=request.org_id,
            user_id=request.requesting_user_id,
            document=request.document or "",
            period=period,
            export_format=str(request.export_format),
            locale=request.locale,
            started_at=now,
            lease_until=now + timedelta(seconds=lease),
            finished_at=None,
            end=AuditEnd(AuditStatus.STARTED),
        )
        return audit_id

    def running(self, audit_id: str, document: str, fingerprint: str) -> None:
        """Record that the work itself has begun."""
        record = self._living("running", audit_id)
        if record.end.status is not AuditStatus.STARTED:
            raise AuditError(f"memory: record `{audit_id}` runs already")
        end = AuditEnd(AuditStatus.RUNNING, fingerprint=fingerprint)
        self.records[audit_id] = replace(record, document=document, end=end)

    def heartbeat(self, audit_id: str, lease: float) -> None:
        """Renew the promise."""
        record = self._living("heartbeat", audit_id)
        self.records[audit_id] = replace(record, lease_until=self._now() + timedelta(seconds=lease))

    def finish(self, audit_id: str, end: AuditEnd) -> None:
        """Record the end, for good."""
        record = self._living("finish", audit_id)
        if not end.status.is_final:
            raise AuditError(f"memory: record `{audit_id}` cannot end as `{end.status}`")
        if end.status is AuditStatus.SUCCEEDED and record.end.status is not AuditStatus.RUNNING:
            raise AuditError(f"memory: record `{audit_id}` never ran and cannot succeed")
        self.records[audit_id] = replace(record, lease_until=None, finished_at=self._now(), end=end)

    def sweep(self) -> int:
        """End every record whose lease ran out; gives how many."""
        self._enter("sweep")
        found = {name: self._seen(record) for name, record in self.records.items()}
        swept = [name for name, record in found.items() if record != self.records[name]]
        self.records.update({name: found[name] for name in swept})
        return len(swept)

    def read(self, audit_id: str) -> AuditRecord:
        """One record."""
        self._enter("read")
        return self._seen(self._record(audit_id))

    def list(self, org_id: str | None = None, most: int = 100) -> tuple[AuditRecord, ...]:
        """The newest records, newest first."""
        self._enter("list")
        newest = [self._seen(record) for record in reversed(self.records.values())]
        return tuple([record for record in newest if org_id in {None, record.org_id}][: max(most, 0)])

    def _enter(self, method: str) -> None:
        if method in self.refuses:
            raise AuditError(f"memory: `{method}` is refused, as it was told to")

    def _record(self, audit_id: str) -> AuditRecord:
        if audit_id not in self.records:
            raise AuditError(f"memory: no record `{audit_id}`")
        return self.records[audit_id]

    def _living(self, method: str, audit_id: str) -> AuditRecord:
        self._enter(method)
        record = self._seen(self._record(audit_id))
        if record.end.status.is_final:
            raise AuditError(f"memory: record `{audit_id}` is `{record.end.status}` and never changes again")
        return record

    def _seen(self, record: AuditRecord) -> AuditRecord:
        """The record as everybody sees it: ended from the instant on at which its promise ran out."""
        if record.end.status.is_final or record.lease_until is None or record.lease_until > self._now():
            return record
        end = replace(record.end, status=AuditStatus.FAILED, error_code="lease_expired")
        return replace(record, lease_until=None, finished_at=record.lease_until, end=end)
