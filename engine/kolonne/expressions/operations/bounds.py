"""Keeping numbers within their bounds: nothing wraps, nothing is infinite or not a number."""

import math
from datetime import date
from decimal import Decimal

import polars as pl

from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.operations.overload import VectorCall
from kolonne.expressions.types import EXACT, MOST_WHOLE_DIGITS, at_scale

LEAST_INTEGER, MOST_INTEGER = -(2**63), 2**63 - 1
#: A little below: what a float says is within this is an integer of 64 bits, however often the float was rounded.
SAFE_INTEGER = 2**63 - 2**40
#: The first decimal that has too many digits before the point.
DECIMAL_BOUND = 10**MOST_WHOLE_DIGITS
#: A little above: what a float says is beyond this is beyond the bound, however the float was rounded.
ROUGH_DECIMAL_BOUND = float(DECIMAL_BOUND) * (1 + 1e-9)
#: Well below the largest float there is; a result that is known to stay below it is finite.
LARGEST_FLOAT = 1e300
#: Well above the smallest: a quotient that is known to stay above it, or to be 0, does not vanish.
SMALLEST_FLOAT = 1e-290
FIRST_DAY = date(1, 1, 1).toordinal() - date(1970, 1, 1).toordinal()
LAST_DAY = date.max.toordinal() - date(1970, 1, 1).toordinal()
#: Texts longer than this are a mistake or an attack.
MOST_TEXT = 1_000_000


def narrowed(call: VectorCall, wide: pl.Expr) -> pl.Expr:
    """A 128-bit integer as a 64-bit one, or a fault."""
    narrow = wide.cast(pl.Int64, strict=False)
    call.fault("overflow", wide.is_not_null() & narrow.is_null())
    return narrow


def integer(value: int) -> int:
    """The value, if 64 bits hold it."""
    if LEAST_INTEGER <= value <= MOST_INTEGER:
        return value
    raise CellFaultError("overflow")


def finite(call: VectorCall, value: pl.Expr) -> pl.Expr:
    """A float that is a number, or a fault. Zero has no sign."""
    return call.guarded("overflow", value.is_finite(), unsigned(value))


def unsigned(value: pl.Expr) -> pl.Expr:
    """The float with no sign at zero. Polars takes `value + 0.0` for `value`, so that it is done by hand."""
    return pl.when(value == 0).then(pl.lit(0.0)).otherwise(value)


def number(value: float) -> float:
    """The value, if it is finite."""
    if math.isfinite(value):
        return value + 0.0
    raise CellFaultError("overflow")


def quotient(dividend: pl.Expr, divisor: pl.Expr | float, column: pl.Expr) -> pl.Expr:
    """The quotient of two finite floats as IEEE 754 has it; `column` is any finite float of the same rows."""
    # Polars multiplies with the reciprocal where the divisor is a single value, which is off by a bit in one case of four.
    return dividend / (column * 0.0 + divisor)


def bounded(call: VectorCall, value: pl.Expr) -> pl.Expr:
    """A decimal with few enough digits, or a fault."""
    return call.guarded("overflow", value.abs() < decimal_bound(call.result.scale), value)


def decimal_bound(scale: int) -> pl.Expr:
    """What decimals of a scale stay under."""
    # As text, because for a Decimal Polars loads numpy, to see whether it is a number of that.
    return pl.lit(str(DECIMAL_BOUND)).cast(pl.Decimal(38, scale))


def exact(value: Decimal, scale: int) -> Decimal:
    """The decimal at its scale, half away from zero, if it has few enough digits."""
    found = at_scale(value, scale)
    if found.copy_abs() < DECIMAL_BOUND:
        # Zero has no sign.
        return EXACT.plus(found)
    raise CellFaultError("overflow")


def day(call: VectorCall, days: pl.Expr) -> pl.Expr:
    """A count of days since 1970 as a date from year 1 to 9999, or a fault."""
    good = days.is_between(FIRST_DAY, LAST_DAY)
    return call.guarded("bad_date", good, pl.when(good).then(days).cast(pl.Int32, strict=False).cast(pl.Date))
