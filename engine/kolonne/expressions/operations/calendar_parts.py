"""Parts of dates, and the ends of the periods that they lie in."""

from collections.abc import Callable
from datetime import date, timedelta

import polars as pl

from kolonne.expressions.operations.dates import dates_of
from kolonne.expressions.operations.overload import Example, Operation, overload


def _part(
    name: str, doc: str, vector: Callable[[pl.Expr], pl.Expr], scalar: Callable[[date], int], example: Example
) -> Operation:
    return Operation(
        name,
        "dates",
        doc,
        (
            overload(
                "date:date -> integer",
                lambda call: vector(call.arguments[0]).cast(pl.Int64),
                lambda call: scalar(dates_of(call)[0]),
            ),
        ),
        (example,),
    )


def _edge(
    name: str, doc: str, vector: Callable[[pl.Expr], pl.Expr], scalar: Callable[[date], date], example: Example
) -> Operation:
    return Operation(
        name,
        "dates",
        doc,
        (
            overload(
                "date:date -> date", lambda call: vector(call.arguments[0]), lambda call: scalar(dates_of(call)[0])
            ),
        ),
        (example,),
    )


def _month_end(of: date) -> date:
    if of.month == 12:
        return date(of.year, 12, 31)
    return date(of.year, of.month + 1, 1) - timedelta(days=1)


OPERATIONS = (
    _part("year", "The year.", lambda e: e.dt.year(), lambda d: d.year, Example("year(date(2025, 2, 8))", 2025)),
    _part(
        "month", "The month, 1 to 12.", lambda e: e.dt.month(), lambda d: d.month, Example("month(date(2025, 2, 8))", 2)
    ),
    _part("day", "The day of the month.", lambda e: e.dt.day(), lambda d: d.day, Example("day(date(2025, 2, 8))", 8)),
    _part(
        "quarter",
        "The quarter, 1 to 4.",
        lambda e: e.dt.quarter(),
        lambda d: (d.month + 2) // 3,
        Example("quarter(date(2025, 8, 1))", 3),
    ),
    _part(
        "iso_week",
        "The week by ISO 8601, 1 to 53.",
        lambda e: e.dt.week(),
        lambda d: d.isocalendar().week,
        Example("iso_week(date(2024, 12, 30))", 1),
    ),
    _part(
        "weekday",
        "The day of the week: Monday is 1, Sunday 7.",
        lambda e: e.dt.weekday(),
        lambda d: d.isoweekday(),
        Example("weekday(date(2025, 2, 8))", 6),
    ),
    _edge(
        "start_of_month",
        "The first day of the month.",
        lambda e: e.dt.month_start(),
        lambda d: d.replace(day=1),
        Example("start_of_month(date(2025, 2, 8))", "2025-02-01"),
    ),
    _edge(
        "end_of_month",
        "The last day of the month.",
        lambda e: e.dt.month_end(),
        _month_end,
        Example("end_of_month(date(2024, 2, 8))", "2024-02-29"),
    ),
    _edge(
        "start_of_quarter",
        "The first day of the quarter.",
        lambda e: e.dt.truncate("1q"),
        lambda d: d.replace(month=d.month - (d.month - 1) % 3, day=1),
        Example("start_of_quarter(date(2025, 8, 9))", "2025-07-01"),
    ),
    _edge(
        "end_of_quarter",
        "The last day of the quarter.",
        lambda e: e.dt.truncate("1q").dt.offset_by("2mo").dt.month_end(),
        lambda d: _month_end(d.replace(month=d.month - (d.month - 1) % 3 + 2, day=1)),
        Example("end_of_quarter(date(2025, 8, 9))", "2025-09-30"),
    ),
    _edge(
        "start_of_year",
        "The first day of the year.",
        lambda e: e.dt.truncate("1y"),
        lambda d: d.replace(month=1, day=1),
        Example("start_of_year(date(2025, 2, 8))", "2025-01-01"),
    ),
    _edge(
        "end_of_year",
        "The last day of the year.",
        lambda e: e.dt.replace(month=12, day=31),
        lambda d: d.replace(month=12, day=31),
        Example("end_of_year(date(2025, 2, 8))", "2025-12-31"),
    ),
)
