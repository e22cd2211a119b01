"""Exactness: times that have more to them than a form of `strftime` shows."""

import re

import polars as pl

_SECOND = 1_000_000_000
_STEPS = {"ns": 1, "us": 1_000, "ms": 1_000_000}
#: What a form shows, in nanoseconds; the first that is found in it counts.
_SHOWN = (
    (r"%\.?3f", 1_000_000),
    (r"%\.?6f", 1_000),
    (r"%[-_0]?[.\d]*f", 1),
    (r"%[-_0]?[STXcrs]", _SECOND),
    (r"%[-_0]?[MR]", 60 * _SECOND),
    ("", 3600 * _SECOND),
)


def finer(cells: pl.Series, form: str) -> int:
    """How many times or instants (null is none) have seconds, or parts of one, of which the form shows nothing."""
    step = next(step for pattern, step in _SHOWN if re.search(pattern, form))
    unit = _STEPS[cells.dtype.time_unit] if isinstance(cells.dtype, pl.Datetime) else 1
    if step <= unit:
        return 0
    # Zones of time are whole minutes apart, and nobody leaves out minutes without meaning it.
    return int((cells.to_physical() % (min(step, 60 * _SECOND) // unit) != 0).sum())
