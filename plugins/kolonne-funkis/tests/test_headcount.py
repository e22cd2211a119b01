"""Who counts, by gender and age group."""

from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

import kolonne_funkis as plugin
from kolonne_funkis.headcount import HEADS

_SCHEMA = {
    "row": pl.Int64(),
    "start": pl.Date(),
    "hours": pl.Decimal(38, 2),
    "attended": pl.List(pl.Float64()),
    "birth_years": pl.List(pl.Int64()),
    "genders": pl.List(pl.String()),
}
_START = date(2025, 12, 31)


def made(*courses: tuple[Any, Any, Any, Any, Any], **settings: Any) -> list[dict[str, Any]]:
    """What is not 0 of each course, given as its first day, hours, and lists of hours attended, birth years and genders."""
    transform = plugin.kolonne_transforms(settings)[1]
    rows = [(row, *course) for row, course in enumerate(courses)]
    found = transform.function(pl.DataFrame(rows, schema=_SCHEMA, orient="row"))
    assert found.columns == ["row", *HEADS]
    assert set(found.drop("row").dtypes) <= {pl.Int64()}
    assert found["row"].to_list() == list(range(len(courses)))
    return [{name: cell for name, cell in row.items() if cell != 0} for row in found.drop("row").to_dicts()]


def people(*of: tuple[str, int, str], start: date | None = _START, hours: str | None = "4.00") -> tuple[Any, ...]:
    """A course of four hours with participants."""
    return (
        start, hours and Decimal(hours), [float(at) for at, _, _ in of], [year for _, year, _ in of], [who for _, _, who in of]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("year", "field"),
    [(2011, "M_14_19"), (2006, "M_14_19"), (2005, "M_20_29"), (1996, "M_20_29"), (1995, "M_30_39"), (1986, "M_30_39"),
     (1985, "M_40_49"), (1976, "M_40_49"), (1975, "M_50_59"), (1966, "M_50_59"), (1965, "M_60"), (1925, "M_60")],
)  # fmt: skip
def test_an_age_belongs_to_a_group(year: int, field: str) -> None:
    """By the age that is reached in the year in which the course begins."""
    assert made(people(("4.00", year, "M"))) == [{"participants": 1, field: 1}]


def test_who_does_not_count_is_in_no_field() -> None:
    """Too young, too seldom there, of unknown age."""
    course = people(("4.00", 2012, "K"), ("2.99", 1970, "K"), ("4.00", 0, "K"), ("3.00", 1970, "K"))
    assert made(course) == [{"participants": 1, "K_50_59": 1}]


def test_unknown_ages_have_fields() -> None:
    """Where the organisation lets them count."""
    course = people(("4.00", 0, "K"), ("4.00", 0, "M"), ("4.00", 0, ""))
    assert made(course, unknown_age_counts=True) == [{"participants": 3, "M_unknown": 1, "K_unknown": 1, "other": 1}]


def test_genders_without_fields_are_counted_beside_them() -> None:
    """Nobody disappears from the sum."""
    course = people(("4.00", 1970, "X"), ("4.00", 1970, ""), ("4.00", 1970, "K"), ("4.00", 1970, "k"))
    assert made(course) == [{"participants": 4, "K_50_59": 1, "other": 3}]


@pytest.mark.parametrize(
    ("attended", "hours", "counts"),
    [("3.38", "4.50", True), ("3.37", "4.50", False), ("11.75", "15.66", True), ("11.74", "15.66", False),
     ("0.30", "0.40", True), ("33.75", "45.00", True), ("33.74", "45.00", False), ("0.00", "0.00", False)],
)  # fmt: skip
def test_three_quarters_are_exact(attended: str, hours: str, counts: bool) -> None:
    """Although lists hold floating-point numbers."""
    assert made(people((attended, 1970, "K"), hours=hours)) == [{"participants": 1, "K_50_59": 1} if counts else {}]


def test_the_fields_add_up() -> None:
    """To the number of all who count."""
    course = people(*(("4.00", year, who) for year in range(1930, 2020, 7) for who in ("M", "K", "?")))
    (found,) = made(course)
    assert found.pop("participants") == sum(found.values())


def test_nothing_is_known_of_a_course_without_its_day_or_with_uneven_lists() -> None:
    """Such a course has no numbers; one without participants or hours has zeros."""
    uneven = (_START, Decimal("4.00"), [4.0], [1970, 1971], ["K"])
    good = people(("4.00", 1970, "K"))
    found = made(
        people(("4.00", 1970, "K"), start=None), uneven, people(), people(("4.00", 1970, "K"), hours=None), good
    )
    assert found == [dict.fromkeys(HEADS), dict.fromkeys(HEADS), {}, {}, {"participants": 1, "K_50_59": 1}]
    assert made() == []
