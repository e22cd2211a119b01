"""Aligning: which of the lines that are expected is which of those that were found."""

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import TypeVar

Expected = TypeVar("Expected")
Actual = TypeVar("Actual")
#: Beyond so many pairs lines are taken in order, as looking for the best fit would take too long.
_MOST_PAIRS = 250_000


def aligned(
    expected: Sequence[Expected], found: Sequence[Actual], same: Callable[[Expected, Actual], bool]
) -> list[tuple[int | None, int | None]]:
    """Pairs of positions in order; None stands for a line that is missing, or one too many.

    As many as possible are the same; between those, what differs is taken for the same line as long as there are both.
    """
    pairs: list[tuple[int | None, int | None]] = []
    left = right = 0
    for one, other in [*_common(expected, found, same), (len(expected), len(found))]:
        pairs += zip_longest(range(left, one), range(right, other))
        pairs.append((one, other))
        left, right = one + 1, other + 1
    return pairs[:-1]


def _common(
    expected: Sequence[Expected], found: Sequence[Actual], same: Callable[[Expected, Actual], bool]
) -> list[tuple[int, int]]:
    """The longest run of pairs that are the same, in order."""
    if len(expected) * len(found) > _MOST_PAIRS:
        return [(at, at) for at in range(min(len(expected), len(found))) if same(expected[at], found[at])]
    # How long the longest run is that begins at a pair of positions.
    longest = [[0] * (len(found) + 1) for _ in range(len(expected) + 1)]
    fits = [[same(one, other) for other in found] for one in expected]
    for one in reversed(range(len(expected))):
        for other in reversed(range(len(found))):
            longest[one][other] = (
                longest[one + 1][other + 1] + 1
                if fits[one][other]
                else max(longest[one + 1][other], longest[one][other + 1])
            )
    pairs: list[tuple[int, int]] = []
    one = other = 0
    while one < len(expected) and other < len(found):
        if fits[one][other]:
            pairs.append((one, other))
            one, other = one + 1, other + 1
        elif longest[one + 1][other] >= longest[one][other + 1]:
            one += 1
        else:
            other += 1
    return pairs
