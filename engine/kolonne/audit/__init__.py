"""The audit record: every export is recorded before it happens, and how it ended."""

from kolonne.audit.keeping import keep_swept
from kolonne.audit.store import SqliteAuditStore

__all__ = ["SqliteAuditStore", "keep_swept"]
