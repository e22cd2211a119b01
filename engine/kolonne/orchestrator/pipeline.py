"""PipelineOrchestrator: permission, then a recorded export in a worker thread, and one sealed result."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
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
    Store,
)
from kolonne.documents import Library
from kolonne.orchestrator.cancelling import CancelSwitch, ExportCancelledError
from kolonne.orchestrator.mailbox import Mailbox
from kolonne.orchestrator.recorded_export import RecordedExport
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
        now = datetime.now(UTC)
        refusal = self.session.refusal(request.requesting_user_id, request.org_id, now)
        if refusal:
            yield ExportFailure(None, ExportErrorCode.PERMISSION_DENIED, refusal, now)
            return
        running = _Running(self, request)
        try:
            while news := await running.mailbox.take():
                for event in news:
                    yield event
            yield await running.result()
        finally:
            await running.close()


@dataclass(slots=True)
class _Ended:
    """How the worker ended; never raised in its thread, because not every exception may pass through a future."""

    result: ExportResult | None = None
    error: BaseException | None = None
    delivered: bool = field(default=False)


class _Running:
    """One export in its worker thread, seen from the event loop."""

    def __init__(self, orchestrator: PipelineOrchestrator, request: ExportRequest) -> None:
        self._loop = asyncio.get_running_loop()
        self.mailbox = Mailbox(self._loop.time())
        self._switch = CancelSwitch()
        self._ended = _Ended()
        self._export = RecordedExport(
            request=request,
            library=Library(orchestrator.org_configs),
            plugins_of=orchestrator.plugins_of,
            source_of=orchestrator.source_of,
            store_of=orchestrator.store_of,
            audit=orchestrator.audit,
            lease=orchestrator.lease,
            work_folder=orchestrator.work_folder,
            report=self.mailbox.put,
            switch=self._switch,
        )
        self._work = self._loop.run_in_executor(None, self._run)

    def _run(self) -> None:
        try:
            if self._switch.begin():
                self._ended.result = self._export.run()
        except ExportCancelledError:
            pass
        except BaseException as error:  # noqa: BLE001 - it is raised in the event loop
            self._ended.error = error
        finally:
            self.mailbox.close()

    async def result(self) -> ExportResult:
        """The result; waits for the thread. Raises what nobody expected."""
        await asyncio.wait({self._work})
        if self._ended.error is not None:
            raise _raisable(self._ended.error)
        if self._ended.result is None:
            raise RuntimeError("an export ended without a result")
        self._ended.delivered = True
        return self._ended.result

    async def close(self) -> None:
        """Whatever happened: the thread has ended, and nothing is left on disk but a delivered artifact."""
        cancelled: asyncio.CancelledError | None = None
        # Being cancelled once more is no reason to leave a thread alone with the files.
        while self._switch.throw() and not self._work.done() and not self._loop.is_closed():
            try:
                await asyncio.wait({self._work})
            except asyncio.CancelledError as error:
                cancelled = error
        result = self._ended.result
        if isinstance(result, ExportSuccess) and not self._ended.delivered:
            result.download_artifact.clear()
        if cancelled is not None:
            raise cancelled


def _raisable(error: BaseException) -> Exception:
    """The error itself, unless it would end an event loop or a generator instead of passing through them."""
    if isinstance(error, Exception) and not isinstance(error, StopIteration | StopAsyncIteration):
        return error
    crash = RuntimeError(f"the export crashed with {type(error).__name__}")
    crash.__cause__ = error
    return crash
