"""The tables of the audit database, and what is asked of them, as SQL."""

# ruff: noqa: S608 - only constants of this file are put together; values are always parameters

#: `PRAGMA user_version` of a database with these tables.
VERSION = 1
#: `PRAGMA application_id`: "kolo". Tells an audit database from somebody else's.
APPLICATION = 0x6B6F6C6F

#: Fixed width and UTC, so that texts compare as the instants they stand for.
NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
#: The database's clock, moved by the parameter `:lease`, as in `+60.000 seconds`.
LEASE = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now', :lease)"
#: A promise that was not kept.
EXPIRED = f"(finished_at IS NULL AND lease_until <= {NOW})"

EXPIRED_CODE = "lease_expired"
EXPIRED_MESSAGE = "the process that ran the export stopped without a word"

# What ends an expired record, by column: the view shows it, the sweep writes it, so both tell the same.
_ENDS = {
    "status": "'failed'",
    "error_code": f"'{EXPIRED_CODE}'",
    "message": f"'{EXPIRED_MESSAGE}'",
    "finished_at": "lease_until",
    "lease_until": "NULL",
}
_COLUMNS = (
    "audit_id", "org_id", "user_id", "document", "period", "export_format", "locale", "started_at", "lease_until",
    "finished_at", "status", "error_code", "message", "counts", "file_name", "sha256", "fingerprint",
)  # fmt: skip

#: Columns of the view, in the order in which rows are read.
SHOWN = ", ".join(_COLUMNS)

_VIEWED = ",\n  ".join(
    f"CASE WHEN {EXPIRED} THEN {_ENDS[name]} ELSE {name} END AS {name}" if name in _ENDS else name for name in _COLUMNS
)

CREATE = (
    """
CREATE TABLE export (
  number INTEGER PRIMARY KEY,
  audit_id TEXT NOT NULL UNIQUE,
  org_id TEXT NOT NULL CHECK (org_id <> ''),
  user_id TEXT NOT NULL CHECK (user_id <> ''),
  document TEXT NOT NULL,
  period TEXT NOT NULL,
  export_format TEXT NOT NULL,
  locale TEXT NOT NULL,
  started_at TEXT NOT NULL,
  lease_until TEXT,
  finished_at TEXT,
  status TEXT NOT NULL CHECK (status IN ('started', 'running', 'succeeded', 'failed', 'cancelled')),
  error_code TEXT NOT NULL DEFAULT '',
  message TEXT NOT NULL DEFAULT '',
  counts TEXT,
  file_name TEXT NOT NULL DEFAULT '',
  sha256 TEXT NOT NULL DEFAULT '',
  fingerprint TEXT NOT NULL DEFAULT '',
  -- A record has ended, or it is a promise with a date.
  CHECK ((finished_at IS NULL) = (status IN ('started', 'running'))),
  CHECK ((finished_at IS NULL) = (lease_until IS NOT NULL)),
  CHECK (status <> 'succeeded' OR error_code = ''),
  CHECK (status <> 'failed' OR error_code <> '')
)""",
    "CREATE INDEX export_by_organisation ON export (org_id, number)",
    "CREATE INDEX export_unfinished ON export (lease_until) WHERE finished_at IS NULL",
    """
CREATE TRIGGER export_ended_stays BEFORE UPDATE ON export WHEN OLD.finished_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an ended record never changes'); END""",
    f"CREATE VIEW export_shown AS SELECT number,\n  {_VIEWED}\nFROM export",
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {VERSION}",
)

START = f"""
INSERT INTO export
  (audit_id, org_id, user_id, document, period, export_format, locale, started_at, lease_until, status)
VALUES
  (:audit_id, :org_id, :user_id, :document, :period, :export_format, :locale, {NOW}, {LEASE}, 'started')"""

# Each of these finds its record only while it is alive and the step is a legal one.
_ALIVE = f"WHERE audit_id = :audit_id AND finished_at IS NULL AND NOT {EXPIRED}"
RUNNING = f"""
UPDATE export SET status = 'running', document = :document, fingerprint = :fingerprint
{_ALIVE} AND status = 'started'"""
HEARTBEAT = f"UPDATE export SET lease_until = {LEASE} {_ALIVE}"
FINISH = f"""
UPDATE export SET status = :status, error_code = :error_code, message = :message, counts = :counts,
  file_name = :file_name, sha256 = :sha256, finished_at = {NOW}, lease_until = NULL,
  fingerprint = CASE WHEN :fingerprint = '' THEN fingerprint ELSE :fingerprint END
{_ALIVE} AND (status = 'running' OR :status <> 'succeeded')"""

SWEEP = f"UPDATE export SET {', '.join(f'{name} = {value}' for name, value in _ENDS.items())} WHERE {EXPIRED}"
READ = f"SELECT {SHOWN} FROM export_shown WHERE audit_id = :audit_id"
NEWEST = f"SELECT {SHOWN} FROM export_shown ORDER BY number DESC LIMIT :most"
NEWEST_OF_ORGANISATION = f"SELECT {SHOWN} FROM export_shown WHERE org_id = :org_id ORDER BY number DESC LIMIT :most"
