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
    from kolonne.writers import (
        TotalsLine,
        XlsxFileWriter,
        XlsxLook,
        cell_texts,
        full_header,
        row_pieces,
        totals_line,
        write_whole,
    )

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
    "TotalsLine",
    "XlsxFileWriter",
    "XlsxLook",
    "__version__",
    "build_orchestrator",
    "cell_texts",
    "full_header",
    "row_pieces",
    "totals_line",
    "write_whole",
]

#: Where names are that are not of the contract. What is of `writers` is there for writers that plugins bring.
_ROOMS = {
    "TotalsLine": "kolonne.writers",
    "XlsxFileWriter": "kolonne.writers",
    "XlsxLook": "kolonne.writers",
    "build_orchestrator": "kolonne.orchestrator",
    "cell_texts": "kolonne.writers",
    "full_header": "kolonne.writers",
    "row_pieces": "kolonne.writers",
    "totals_line": "kolonne.writers",
    "write_whole": "kolonne.writers",
}


if not TYPE_CHECKING:  # a type checker would believe that every name exists

    def __getattr__(name: str) -> object:
        # Names are found when first asked for, so that importing kolonne costs nothing that is not used.
        if name in __all__:
            return getattr(import_module(_ROOMS.get(name, "kolonne.contract")), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
