"""Behind: writes in a second thread, so that making the next bytes and deflating these overlap."""

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Protocol, Self

#: Pieces under way; more would only fill memory.
_MOST_PENDING = 2


class Takes(Protocol):
    """What bytes can be written to."""

    def write(self, data: bytes, /) -> int: ...


class Behind:
    """A context manager around a stream. What the stream raises is raised by a later `write` or on leaving."""

    def __init__(self, stream: Takes) -> None:
        self._stream = stream
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="kolonne-deflate")
        self._pending: deque[Future[int]] = deque()

    def write(self, data: bytes) -> None:
        """Hand `data` over; waits while two pieces are under way."""
        while len(self._pending) >= _MOST_PENDING:
            self._pending.popleft().result()
        self._pending.append(self._pool.submit(self._stream.write, data))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=error is not None)
        if error is None:
            for future in self._pending:
                future.result()
