"""The organisation's clock: what the local date and time of an instant are, and the instant of a local time."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

import polars as pl

from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.operations.bounds import FIRST_DAY, LAST_DAY, day, quotient
from kolonne.expressions.operations.overload import (
    Example,
    Operation,
    Overload,
    ScalarCall,
    VectorCall,
    overload,
)
from kolonne.expressions.operations.texts import BLANKS
from kolonne.expressions.types import Value

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - of local times, which have no zone
_MICROSECOND = timedelta(microseconds=1)
_DAY = 86_400_000_000
#: Between these years all editions of the time zones agree; beyond them it is Polars' that counts.
_SETTLED = range(1970, 2100)
_TIME = "^([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2}))?$"


def local(call: VectorCall, moment: pl.Expr) -> pl.Expr:
    """What the clocks of the organisation show at an instant; may lie beyond the last year there is."""
    return moment.dt.convert_time_zone(call.lists.timezone).dt.replace_time_zone(None)


def local_scalar(call: ScalarCall, moment: datetime) -> int:
    """As `local`, in microseconds since 1970."""
    if moment.year in _SETTLED:
        shown = moment.astimezone(ZoneInfo(call.lists.timezone)).replace(tzinfo=None)
        return (shown - _EPOCH) // _MICROSECOND
    column = pl.Series([moment], dtype=pl.Datetime("us", "UTC")).dt.convert_time_zone(call.lists.timezone)
    return cast("int", column.dt.replace_time_zone(None).cast(pl.Int64).item())


def local_date(call: VectorCall, moment: pl.Expr) -> pl.Expr:
    """The local date of an instant; a fault where it lies beyond year 9999, or before year 1."""
    return day(call, local(call, moment).dt.date().cast(pl.Int32).cast(pl.Int64))


def local_date_scalar(call: ScalarCall, moment: datetime) -> date:
    """As `local_date`, for one instant."""
    days = local_scalar(call, moment) // _DAY
    if not FIRST_DAY <= days <= LAST_DAY:
        raise CellFaultError("bad_date")
    return _EPOCH.date() + timedelta(days=days)


def local_time_scalar(call: ScalarCall, moment: datetime) -> time:
    """The local time of an instant."""
    return (_EPOCH + timedelta(microseconds=local_scalar(call, moment) % _DAY)).time()


def _instant(call: VectorCall) -> pl.Expr:
    shown = call.arguments[0].dt.combine(call.arguments[1])
    placed = shown.dt.replace_time_zone(call.lists.timezone, ambiguous="earliest", non_existent="null")
    found = placed.dt.convert_time_zone("UTC")
    days = found.cast(pl.Int64) // _DAY
    return call.guarded("bad_date", days.is_between(FIRST_DAY, LAST_DAY).fill_null(value=False), found)


def _instant_scalar(call: ScalarCall) -> Value:
    shown = datetime.combine(*cast("tuple[date, time]", call.arguments))
    if shown.year in _SETTLED:
        zone = ZoneInfo(call.lists.timezone)
        found = shown.replace(tzinfo=zone).astimezone(UTC)
        if found.astimezone(zone).replace(tzinfo=None) != shown:
            raise CellFaultError("bad_date")
        return found
    column = pl.Series([shown], dtype=pl.Datetime("us")).dt
    placed = column.replace_time_zone(call.lists.timezone, ambiguous="earliest", non_existent="null")
    microseconds = cast("int | None", placed.dt.convert_time_zone("UTC").cast(pl.Int64).item())
    if microseconds is None or not FIRST_DAY <= microseconds // _DAY <= LAST_DAY:
        raise CellFaultError("bad_date")
    return _EPOCH.replace(tzinfo=UTC) + timedelta(microseconds=microseconds)


def _moment(call: ScalarCall) -> datetime:
    return cast("datetime", call.arguments[0])


def _microseconds(value: Value) -> int:
    """Since 1970, or since midnight."""
    if isinstance(value, datetime):
        return (value.replace(tzinfo=None) - _EPOCH) // _MICROSECOND
    shown = cast("time", value)
    return ((shown.hour * 60 + shown.minute) * 60 + shown.second) * 1_000_000 + shown.microsecond


def _between(name: str, what: str, unit: float, examples: tuple[Example, ...]) -> Operation:
    def vector(call: VectorCall) -> pl.Expr:
        units = 1000 if call.types[0].kind == "time" else 1
        first, last = (argument.cast(pl.Int64) for argument in call.arguments)
        length = (last - first).cast(pl.Float64)
        return quotient(length, unit * units, length)

    def scalar(call: ScalarCall) -> Value:
        first, last = map(_microseconds, call.arguments)
        return float(last - first) / unit

    return Operation(
        name,
        "dates",
        f"How many {what} from the first to the second; negative when it lies before. Between two instants it is the time "
        "that passes, whatever is done to the clocks meanwhile; two times are of one day.",
        tuple(overload(f"first:{kind} last:{kind} -> number", vector, scalar) for kind in ("datetime", "time")),
        examples,
    )


def _clock_part(
    name: str,
    doc: str,
    vector: Callable[[pl.Expr], pl.Expr],
    scalar: Callable[[time], int],
    examples: tuple[Example, ...],
) -> Operation:
    return Operation(
        name,
        "dates",
        doc,
        (
            overload(
                "time:time -> integer",
                lambda c: vector(c.arguments[0]).cast(pl.Int64),
                lambda c: scalar(cast("time", c.arguments[0])),
            ),
            overload(
                "moment:datetime -> integer",
                lambda c: vector(local(c, c.arguments[0])).cast(pl.Int64),
                lambda c: scalar(local_time_scalar(c, _moment(c))),
            ),
        ),
        examples,
    )


#: The way to call `date` that needs a clock.
DATE_OF_MOMENT: Overload = overload(
    "moment:datetime -> date",
    lambda c: local_date(c, c.arguments[0]),
    lambda c: local_date_scalar(c, _moment(c)),
)


def _made_time(hour: pl.Expr, minute: pl.Expr, second: pl.Expr) -> pl.Expr:
    good = hour.is_between(0, 23) & minute.is_between(0, 59) & second.is_between(0, 59)
    seconds = (hour * 60 + minute) * 60 + second
    return (pl.when(good).then(seconds) * 1_000_000_000).cast(pl.Time)


def _make_time(call: VectorCall) -> pl.Expr:
    hour, minute = call.arguments[:2]
    second = call.arguments[2] if len(call.arguments) > 2 else pl.lit(0, dtype=pl.Int64)
    found = _made_time(hour, minute, second)
    return call.guarded("bad_value", found.is_not_null(), found)


def _make_time_scalar(call: ScalarCall) -> Value:
    parts = cast("tuple[int, ...]", call.arguments)
    if not all(0 <= part < most for part, most in zip(parts, (24, 60, 60), strict=False)):
        raise CellFaultError("bad_value")
    hour, minute, second = (*parts, 0)[:3]
    return time(hour, minute, second)


def _read_time(call: VectorCall) -> pl.Expr:
    groups = call.once(call.arguments[0].str.strip_chars(BLANKS).str.extract_groups(_TIME))
    hour, minute, second = (groups.struct.field(name).cast(pl.Int64) for name in ("1", "2", "3"))
    found = _made_time(hour, minute, second.fill_null(0))
    return call.guarded("bad_value", found.is_not_null(), found)


def _read_time_scalar(call: ScalarCall) -> Value:
    found = re.fullmatch(_TIME.strip("^$"), cast("str", call.arguments[0]).strip(BLANKS))
    if found is None:
        raise CellFaultError("bad_value")
    hour, minute, second = (int(part or 0) for part in found.groups())
    if hour > 23 or minute > 59 or second > 59:
        raise CellFaultError("bad_value")
    return time(hour, minute, second)


OPERATIONS = (
    Operation(
        "time",
        "dates",
        "A time from hour, minute and second, from a text such as `13:30`, `13.30` or `13:30:15`, or of an instant, as the "
        "organisation's clocks show it.",
        (
            overload("hour:integer minute:integer second:integer? -> time", _make_time, _make_time_scalar),
            overload("text:text -> time", _read_time, _read_time_scalar),
            overload(
                "moment:datetime -> time",
                lambda c: local(c, c.arguments[0]).dt.time(),
                lambda c: local_time_scalar(c, _moment(c)),
            ),
        ),
        (
            Example("time(13, 30)", "13:30:00"),
            Example("time('9.05')", "09:05:00"),
            Example("time('24:00')", None, "bad_value"),
        ),
    ),
    Operation(
        "datetime",
        "dates",
        "The instant when the organisation's clocks show that date and time. An hour that they skip in spring is a failure; "
        "of an hour that they show twice in autumn it is the first.",
        (overload("date:date time:time -> datetime", _instant, _instant_scalar),),
        (
            Example("datetime(date(2025, 7, 1), time(12, 0))", "2025-07-01T10:00:00Z"),
            Example("datetime(date(2024, 3, 31), time(2, 30))", None, "bad_date"),
            Example("datetime(date(2024, 10, 27), time(2, 30))", "2024-10-27T00:30:00Z"),
        ),
    ),
    _clock_part(
        "hour",
        "The hour of a time, or of an instant as the organisation's clocks show it, 0 to 23.",
        lambda e: e.dt.hour(),
        lambda t: t.hour,
        (Example("hour(time(13, 30))", 13),),
    ),
    _clock_part(
        "minute",
        "The minute of a time, or of an instant as the organisation's clocks show it, 0 to 59.",
        lambda e: e.dt.minute(),
        lambda t: t.minute,
        (Example("minute(time(13, 30))", 30),),
    ),
    _between(
        "hours_between",
        "hours",
        3_600_000_000.0,
        (
            Example("hours_between(time(18, 0), time(20, 30))", 2.5),
            Example(
                "hours_between(datetime(date(2024, 3, 31), time(1, 0)), datetime(date(2024, 3, 31), time(4, 0)))", 2.0
            ),
        ),
    ),
    _between(
        "minutes_between",
        "minutes",
        60_000_000.0,
        (Example("minutes_between(time(18, 0), time(18, 45))", 45.0),),
    ),
)
