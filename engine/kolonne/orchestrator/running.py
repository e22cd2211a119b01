"""Running: an export in a worker thread, as an event loop sees it."""

import asyncio
from collections.abc import Callable
from dataclasses import field

from kolonne.contract import ExportRequest, ExportResult, ExportSuccess
from kolonne.contract.quick import dataclass
from kolonne.orchestrator.cancelling import CancelSwitch, ExportCancelledError
from kolonne.orchestrator.export_job import Report
from kolonne.orchestrator.mailbox import Mailbox
from kolonne.orchestrator.recorded_export import RecordedExport, raisable


@dataclass(slots=True)
class _Ended:
    """How the worker ended; never raised in its thread, because not every exception may pass through a future."""

    result: ExportResult | None = None
    error: BaseException | None = None
    delivered: bool = field(default=False)


class Running:
    """One export in its worker thread, seen from the event loop."""

    def __init__(
        self, recorded: Callable[[ExportRequest, Report, CancelSwitch], RecordedExport], request: ExportRequest
    ) -> None:
        """Starts it; `recorded` makes the export that is to run. Made in the event loop."""
        self._loop = asyncio.get_running_loop()
        self.mailbox = Mailbox(self._loop.time())
        self._switch = CancelSwitch()
        self._ended = _Ended()
        self._export = recorded(request, self.mailbox.put, self._switch)
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
            raise raisable(self._ended.error)
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
