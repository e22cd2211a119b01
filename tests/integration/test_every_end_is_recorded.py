"""The audit record ends however an export ends, and nothing is left but what is on record."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from pathlib import Path

import pytest

from integration.house import STEM, House, batches, record
from kolonne.audit import SqliteAuditStore
from kolonne.contract import (
    AuditStatus,
    ExportErrorCode,
    ExportFailure,
    ExportRequest,
    ExportSuccess,
    Stage,
)
from kolonne.orchestrator.private_folder import PrivateFolder

_TESTS = str(Path(__file__).parents[1])


def cancelled(house: House) -> bool:
    """Whether the newest record says cancelled, and nothing is left."""
    found = house.newest()
    assert found.finished_at is not None
    assert (house.kept(), house.private()) == ([], [])
    return (found.end.status, found.end.error_code) == (AuditStatus.CANCELLED, "cancelled")


def test_a_success_is_recorded_with_its_file(house: House) -> None:
    """The record of a success carries the file's name, digest, counts and plan."""
    result = house.succeed()
    end = house.newest().end
    assert end.status is AuditStatus.SUCCEEDED
    assert (end.file_name, end.sha256) == (f"{STEM}.csv", result.download_artifact.sha256)
    assert end.counts == result.counts.as_json()
    assert end.fingerprint == house.manifest()["fingerprint"]


class _Odd(BaseException):
    pass


@pytest.mark.parametrize("error", [ZeroDivisionError("secret"), StopIteration("secret"), _Odd("secret")])
def test_what_nobody_expected_is_raised_when_it_is_on_record(house: House, error: BaseException) -> None:
    """A crash inside a stage reaches the caller as an exception, and the record as its kind without its text."""

    def crash(_: int) -> None:
        raise error

    orchestrator = house.orchestrator(batches(1, crash))
    with pytest.raises((ZeroDivisionError, RuntimeError)):
        house.export(orchestrator)
    found = house.newest()
    assert (found.end.status, found.end.error_code) == (AuditStatus.FAILED, "crashed")
    assert "secret" not in found.end.message
    assert (house.kept(), house.private()) == ([], [])


