"""Notifiers: who is told that an export has ended."""

from collections.abc import Mapping
from typing import Protocol

from kolonne.contract.quick import dataclass


@dataclass(frozen=True, slots=True)
class ExportNotice:
    """How an export ended. Never holds a value from the data."""

    audit_id: str
    org_id: str
    user_id: str
    document: str
    #: As ReportingPeriod.name() gives it.
    period: str
    export_format: str
    #: Empty on success, else an ExportErrorCode.
    error_code: str
    #: Why there is no report; empty on success.
    message: str
    #: Counts.as_json(), so far as they were known.
    counts: Mapping[str, object] | None
    #: How many partial failures the result has.
    partial_failures: int
    #: The finished file, and where it was stored; empty if there is none.
    file_name: str = ""
    stored_at: str = ""


class Notifier(Protocol):
    """Tells somebody of the end of exports."""

    #: How people call it.
    name: str

    def notify(self, notice: ExportNotice) -> None:
        """Called once an export, when its end is on record. What it raises is told in the result and changes nothing."""
