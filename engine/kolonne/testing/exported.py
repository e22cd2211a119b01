"""Exported: how a whole export ended, and what was in its report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kolonne.contract import AuditRecord, Counts, ExportFailure, ExportNotice, ExportResult, ExportSuccess
from kolonne.testing.promise import hold

#: The rows of a sheet: column → value, of the column's type.
Rows: TypeAlias = Sequence[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Exported:
    """The end of an export, with everything that it left."""

    result: ExportResult
    #: Sheet → its rows, as they went into the file; empty where none was made.
    sheets: Mapping[str, Rows]
    #: The sheets about the report: `failures` and `left_out`.
    appendices: Mapping[str, Rows]
    #: Of every file of the bundle, by its name: the report, complete lists, the manifest.
    files: Mapping[str, bytes]
    #: The report itself; empty where none was made.
    content: bytes
    audit: Sequence[AuditRecord]
    notices: Sequence[ExportNotice]

    @property
    def success(self) -> ExportSuccess:
        """The result of an export that made a report; raises `BrokenPromiseError` with its message if it made none."""
        if isinstance(self.result, ExportSuccess):
            return self.result
        message = f"there is no report: {self.result.error_code}: {self.result.message}"
        hold(kept=False, what=message)
        raise TypeError(message)

    @property
    def failure(self) -> ExportFailure:
        """The result of an export that made no report; raises `BrokenPromiseError` if it made one."""
        if isinstance(self.result, ExportFailure):
            return self.result
        message = f"there is a report: {self.result.download_artifact.file_name}"
        hold(kept=False, what=message)
        raise TypeError(message)

    @property
    def counts(self) -> Counts:
        """Where every row went; nowhere, where the export was refused before it read any."""
        return self.result.counts or Counts()

    @property
    def reasons(self) -> list[str]:
        """What partial failures say, in their order."""
        return [report.failure_reason for report in self.result.partial_failures]
