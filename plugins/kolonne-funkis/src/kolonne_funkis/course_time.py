"""Course time: what of the time that was held are course hours.

A course hour is 60 minutes with up to 15 minutes of break in it. So the time by the clock counts, unless the breaks are
longer: then each 45 minutes of teaching are an hour. Time is reckoned in whole seconds, because a teaching minute can be
a third of a minute more than itself, and thirds have no exact decimals.
"""

import polars as pl

_HOUR, _HUNDREDTH = 3600, 36
#: More minutes than a day has are a mistake.
_DAY = 1440
#: Of a minute by the clock, and of a minute of teaching at most: 60 minutes for 45.
_CLOCK, _TEACHING = 60, 80


def seconds_of(minutes: pl.Expr, breaks: pl.Expr) -> pl.Expr:
    """Course seconds of minutes by the clock with minutes of break in them, as Int64; null where they make no sense."""
    sense = (breaks >= 0) & (minutes >= breaks) & (minutes <= _DAY)
    return pl.when(sense).then(pl.min_horizontal(minutes * _CLOCK, (minutes - breaks) * _TEACHING))


def capped(seconds: pl.Expr, most_hours: pl.Expr) -> pl.Expr:
    """No more seconds than so many hours have; null where either is."""
    most = most_hours * _HOUR
    return pl.when(most.is_not_null()).then(pl.when(seconds > most).then(most).otherwise(seconds))


def hours_of(seconds: pl.Expr) -> pl.Expr:
    """Seconds as hours with two decimals, halves up: 20 seconds too few never become a whole hour."""
    hundredths = (seconds + _HUNDREDTH // 2) // _HUNDREDTH
    return (hundredths.cast(pl.Decimal(38, 2)) / 100).cast(pl.Decimal(38, 2))


def day_seconds(minutes: int, breaks: int, most_hours: int) -> int | None:
    """`seconds_of` and `capped` for one day."""
    if breaks < 0 or minutes < breaks or minutes > _DAY:
        return None
    return min(minutes * _CLOCK, (minutes - breaks) * _TEACHING, most_hours * _HOUR)
