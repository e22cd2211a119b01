"""CancelSwitch: how a cancelled export tells its worker thread, which nobody can stop from outside."""

import threading


class ExportCancelledError(Exception):
    """Raised inside the worker at the next step after the switch was thrown."""


class CancelSwitch:
    """Thrown by the event loop, looked at by the worker between steps."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._begun = self._thrown = False

    def begin(self) -> bool:
        """Asked by the worker once, first of all: whether it shall work at all."""
        with self._lock:
            self._begun = not self._thrown
            return self._begun

    def throw(self) -> bool:
        """Ask the worker to stop; gives whether it had begun, so that there is an end to wait for."""
        with self._lock:
            self._thrown = True
            return self._begun

    def check(self) -> None:
        """Raise if the export was cancelled."""
        if self._thrown:
            raise ExportCancelledError
