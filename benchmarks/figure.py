"""Figure: ours against something else, measured in turn."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from measure import Command, Run, run_once


@dataclass(frozen=True, slots=True)
class Figure:
    """Medians, and the median of the ratios of runs that followed each other."""

    name: str
    #: `s` or `mb`, a million bytes.
    unit: str
    ours: float
    #: What ours is held against; empty where it stands alone.
    peer: str = ""
    peers: float | None = None
    #: The peer's over ours: how many times faster or smaller ours is; below 1 it is slower or larger.
    ratio: float | None = None
    #: The least that was promised of the ratio.
    floor: float | None = None
    #: What else must be said.
    note: str = ""

    @property
    def is_below(self) -> bool:
        """Whether less was measured than was promised."""
        return self.floor is not None and (self.ratio is None or self.ratio < self.floor)


def compare(
    name: str,
    ours: Command,
    peer: str,
    theirs: Command,
    runs: int,
    floor: float | None = None,
    *,
    note: str = "",
    is_warm: bool = False,
) -> Figure:
    """Seconds of both, in turn, after one warm-up each unless they have just run, or run only once."""
    if not is_warm and runs > 1:
        run_once(ours)
        run_once(theirs)
    pairs = [(run_once(ours).seconds, run_once(theirs).seconds) for _ in range(runs)]
    return against(name, "s", pairs, peer, floor, note)


def compare_peaks(
    name: str, ours: Command, peer: str, theirs: Command, runs: int, floor: float | None = None, note: str = ""
) -> tuple[Figure, list[Run]]:
    """Peaks of memory of both, in turn; and the runs of ours."""
    found = [(run_once(ours), run_once(theirs)) for _ in range(runs)]
    pairs = [(mine.megabytes, other.megabytes) for mine, other in found]
    return against(name, "mb", pairs, peer, floor, note), [mine for mine, _ in found]


def against(
    name: str, unit: str, pairs: Sequence[tuple[float, float]], peer: str, floor: float | None = None, note: str = ""
) -> Figure:
    """The figure of values of ours and of the peer's that were measured in turn."""
    ours, peers = (statistics.median(values) for values in zip(*pairs, strict=True))
    ratio = statistics.median(theirs / mine for mine, theirs in pairs)
    return Figure(name, unit, ours, peer, peers, ratio, floor, note)


def alone(name: str, ours: Command, runs: int, note: str = "") -> Figure:
    """Seconds of ours, after a warm-up unless it runs only once."""
    if runs > 1:
        run_once(ours)
    return Figure(name, "s", statistics.median(run_once(ours).seconds for _ in range(runs)), note=note)
