"""Functions of dates: local days of the organisation."""

from datetime import date, timedelta
from typing import cast

import polars as pl

from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.operations.bounds import FIRST_DAY, LAST_DAY, day
from kolonne.expressions.operations.clock import DATE_OF_MOMENT
from kolonne.expressions.operations.overload import Example, Operation, ScalarCall, VectorCall, overload
from kolonne.expressions.operations.reach import Reach
from kolonne.expressions.types import DATE, Value, list_of

#: A range of more days than this is a mistyped year.
MOST_DAYS = 3660
#: From the first day of year 1 to the last of 9999.
_ALL_DAYS = float(LAST_DAY - FIRST_DAY)
_EPOCH = date(1970, 1, 1)


def dates_of(call: ScalarCall) -> tuple[date, ...]:
    """The operands of a scalar call as dates."""
    return cast("tuple[date, ...]", call.arguments)


def day_count(of: pl.Expr) -> pl.Expr:
    """The days since 1970."""
    return of.cast(pl.Int32).cast(pl.Int64)


def made_date(year: pl.Expr, month: pl.Expr, number: pl.Expr) -> pl.Expr:
    """The date of a year, a month and a day; blank where there is none."""
    good = year.is_between(1, 9999) & month.is_between(1, 12) & number.is_between(1, 31)
    parts = [part.cast(pl.String).str.zfill(width) for part, width in ((year, 4), (month, 2), (number, 2))]
    return pl.when(good).then(pl.concat_str(parts, separator="-")).str.to_date("%Y-%m-%d", strict=False)


def _make(call: VectorCall) -> pl.Expr:
    found = made_date(*call.arguments)
    return call.guarded("bad_date", found.is_not_null(), found)


def _make_scalar(call: ScalarCall) -> Value:
    year, month, number = cast("tuple[int, int, int]", call.arguments)
    try:
        return date(year, month, number)
    except (ValueError, OverflowError):
        raise CellFaultError("bad_date") from None


def _parse(call: VectorCall) -> pl.Expr:
    text = call.arguments[0]
    found = pl.when(text.str.contains(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")).then(text).str.to_date("%Y-%m-%d", strict=False)
    found = pl.when(day_count(found) >= FIRST_DAY).then(found)
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
    length = day_count(last) - day_count(first)
    good = length.is_between(0, MOST_DAYS - 1)
    call.fault("bad_date", good.not_())
    # Polars makes an empty list where the end is blank; blank in is blank out.
    return pl.when(good).then(pl.date_ranges(first, pl.when(good).then(last)))


def _range_scalar(call: ScalarCall) -> Value:
    first, last = dates_of(call)
    length = (last - first).days
    if not 0 <= length < MOST_DAYS:
        raise CellFaultError("bad_date")
    return tuple(first + timedelta(days=at) for at in range(length + 1))


def _days_between(call: VectorCall) -> pl.Expr:
    call.fits(Reach(_ALL_DAYS, 1.0), _ALL_DAYS)
    return day_count(call.arguments[1]) - day_count(call.arguments[0])


OPERATIONS = (
    Operation(
        "date",
        "dates",
        "A date from year, month and day, from a text such as `2025-02-08`, or of an instant, as the organisation's calendar "
        "shows it.",
        (
            overload("year:integer month:integer day:integer -> date", _make, _make_scalar),
            overload("text:text -> date", _parse, _parse_scalar),
            DATE_OF_MOMENT,
        ),
        (
            Example("date(2025, 2, 8)", "2025-02-08"),
            Example("date('2025-02-30')", None, "bad_date"),
            Example("date(datetime(date(2025, 2, 8), time(0, 15)))", "2025-02-08"),
        ),
    ),
    Operation(
        "add_days",
        "dates",
        "The date so many days later.",
        (
            overload(
                "date:date days:integer -> date",
                lambda c: day(c, day_count(c.arguments[0]).cast(pl.Int128) + c.arguments[1]),
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
                "first:date last:date -> integer",
                _days_between,
                lambda c: (dates_of(c)[1] - dates_of(c)[0]).days,
                plain="all",
            ),
        ),
        (Example("days_between(date(2024, 2, 28), date(2024, 3, 1))", 2),),
    ),
    Operation(
        "days",
        "dates",
        f"All days from the first to the last, both included; at most {MOST_DAYS}.",
        (overload("first:date last:date -> list(date)", _range, _range_scalar, result=lambda _: list_of(DATE)),),
        (
            Example("days(date(2025, 1, 31), date(2025, 2, 1))", ["2025-01-31", "2025-02-01"]),
            Example("days(date(2025, 2, 1), date(2025, 1, 31))", None, "bad_date"),
        ),
    ),
)
