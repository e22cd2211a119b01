"""PipelineOrchestrator: permission, audit, the job in its thread, and one sealed result."""

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kolonne.contract import (
    AuditEnd,
    AuditError,
    AuditStatus,
    AuditStore,
    DocumentError,
    ExportErrorCode,
    ExportFailure,
    ExportOrchestrator,
    ExportRequest,
    ExportSuccess,
    NoDocumentError,
    PluginError,
    ProgressEvent,
    SessionContext,
    Source,
    SourceError,
    Stage,
    Store,
    StoreError,
    WriterError,
)
from kolonne.documents import Library
from kolonne.orchestrator.cancelling import CancelSwitch
from kolonne.orchestrator.export_job import ExportJob, ExportRefusedError, Finished
from kolonne.plugins import Plugins
from kolonne.registry import Registry

#: What each expected error means for a caller.
_CODES: tuple[tuple[type[Exception], ExportErrorCode], ...] = (
    (NoDocumentError, ExportErrorCode.COLUMN_MAPPING_UNAVAILABLE),
    (DocumentError, ExportErrorCode.COLUMN_MAPPING_UNAVAILABLE),
    (PluginError, ExportErrorCode.COLUMN_MAPPING_UNAVAILABLE),
    (SourceError, ExportErrorCode.SOURCE_UNREADABLE),
    (WriterError, ExportErrorCode.FILE_GENERATION_FAILED),
    (StoreError, ExportErrorCode.UPLOAD_FAILED),
    (AuditError, ExportErrorCode.AUDIT_SERVICE_UNAVAILABLE),
    # What is left of the operating system's errors is a full or forbidden disk under the private folder.
    (OSError, ExportErrorCode.FILE_GENERATION_FAILED),
)


@dataclass(frozen=True, slots=True)
class PipelineOrchestrator(ExportOrchestrator):
    """Runs exports for one session: query → map → generate → bundle → upload."""

    library: Library
    session: SessionContext
    source_of: Callable[[Registry], Source]
    store: Store | None
    audit: AuditStore
    plugins: Plugins
    #: Seconds within which a living export renews its promise to the audit store.
    lease: float = 60.0
    #: Where private folders are made; None is the system's place for temporary files.
    work_folder: Path | None = None

    async def events(
        self, request: ExportRequest
    ) -> AsyncGenerator[ProgressEvent | ExportSuccess | ExportFailure, None]:
        now = datetime.now(UTC)
        refusal = self.session.refusal(request.requesting_user_id, request.org_id, now)
        if refusal:
            yield ExportFailure(None, ExportErrorCode.PERMISSION_DENIED, refusal, now)
            return
        period = request.reporting_period.name()
        try:
            await asyncio.to_thread(self.audit.sweep)
            audit_id = await asyncio.to_thread(self.audit.start, request, period, self.lease)
        except AuditError as error:
            yield ExportFailure(None, ExportErrorCode.AUDIT_SERVICE_UNAVAILABLE, str(error), datetime.now(UTC))
            return
        running = _Running(self, request, audit_id)
        try:
            async for event in running.events():
                yield event
        finally:
            await running.close()


