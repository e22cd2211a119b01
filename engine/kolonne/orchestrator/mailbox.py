"""Mailbox: progress on its way from the worker's thread to the event loop."""

import asyncio
import threading
from contextlib import suppress

from kolonne.contract import ProgressEvent, Stage


class Mailbox:
    """Of each stage only the newest event waits, so that a slow taker costs no memory and misses nothing but steps."""

    def __init__(self, began: float) -> None:
        """Made in the event loop; `began` is when the export began, by the loop's clock."""
        self._loop = asyncio.get_running_loop()
        self._began = began
        self._lock = threading.Lock()
        self._wake = asyncio.Event()
        self._waiting: dict[Stage, tuple[int, int | None]] = {}
        self._closed = False

    def put(self, stage: Stage, done: int, total: int | None) -> None:
        """Leave word of a step; called in any thread."""
        with self._lock:
            self._waiting[stage] = done, total
        self._ring()

    def close(self) -> None:
        """Nothing more will come; called in any thread."""
        with self._lock:
            self._closed = True
        self._ring()

    async def take(self) -> tuple[ProgressEvent, ...]:
        """What is new since last time, in the order of the stages; nothing at the end."""
        while True:
            with self._lock:
                waiting, self._waiting = self._waiting, {}
                closed = self._closed
            if waiting or closed:
                elapsed = self._loop.time() - self._began
                return tuple(ProgressEvent(stage, *rows, elapsed) for stage, rows in waiting.items())
            await self._wake.wait()
            self._wake.clear()

    def _ring(self) -> None:
        # A loop that was closed in the meantime has nobody in it who could be told.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._wake.set)
