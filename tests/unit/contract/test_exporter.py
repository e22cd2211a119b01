import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from kolonne.contract import (
    ExportErrorCode,
    ExportFailure,
    ExportFormat,
    ExportOrchestrator,
    ExportRequest,
    ExportSuccess,
    ProgressEvent,
    ReportingPeriod,
    Stage,
)

STEP = ProgressEvent(Stage.QUERY, 1, None, 0.1)
END = ExportFailure("a1", ExportErrorCode.NO_DATA_FOR_PERIOD, "nhf: no records", datetime(2026, 1, 1, tzinfo=UTC))
REQUEST = ExportRequest("nhf", "kari", ReportingPeriod.year(2025), ExportFormat.CSV)
Event = ProgressEvent | ExportSuccess | ExportFailure


class Scripted(ExportOrchestrator):
    """Tells what it was given, then waits, then tidies up."""

    def __init__(self, *events: Event, wait: float = 0) -> None:
        self._events = events
        self._wait = wait
        self.tidy = False

    async def events(self, request: ExportRequest) -> AsyncIterator[Event]:
        assert request is REQUEST
        try:
            for event in self._events:
                yield event
            await asyncio.sleep(self._wait)
        finally:
            self.tidy = True


def test_export_gives_the_last_event() -> None:
    """The result is the event that ends the export, given once everything is tidied up."""

    async def run() -> None:
        exporter = Scripted(STEP, STEP, END)
        assert await exporter.export(REQUEST) is END
        assert exporter.tidy

    asyncio.run(run())


@pytest.mark.parametrize("events", [(), (STEP,)])
def test_an_export_without_a_result_is_a_bug(events: tuple[Event, ...]) -> None:
    """An orchestrator that ends without a result has broken its contract, and is told so."""
    with pytest.raises(RuntimeError, match="without a result"):
        asyncio.run(Scripted(*events).export(REQUEST))


def test_cancelling_reaches_the_export() -> None:
    """Who cancels `export` cancels what runs inside, and it still tidies up."""

    async def run() -> None:
        exporter = Scripted(STEP, wait=60)
        task = asyncio.create_task(exporter.export(REQUEST))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert exporter.tidy

    asyncio.run(run())


def test_is_abstract() -> None:
    """An orchestrator has to say how it runs."""
    with pytest.raises(TypeError, match="events"):
        ExportOrchestrator()  # type: ignore[abstract]
