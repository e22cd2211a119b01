"""Work on the next pieces while this one is used."""

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from kolonne.ahead import ahead, meanwhile, prefetched


def test_results_come_in_order() -> None:
    """Whoever was ready first."""
    first_may_end = threading.Event()

    def work(number: int) -> int:
        if number == 0:
            assert first_may_end.wait(10)
        if number == 1:
            first_may_end.set()
        return number * 10

    assert list(ahead(range(5), work)) == [0, 10, 20, 30, 40]


def test_what_work_raises_comes_at_its_turn() -> None:
    """Results before it are given first."""

    def work(number: int) -> int:
        if number == 2:
            raise LookupError("two")
        return number

    found = ahead(range(5), work)
    assert [next(found), next(found)] == [0, 1]
    with pytest.raises(LookupError, match="two"):
        next(found)


def test_prefetching_changes_nothing() -> None:
    """All of them, in order, made in one thread that is not the caller's."""
    threads: set[int] = set()

    def made() -> Iterator[int]:
        for number in range(20):
            threads.add(threading.get_ident())
            yield number

    assert list(prefetched(made())) == list(range(20))
    assert list(prefetched([])) == []
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_what_a_source_raises_comes_at_its_turn() -> None:
    """After what it had given by then."""

    def made() -> Iterator[int]:
        yield 1
        raise LookupError("no more")

    found = prefetched(made())
    assert next(found) == 1
    with pytest.raises(LookupError, match="no more"):
        next(found)


def test_who_stops_early_closes_the_source_in_its_own_thread() -> None:
    """And no thread is left behind; a source that holds a file or a connection lets go of it where it took it."""
    closed: list[int] = []
    made_in: list[int] = []

    def made() -> Iterator[int]:
        made_in.append(threading.get_ident())
        try:
            yield from range(1_000_000)
        finally:
            closed.append(threading.get_ident())

    before = threading.active_count()
    with closing(prefetched(made())) as found:
        assert next(found) == 0
    assert closed == made_in
    assert threading.active_count() == before


def test_meanwhile_something_else_is_done() -> None:
    """Both run at once, and what comes of it is there as often as it is asked for."""
    here = threading.Event()

    def work() -> int:
        assert here.wait(10)
        return 7

    with meanwhile(work) as found:
        here.set()
        assert [found(), found()] == [7, 7]


def test_what_goes_wrong_meanwhile_is_raised_where_it_is_asked_for() -> None:
    """And nowhere else: something worse may have happened by then."""

    def work() -> int:
        raise LookupError("seven")

    with meanwhile(work) as found, pytest.raises(LookupError, match="seven"):
        found()
    with pytest.raises(ValueError, match="worse"), meanwhile(work):
        raise ValueError("worse")


def test_whoever_leaves_waits_for_what_began_meanwhile() -> None:
    """Nothing goes on in files that are removed by then."""
    left, ended = threading.Event(), []

    def work() -> None:
        left.wait(0.2)
        ended.append(1)

    with pytest.raises(ValueError, match="worse"), meanwhile(work):
        raise ValueError("worse")
    assert ended == [1]
