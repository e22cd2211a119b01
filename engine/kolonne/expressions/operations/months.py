"""Months between dates, and ages."""

from datetime import date
from typing import cast

import polars as pl

from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.operations.bounds import integer, narrowed
from kolonne.expressions.operations.dates import dates_of, made_date
from kolonne.expressions.operations.overload import (
    Example,
    Operation,
    Overload,
    ScalarCall,
    VectorCall,
    overload,
)
from kolonne.expressions.types import Value


def _year(day: pl.Expr) -> pl.Expr:
    return day.dt.year().cast(pl.Int64)


def _month(day: pl.Expr) -> pl.Expr:
    """Months since year 0."""
    return _year(day) * 12 + day.dt.month().cast(pl.Int64) - 1


def _day(day: pl.Expr) -> pl.Expr:
    return day.dt.day().cast(pl.Int64)


def _length(year: int, month: int) -> int:
    """How many days a month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in {4, 6, 9, 11} else 31


def _add_months(call: VectorCall) -> pl.Expr:
    start, count = call.arguments
    months = _month(start).cast(pl.Int128) + count
    good = months.is_between(12, 9999 * 12 + 11)
    kept = pl.when(good).then(months).cast(pl.Int64)
    first = made_date(kept // 12, kept % 12 + 1, pl.lit(1, dtype=pl.Int64))
    last = first.dt.month_end()
    number = pl.min_horizontal(_day(start), _day(last))
    return call.guarded("bad_date", good, first + pl.duration(days=number - 1))


def _add_months_scalar(call: ScalarCall) -> Value:
    start, count = cast("tuple[date, int]", call.arguments)
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        raise CellFaultError("bad_date")
    return date(year, month + 1, min(start.day, _length(year, month + 1)))


def _whole_months(first: pl.Expr, last: pl.Expr) -> pl.Expr:
    """Months that are over, where the first day does not lie after the last."""
    begins = pl.min_horizontal(_day(first), _day(last.dt.month_end()))
    return _month(last) - _month(first) - (begins > _day(last)).cast(pl.Int64)


def _months_between(call: VectorCall) -> pl.Expr:
    first, last = call.arguments
    return pl.when(first <= last).then(_whole_months(first, last)).otherwise(0 - _whole_months(last, first))


def _months_between_scalar(call: ScalarCall) -> Value:
    first, last = dates_of(call)
    if first > last:
        return -_whole_months_scalar(last, first)
    return _whole_months_scalar(first, last)


def _whole_months_scalar(first: date, last: date) -> int:
    begins = min(first.day, _length(last.year, last.month))
    return (last.year - first.year) * 12 + last.month - first.month - (begins > last.day)


def _age(call: VectorCall) -> pl.Expr:
    born, day = call.arguments
    not_yet = born.dt.month().cast(pl.Int64) * 31 + _day(born) > day.dt.month().cast(pl.Int64) * 31 + _day(day)
    return _year(day) - _year(born) - not_yet.cast(pl.Int64)


def _age_scalar(call: ScalarCall) -> Value:
    born, day = dates_of(call)
    return day.year - born.year - ((born.month, born.day) > (day.month, day.day))


def _as_year(call: VectorCall, at: int) -> pl.Expr:
    of = call.arguments[at]
    return (_year(of) if call.types[at].kind == "date" else of).cast(pl.Int128)


def _as_year_scalar(value: Value) -> int:
    return value.year if isinstance(value, date) else cast("int", value)


def _age_in_year(birth: str, year: str) -> Overload:
    return overload(
        f"birth:{birth} year:{year} -> integer",
        lambda c: narrowed(c, _as_year(c, 1) - _as_year(c, 0)),
        lambda c: integer(_as_year_scalar(c.arguments[1]) - _as_year_scalar(c.arguments[0])),
    )


OPERATIONS = (
    Operation(
        "add_months",
        "dates",
        "The date so many months later; the last day of that month where it has no such day.",
        (overload("date:date months:integer -> date", _add_months, _add_months_scalar),),
        (
            Example("add_months(date(2024, 1, 31), 1)", "2024-02-29"),
            Example("add_months(date(2025, 5, 31), months=-3)", "2025-02-28"),
            Example("add_months(date(9999, 12, 1), 1)", None, "bad_date"),
        ),
    ),
    Operation(
        "months_between",
        "dates",
        "How many whole months from the first date to the second, counted as `add_months` adds them; negative when it lies "
        "before.",
        (overload("first:date last:date -> integer", _months_between, _months_between_scalar),),
        (
            Example("months_between(date(2025, 1, 15), date(2025, 4, 14))", 2),
            Example("months_between(date(2025, 1, 31), date(2025, 2, 28))", 1),
        ),
    ),
    Operation(
        "age_on",
        "dates",
        "How old somebody is on a day, in whole years; negative before they are born. Who is born on 29 February grows "
        "older on 1 March in a year that has no such day.",
        (overload("birth:date day:date -> integer", _age, _age_scalar),),
        (
            Example("age_on(date(2010, 6, 15), date(2025, 6, 14))", 14),
            Example("age_on(date(2008, 2, 29), date(2025, 2, 28))", 16),
        ),
    ),
    Operation(
        "age_in_year",
        "dates",
        "The age that somebody reaches in a year, which is their age on 31 December; each may be a date or a year.",
        tuple(_age_in_year(birth, year) for birth in ("integer", "date") for year in ("integer", "date")),
        (
            Example("age_in_year(2010, 2025)", 15),
            Example("age_in_year(date(2010, 12, 31), date(2025, 1, 1))", 15),
        ),
    ),
)