@pytest.mark.parametrize("stage", list(Stage))
def test_a_task_that_is_cancelled_in_any_stage_ends_as_cancelled(
    house: House, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cancelling the task while a stage runs ends the record as cancelled, and takes back what was stored."""
    reached, go_on = threading.Event(), threading.Event()

    def hold(mailbox: object, told: Stage, done: int, total: int | None) -> None:
        del mailbox, done, total
        if told is stage and not reached.is_set():
            reached.set()
            assert go_on.wait(10)

    monkeypatch.setattr("kolonne.orchestrator.mailbox.Mailbox.put", hold)
    house.records([record(1), record(2, minutes=5000)])

    async def run() -> None:
        task = asyncio.create_task(house.orchestrator().export(house.request()))
        assert await asyncio.to_thread(reached.wait, 10)
        task.cancel()
        await asyncio.sleep(0)
        task.cancel("again")
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())
    assert cancelled(house)


def test_closing_the_iterator_early_ends_as_cancelled(house: House) -> None:
    """Who stops listening after the first event cancels the export."""

    async def run() -> None:
        async with aclosing(
            house.orchestrator(batches(50, lambda _: time.sleep(0.01))).events(house.request())
        ) as told:
            async for _ in told:
                break

    asyncio.run(run())
    assert cancelled(house)


def test_an_export_that_waits_for_a_worker_is_cancelled_at_once(house: House) -> None:
    """An export that has not begun leaves no record, and nobody waits for the ones before it."""
    go_on = threading.Event()

    async def run() -> None:
        loop = asyncio.get_running_loop()
        workers = [loop.run_in_executor(None, go_on.wait, 10) for _ in range(40)]
        task = asyncio.create_task(house.orchestrator().export(house.request()))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert not any(worker.done() for worker in workers)
        go_on.set()

    asyncio.run(run())
    assert SqliteAuditStore(house.audit).list() == ()


class _SlowToStart(SqliteAuditStore):
    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.started, self.go_on = threading.Event(), threading.Event()

    def start(self, request: ExportRequest, period: str, lease: float) -> str:
        audit_id = super().start(request, period, lease)
        self.started.set()
        assert self.go_on.wait(10)
        return audit_id


def test_a_task_that_is_cancelled_while_the_record_begins_ends_it(house: House) -> None:
    """A record that was made just when its export was cancelled ends like any other."""
    audit = _SlowToStart(house.audit)

    async def run() -> None:
        task = asyncio.create_task(house.orchestrator(audit=audit).export(house.request()))
        assert await asyncio.to_thread(audit.started.wait, 10)
        task.cancel()
        await asyncio.sleep(0)
        audit.go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())
    assert cancelled(house)


def test_a_loop_that_is_closed_under_an_export_does_not_keep_its_record_open(house: House) -> None:
    """The worker goes on without anybody to tell, and ends the record by itself."""
    go_on = threading.Event()
    orchestrator = house.orchestrator(batches(3, lambda _: go_on.wait(10)))
    loop = asyncio.new_event_loop()
    told = orchestrator.events(house.request())
    loop.run_until_complete(anext(told))
    executor = loop._default_executor  # type: ignore[attr-defined]
    loop.close()
    go_on.set()
    executor.shutdown(wait=True)
    assert house.newest().end.status is AuditStatus.SUCCEEDED
    asyncio.run(told.aclose())


def test_a_long_export_renews_its_promise(house: House) -> None:
    """An export that takes longer than its lease is not swept away by others."""
    audit = SqliteAuditStore(house.audit)
    seen: list[int] = []

    def wait(_: int) -> None:
        time.sleep(0.05)
        seen.append(audit.sweep())

    orchestrator = house.orchestrator(batches(16, wait), lease=0.3)
    assert isinstance(house.export(orchestrator), ExportSuccess)
    assert seen == [0] * 16


def test_a_full_pool_of_workers_starves_no_heartbeat(house: House) -> None:
    """Exports that take all workers of the event loop for longer than their lease keep their promises."""
    orchestrator = house.orchestrator(batches(16, lambda _: time.sleep(0.06)), lease=0.6)

    async def run() -> list[ExportFailure]:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(2))
        results = await asyncio.gather(*(orchestrator.export(house.request()) for _ in range(2)))
        return [result for result in results if isinstance(result, ExportFailure)]

    assert asyncio.run(run()) == []


_SLOW = """
import asyncio, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from integration.house import House, batches
house = House(Path(sys.argv[1]))
def wait(at):
    if at == 3:
        print("working", flush=True)
    time.sleep(0.02)
result = asyncio.run(house.orchestrator(batches(60, wait), lease=float(sys.argv[3])).export(house.request()))
print(getattr(result, "error_code", "success"), house.kept(), house.private(), flush=True)
"""


def _child(folder: Path, lease: float) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _SLOW, str(folder), _TESTS, str(lease)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "working\n"
    return child


def test_an_export_that_is_killed_is_swept_as_expired(tmp_path: Path) -> None:
    """After kill -9 the lease ends the record, no file stands under a final name, and the next export cleans up."""
    with _child(tmp_path, 0.3) as child:
        child.kill()
    audit = SqliteAuditStore(tmp_path / "audit.sqlite3")
    deadline = time.monotonic() + 10
    while not audit.sweep() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert audit.list()[0].end.error_code == "lease_expired"
    assert not (tmp_path / "out").exists()
    assert len(list((tmp_path / "work").iterdir())) == 1
    PrivateFolder(tmp_path / "work").remove()
    assert list((tmp_path / "work").iterdir()) == []


def test_an_export_that_overslept_its_lease_did_not_happen(tmp_path: Path) -> None:
    """A process that was stopped beyond its lease cannot claim a success that others have seen fail."""
    with _child(tmp_path, 0.4) as child:
        os.kill(child.pid, signal.SIGSTOP)
        audit = SqliteAuditStore(tmp_path / "audit.sqlite3")
        deadline = time.monotonic() + 10
        while not audit.sweep() and time.monotonic() < deadline:
            time.sleep(0.05)
        os.kill(child.pid, signal.SIGCONT)
        out, _ = child.communicate(timeout=20)
    assert out == f"{ExportErrorCode.AUDIT_SERVICE_UNAVAILABLE} [] []\n"


def test_a_private_folder_in_use_is_not_taken_for_abandoned(tmp_path: Path) -> None:
    """Making a second folder leaves the first alone; letting go of it without removing it does not."""
    first = PrivateFolder(tmp_path)
    second = PrivateFolder(tmp_path)
    assert first.path.is_dir()
    abandoned = first.path
    del first
    PrivateFolder(tmp_path).remove()
    assert not abandoned.exists()
    second.remove()
    assert list(tmp_path.iterdir()) == []
