"""Heartbeat: renews an export's promise to the audit store."""

import threading
from contextlib import suppress
from types import TracebackType

from kolonne.contract import AuditStore


class Heartbeat:
    """Beats in a thread of its own: neither a busy event loop nor a full pool of workers makes an export look dead."""

    def __init__(self, audit: AuditStore, audit_id: str, lease: float) -> None:
        self._audit, self._audit_id, self._lease = audit, audit_id, lease
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"kolonne-heartbeat-{audit_id}", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._stop.wait(self._lease / 3):
            # A missed beat is no reason to stop: if the store stays away, the record's end will tell.
            with suppress(Exception):
                self._audit.heartbeat(self._audit_id, self._lease)
                self._audit.sweep()
