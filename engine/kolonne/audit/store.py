"""SqliteAuditStore: audit records in one SQLite file."""

import math
from pathlib import Path
from uuid import uuid4

from kolonne.audit.database import Cell, Database
from kolonne.audit.record import cells_of, record_of
from kolonne.audit.schema import FINISH, HEARTBEAT, NEWEST, NEWEST_OF_ORGANISATION, READ, RUNNING, START, SWEEP
from kolonne.contract.audit import AuditEnd, AuditRecord
from kolonne.contract.request import ExportRequest

# A year: a lease beyond it is a mistake, and SQLite's calendar ends somewhere.
_LONGEST_LEASE = 366 * 24 * 3600.0


class SqliteAuditStore:
    """Keeps audit records in the SQLite file `path`, for any number of threads and processes of one machine.

    The file and its folder are made when first needed. An expired record counts as ended from that instant on, whether
    or not it was swept: its late process can neither renew nor finish it, because somebody may have read that it failed.
    """

    def __init__(self, path: Path, patience: float = 15.0) -> None:
        """Remember where; a call waits at most `patience` seconds while others write."""
        self._database = Database(path, patience)

    def start(self, request: ExportRequest, period: str, lease: float) -> str:
        """Record that an export starts; gives the audit ID. See `AuditStore`."""
        audit_id = uuid4().hex
        cells: dict[str, Cell] = {
            "audit_id": audit_id,
            "org_id": request.org_id,
            "user_id": request.requesting_user_id,
            "document": request.document or "",
            "period": period,
            "export_format": str(request.export_format),
            "locale": request.locale,
            "lease": self._lease(lease),
        }
        self._database.change(START, cells)
        return audit_id

    def running(self, audit_id: str, document: str, fingerprint: str) -> None:
        """Record that the work itself has begun. See `AuditStore`."""
        cells: dict[str, Cell] = {"document": document, "fingerprint": fingerprint}
        self._step(RUNNING, audit_id, cells, "begin to run")

    def heartbeat(self, audit_id: str, lease: float) -> None:
        """Promise to be back within `lease` seconds from now. See `AuditStore`."""
        self._step(HEARTBEAT, audit_id, {"lease": self._lease(lease)}, "be renewed")

    def finish(self, audit_id: str, end: AuditEnd) -> None:
        """Record the end, for good. A record that never ran can fail or be cancelled, but not succeed."""
        if not end.status.is_final:
            raise self._database.wrong(f"record `{audit_id}` cannot end as `{end.status}`")
        try:
            cells = cells_of(end)
        except (TypeError, ValueError) as error:
            raise self._database.wrong(f"record `{audit_id}` has counts that are not JSON: {error}") from error
        self._step(FINISH, audit_id, cells, f"end as `{end.status}`")

    def sweep(self) -> int:
        """End every record whose lease ran out; gives how many. See `AuditStore`."""
        return self._database.change(SWEEP, {})

    def read(self, audit_id: str) -> AuditRecord:
        """One record. See `AuditStore`."""
        if found := self._records(READ, {"audit_id": audit_id}):
            return found[0]
        raise self._database.wrong(f"no record `{audit_id}`")

    def list(self, org_id: str | None = None, most: int = 100) -> tuple[AuditRecord, ...]:
        """The newest records, newest first."""
        limit: dict[str, Cell] = {"most": min(max(most, 0), 2**31)}
        if org_id is None:
            return self._records(NEWEST, limit)
        return self._records(NEWEST_OF_ORGANISATION, {**limit, "org_id": org_id})

    def _step(self, statement: str, audit_id: str, cells: dict[str, Cell], what: str) -> None:
        if self._database.change(statement, {**cells, "audit_id": audit_id}):
            return
        end = self.read(audit_id).end
        code = f" ({end.error_code})" if end.error_code else ""
        raise self._database.wrong(f"record `{audit_id}` is `{end.status}`{code} and cannot {what}")

    def _records(self, statement: str, cells: dict[str, Cell]) -> tuple[AuditRecord, ...]:
        rows = self._database.rows(statement, cells)
        try:
            return tuple(map(record_of, rows))
        except (TypeError, ValueError) as error:
            raise self._database.wrong(f"a record is damaged: {error}") from error

    def _lease(self, seconds: float) -> str:
        if not (math.isfinite(seconds) and 0 < seconds <= _LONGEST_LEASE):
            raise self._database.wrong(f"a lease of {seconds} seconds is not possible")
        return f"+{seconds:.3f} seconds"
