"""The vocabulary: requests, results, failures, problems, protocols, errors."""

from kolonne.contract.artifact import DownloadArtifact
from kolonne.contract.audit import AuditEnd, AuditRecord, AuditStatus, AuditStore
from kolonne.contract.counts import Counts
from kolonne.contract.ends import (
    CsvDialect,
    FrameReader,
    HeadingLine,
    Reader,
    RowMaker,
    Sheet,
    SheetColumn,
    Source,
    Store,
    StoreKind,
    StreamingWriter,
    Tick,
    Wanted,
    Workbook,
    Writer,
    WrittenFile,
)
from kolonne.contract.errors import (
    ArtifactGoneError,
    AuditError,
    DocumentError,
    InvalidRequestError,
    KolonneError,
    NoDocumentError,
    PluginError,
    PluginFaultError,
    SourceError,
    StoreError,
    WorkbookError,
    WriterError,
)
from kolonne.contract.exporter import ExportOrchestrator
from kolonne.contract.failure import FAILURE_COLUMNS, LEFT_OUT_COLUMNS, Severity
from kolonne.contract.formula import CellOf, FormulaPart
from kolonne.contract.notice import ExportNotice, Notifier
from kolonne.contract.partial import MOST_REPORTS, PartialFailureReport, summarised
from kolonne.contract.period import DEFAULT_TIMEZONE, ReportingPeriod
from kolonne.contract.problem import Problem, Span
from kolonne.contract.progress import ProgressEvent, Stage
from kolonne.contract.raised import raised
from kolonne.contract.request import ExportFormat, ExportRequest
from kolonne.contract.result import ExportErrorCode, ExportFailure, ExportResult, ExportSuccess
from kolonne.contract.session import EXPORT_ROLE, SessionContext
from kolonne.contract.template import Template, TemplateColumn, TemplateSheet
from kolonne.contract.transform import LEFT_OUT_COLUMN, ROW_COLUMN, RuleKind, Sees, Transform, Words

__all__ = [
    "DEFAULT_TIMEZONE",
    "EXPORT_ROLE",
    "FAILURE_COLUMNS",
    "LEFT_OUT_COLUMN",
    "LEFT_OUT_COLUMNS",
    "MOST_REPORTS",
    "ROW_COLUMN",
    "ArtifactGoneError",
    "AuditEnd",
    "AuditError",
    "AuditRecord",
    "AuditStatus",
    "AuditStore",
    "CellOf",
    "Counts",
    "CsvDialect",
    "DocumentError",
    "DownloadArtifact",
    "ExportErrorCode",
    "ExportFailure",
    "ExportFormat",
    "ExportNotice",
    "ExportOrchestrator",
    "ExportRequest",
    "ExportResult",
    "ExportSuccess",
    "FormulaPart",
    "FrameReader",
    "HeadingLine",
    "InvalidRequestError",
    "KolonneError",
    "NoDocumentError",
    "Notifier",
    "PartialFailureReport",
    "PluginError",
    "PluginFaultError",
    "Problem",
    "ProgressEvent",
    "Reader",
    "ReportingPeriod",
    "RowMaker",
    "RuleKind",
    "Sees",
    "SessionContext",
    "Severity",
    "Sheet",
    "SheetColumn",
    "Source",
    "SourceError",
    "Span",
    "Stage",
    "Store",
    "StoreError",
    "StoreKind",
    "StreamingWriter",
    "Template",
    "TemplateColumn",
    "TemplateSheet",
    "Tick",
    "Transform",
    "Wanted",
    "Words",
    "Workbook",
    "WorkbookError",
    "Writer",
    "WriterError",
    "WrittenFile",
    "raised",
    "summarised",
]
