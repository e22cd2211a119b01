"""Refusing: the expected ends without a file, and which of the contract's codes each has."""

from kolonne.contract import (
    AuditError,
    Counts,
    DocumentError,
    ExportErrorCode,
    InvalidRequestError,
    NoDocumentError,
    PluginError,
    SourceError,
    StoreError,
    WriterError,
)
from kolonne.orchestrator.mapped import Mapped
from kolonne.plan import Plan

#: What each expected error means for a caller.
_CODES: tuple[tuple[type[Exception], ExportErrorCode], ...] = (
    (NoDocumentError, ExportErrorCode.COLUMN_MAPPING_UNAVAILABLE),
    (DocumentError, ExportErrorCode.COLUMN_MAPPING_UNAVAILABLE),
    (PluginError, ExportErrorCode.PLUGIN_FAILED),
    # Figures that the document does not ask for, or that it needs and does not get.
    (InvalidRequestError, ExportErrorCode.COLUMN_MAPPING_UNAVAILABLE),
    (SourceError, ExportErrorCode.SOURCE_UNREADABLE),
    (WriterError, ExportErrorCode.FILE_GENERATION_FAILED),
    (StoreError, ExportErrorCode.UPLOAD_FAILED),
    (AuditError, ExportErrorCode.AUDIT_SERVICE_UNAVAILABLE),
    # What is left of the operating system's errors is a full or forbidden disk under the private folder.
    (OSError, ExportErrorCode.FILE_GENERATION_FAILED),
)


class ExportRefusedError(Exception):
    """An expected end without a file: there is nothing to report, or a fatal rule was broken."""

    def __init__(self, code: ExportErrorCode, message: str) -> None:
        super().__init__(message)
        self.code = code


def code_of(error: BaseException) -> ExportErrorCode | None:
    """The code of an expected error; None for one that nobody expected."""
    if isinstance(error, ExportRefusedError):
        return error.code
    return next((code for kind, code in _CODES if isinstance(error, kind)), None)


def refuse(plan: Plan, mapped: Mapped, period: str) -> None:
    """Raise ExportRefusedError where no file may be made of what the records became."""
    if mapped.first_fatal is not None:
        row, place = mapped.first_fatal
        raise ExportRefusedError(ExportErrorCode.DATA_REJECTED, _told_fatal(mapped.fatal, row, place))
    if (spoiled := _spoiled(plan, mapped)) is not None:
        raise ExportRefusedError(ExportErrorCode.PLUGIN_FAILED, spoiled)
    if mapped.in_period == 0 and mapped.counts.exported == 0 and not mapped.report.nil_rows:
        raise ExportRefusedError(ExportErrorCode.NO_DATA_FOR_PERIOD, _nothing(plan, mapped.counts, period))


def _spoiled(plan: Plan, mapped: Mapped) -> str | None:
    """What is told where nothing is left because of what a plugin did to the rows."""
    if mapped.counts.exported:
        return None
    for transform in plan.transforms:
        rows = mapped.counts.failed.get(transform.rule, 0)
        if rows:
            place = f"{transform.who}: {transform.place}"
            reason = next((report.failure_reason for report in mapped.reports if report.sub_service_name == place), "")
            return f"{place}: it took all rows with it, {rows:,} of them; {reason}"
    return None


def _nothing(plan: Plan, counts: Counts, period: str) -> str:
    if not counts.read:
        return f"input `{plan.input.name}`: there are no records at all"
    reasons = ", ".join(f"{name}: {rows}" for name, rows in {**counts.left_out, **counts.failed}.items())
    return f"input `{plan.input.name}`: none of {counts.read} records lies in {period} ({reasons})"


def _told_fatal(count: int, row: int | None, place: str) -> str:
    if row is None:
        return f"the report breaks a fatal rule at `{place}`; no file is made"
    rows = f"{count} row breaks" if count == 1 else f"{count} rows break"
    return f"{rows} a fatal rule, the first is record {row + 1} at `{place}`; no file is made"
