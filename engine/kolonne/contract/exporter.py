"""ExportOrchestrator: the one thing that callers call."""

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator

from kolonne.contract.progress import ProgressEvent
from kolonne.contract.request import ExportRequest
from kolonne.contract.result import ExportFailure, ExportResult, ExportSuccess


class ExportOrchestrator(ABC):
    """Runs exports for one session. It never raises for an expected end."""

    @abstractmethod
    async def export(self, request: ExportRequest) -> ExportResult:
        """Run the export and give its result."""

    async def events(
        self, request: ExportRequest
    ) -> AsyncGenerator[ProgressEvent | ExportSuccess | ExportFailure, None]:
        """Run the export and tell how it goes; the last event, and no other, is the result.

        Closing the iterator early, or cancelling the task that reads it, cancels the export. An orchestrator that has
        nothing to tell on its way gives the result alone.
        """
        yield await self.export(request)
