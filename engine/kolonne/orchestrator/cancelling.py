"""CancelSwitch: how a cancelled export tells its worker thread, which nobody can stop from outside."""

import threading


class ExportCancelledError(Exception):
    """Raised inside the worker at the next batch after the switch was thrown."""


class CancelSwitch:
    """Thrown by the event loop, looked at by the worker between batches."""

    def __init__(self) -> None:
        self._thrown = threading.Event()

    def throw(self) -> None:
        self._thrown.set()

    def check(self) -> None:
        """Raise if the export was cancelled."""
        if self._thrown.is_set():
            raise ExportCancelledError
