"""Ahead: the next pieces are worked on while somebody still uses this one, so that all processors have something to do."""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")

#: As many threads as pieces are under way; more would only fill memory. What they call gives up the interpreter's lock.
WORKERS = 2


def ahead(given: Iterable[Given], work: Callable[[Given], Made], workers: int = WORKERS) -> Generator[Made, None, None]:
    """What `work` makes of each, in order. Each is taken from `given` in the caller's thread, before it is its turn.

    What `work` raises is raised where its result would have been; what has begun by then is waited for. Who stops
    early closes the iterator.
    """
    under_way: deque[Future[Made]] = deque()
    with ThreadPoolExecutor(workers, thread_name_prefix="kolonne-ahead") as pool:
        try:
            for one in given:
                under_way.append(pool.submit(work, one))
                if len(under_way) > workers:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
