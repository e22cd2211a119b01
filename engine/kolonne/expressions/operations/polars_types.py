"""How each type of value lies in a Polars frame."""

from datetime import date, datetime, time
from decimal import Decimal

import polars as pl

from kolonne.expressions.types import Value, ValueType

_DTYPES: dict[str, pl.DataType] = {
    "text": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "boolean": pl.Boolean(),
    "date": pl.Date(),
    "time": pl.Time(),
    "datetime": pl.Datetime("us", "UTC"),
    "blank": pl.Null(),
}


def dtype(of: ValueType) -> pl.DataType:
    """The Polars type of a type of value."""
    if of.kind == "decimal":
        return pl.Decimal(38, of.scale)
    if of.kind == "list":
        return pl.List(dtype(of.item) if of.item else pl.Null())
    return _DTYPES[of.kind]


def literal(value: Value, of: ValueType) -> pl.Expr:
    """A value as an expression of exactly that type."""
    if isinstance(value, tuple):
        return pl.lit(pl.Series([list(value)], dtype=dtype(of))).first()
    if isinstance(value, Decimal):
        # Given the number itself, Polars loads numpy, to see whether it is one of that.
        return pl.lit(format(value, "f")).cast(dtype(of))
    if value is None or isinstance(value, str | bool | int | float | date | time | datetime):
        return pl.lit(value).cast(dtype(of))
    raise TypeError(f"no literal: {value!r}")
