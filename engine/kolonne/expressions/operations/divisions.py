"""Operators of division: / // %. The last two round down, as in Python."""

from collections.abc import Sequence
from decimal import Decimal

import polars as pl

from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.mistake import NOWHERE, Mistake
from kolonne.expressions.operations.arithmetic import decimals, integers, larger_scale, numbers
from kolonne.expressions.operations.bounds import (
    LARGEST_FLOAT,
    ROUGH_DECIMAL_BOUND,
    SMALLEST_FLOAT,
    bounded,
    exact,
    finite,
    integer,
    narrowed,
    number,
    quotient,
)
from kolonne.expressions.operations.overload import Example, Operation, ScalarCall, TypedCall, VectorCall, overload
from kolonne.expressions.operations.reach import Reach
from kolonne.expressions.types import EXACT, MOST_SCALE, Value, ValueType, decimal

#: Digits behind the point that a quotient of decimals has at least.
QUOTIENT_SCALE = 6
#: Digits behind the point that decimals have at most which are divided.
MOST_DIVISOR_SCALE = 9


def _quotient_scale(call: TypedCall) -> ValueType | Mistake:
    scale = max(QUOTIENT_SCALE, *(of.scale for of in call.types))
    if scale <= MOST_DIVISOR_SCALE:
        return decimal(scale)
    message = (
        f"decimals with {scale} digits behind the point cannot be divided; at most {MOST_DIVISOR_SCALE} are allowed"
    )
    return Mistake("decimals_too_fine", message, NOWHERE, "round them first")


def _nonzero(call: VectorCall, divisor: pl.Expr) -> pl.Expr:
    if len(call.constants) > 1 and call.constants[1]:
        return divisor
    zero = divisor == 0
    call.fault("division_by_zero", zero)
    return pl.when(zero.not_()).then(divisor)


def _refuse_zero(divisor: Decimal | float) -> None:
    if divisor == 0:
        raise CellFaultError("division_by_zero")


def float_quotient(call: VectorCall, times: float = 1.0) -> pl.Expr:
    """The quotient of the first two floats, so many times."""
    left, right = call.arguments[:2]
    if times != 1.0 or not _is_finite(call):
        return finite(call, quotient(left * times, _nonzero(call, right), left))
    divisor = call.constants[1] if len(call.constants) > 1 else None
    if isinstance(divisor, float) and divisor > 0:
        return quotient(left, right, left)
    call.fault("division_by_zero", right == 0)
    # Zero has no sign, whatever it is divided by; and a name may stand for a single value.
    return pl.when(right != 0).then(pl.when(left == 0).then(right.abs() * 0.0).otherwise(quotient(left, right, left)))


def _is_finite(call: VectorCall) -> bool:
    """Whether every quotient but those by zero is finite, and none but that of zero is zero."""
    left, right = call.reach(0), call.reach(1)
    if not right.least or not right.most or left.least / right.most < SMALLEST_FLOAT:
        return False
    return call.fits(Reach(left.most / right.least, left.least / right.most), LARGEST_FLOAT)


def float_quotient_scalar(left: float, right: float, times: float = 1.0) -> float:
    """As `float_quotient`, for one pair."""
    _refuse_zero(right)
    return number(left * times / right)


def _divide_decimals(call: VectorCall) -> pl.Expr:
    return decimal_quotient(call)


def decimal_quotient(call: VectorCall, times: int = 1) -> pl.Expr:
    """The quotient of the first two decimals, so many times, at the scale of the result; half away from zero."""
    left, right = call.arguments[:2]
    right = _nonzero(call, right)
    fits = (left.cast(pl.Float64) / right.cast(pl.Float64)).abs() * times < ROUGH_DECIMAL_BOUND
    call.fault("overflow", fits.not_())
    target = pl.Decimal(38, call.result.scale)
    small = pl.Decimal(38, max(of.scale for of in call.types[:2]))
    shift = pl.lit(Decimal(times * 10**call.result.scale)).cast(pl.Decimal(38, 0))
    # In whole numbers: floor((2·|a|·10^scale + |b|) / 2·|b|), then the sign and the point again.
    dividend = pl.when(fits).then(left).cast(small).abs() * shift * 2
    divisor = right.cast(small).abs()
    whole = (dividend + divisor) // (divisor * 2)
    step = Decimal(1).scaleb(-call.result.scale)
    signed = pl.when((left < 0) != (right < 0)).then(pl.lit(-step)).otherwise(pl.lit(step)).cast(target)
    return bounded(call, whole.cast(target) * signed)


def _divide_decimals_scalar(call: ScalarCall) -> Value:
    left, right = decimals(call)
    return decimal_quotient_scalar(left, right, call.result.scale)


def decimal_quotient_scalar(left: Decimal, right: Decimal, scale: int, times: int = 1) -> Decimal:
    """As `decimal_quotient`, for one pair."""
    _refuse_zero(right)
    # Two roundings would not be one: the quotient is rounded once, from whole numbers.
    numerator, denominator = (abs(int(value.scaleb(MOST_SCALE, EXACT))) for value in (left, right))
    whole = (2 * numerator * times * 10**scale + denominator) // (2 * denominator)
    sign = -1 if (left < 0) != (right < 0) else 1
    return exact(Decimal(sign * whole).scaleb(-scale, EXACT), scale)


