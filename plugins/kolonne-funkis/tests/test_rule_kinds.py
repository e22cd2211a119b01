"""What Funkis asks of a whole course: on which side of a limit it lies."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

import kolonne_funkis as plugin

_TYPES: Mapping[str, pl.DataType] = {
    "decimal(2)": pl.Decimal(38, 2),
    "integer": pl.Int64(),
    "date": pl.Date(),
    "boolean": pl.Boolean(),
}


def judged(name: str, *rows: tuple[Any, ...], **settings: Any) -> list[bool | None]:
    """What a kind of rule says of rows, whose cells stand in the order of its parameters."""
    (kind,) = (one for one in plugin.kolonne_rule_kinds(settings) if one.name == name)
    schema = {"row": pl.Int64(), **{parameter: _TYPES[of] for parameter, of in kind.takes.items()}}
    cells = [(at, *(Decimal(cell) if isinstance(cell, str) else cell for cell in row)) for at, row in enumerate(rows)]
    found = kind.function(pl.DataFrame(cells, schema=schema, orient="row"))
    assert found.dtype == pl.Boolean
    return found.to_list()


_OLD, _NEW = date(2020, 12, 31), date(2021, 1, 1)
_COUNTS = [
    (("4.00", 4, _NEW, False), True),
    (("3.99", 4, _NEW, False), False),
    (("4.00", 4, _OLD, False), False),
    (("8.00", 4, _OLD, False), True),
    (("7.99", 4, _OLD, False), False),
    (("4.00", 3, _NEW, False), False),
    (("4.00", 3, _NEW, True), True),
    (("4.00", 0, _NEW, True), True),
    # A dispensation is about participants, not about hours.
    (("3.99", 3, _NEW, True), False),
    (("4.00", 3, _NEW, None), False),
    (("4.00", None, _NEW, True), True),
    # What is not known breaks nothing, unless the rest does.
    ((None, 4, _NEW, False), None),
    (("4.00", None, _NEW, False), None),
    ((None, 3, _NEW, False), False),
    (("4.00", 4, None, False), None),
]


@pytest.mark.parametrize(("course", "kept"), _COUNTS)
def test_a_course_needs_hours_and_participants(course: tuple[Any, ...], kept: bool | None) -> None:
    """Four hours, eight before 2021; four participants or a dispensation."""
    assert judged("funkis_course_counts", course) == [kept]


def test_settings_say_other_limits() -> None:
    """By the course's first day."""
    limits = {
        "min_hours": [{"value": 6}],
        "min_participants": [{"until": "2021-01-01", "value": 5}, {"from": "2021-01-01", "value": 2}],
    }
    found = judged(
        "funkis_course_counts",
        ("5.99", 9, _NEW, False),
        ("6.00", 2, _NEW, False),
        ("6.00", 4, _OLD, False),
        ("6.00", 5, _OLD, False),
        thresholds=limits,
    )
    assert found == [False, True, False, True]


_SHARES = [
    (("8.00", "4.00", date(2023, 7, 1)), True),
    (("8.00", "4.01", date(2023, 7, 1)), False),
    (("8.00", "8.00", date(2023, 6, 30)), True),
    (("8.00", "8.01", date(2023, 6, 30)), False),
    (("0.00", "0.00", date(2025, 1, 1)), True),
    (("8.00", None, date(2025, 1, 1)), None),
    (("8.00", "9.00", None), None),
]


@pytest.mark.parametrize(("course", "kept"), _SHARES)
def test_half_of_the_hours_may_be_digital(course: tuple[Any, ...], kept: bool | None) -> None:
    """All may if the course began before July 2023."""
    assert judged("funkis_digital_share", course) == [kept]


_APPLIED = [
    ((date(2025, 2, 28), date(2025, 3, 1)), True),
    ((date(2025, 3, 1), date(2025, 3, 1)), False),
    ((None, date(2025, 3, 1)), None),
]


@pytest.mark.parametrize(("days", "kept"), _APPLIED)
def test_the_application_comes_before_the_course(days: tuple[Any, ...], kept: bool | None) -> None:
    """On the same day is too late."""
    assert judged("funkis_applied_in_time", days) == [kept]


_REPORTED = [
    ((date(2025, 6, 1), date(2025, 3, 1)), True),
    ((date(2025, 6, 2), date(2025, 3, 1)), False),
    ((date(2024, 2, 29), date(2023, 11, 30)), True),
    ((date(2024, 3, 1), date(2023, 11, 30)), False),
    ((date(2025, 2, 28), date(2024, 11, 30)), True),
    ((None, date(2023, 11, 30)), None),
    ((date(2025, 6, 1), None), None),
]


@pytest.mark.parametrize(("days", "kept"), _REPORTED)
def test_the_report_comes_within_three_months(days: tuple[Any, ...], kept: bool | None) -> None:
    """The last day of a shorter month stands for a day that it lacks."""
    assert judged("funkis_reported_in_time", days) == [kept]


def test_no_rows_are_judged_too() -> None:
    """A batch may be empty."""
    for kind in plugin.kolonne_rule_kinds({}):
        schema = {"row": pl.Int64(), **{name: _TYPES[of] for name, of in kind.takes.items()}}
        assert kind.function(pl.DataFrame(schema=schema)).len() == 0
