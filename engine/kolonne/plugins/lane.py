"""Lane: a thread in which a plugin's code runs, so that whoever waits for it can stop waiting."""

import ctypes
import threading
import weakref
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any

from kolonne.plugins.silence import SILENCE


class LeftBehindError(BaseException):
    """Raised inside of code that nobody waits for any more; a loop of Python ends by it, a sleeping call when it wakes."""


class Call:
    """One call on its way: what it gave or raised, and when it last gave a sign of life."""

    def __init__(self, function: Callable[[], Any]) -> None:
        self.function = function
        self.result: Any = None
        self.error: BaseException | None = None
        #: How many characters it wanted to print.
        self.printed = 0
        self._alive = monotonic()
        self._done: SimpleQueue[None] = SimpleQueue()

    def sign(self) -> None:
        """A sign of life: the time begins anew."""
        self._alive = monotonic()

    def run(self) -> None:
        """Called in the lane."""
        try:
            with SILENCE.here() as heard:
                self.result = self.function()
        except BaseException as error:  # noqa: BLE001 - a plugin may raise anything, SystemExit too
            self.error = error
        self.printed = heard.characters
        self._done.put(None)

    def wait(self, seconds: float) -> bool:
        """Whether it has ended before it was silent for so long."""
        while (left := self._alive + seconds - monotonic()) > 0:
            try:
                self._done.get(timeout=left)
            except Empty:
                continue
            return True
        return False


class Lane:
    """Runs one call at a time. It ends when nobody holds it any more."""

    def __init__(self, name: str) -> None:
        self._calls: SimpleQueue[Call | None] = SimpleQueue()
        # A thread of a plugin that never comes back must not keep the process alive.
        self._thread = threading.Thread(target=_work, args=(self._calls,), name=f"kolonne-{name}", daemon=True)
        self._thread.start()
        weakref.finalize(self, self._calls.put, None)

    def begin(self, call: Call) -> None:
        """Run it; `call.wait` tells when it has ended."""
        self._calls.put(call)

    def leave_behind(self) -> None:
        """Ask the code in it to end; nobody waits for that."""
        identity = self._thread.ident
        if identity is not None:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(identity), ctypes.py_object(LeftBehindError))


def _work(calls: "SimpleQueue[Call | None]") -> None:
    # Being left behind may reach it between two calls, too.
    with suppress(LeftBehindError):
        while (call := calls.get()) is not None:
            call.run()
            # What a call gave must not live on here until the next one comes.
            del call
