"""AuditRecord: who exported what, when, and how it ended."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from kolonne.contract.quick import dataclass
from kolonne.contract.request import ExportRequest


class AuditStatus(StrEnum):
    """started → running → succeeded | failed | cancelled."""

    STARTED = "started"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Whether nothing more can happen to the record."""
        return self in {AuditStatus.SUCCEEDED, AuditStatus.FAILED, AuditStatus.CANCELLED}


@dataclass(frozen=True, slots=True)
class AuditEnd:
    """How an export ended, as the audit record keeps it. Never holds a value from the data."""

    status: AuditStatus
    #: An ExportErrorCode, `cancelled`, `lease_expired` or `crashed`; empty on success.
    error_code: str = ""
    message: str = ""
    #: Counts.as_json(), so far as they were known.
    counts: Mapping[str, object] | None = None
    file_name: str = ""
    sha256: str = ""
    #: Of the plan: documents, code lists and engine version.
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One export, as recorded."""

    audit_id: str
    org_id: str
    user_id: str
    document: str
    #: As ReportingPeriod.name() gives it.
    period: str
    export_format: str
    locale: str
    started_at: datetime
    #: Until when the exporting process has promised to be alive; None once ended.
    lease_until: datetime | None
    finished_at: datetime | None
    end: AuditEnd


class AuditStore(Protocol):
    """Keeps audit records. Every method raises `AuditError` when it cannot do what it says.

    A record that has not ended is a promise with a date: `lease_until`. The exporting process renews it; `sweep` ends
    what nobody renewed, and `read` shows it as failed even before that. All times are the store's own clock's.
    """

    def start(self, request: ExportRequest, period: str, lease: float) -> str:
        """Record that an export starts and promise to be back within `lease` seconds; gives the audit ID."""

    def running(self, audit_id: str, document: str, fingerprint: str) -> None:
        """Record that the work itself has begun, with the document that was chosen."""

    def heartbeat(self, audit_id: str, lease: float) -> None:
        """Renew the promise by `lease` seconds from now."""

    def finish(self, audit_id: str, end: AuditEnd) -> None:
        """Record the end; an ended record never changes again."""

    def sweep(self) -> int:
        """End every record whose lease ran out, as failed with the reason `lease_expired`; gives how many."""

    def read(self, audit_id: str) -> AuditRecord:
        """One record."""

    def list(self, org_id: str | None = None, most: int = 100) -> tuple[AuditRecord, ...]:
        """The newest records, newest first."""
