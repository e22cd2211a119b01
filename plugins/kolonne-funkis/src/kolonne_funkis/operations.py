"""Operations: what documents can compute about single courses and participants."""

from datetime import date
from decimal import Decimal

import polars as pl

from kolonne.hookspecs import Example, Operation, vector_operation
from kolonne_funkis.codes import EXAMS, LEVELS, known, one_known
from kolonne_funkis.counting import Counting
from kolonne_funkis.course_time import capped, day_seconds, hours_of, seconds_of
from kolonne_funkis.places import one_place, place_of
from kolonne_funkis.settings import Settings


def operations(settings: Settings) -> tuple[Operation, ...]:
    """All of them, with the limits of an organisation's settings."""
    return _counts(settings), _day_seconds(settings), _hours(), _municipality(settings), _level(), _exam()


def _counts(settings: Settings) -> Operation:
    counting = Counting(settings.thresholds, settings.unknown_age_counts)
    return vector_operation(
        "funkis_counts",
        "attended:decimal hours:decimal birth_year:integer start:date -> boolean",
        counting.of,
        "Whether a participant counts: was there for at least 75 % of the course's hours, and turns 14 or more in the year "
        "in which the course begins. Of a course without hours nobody counts.",
        (
            Example("funkis_counts(7.50, 10.00, 2011, date(2025, 2, 1))", True),
            Example("funkis_counts(7.49, 10.00, 2011, date(2025, 2, 1))", False),
            Example("funkis_counts(10.00, 10.00, 2012, date(2025, 12, 31))", False),
        ),
        scalar=counting.one,
        sees_blanks=True,
    )


def _day_seconds(settings: Settings) -> Operation:
    most = settings.thresholds.max_day_hours

    def vector(minutes: pl.Expr, breaks: pl.Expr, day: pl.Expr) -> pl.Expr:
        return capped(seconds_of(minutes, breaks), most.of(day))

    def scalar(minutes: int, breaks: int, day: date) -> int | None:
        return day_seconds(minutes, breaks, most.at(day))

    return vector_operation(
        "funkis_day_seconds",
        "minutes:integer breaks:integer day:date -> integer",
        vector,
        "Seconds of one day that count as course time: minutes by the clock, in which up to 15 an hour may be break, at most "
        "9 hours. Blank where the breaks are longer than the rest, or the day than 24 hours. Add up seconds, which are exact, "
        "and make hours of the sum with `funkis_hours`.",
        (
            Example("funkis_day_seconds(120, 30, date(2025, 3, 1))", 7200),
            Example("funkis_day_seconds(80, 20, date(2025, 3, 1))", 4800),
            Example("funkis_day_seconds(60, 30, date(2025, 3, 1))", 2400),
            Example("funkis_day_seconds(600, 0, date(2025, 3, 1))", 32400),
        ),
        scalar=scalar,
    )


def _hours() -> Operation:
    return vector_operation(
        "funkis_hours",
        "seconds:integer -> decimal(2)",
        hours_of,
        "Course seconds as hours with two decimals.",
        (Example("funkis_hours(14400)", Decimal("4.00")), Example("funkis_hours(14380)", Decimal("3.99"))),
    )


def _municipality(settings: Settings) -> Operation:
    def vector(municipality: pl.Expr, county: pl.Expr, abroad: pl.Expr) -> pl.Expr:
        return place_of(municipality, county, abroad, settings.abroad)

    def scalar(municipality: str | None, county: str | None, abroad: bool | None) -> str | None:  # as documents give it
        return one_place(municipality, county, abroad, settings.abroad)

    return vector_operation(
        "funkis_municipality",
        "municipality:text county:text abroad:boolean -> text",
        vector,
        "The four digits of the place: the municipality's number, without one the county's and `00`, or the code for abroad. "
        "Blank where none is known, or what stands there is no number.",
        (
            Example("funkis_municipality('301', '03', false)", "0301"),
            Example("funkis_municipality(None, '34', None)", "3400"),
            Example("funkis_municipality('Oslo', '03', false)", None),
        ),
        scalar=scalar,
        sees_blanks=True,
    )


def _level() -> Operation:
    return vector_operation(
        "funkis_level",
        "text -> text",
        lambda text: known(text, LEVELS),
        "The level of a course, 1, 2 or 3; 9 for whatever else stands there, and for a blank.",
        (Example("funkis_level(' 2 ')", "2"), Example("funkis_level('4')", "9"), Example("funkis_level(None)", "9")),
        scalar=lambda text: one_known(text, LEVELS),
        sees_blanks=True,
    )


def _exam() -> Operation:
    return vector_operation(
        "funkis_exam",
        "text -> text",
        lambda text: known(text, EXAMS),
        "The code of a course's exam; 99 for whatever is none of them, and for a blank.",
        (Example("funkis_exam('40')", "40"), Example("funkis_exam('ja')", "99"), Example("funkis_exam(None)", "99")),
        scalar=lambda text: one_known(text, EXAMS),
        sees_blanks=True,
    )
