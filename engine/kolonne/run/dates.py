"""Dates and times in text → values; null where the text is none."""

import polars as pl

from kolonne.run.native import instant_of

#: `+02:00`, `+0200`, `+02` or `Z` behind a time.
_OFFSET = r"(:[0-9]{2}(?:\.[0-9]+)?) ?([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)$"
#: How databases and programs write moments; understood whatever formats the field names.
_ISO = "%Y-%m-%d %H:%M"
_ISO_SECONDS = "%Y-%m-%d %H:%M:%S%.f"
#: Of the shortest text with seconds. Looking for seconds in shorter ones would take most of the time.
_ISO_SECONDS_LENGTH = 19
#: No clock is further from UTC, in minutes.
_FURTHEST = 15 * 60


def parse_date(text: pl.Expr, forms: tuple[str, ...]) -> pl.Expr:
    """A date in the first form that fits. A midnight that a database put behind it is overlooked."""
    day = text.str.replace(r"[T ]00:00(?::00(?:\.0+)?)?$", "")
    return pl.coalesce(*(day.str.to_date(form, strict=False) for form in forms))


def parse_time(text: pl.Expr, forms: tuple[str, ...]) -> pl.Expr:
    """A time of day in the first form that fits."""
    return pl.coalesce(*(text.str.to_time(form, strict=False) for form in forms))


def parse_datetime(text: pl.Expr, forms: tuple[str, ...], timezone: str) -> pl.Expr:
    """An instant. Without an offset it is local."""
    known = dict.fromkeys(form.replace("T", " ") for form in (*forms, _ISO))
    bare, moment, offset, away = (pl.field(name) for name in ("bare", "moment", "offset", "away"))
    long = pl.when(bare.str.len_bytes() >= _ISO_SECONDS_LENGTH).then(bare)
    # As fields of a struct each part is computed once, however often it is used.
    cell = (
        pl.struct(text.str.replace(_OFFSET, "$1").alias("bare"), text.str.extract(_OFFSET, 2).alias("offset"))
        .struct.with_fields(
            bare.str.replace("T", " ", literal=True).alias("bare"),
            _minutes(offset).alias("away"),
        )
        .struct.with_fields(
            pl.coalesce(*(_moment(bare, form) for form in known), _moment(long, _ISO_SECONDS)).alias("moment")
        )
        .struct.with_fields(
            pl.when(offset.is_null()).then(instant_of(moment, timezone))
            .when(away.is_between(-_FURTHEST, _FURTHEST)).then((moment - pl.duration(minutes=away)).dt.replace_time_zone("UTC"))
            .alias("instant")
        )
    )  # fmt: skip
    return cell.struct.field("instant")


def _moment(text: pl.Expr, form: str) -> pl.Expr:
    return text.str.to_datetime(form, strict=False, time_unit="us")


def _minutes(offset: pl.Expr) -> pl.Expr:
    """How far a clock is ahead of UTC."""
    digits = offset.str.replace_all("[^0-9]", "").str.pad_end(4, "0")
    away = digits.str.head(2).cast(pl.Int64) * 60 + digits.str.tail(2).cast(pl.Int64)
    return pl.when(offset.str.starts_with("-")).then(-away).otherwise(away)
