"""ExportOrchestrator: the one thing that callers call."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator

from kolonne.contract.progress import ProgressEvent
from kolonne.contract.request import ExportRequest
from kolonne.contract.result import ExportFailure, ExportResult, ExportSuccess


class ExportOrchestrator(ABC):
    """Runs exports for one session. It never raises for an expected end."""

    @abstractmethod
    def events(self, request: ExportRequest) -> AsyncIterator[ProgressEvent | ExportSuccess | ExportFailure]:
        """Run the export and tell how it goes; the last event, and no other, is the result.

        Closing the iterator early, or cancelling the task that reads it, cancels the export.
        """

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
