"""Ahead: the next pieces are worked on while somebody still uses this one, so that all processors have something to do."""

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from queue import Full, Queue
from typing import Generic, Self, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

#: As many threads as pieces are under way; more would only fill memory. What they call gives up the interpreter's lock.
WORKERS = 2


class Ahead(Generic[Given, Made]):
    """Works on what it is given while more of it is made, and gives what becomes of it, in order.

    What `work` raises is raised where its result would have been; what has begun by then is waited for. A context
    manager: who leaves it early gets no more.
    """

    def __init__(self, work: Callable[[Given], Made], workers: int = WORKERS) -> None:
        self._work, self._workers = work, workers
        self._under_way: deque[Future[Made]] = deque()
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="kolonne-ahead")

    def give(self, one: Given) -> Iterator[Made]:
        """Begin with one more, and give what must be finished before there is room for the next."""
        self._under_way.append(self._pool.submit(self._work, one))
        while len(self._under_way) > self._workers:
            yield self._under_way.popleft().result()

    def rest(self) -> Iterator[Made]:
        """What is still under way."""
        while self._under_way:
            yield self._under_way.popleft().result()

    def close(self) -> None:
        """Wait for what has begun, and begin with nothing more; harmless when done already."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._under_way.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def ahead(given: Iterable[Given], work: Callable[[Given], Made], workers: int = WORKERS) -> Generator[Made, None, None]:
    """What `work` makes of each, in order. Each is taken from `given` in the caller's thread, before it is its turn.

    Who stops early closes the iterator.
    """
    with Ahead(work, workers) as line:
        for one in given:
            yield from line.give(one)
        yield from line.rest()


@contextmanager
def meanwhile(work: Callable[[], Made]) -> Iterator[Callable[[], Made]]:
    """Begin with something in a thread of its own; what this gives waits for it, and gives it or raises what it raised.

    Who leaves waits as well.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="kolonne-meanwhile") as pool:
        yield pool.submit(work).result


#: Seconds after which a thread that waits for room looks whether anybody still wants what it has.
_LOOK = 0.1
_END = StopIteration()


def prefetched(given: Iterable[Given]) -> Generator[Given, None, None]:
    """The same, in order; the next one is made in a thread of its own while the caller is busy with this one.

    All of `given` runs in that thread, its closing included. What it raises is raised where its next would have been.
    """
    maker = _Maker(given)
    thread = threading.Thread(target=maker.make, name="kolonne-prefetch")
    thread.start()
    try:
        while True:
            one, error = maker.ready.get()
            if error is _END:
                return
            if error is not None:
                raise error
            yield one  # type: ignore[misc] # without an error there is one
    finally:
        maker.unwanted.set()
        thread.join()


class _Maker(Generic[Given]):
    """Makes one ahead, for as long as somebody wants it."""

    def __init__(self, given: Iterable[Given]) -> None:
        self._given = given
        #: One of them, or why there is none.
        self.ready: Queue[tuple[Given | None, BaseException | None]] = Queue(1)
        self.unwanted = threading.Event()

    def make(self) -> None:
        made = iter(self._given)
        try:
            for one in made:
                self._put(one, None)
                if self.unwanted.is_set():
                    break
            self._put(None, _END)
        except BaseException as error:  # noqa: BLE001 - it is raised in the caller's thread
            self._put(None, error)
        finally:
            if isinstance(made, Generator):
                made.close()

    def _put(self, one: Given | None, error: BaseException | None) -> None:
        while not self.unwanted.is_set():
            with suppress(Full):
                self.ready.put((one, error), timeout=_LOOK)
                return
