"""RecordedExport: one export with its audit record, which is there before anything happens and ends whatever happens."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from kolonne.contract import (
    AuditEnd,
    AuditError,
    AuditStatus,
    AuditStore,
    Counts,
    DownloadArtifact,
    ExportErrorCode,
    ExportFailure,
    ExportNotice,
    ExportRequest,
    ExportResult,
    ExportSuccess,
    Source,
    Store,
)
from kolonne.contract.quick import dataclass
from kolonne.documents import Library
from kolonne.orchestrator.cancelling import CancelSwitch, ExportCancelledError
from kolonne.orchestrator.export_job import ExportJob, Report
from kolonne.orchestrator.heartbeat import Heartbeat
from kolonne.orchestrator.messages import told
from kolonne.orchestrator.private_folder import PrivateFolder
from kolonne.orchestrator.refusing import code_of
from kolonne.plan import read_organisation
from kolonne.plugins import Plugins
from kolonne.registry import Registry


@dataclass(frozen=True, slots=True)
class RecordedExport:
    """Runs in one worker thread from beginning to end, so that no end of an event loop can leave a record open."""

    request: ExportRequest
    library: Library
    plugins_of: Callable[[], Plugins]
    source_of: Callable[[Registry], Source]
    store_of: Callable[[Registry], Store | None]
    audit: AuditStore
    lease: float
    work_folder: Path | None
    report: Report
    switch: CancelSwitch

    def run(self) -> ExportResult:
        """Export. Raises ExportCancelledError, and what nobody expected, when the record has ended."""
        try:
            self.audit.sweep()
            audit_id = self.audit.start(self.request, self._period(), self.lease)
        except Exception as error:  # noqa: BLE001 - an audit store of somebody's own may raise anything
            reason = told(error) if isinstance(error, AuditError) else f"it raised {type(error).__name__}"
            return ExportFailure(None, ExportErrorCode.AUDIT_SERVICE_UNAVAILABLE, reason, datetime.now(UTC))
        job = ExportJob(
            request=self.request,
            library=self.library,
            plugins_of=self.plugins_of,
            source_of=self.source_of,
            store_of=self.store_of,
            audit=self.audit,
            audit_id=audit_id,
            lease=self.lease,
            report=self.report,
            switch=self.switch,
            now=datetime.now(UTC),
        )
        with Heartbeat(self.audit, audit_id, self.lease):
            return self._ended(job)

    def _period(self) -> str:
        """The period's name by the organisation's clock, if it can be known by now."""
        period = self.request.reporting_period
        try:
            return period.name(read_organisation(self.library, self.request.org_id).timezone)
        except Exception:  # noqa: BLE001 - what is wrong is told when the record is there to tell it to
            return period.name()

    def _ended(self, job: ExportJob) -> ExportResult:
        try:
            artifact = self._made(job)
        except ExportCancelledError:
            self._record(job, AuditEnd(AuditStatus.CANCELLED, "cancelled", "the export was cancelled"))
            raise
        except BaseException as error:
            code = code_of(error)
            if code is None:
                # The message may hold a value of the data; its kind does not.
                self._record(job, AuditEnd(AuditStatus.FAILED, "crashed", type(error).__name__))
                error.add_note(f"audit record {job.audit_id}")
                raise
            return self._failure(job, code, told(error))
        counts = job.counts or Counts()
        self._notify(job, "", "", artifact)
        return ExportSuccess(job.audit_id, artifact, job.partial_failures, datetime.now(UTC), counts, job.notices)

    def _made(self, job: ExportJob) -> DownloadArtifact:
        """The artifact of an export that is on record as succeeded; nothing at all of any other."""
        folder = PrivateFolder(self.work_folder)
        try:
            artifact = job.run(folder.path)
            job.switch.check()
            end = AuditEnd(
                AuditStatus.SUCCEEDED,
                counts=_counted(job),
                file_name=artifact.file_name,
                sha256=artifact.sha256,
                fingerprint=job.fingerprint,
            )
            # What is not on record did not happen.
            self.audit.finish(job.audit_id, end)
        except BaseException:
            job.undo()
            folder.remove()
            raise
        folder.hand_over(artifact)
        return artifact

    def _failure(self, job: ExportJob, code: ExportErrorCode, message: str) -> ExportFailure:
        unrecorded = self._record(job, AuditEnd(AuditStatus.FAILED, str(code), message))
        if unrecorded and code is not ExportErrorCode.AUDIT_SERVICE_UNAVAILABLE:
            message = f"{message}; and the audit store could not record it: {unrecorded}"
        self._notify(job, str(code), message)
        return ExportFailure(job.audit_id, code, message, datetime.now(UTC), job.counts, job.partial_failures)

    def _notify(self, job: ExportJob, code: str, message: str, artifact: DownloadArtifact | None = None) -> None:
        """Tell those who want to know; what they do wrong is among the partial failures."""
        notice = ExportNotice(
            audit_id=job.audit_id,
            org_id=self.request.org_id,
            user_id=self.request.requesting_user_id,
            document=job.document,
            period=self._period(),
            export_format=str(self.request.export_format),
            error_code=code,
            message=message,
            counts=_counted(job),
            partial_failures=len(job.partial_failures),
            file_name=artifact.file_name if artifact is not None else "",
            stored_at=(artifact.stored_at or "") if artifact is not None else "",
        )
        for notifier in job.registry.notifiers:
            notifier.notify(notice)

    def _record(self, job: ExportJob, end: AuditEnd) -> str:
        """End the record; gives why that is not possible. Its lease ends it then."""
        counted = AuditEnd(end.status, end.error_code, end.message, _counted(job), fingerprint=job.fingerprint)
        try:
            self.audit.finish(job.audit_id, counted)
        except AuditError as error:
            return told(error)
        return ""


def _counted(job: ExportJob) -> dict[str, object] | None:
    return None if job.counts is None else job.counts.as_json()


def raisable(error: BaseException) -> Exception:
    """The error itself, unless it would end a process, an event loop or a generator instead of passing through it."""
    if isinstance(error, Exception) and not isinstance(error, StopIteration | StopAsyncIteration):
        return error
    crash = RuntimeError(f"the export crashed with {type(error).__name__}")
    crash.__cause__ = error
    return crash