def _floor_integers(call: VectorCall) -> pl.Expr:
    left, right = call.arguments
    return narrowed(call, left.cast(pl.Int128) // _nonzero(call, right).cast(pl.Int128))


def _floor_integers_scalar(call: ScalarCall) -> Value:
    left, right = integers(call)
    _refuse_zero(right)
    return integer(left // right)


def _modulo_integers(call: VectorCall) -> pl.Expr:
    left, right = call.arguments
    return narrowed(call, left.cast(pl.Int128) % _nonzero(call, right).cast(pl.Int128))


def _modulo_integers_scalar(call: ScalarCall) -> Value:
    left, right = integers(call)
    _refuse_zero(right)
    return integer(left % right)


def _floor_decimals(call: VectorCall) -> pl.Expr:
    left, right = call.arguments
    right = _nonzero(call, right)
    fits = (left.cast(pl.Float64) / right.cast(pl.Float64)).abs() < ROUGH_DECIMAL_BOUND
    call.fault("overflow", fits.not_())
    small = pl.Decimal(38, max(of.scale for of in call.types))
    return bounded(call, (pl.when(fits).then(left).cast(small) // right.cast(small)).cast(pl.Decimal(38, 0)))


def _floor_decimals_scalar(call: ScalarCall) -> Value:
    left, right = decimals(call)
    _refuse_zero(right)
    whole, _ = _divided(left, right)
    return exact(Decimal(whole), 0)


def _modulo_decimals(call: VectorCall) -> pl.Expr:
    left, right = call.arguments
    right = _nonzero(call, right).cast(pl.Decimal(38, call.result.scale))
    return bounded(call, left.cast(pl.Decimal(38, call.result.scale)) % right)


def _modulo_decimals_scalar(call: ScalarCall) -> Value:
    left, right = decimals(call)
    _refuse_zero(right)
    _, rest = _divided(left, right)
    return exact(Decimal(rest).scaleb(-MOST_SCALE, EXACT), call.result.scale)


def _divided(left: Decimal, right: Decimal) -> tuple[int, int]:
    numerator, denominator = (int(value.scaleb(MOST_SCALE, EXACT)) for value in (left, right))
    return divmod(numerator, denominator)


def _numpy(call: VectorCall, name: str) -> pl.Expr:
    # Polars divides and then floors, which is off by one where the quotient was rounded up; numpy does as Python does.
    def compute(columns: Sequence[pl.Series]) -> pl.Series:
        import numpy as np

        left, right = (column.to_numpy() for column in columns)
        with np.errstate(all="ignore"):
            return pl.Series(getattr(np, name)(left, right)).fill_nan(None)

    divisor = _nonzero(call, call.arguments[1])
    return finite(call, pl.map_batches([call.arguments[0], divisor], compute, return_dtype=pl.Float64()))


def _floor_numbers_scalar(call: ScalarCall) -> Value:
    left, right = numbers(call)
    _refuse_zero(right)
    return number(left // right)


def _modulo_numbers_scalar(call: ScalarCall) -> Value:
    left, right = numbers(call)
    _refuse_zero(right)
    return number(left % right)


OPERATIONS = (
    Operation(
        "/",
        "arithmetic",
        f"The quotient: a number, or for decimals a decimal with at least {QUOTIENT_SCALE} digits behind the point.",
        (
            overload(
                "decimal decimal -> decimal(6)", _divide_decimals, _divide_decimals_scalar, result=_quotient_scale
            ),
            overload(
                "number number -> number",
                float_quotient,
                lambda call: float_quotient_scalar(*numbers(call)),
                plain="leaves",
            ),
        ),
        (Example("90 / 60", 1.5), Example("1 / 0", None, "division_by_zero")),
    ),
    Operation(
        "//",
        "arithmetic",
        "The quotient rounded down to a whole number.",
        (
            overload("integer integer -> integer", _floor_integers, _floor_integers_scalar),
            overload(
                "decimal decimal -> decimal(0)",
                _floor_decimals,
                _floor_decimals_scalar,
                result=lambda _: decimal(0),
            ),
            overload("number number -> number", lambda call: _numpy(call, "floor_divide"), _floor_numbers_scalar),
        ),
        (Example("7 // 2", 3), Example("-7 // 2", -4), Example("1.0 // 0.1", 9.0)),
    ),
    Operation(
        "%",
        "arithmetic",
        "What is left after `//`; it has the sign of the divisor.",
        (
            overload("integer integer -> integer", _modulo_integers, _modulo_integers_scalar),
            overload("decimal decimal -> decimal(2)", _modulo_decimals, _modulo_decimals_scalar, result=larger_scale),
            overload("number number -> number", lambda call: _numpy(call, "mod"), _modulo_numbers_scalar),
        ),
        (Example("7 % 2", 1), Example("-7 % 2", 1), Example("7 % 0", None, "division_by_zero")),
    ),
)
