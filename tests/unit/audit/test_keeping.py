import asyncio
import logging
from pathlib import Path

import pytest

from kolonne.audit import SqliteAuditStore, keep_swept
from kolonne.contract import AuditError


class Scripted(SqliteAuditStore):
    """Sweeps as the script says, then says that it was used up."""

    def __init__(self, script: list[int | Exception]) -> None:
        super().__init__(Path("never-touched"))
        self.script = script
        self.used_up = asyncio.Event()
        self._loop = asyncio.get_running_loop()

    def sweep(self) -> int:
        if not self.script:
            self._loop.call_soon_threadsafe(self.used_up.set)
            return 0
        outcome = self.script.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


async def _swept(script: list[int | Exception]) -> None:
    store = Scripted(script)
    keeping = asyncio.create_task(keep_swept(store, 0.001))
    waiting = asyncio.create_task(store.used_up.wait())
    await asyncio.wait({keeping, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    keeping.cancel()
    await keeping


def test_goes_on_after_an_error_and_logs_it(caplog: pytest.LogCaptureFixture) -> None:
    """A store that fails is told in the log and tried again; what was swept is told too; an empty sweep is not."""
    with caplog.at_level(logging.INFO), pytest.raises(asyncio.CancelledError):
        asyncio.run(_swept([AuditError("audit.sqlite: database is locked"), 0, 3]))
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]
    assert "audit.sqlite: database is locked" in caplog.messages[0]
    assert "3" in caplog.messages[1]


def test_an_unexpected_error_ends_it() -> None:
    """What is not an AuditError is a bug, and is not swallowed."""
    with pytest.raises(ZeroDivisionError):
        asyncio.run(_swept([ZeroDivisionError()]))


@pytest.mark.parametrize("every", [0, -1, float("nan")])
def test_needs_a_pause(store: SqliteAuditStore, every: float) -> None:
    """A schedule without a pause is refused."""
    with pytest.raises(ValueError, match="every"):
        asyncio.run(keep_swept(store, every))
