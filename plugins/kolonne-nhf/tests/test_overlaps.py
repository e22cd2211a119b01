"""Activities of a peer supporter that last at the same time."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nhf_activities import Activity, Judged, at, frame_of, judged, judged_plainly

import kolonne_nhf as plugin

_DOUBLED = "same_participants"
_CASES: dict[str, tuple[list[Activity], list[Judged]]] = {
    "the first one counts": ([Activity(at(1), at(3)), Activity(at(2), at(4))], [(1, None), (1, _DOUBLED)]),
    "the first one is the one that begins first": (
        [Activity(at(2), at(4)), Activity(at(1), at(3))],
        [(1, _DOUBLED), (1, None)],
    ),
    "of those that begin together the first row counts": (
        [Activity(at(1), at(2)), Activity(at(1), at(3))],
        [(1, None), (1, _DOUBLED)],
    ),
    "touching is no overlap": ([Activity(at(1), at(2)), Activity(at(2), at(3))], [(0, None), (0, None)]),
    "one inside of another": (
        [Activity(at(1), at(9)), Activity(at(2), at(3)), Activity(at(4), at(5))],
        [(2, None), (1, _DOUBLED), (1, _DOUBLED)],
    ),
    "a chain counts once": (
        [Activity(at(1), at(3)), Activity(at(2), at(5)), Activity(at(4), at(6))],
        [(1, None), (2, _DOUBLED), (1, _DOUBLED)],
    ),
    "other participants": (
        [Activity(at(1), at(3)), Activity(at(1), at(3), participants=("x",))],
        [(1, None), (1, None)],
    ),
    "the same participants in another order, and twice": (
        [Activity(at(1), at(3)), Activity(at(1), at(3), participants=("y", "x", "y"))],
        [(1, None), (1, _DOUBLED)],
    ),
    "names that look alike when they are joined": (
        [
            Activity(at(1), at(3), participants=("x", "y, z")),
            Activity(at(1), at(3), participants=("x, y", "z")),
            Activity(at(1), at(3), participants=("x, y, z",)),
        ],
        [(2, None), (2, None), (2, None)],
    ),
    "another supporter": (
        [Activity(at(1), at(3)), Activity(at(1), at(3), supporters=("B",))],
        [(0, None), (0, None)],
    ),
    "one of several supporters is enough": (
        [Activity(at(1), at(3), ("A", "B")), Activity(at(2), at(4), ("C", "B")), Activity(at(2), at(4), ("C",))],
        [(1, None), (1, _DOUBLED), (1, _DOUBLED)],
    ),
    "two supporters in common are one activity": (
        [Activity(at(1), at(3), ("A", "B")), Activity(at(2), at(4), ("B", "A"))],
        [(1, None), (1, _DOUBLED)],
    ),
    "the supporter who has most at once": (
        [
            Activity(at(1), at(9), ("A", "B"), ("x",)),
            Activity(at(1), at(2), ("A",), ("y",)),
            Activity(at(3), at(4), ("B",), ("y",)),
            Activity(at(5), at(6), ("B",), ("y",)),
        ],
        [(2, None), (1, None), (1, None), (1, None)],
    ),
    "no participants are not the same participants": (
        [Activity(at(1), at(3), participants=()), Activity(at(1), at(3), participants=None)] * 2,
        [(3, None)] * 4,
    ),
    "what is not known is not judged": (
        [
            Activity(at(1), None),
            Activity(None, at(2)),
            Activity(at(1), at(2), supporters=None),
            Activity(at(1), at(2), supporters=()),
            Activity(at(1), at(2)),
        ],
        [(None, None)] * 4 + [(0, None)],
    ),
    "what ends before it begins is not judged": (
        [Activity(at(1), at(1)), Activity(at(2), at(1)), Activity(at(0), at(3))],
        [(None, None), (None, None), (0, None)],
    ),
    "no rows": ([], []),
}


@pytest.mark.parametrize(("activities", "expected"), _CASES.values(), ids=_CASES)
def test_overlapping_activities_count_when_participants_differ(
    activities: list[Activity], expected: list[Judged]
) -> None:
    """By peer supporter; a time is up to its end, which is not part of it."""
    assert judged(activities) == judged_plainly(activities) == expected


_DAYS: dict[str, tuple[list[Activity], list[Judged]]] = {
    "the same day": ([Activity(at(8), at(9)), Activity(at(20), at(21))], [(1, None), (1, _DOUBLED)]),
    # UTC's 22:30 is 23:30 in Oslo, and UTC's 23:30 the next day.
    "another day in Oslo": ([Activity(at(22.5), at(22.75)), Activity(at(23.5), at(23.75))], [(0, None), (0, None)]),
    "until midnight in Oslo": ([Activity(at(20), at(23)), Activity(at(23), at(24))], [(0, None), (0, None)]),
    "over midnight": ([Activity(at(20), at(23.25)), Activity(at(40), at(41))], [(1, None), (1, _DOUBLED)]),
    "other participants": (
        [Activity(at(8), at(9)), Activity(at(20), at(21), participants=("x",))],
        [(1, None), (1, None)],
    ),
}


@pytest.mark.parametrize(("activities", "expected"), _DAYS.values(), ids=_DAYS)
def test_whole_days_can_be_held_against_each_other(activities: list[Activity], expected: list[Judged]) -> None:
    """By the days that activities touch, whatever the hours."""
    assert judged(activities, whole_days=True) == judged_plainly(activities, whole_days=True) == expected


def test_a_day_of_25_hours_is_one_day() -> None:
    """On the last Sunday of October."""
    sunday = datetime.fromisoformat("2025-10-26T00:30:00+02:00")
    activities = [Activity(sunday + timedelta(hours=h), sunday + timedelta(hours=h, minutes=15)) for h in (0, 24, 25)]
    assert judged(activities, whole_days=True) == [(1, None), (1, _DOUBLED), (0, None)]


def test_the_frame_that_is_given_stays_as_it_is() -> None:
    """A transform is pure."""
    frame = frame_of([Activity(at(1), at(3)), Activity(at(2), at(4))])
    before = frame.clone()
    (transform,) = plugin.kolonne_transforms({})
    assert transform.function(frame).equals(transform.function(frame))
    assert frame.equals(before)


_FEW = st.lists(st.sampled_from("ABC"), max_size=3)
_TIMES = st.none() | st.integers(0, 60).map(lambda quarters: at(quarters / 4 + 12))
_ACTIVITIES = st.lists(st.builds(Activity, _TIMES, _TIMES, st.none() | _FEW, st.none() | _FEW), max_size=25)


@settings(max_examples=200, deadline=None)
@given(activities=_ACTIVITIES, whole_days=st.booleans())
def test_it_is_as_if_each_were_held_against_each_other(activities: list[Activity], whole_days: bool) -> None:
    """Whoever shares supporters, and in whatever order they stand."""
    assert judged(activities, whole_days=whole_days) == judged_plainly(activities, whole_days=whole_days)


def test_thousands_of_one_supporter_are_no_trouble() -> None:
    """All at the same time: held against each other they would be 400 million pairs."""
    found = judged([Activity(at(1), at(2))] * 20_000)
    assert found[0] == (19_999, None)
    assert set(found[1:]) == {(19_999, _DOUBLED)}
