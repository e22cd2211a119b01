"""What an artifact costs until somebody reads it."""

from collections.abc import Iterator

from bench import Bench
from figure import Figure, against
from measure import case, run_once

#: Its size, in MB.
SIZE = 200


def measured(bench: Bench) -> Iterator[Figure]:
    """Against its bytes, if they were in memory."""
    grown = [float(run_once(case("hold_artifact")).said) / 1e6 for _ in range(bench.runs)]
    # A page, where nothing at all was counted.
    pairs = [(max(megabytes, 0.004), float(SIZE)) for megabytes in grown]
    yield against(f"holding an artifact of {SIZE} MB", "mb", pairs, "its bytes")
