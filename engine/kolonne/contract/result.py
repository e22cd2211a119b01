"""ExportResult: how an export ended. Sealed: `match` it, and close with `assert_never`."""

from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from kolonne.contract.artifact import DownloadArtifact
from kolonne.contract.counts import Counts
from kolonne.contract.partial import PartialFailureReport
from kolonne.contract.quick import dataclass


class ExportErrorCode(StrEnum):
    """Why there is no report."""

    #: The source has no record in the reporting period.
    NO_DATA_FOR_PERIOD = "no_data_for_period"
    #: The organisation has no column document for the period, or it has problems.
    COLUMN_MAPPING_UNAVAILABLE = "column_mapping_unavailable"
    #: The file could not be written.
    FILE_GENERATION_FAILED = "file_generation_failed"
    #: The audit store could not record the export, so it did not happen.
    AUDIT_SERVICE_UNAVAILABLE = "audit_service_unavailable"
    #: The session may not export this for this user and organisation.
    PERMISSION_DENIED = "permission_denied"
    #: The records cannot be read.
    SOURCE_UNREADABLE = "source_unreadable"
    #: A fatal rule was broken: the data must be mended first.
    DATA_REJECTED = "data_rejected"
    #: The finished file could not be stored.
    UPLOAD_FAILED = "upload_failed"
    #: A plugin that the export needs cannot be used, or spoiled so much that nothing useful is left.
    PLUGIN_FAILED = "plugin_failed"


@dataclass(frozen=True, slots=True)
class ExportSuccess:
    """A report was made. Partial failures inform, they do not block."""

    audit_id: str
    download_artifact: DownloadArtifact
    #: In row order, at most 1,000; see PartialFailureReport.
    partial_failures: tuple[PartialFailureReport, ...]
    #: UTC.
    completed_at: datetime
    counts: Counts
    #: What the format forced upon the data (cells cut, guarded, turned into text), in words.
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportFailure:
    """No report was made."""

    #: None when the export was refused before it was recorded.
    audit_id: str | None
    error_code: ExportErrorCode
    #: For people: place first, what was found, what is allowed.
    message: str
    #: UTC.
    failed_at: datetime
    #: What was known of the rows by then.
    counts: Counts | None = None
    partial_failures: tuple[PartialFailureReport, ...] = ()


ExportResult: TypeAlias = ExportSuccess | ExportFailure
