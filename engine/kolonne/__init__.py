"""Turns an organisation's activity records into the report its funder wants.

>>> from kolonne import ExportFormat, ReportingPeriod
>>> ReportingPeriod.parse("2025-Q3").is_valid
True
>>> ExportFormat("xlsx")
<ExportFormat.XLSX: 'xlsx'>
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kolonne.contract import (
        ArtifactGoneError,
        Counts,
        DownloadArtifact,
        ExportErrorCode,
        ExportFailure,
        ExportFormat,
        ExportOrchestrator,
        ExportRequest,
        ExportResult,
        ExportSuccess,
        InvalidRequestError,
        KolonneError,
        PartialFailureReport,
        Problem,
        ProgressEvent,
        ReportingPeriod,
        SessionContext,
        Stage,
    )
    from kolonne.orchestrator import build_orchestrator

__version__ = "0.1.0"

__all__ = [
    "ArtifactGoneError",
    "Counts",
    "DownloadArtifact",
    "ExportErrorCode",
    "ExportFailure",
    "ExportFormat",
    "ExportOrchestrator",
    "ExportRequest",
    "ExportResult",
    "ExportSuccess",
    "InvalidRequestError",
    "KolonneError",
    "PartialFailureReport",
    "Problem",
    "ProgressEvent",
    "ReportingPeriod",
    "SessionContext",
    "Stage",
    "__version__",
    "build_orchestrator",
]


if not TYPE_CHECKING:  # a type checker would believe that every name exists

    def __getattr__(name: str) -> object:
        # Names are found when first asked for, so that importing kolonne costs nothing that is not used.
        if name in __all__:
            room = "kolonne.orchestrator" if name == "build_orchestrator" else "kolonne.contract"
            return getattr(import_module(room), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
