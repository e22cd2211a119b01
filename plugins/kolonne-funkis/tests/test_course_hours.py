"""The hours of a course, of the meetings it had."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

import kolonne_funkis as plugin

_SCHEMA = {
    "row": pl.Int64(),
    "days": pl.List(pl.Date()),
    "minutes": pl.List(pl.Int64()),
    "breaks": pl.List(pl.Int64()),
}
_FIRST, _SECOND = date(2025, 3, 1), date(2025, 3, 2)


def made(*courses: tuple[Any, Any, Any], settings: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """`hours`, `days` and `long_days` of courses, each given as its lists of days, minutes and breaks."""
    transform = plugin.kolonne_transforms(settings or {})[0]
    rows = [(row, *course) for row, course in enumerate(courses)]
    found = transform.function(pl.DataFrame(rows, schema=_SCHEMA, orient="row"))
    assert found["row"].to_list() == list(range(len(courses)))
    assert dict(found.schema) == {
        "row": pl.Int64(), "hours": pl.Decimal(38, 2), "days": pl.Int64(), "long_days": pl.Int64()
    }  # fmt: skip
    return found.drop("row").rows()


_COURSES = [
    # Two evenings; two meetings of one day; a day that is too long.
    (([_FIRST, _SECOND], [120, 120], [15, 30]), (Decimal("4.00"), 2, 0)),
    (([_FIRST, _FIRST], [300, 300], [0, 0]), (Decimal("9.00"), 1, 1)),
    (([_FIRST, _FIRST, _SECOND], [300, 240, 60], [0, 0, 0]), (Decimal("10.00"), 2, 0)),
    (([_FIRST, _FIRST, _SECOND], [300, 241, 60], [0, 0, 0]), (Decimal("10.00"), 2, 1)),
    # Thirds of hours add up.
    (([_FIRST, _SECOND, date(2025, 3, 3)], [80, 80, 80], [20, 20, 20]), (Decimal("4.00"), 3, 0)),
    (([_FIRST], [239], [0]), (Decimal("3.98"), 1, 0)),
    # No meetings, and meetings that make no sense.
    (([], [], []), (Decimal("0.00"), 0, 0)),
    ((None, None, None), (None, None, None)),
    (([_FIRST], [60, 60], [0, 0]), (None, None, None)),
    (([_FIRST, _SECOND], [60, 60], [0, 61]), (None, None, None)),
    (([_FIRST, None], [60, 60], [0, 0]), (None, None, None)),
    (([_FIRST], [-60], [0]), (None, None, None)),
]


@pytest.mark.parametrize(("course", "expected"), _COURSES)
def test_meetings_of_a_day_are_added_up_and_capped(course: tuple[Any, Any, Any], expected: tuple[Any, ...]) -> None:
    """At most nine hours of each day."""
    assert made(course) == [expected]


def test_courses_do_not_see_each_other() -> None:
    """All at once give what each gives alone, in the order of the rows."""
    assert made(*(course for course, _ in _COURSES)) == [expected for _, expected in _COURSES]
    assert made() == []


def test_the_cap_is_that_of_the_day() -> None:
    """Not that of the course's first day."""
    limits = [{"until": "2025-03-02", "value": 2}, {"from": "2025-03-02", "value": 3}]
    found = made(([_FIRST, _SECOND], [600, 600], [0, 0]), settings={"thresholds": {"max_day_hours": limits}})
    assert found == [(Decimal("5.00"), 2, 2)]
