"""Which expected line is which found one."""

from operator import eq

import pytest

from kolonne.orchestrator.aligning import aligned


@pytest.mark.parametrize(
    ("expected", "found", "pairs"),
    [
        ("", "", []),
        ("abc", "abc", [(0, 0), (1, 1), (2, 2)]),
        ("abc", "bc", [(0, None), (1, 0), (2, 1)]),
        ("bc", "abc", [(None, 0), (0, 1), (1, 2)]),
        ("abc", "axc", [(0, 0), (1, 1), (2, 2)]),
        ("abc", "axyc", [(0, 0), (1, 1), (None, 2), (2, 3)]),
        ("ab", "", [(0, None), (1, None)]),
        ("ab", "xy", [(0, 0), (1, 1)]),
        ("abcd", "acbd", [(0, 0), (None, 1), (1, 2), (2, None), (3, 3)]),
    ],
)
def test_aligned(expected: str, found: str, pairs: list[tuple[int | None, int | None]]) -> None:
    """As many lines as possible are the same; a line that is missing does not shift those after it."""
    got = aligned(expected, found, eq)
    same = [
        (one, other) for one, other in got if one is not None and other is not None and expected[one] == found[other]
    ]
    wanted = [
        (one, other) for one, other in pairs if one is not None and other is not None and expected[one] == found[other]
    ]
    assert len(same) == len(wanted)
    assert [one for one, _ in got if one is not None] == list(range(len(expected)))
    assert [other for _, other in got if other is not None] == list(range(len(found)))
    assert len(got) == len(pairs)


def test_very_many_lines_are_taken_in_order() -> None:
    """Looking for the best fit ends somewhere."""
    assert aligned([0] * 600, [0] * 599, eq)[-1] == (599, None)
