import asyncio
from datetime import UTC, datetime

import pytest

from kolonne.contract import (
    ExportErrorCode,
    ExportFailure,
    ExportFormat,
    ExportOrchestrator,
    ExportRequest,
    ExportResult,
    ReportingPeriod,
)

END = ExportFailure("a1", ExportErrorCode.NO_DATA_FOR_PERIOD, "nhf: no records", datetime(2026, 1, 1, tzinfo=UTC))
REQUEST = ExportRequest("nhf", "u-17", ReportingPeriod.year(2025), ExportFormat.CSV)


class Quiet(ExportOrchestrator):
    """Has nothing to tell on its way."""

    async def export(self, request: ExportRequest) -> ExportResult:
        assert request is REQUEST
        return END


def test_an_orchestrator_needs_no_more_than_export() -> None:
    """Who only knows how to export tells of one event, the result."""

    async def run() -> None:
        assert [event async for event in Quiet().events(REQUEST)] == [END]
        assert await Quiet().export(REQUEST) is END

    asyncio.run(run())


def test_is_abstract() -> None:
    """An orchestrator has to say how it exports."""
    with pytest.raises(TypeError, match="export"):
        ExportOrchestrator()  # type: ignore[abstract]
