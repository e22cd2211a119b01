"""Progress of a real export."""

import asyncio
import time
from itertools import pairwise

from integration.house import House, batches
from kolonne.contract import ExportFailure, ExportSuccess, ProgressEvent, Stage
from kolonne.orchestrator.mailbox import Mailbox


def test_progress_tells_every_stage_in_order(house: House) -> None:
    """Stages begin in order, rows and time never go back, totals are told, and the result comes last and once."""
    told: list[ProgressEvent | ExportSuccess | ExportFailure] = []

    async def run() -> None:
        async for event in house.orchestrator(batches(20, lambda _: time.sleep(0.002))).events(house.request()):
            told.append(event)  # noqa: PERF401

    asyncio.run(run())
    *steps, result = told
    assert isinstance(result, ExportSuccess)
    events = [step for step in steps if isinstance(step, ProgressEvent)]
    assert len(events) == len(steps)
    assert list(dict.fromkeys(event.stage for event in events)) == list(Stage)
    assert all(early.elapsed <= late.elapsed for early, late in pairwise(events))
    for stage in Stage:
        rows = [event.rows_done for event in events if event.stage is stage]
        assert rows == sorted(rows)
    last = {event.stage: (event.rows_done, event.rows_total) for event in events}
    assert last == {**dict.fromkeys(Stage, (40, 40)), Stage.BUNDLE: (0, 0)}


def test_a_slow_listener_gets_the_newest_and_costs_no_memory(house: House) -> None:
    """While nobody listens, at most one event a stage waits."""

    async def run() -> list[tuple[ProgressEvent, ...]]:
        mailbox = Mailbox(0.0)
        for done in range(10_000):
            mailbox.put(Stage.QUERY, done, None)
            mailbox.put(Stage.MAP, done, None)
        first = await mailbox.take()
        mailbox.close()
        return [first, await mailbox.take()]

    first, second = asyncio.run(run())
    assert [(event.stage, event.rows_done) for event in first] == [(Stage.QUERY, 9999), (Stage.MAP, 9999)]
    assert second == ()
    assert house.private() == []
