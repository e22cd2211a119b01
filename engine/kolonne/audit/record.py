"""AuditRecord: from and to the database's rows."""

import json
from datetime import datetime

from kolonne.audit.database import Cell
from kolonne.contract.audit import AuditEnd, AuditRecord, AuditStatus


def cells_of(end: AuditEnd) -> dict[str, Cell]:
    """An end as parameters of a statement; raises TypeError or ValueError where counts are not JSON."""
    return {
        "status": end.status.value,
        "error_code": end.error_code,
        "message": end.message,
        "counts": None if end.counts is None else json.dumps(dict(end.counts), allow_nan=False),
        "file_name": end.file_name,
        "sha256": end.sha256,
        "fingerprint": end.fingerprint,
    }


def record_of(row: tuple[Cell, ...]) -> AuditRecord:
    """A row of the view as a record; raises TypeError or ValueError where somebody else wrote into it."""
    *named, started_at, lease_until, finished_at, status, error_code, message, counts, file_name, sha256, print_ = row
    audit_id, org_id, user_id, document, period, export_format, locale = map(str, named)
    return AuditRecord(
        audit_id=audit_id,
        org_id=org_id,
        user_id=user_id,
        document=document,
        period=period,
        export_format=export_format,
        locale=locale,
        started_at=datetime.fromisoformat(str(started_at)),
        lease_until=_instant(lease_until),
        finished_at=_instant(finished_at),
        end=AuditEnd(
            status=AuditStatus(str(status)),
            error_code=str(error_code),
            message=str(message),
            counts=None if counts is None else dict(json.loads(str(counts))),
            file_name=str(file_name),
            sha256=str(sha256),
            fingerprint=str(print_),
        ),
    )


def _instant(cell: Cell) -> datetime | None:
    return None if cell is None else datetime.fromisoformat(str(cell))
