"""CancelSwitch: how an export is told that it was cancelled, as nobody can stop its thread from outside."""

import threading


class ExportCancelledError(Exception):
    """Raised inside the worker at the next step after the switch was thrown."""


class CancelSwitch:
    """Thrown by an event loop or a signal, looked at by the worker between steps."""

    def __init__(self) -> None:
        # One that lets its own thread in again: a signal's handler may come while that thread asks whether it shall begin.
        self._lock = threading.RLock()
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