class _Running:
    """One export between the start and the end of its audit record."""

    def __init__(self, orchestrator: PipelineOrchestrator, request: ExportRequest, audit_id: str) -> None:
        self.audit, self.audit_id, self.lease = orchestrator.audit, audit_id, orchestrator.lease
        self.began = time.monotonic()
        self.queue: asyncio.Queue[ProgressEvent | None] = asyncio.Queue()
        self.loop = asyncio.get_running_loop()
        self.switch = CancelSwitch()
        self.folder = Path(tempfile.mkdtemp(prefix="kolonne-", dir=orchestrator.work_folder))
        self.ended = False
        self.delivered = False
        self.job = ExportJob(
            request=request,
            library=orchestrator.library,
            plugins=orchestrator.plugins,
            source_of=orchestrator.source_of,
            store=orchestrator.store,
            audit=orchestrator.audit,
            audit_id=audit_id,
            folder=self.folder,
            report=self.report,
            switch=self.switch,
            today=datetime.now(ZoneInfo("Europe/Oslo")).date(),
        )
        self.work: asyncio.Future[Finished] = asyncio.ensure_future(asyncio.to_thread(self._work))
        self.heart = asyncio.ensure_future(self._beat())

    def _work(self) -> Finished:
        try:
            return self.job.run()
        finally:
            self.loop.call_soon_threadsafe(self.queue.put_nowait, None)

    def report(self, stage: Stage, done: int, total: int | None) -> None:
        event = ProgressEvent(stage, done, total, time.monotonic() - self.began)
        self.loop.call_soon_threadsafe(self.queue.put_nowait, event)

    async def _beat(self) -> None:
        """Renew the promise while the job runs, and end what others have left behind."""
        while True:
            await asyncio.sleep(self.lease / 3)
            # A missed beat is no reason to stop: if the store stays away, the record's end will tell.
            with suppress(AuditError):
                await asyncio.to_thread(self.audit.heartbeat, self.audit_id, self.lease)
                await asyncio.to_thread(self.audit.sweep)

    async def events(self) -> AsyncGenerator[ProgressEvent | ExportSuccess | ExportFailure, None]:
        while (event := await self.queue.get()) is not None:
            yield event
        result = await self._result()
        self.delivered = isinstance(result, ExportSuccess)
        yield result

    async def _result(self) -> ExportSuccess | ExportFailure:
        try:
            finished = await self.work
        except ExportRefusedError as error:
            return await self._failed(error.code, str(error))
        except Exception as error:
            code = next((code for kind, code in _CODES if isinstance(error, kind)), None)
            if code is None:
                await self._finish(AuditEnd(AuditStatus.FAILED, "crashed", type(error).__name__, self._counts()))
                raise
            return await self._failed(code, str(error))
        return await self._succeeded(finished)

    async def _succeeded(self, finished: Finished) -> ExportSuccess | ExportFailure:
        artifact = finished.artifact
        end = AuditEnd(
            AuditStatus.SUCCEEDED,
            counts=self._counts(),
            file_name=artifact.file_name,
            sha256=artifact.sha256,
            fingerprint=finished.fingerprint,
        )
        try:
            await self._finish(end)
        except AuditError as error:
            # What is not on record did not happen.
            artifact.clear()
            await asyncio.to_thread(self.job.undo)
            return self._failure(ExportErrorCode.AUDIT_SERVICE_UNAVAILABLE, str(error))
        counts = self.job.counts
        if counts is None:
            raise RuntimeError("an export succeeded without counts")
        return ExportSuccess(self.audit_id, artifact, self.job.partial_failures, datetime.now(UTC), counts)

    async def _failed(self, code: ExportErrorCode, message: str) -> ExportFailure:
        end = AuditEnd(AuditStatus.FAILED, str(code), message, self._counts(), fingerprint=self.job.fingerprint)
        try:
            await self._finish(end)
        except AuditError as error:
            return self._failure(code, f"{message}; and the audit store could not record it: {error}")
        return self._failure(code, message)

    def _failure(self, code: ExportErrorCode, message: str) -> ExportFailure:
        job = self.job
        return ExportFailure(self.audit_id, code, message, datetime.now(UTC), job.counts, job.partial_failures)

    def _counts(self) -> dict[str, object] | None:
        return self.job.counts.as_json() if self.job.counts is not None else None

    async def _finish(self, end: AuditEnd) -> None:
        self.ended = True
        await asyncio.to_thread(self.audit.finish, self.audit_id, end)

    async def close(self) -> None:
        """Whatever happened: the thread has ended, the record has ended, and nothing is left on disk but an artifact."""
        self.switch.throw()
        self.heart.cancel()
        await asyncio.gather(self.work, self.heart, return_exceptions=True)
        if not self.work.cancelled() and self.work.exception() is None and not self.delivered:
            self.work.result().artifact.clear()
            if not self.ended:
                await asyncio.to_thread(self.job.undo)
        if not self.ended:
            end = AuditEnd(AuditStatus.CANCELLED, "cancelled", "the export was cancelled", self._counts())
            with suppress(AuditError):
                await self._finish(end)
        if not self.delivered:
            shutil.rmtree(self.folder, ignore_errors=True)
