"""How long a function needs for a batch."""

import time
from collections.abc import Callable

import polars as pl

from kolonne.contract import ROW_COLUMN
from kolonne.testing.promise import hold
from kolonne.testing.values import renumbered

#: As many rows as a batch of an export has.
BATCH_ROWS = 32_768


def time_per_batch(function: Callable[[pl.DataFrame], object], frame: pl.DataFrame, *, times: int = 3) -> float:
    """Seconds that a function needs for 32,768 rows: the best of several times, since other work only ever adds to it.

    `frame` has some rows of the kind that it will be given; they are repeated until there are enough.
    """
    batch = stretched(frame)
    best = float("inf")
    for _ in range(times):
        given = batch.clone()
        begun = time.perf_counter()
        function(given)
        best = min(best, time.perf_counter() - begun)
    return best


def check_time(function: Callable[[pl.DataFrame], object], frame: pl.DataFrame, seconds_per_batch: float) -> None:
    """Hold a function to its budget of seconds per 32,768 rows; one good time of several is enough."""
    batch = stretched(frame)
    taken = time_per_batch(function, batch, times=1)
    if taken > seconds_per_batch:
        taken = time_per_batch(function, batch, times=2)
    what = f"needed {taken:.2f} seconds for {BATCH_ROWS:,} rows; `seconds_per_batch` is {seconds_per_batch:g}"
    hold(taken <= seconds_per_batch, what)


def stretched(frame: pl.DataFrame) -> pl.DataFrame:
    """A whole batch of a frame's rows, over and over."""
    if not frame.height:
        raise ValueError("frame: has no rows; at least one is needed")
    whole = pl.concat([frame] * -(-BATCH_ROWS // frame.height)).head(BATCH_ROWS)
    return renumbered(whole) if ROW_COLUMN in whole.columns else whole
