"""Dates and times in text → values; null where the text is none."""

import polars as pl


def parse_date(text: pl.Expr, forms: tuple[str, ...]) -> pl.Expr:
    """A date in the first form that fits. A midnight that a database put behind it is overlooked."""
    day = text.str.replace(r"[T ]00:00(?::00(?:\.0+)?)?$", "")
    found = pl.coalesce(*(day.str.to_date(form, strict=False) for form in forms))
    return _of_our_times(found)


def parse_time(text: pl.Expr, forms: tuple[str, ...]) -> pl.Expr:
    """A time of day in the first form that fits."""
    return pl.coalesce(*(text.str.to_time(form, strict=False) for form in forms))


def parse_datetime(text: pl.Expr, forms: tuple[str, ...], timezone: str) -> pl.Expr:
    """An instant. Without an offset it is local; an hour that a clock change skips is none, one it repeats is the first."""
    offset = text.str.replace(r"Z$", "+00:00")
    aware = [
        offset.str.to_datetime(f"%Y-%m-%dT%H:%M:%S{fraction}%:z", strict=False, time_unit="us", time_zone="UTC")
        for fraction in ("", "%.f")
    ]
    plain = pl.coalesce(
        *(text.str.to_datetime(form, strict=False, time_unit="us") for form in (*forms, "%Y-%m-%dT%H:%M:%S%.f"))
    )
    local = plain.dt.replace_time_zone(timezone, ambiguous="earliest", non_existent="null").dt.convert_time_zone("UTC")
    return _of_our_times(pl.coalesce(*aware, local))


def _of_our_times(value: pl.Expr) -> pl.Expr:
    """`8.2.15` is a mistyped year, not the year 15."""
    return pl.when(value.dt.year().is_between(1000, 9999)).then(value)
