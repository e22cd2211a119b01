"""Functions of dates: local days of the organisation."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import cast

import polars as pl

from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.operations.bounds import FIRST_DAY, LAST_DAY, day
from kolonne.expressions.operations.overload import Example, Operation, ScalarCall, VectorCall, overload
from kolonne.expressions.types import DATE, Value, list_of

#: A range of more days than this is a mistyped year.
MOST_DAYS = 3660
_EPOCH = date(1970, 1, 1)


def _dates(call: ScalarCall) -> tuple[date, ...]:
    return cast("tuple[date, ...]", call.arguments)


def _days(of: pl.Expr) -> pl.Expr:
    return of.cast(pl.Int32).cast(pl.Int64)


def _make(call: VectorCall) -> pl.Expr:
    year, month, number = call.arguments
    good = year.is_between(1, 9999) & month.is_between(1, 12) & number.is_between(1, 31)
    call.fault("bad_date", good.not_())
    parts = [part.cast(pl.String).str.zfill(width) for part, width in ((year, 4), (month, 2), (number, 2))]
    text = pl.when(good).then(pl.concat_str(parts, separator="-"))
    found = text.str.to_date("%Y-%m-%d", strict=False)
    call.fault("bad_date", text.is_not_null() & found.is_null())
    return found


def _make_scalar(call: ScalarCall) -> Value:
    year, month, number = cast("tuple[int, int, int]", call.arguments)
    try:
        return date(year, month, number)
    except (ValueError, OverflowError):
        raise CellFaultError("bad_date") from None


def _parse(call: VectorCall) -> pl.Expr:
    text = call.arguments[0]
    found = pl.when(text.str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")).then(text).str.to_date("%Y-%m-%d", strict=False)
    found = pl.when(_days(found) >= FIRST_DAY).then(found)
    call.fault("bad_date", text.is_not_null() & found.is_null())
    return found


def _parse_scalar(call: ScalarCall) -> Value:
    text = cast("str", call.arguments[0])
    try:
        if len(text) == 10 and text[4] == text[7] == "-" and text.isascii():
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise CellFaultError("bad_date")


def _add_days_scalar(call: ScalarCall) -> Value:
    start, count = cast("tuple[date, int]", call.arguments)
    days = (start - _EPOCH).days + count
    if not FIRST_DAY <= days <= LAST_DAY:
        raise CellFaultError("bad_date")
    return _EPOCH + timedelta(days=days)


def _range(call: VectorCall) -> pl.Expr:
    first, last = call.arguments
    length = _days(last) - _days(first)
    good = length.is_between(0, MOST_DAYS - 1)
    call.fault("bad_date", good.not_())
    # Polars makes an empty list where the end is blank; blank in is blank out.
    return pl.when(good).then(pl.date_ranges(first, pl.when(good).then(last)))


def _range_scalar(call: ScalarCall) -> Value:
    first, last = _dates(call)
    length = (last - first).days
    if not 0 <= length < MOST_DAYS:
        raise CellFaultError("bad_date")
    return tuple(first + timedelta(days=at) for at in range(length + 1))


def _part(
    name: str, doc: str, vector: Callable[[pl.Expr], pl.Expr], scalar: Callable[[date], int], example: Example
) -> Operation:
    return Operation(
        name,
        "dates",
        doc,
        (
            overload(
                "date -> integer",
                lambda call: vector(call.arguments[0]).cast(pl.Int64),
                lambda call: scalar(_dates(call)[0]),
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
        (overload("date -> date", lambda call: vector(call.arguments[0]), lambda call: scalar(_dates(call)[0])),),
        (example,),
    )


def _month_end(of: date) -> date:
    if of.month == 12:
        return date(of.year, 12, 31)
    return date(of.year, of.month + 1, 1) - timedelta(days=1)


OPERATIONS = (
    Operation(
        "date",
        "dates",
        "A date from year, month and day, or from a text such as `2025-02-08`.",
        (
            overload("integer integer integer -> date", _make, _make_scalar),
            overload("text -> date", _parse, _parse_scalar),
        ),
        (Example("date(2025, 2, 8)", "2025-02-08"), Example("date('2025-02-30')", None, "bad_date")),
    ),
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
    Operation(
        "add_days",
        "dates",
        "The date so many days later.",
        (
            overload(
                "date integer -> date",
                lambda c: day(c, _days(c.arguments[0]).cast(pl.Int128) + c.arguments[1]),
                _add_days_scalar,
            ),
        ),
        (
            Example("add_days(date(2024, 2, 28), 2)", "2024-03-01"),
            Example("add_days(date(9999, 12, 31), 1)", None, "bad_date"),
        ),
    ),
    Operation(
        "days_between",
        "dates",
        "How many days from the first date to the second; negative when it lies before.",
        (
            overload(
                "date date -> integer",
                lambda c: _days(c.arguments[1]) - _days(c.arguments[0]),
                lambda c: (_dates(c)[1] - _dates(c)[0]).days,
            ),
        ),
        (Example("days_between(date(2024, 2, 28), date(2024, 3, 1))", 2),),
    ),
    Operation(
        "days",
        "dates",
        f"All days from the first to the last, both included; at most {MOST_DAYS}.",
        (overload("date date -> list(date)", _range, _range_scalar, result=lambda _: list_of(DATE)),),
        (
            Example("days(date(2025, 1, 31), date(2025, 2, 1))", ["2025-01-31", "2025-02-01"]),
            Example("days(date(2025, 2, 1), date(2025, 1, 31))", None, "bad_date"),
        ),
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
