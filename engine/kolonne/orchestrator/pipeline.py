"""PipelineOrchestrator: permission, then a recorded export, and one sealed result."""

import time
from collections.abc import AsyncGenerator, Callable
from datetime import UTC, datetime
from pathlib import Path

from kolonne.contract import (
    AuditStore,
    ExportErrorCode,
    ExportFailure,
    ExportOrchestrator,
    ExportRequest,
    ExportResult,
    ExportSuccess,
    ProgressEvent,
    SessionContext,
    Source,
    Stage,
    Store,
)
from kolonne.contract.quick import dataclass
from kolonne.documents import Library
from kolonne.orchestrator.cancelling import CancelSwitch, ExportCancelledError
from kolonne.orchestrator.export_job import Report
from kolonne.orchestrator.recorded_export import RecordedExport, raisable
from kolonne.plugins import Plugins
from kolonne.registry import Registry


@dataclass(frozen=True, slots=True)
class PipelineOrchestrator(ExportOrchestrator):
    """Runs exports for one session: query → map → generate → bundle → upload.

    Any number of exports may run at once; as many work at a time as the event loop's executor has threads.
    """

    #: The folder of organisations; each export reads its documents anew.
    org_configs: Path
    session: SessionContext
    source_of: Callable[[Registry], Source]
    store_of: Callable[[Registry], Store | None]
    audit: AuditStore
    #: Raises `PluginError` where a plugin cannot be loaded.
    plugins_of: Callable[[], Plugins]
    #: Seconds within which a living export renews its promise to the audit store.
    lease: float = 60.0
    #: Where private folders are made; None is the system's place for temporary files.
    work_folder: Path | None = None

    async def export(self, request: ExportRequest) -> ExportResult:
        """Run the export and give its result."""
        result: ExportResult | None = None
        # To the very end: leaving at the result would put off the cleaning up that comes after it.
        async for event in self.events(request):
            if isinstance(event, ExportSuccess | ExportFailure):
                result = event
        if result is None:
            raise RuntimeError("an export ended without a result")
        return result

    async def events(
        self, request: ExportRequest
    ) -> AsyncGenerator[ProgressEvent | ExportSuccess | ExportFailure, None]:
        """Run the export and tell how it goes; the last event, and no other, is the result.

        Stages come in order, except that query and map alternate; a slow taker gets only the newest event of each.
        Closing the iterator early, or cancelling the task that reads it, cancels the export at its next step: what it
        stored is taken back, and the audit record ends as cancelled. An export that had just succeeded stays so.
        Expected ends are an `ExportFailure`; an error that nobody expected is raised when the record has ended.
        """
        if (refused := self._refusal(request)) is not None:
            yield refused
            return
        # An export in the caller's own thread needs no event loop.
        from kolonne.orchestrator.running import Running

        running = Running(self.recorded, request)
        try:
            while news := await running.mailbox.take():
                for event in news:
                    yield event
            yield await running.result()
        finally:
            await running.close()

    def run(
        self, request: ExportRequest, tell: Callable[[ProgressEvent], None], switch: CancelSwitch | None = None
    ) -> ExportResult:
        """Run the export in this thread, for callers that have nothing else to do; `tell` is called at each step.

        Throwing the switch, from another thread or in a signal's handler, cancels the export at its next step; then
        `ExportCancelledError` is raised when the record has ended. What else is raised or given is as with `events`.
        """
        if (refused := self._refusal(request)) is not None:
            return refused
        began = time.monotonic()

        def report(stage: Stage, done: int, total: int | None) -> None:
            tell(ProgressEvent(stage, done, total, time.monotonic() - began))

        switch = switch or CancelSwitch()
        if not switch.begin():
            raise ExportCancelledError
        try:
            return self.recorded(request, report, switch).run()
        except (ExportCancelledError, KeyboardInterrupt):
            raise
        except BaseException as error:  # noqa: BLE001 - it is raised, or is the cause of what is
            raise raisable(error)  # noqa: B904

    def recorded(self, request: ExportRequest, report: Report, switch: CancelSwitch) -> RecordedExport:
        """An export that is allowed, before it runs."""
        return RecordedExport(
            request=request,
            library=Library(self.org_configs),
            plugins_of=self.plugins_of,
            source_of=self.source_of,
            store_of=self.store_of,
            audit=self.audit,
            lease=self.lease,
            work_folder=self.work_folder,
            report=report,
            switch=switch,
        )

    def _refusal(self, request: ExportRequest) -> ExportFailure | None:
        now = datetime.now(UTC)
        refusal = self.session.refusal(request.requesting_user_id, request.org_id, now)
        return ExportFailure(None, ExportErrorCode.PERMISSION_DENIED, refusal, now) if refusal else None
