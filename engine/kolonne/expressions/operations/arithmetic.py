"""Operators of arithmetic: + - * / // % ** and the minus sign."""

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import cast

import polars as pl

from kolonne.contract import Span
from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.mistake import Mistake
from kolonne.expressions.operations.bounds import (
    MOST_TEXT,
    ROUGH_DECIMAL_BOUND,
    bounded,
    exact,
    finite,
    integer,
    narrowed,
    number,
    quotient,
)
from kolonne.expressions.operations.overload import Example, Operation, ScalarCall, TypedCall, VectorCall, overload
from kolonne.expressions.types import EXACT, MOST_SCALE, Value, ValueType, decimal

#: Digits behind the point that a quotient of decimals has at least.
QUOTIENT_SCALE = 6
_MOST_POWER = 63
_MOST_DIVISOR_SCALE = 9
_NOWHERE = Span(0, 0)


def _integers(call: ScalarCall) -> tuple[int, ...]:
    return cast("tuple[int, ...]", call.arguments)


def _numbers(call: ScalarCall) -> tuple[float, ...]:
    return cast("tuple[float, ...]", call.arguments)


def _decimals(call: ScalarCall) -> tuple[Decimal, ...]:
    return cast("tuple[Decimal, ...]", call.arguments)


def _wide(call: VectorCall) -> list[pl.Expr]:
    return [argument.cast(pl.Int128) for argument in call.arguments]


def _scaled(call: VectorCall) -> list[pl.Expr]:
    return [argument.cast(pl.Decimal(38, call.result.scale)) for argument in call.arguments]


def _larger_scale(call: TypedCall) -> ValueType:
    return decimal(max(of.scale for of in call.types))


def _product_scale(call: TypedCall) -> ValueType | Mistake:
    scale = sum(of.scale for of in call.types)
    if scale <= MOST_SCALE:
        return decimal(scale)
    message = f"the product has {scale} digits behind the point; at most {MOST_SCALE} are allowed"
    return Mistake("decimals_too_fine", message, _NOWHERE, "round one of the two first")


def _quotient_scale(call: TypedCall) -> ValueType | Mistake:
    scale = max(QUOTIENT_SCALE, *(of.scale for of in call.types))
    if scale <= _MOST_DIVISOR_SCALE:
        return decimal(scale)
    message = (
        f"decimals with {scale} digits behind the point cannot be divided; at most {_MOST_DIVISOR_SCALE} are allowed"
    )
    return Mistake("decimals_too_fine", message, _NOWHERE, "round them first")


def _nonzero(call: VectorCall, divisor: pl.Expr) -> pl.Expr:
    zero = divisor == 0
    call.fault("division_by_zero", zero)
    return pl.when(zero.not_()).then(divisor)


def _refuse_zero(divisor: Decimal | float) -> None:
    if divisor == 0:
        raise CellFaultError("division_by_zero")


def _add_integers(call: VectorCall) -> pl.Expr:
    left, right = _wide(call)
    return narrowed(call, left + right)


def _subtract_integers(call: VectorCall) -> pl.Expr:
    left, right = _wide(call)
    return narrowed(call, left - right)


def _multiply_integers(call: VectorCall) -> pl.Expr:
    left, right = _wide(call)
    return narrowed(call, left * right)


def _multiply_decimals(call: VectorCall) -> pl.Expr:
    rough = call.arguments[0].cast(pl.Float64) * call.arguments[1].cast(pl.Float64)
    fits = rough.abs() < ROUGH_DECIMAL_BOUND
    call.fault("overflow", fits.not_())
    left, right = _scaled(call)
    # Polars raises where a product does not fit, so that such rows must be blank before it multiplies.
    return bounded(call, pl.when(fits).then(left) * right)


def _divide_numbers(call: VectorCall) -> pl.Expr:
    return finite(call, quotient(call.arguments[0], _nonzero(call, call.arguments[1])))


def _divide_numbers_scalar(call: ScalarCall) -> Value:
    left, right = _numbers(call)
    _refuse_zero(right)
    return number(left / right)


def _divide_decimals(call: VectorCall) -> pl.Expr:
    left, right = call.arguments
    right = _nonzero(call, right)
    fits = (left.cast(pl.Float64) / right.cast(pl.Float64)).abs() < ROUGH_DECIMAL_BOUND
    call.fault("overflow", fits.not_())
    target = pl.Decimal(38, call.result.scale)
    small = pl.Decimal(38, max(of.scale for of in call.types))
    shift = pl.lit(Decimal(10**call.result.scale)).cast(pl.Decimal(38, 0))
    # Half away from zero, in whole numbers: floor((2·|a|·10^scale + |b|) / 2·|b|), then the sign and the point again.
    dividend = pl.when(fits).then(left).cast(small).abs() * shift * 2
    divisor = right.cast(small).abs()
    whole = (dividend + divisor) // (divisor * 2)
    found = whole.cast(target) * pl.lit(Decimal(1).scaleb(-call.result.scale)).cast(target)
    negative = (left < 0) != (right < 0)
    return bounded(call, pl.when(negative).then(-found).otherwise(found))


def _divide_decimals_scalar(call: ScalarCall) -> Value:
    left, right = _decimals(call)
    _refuse_zero(right)
    # Two roundings would not be one: the quotient is rounded once, from whole numbers.
    scale = call.result.scale
    numerator, denominator = (abs(int(value.scaleb(MOST_SCALE, EXACT))) for value in (left, right))
    whole = (2 * numerator * 10**scale + denominator) // (2 * denominator)
    sign = -1 if (left < 0) != (right < 0) else 1
    return exact(Decimal(sign * whole).scaleb(-scale, EXACT), scale)


def _floor_integers(call: VectorCall) -> pl.Expr:
    left, right = call.arguments
    return narrowed(call, left.cast(pl.Int128) // _nonzero(call, right).cast(pl.Int128))


def _floor_integers_scalar(call: ScalarCall) -> Value:
    left, right = _integers(call)
    _refuse_zero(right)
    return integer(left // right)


def _modulo_integers(call: VectorCall) -> pl.Expr:
    left, right = call.arguments
    return narrowed(call, left.cast(pl.Int128) % _nonzero(call, right).cast(pl.Int128))


def _modulo_integers_scalar(call: ScalarCall) -> Value:
    left, right = _integers(call)
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
    left, right = _decimals(call)
    _refuse_zero(right)
    whole, _ = _divided(left, right)
    return exact(Decimal(whole), 0)


def _modulo_decimals(call: VectorCall) -> pl.Expr:
    left, right = call.arguments
    right = _nonzero(call, right).cast(pl.Decimal(38, call.result.scale))
    return bounded(call, left.cast(pl.Decimal(38, call.result.scale)) % right)


def _modulo_decimals_scalar(call: ScalarCall) -> Value:
    left, right = _decimals(call)
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
    left, right = _numbers(call)
    _refuse_zero(right)
    return number(left // right)


def _modulo_numbers_scalar(call: ScalarCall) -> Value:
    left, right = _numbers(call)
    _refuse_zero(right)
    return number(left % right)


def _power_integers(call: VectorCall) -> pl.Expr:
    exponent = cast("int", call.constants[1])
    base = call.arguments[0]
    fits = base.cast(pl.Float64).abs().pow(exponent) < 2.0**64
    call.fault("overflow", fits.not_())
    wide = pl.when(fits).then(base).cast(pl.Int128)
    power: pl.Expr = pl.when(base.is_not_null()).then(pl.lit(1, pl.Int128))
    for _ in range(exponent):
        power = power * wide
    return narrowed(call, power)


def _power_numbers_scalar(call: ScalarCall) -> Value:
    base, exponent = _numbers(call)
    try:
        return number(math.pow(base, exponent))
    except (ValueError, OverflowError):
        raise CellFaultError("overflow") from None


def _power_rule(call: TypedCall) -> ValueType | Mistake:
    exponent = call.constants[1]
    if isinstance(exponent, int) and 0 <= exponent <= _MOST_POWER:
        return ValueType("integer")
    found = f"found `{exponent}`"
    return Mistake("bad_argument", f"{found}; the power of an integer is 0 to {_MOST_POWER}", _NOWHERE)


def _join(call: VectorCall) -> pl.Expr:
    left, right = call.arguments
    fits = left.str.len_chars() + right.str.len_chars() <= MOST_TEXT
    return call.guarded("overflow", fits, pl.concat_str([pl.when(fits).then(left), right]))


def _join_scalar(call: ScalarCall) -> Value:
    left, right = cast("tuple[str, str]", call.arguments)
    if len(left) + len(right) > MOST_TEXT:
        raise CellFaultError("overflow")
    return left + right


OPERATIONS = (
    Operation(
        "+",
        "arithmetic",
        "The sum of two numbers, or one text after the other.",
        (
            overload("integer integer -> integer", _add_integers, lambda call: integer(sum(_integers(call)))),
            overload(
                "decimal decimal -> decimal(2)",
                lambda call: bounded(call, _scaled(call)[0] + _scaled(call)[1]),
                lambda call: exact(EXACT.add(*_decimals(call)), call.result.scale),
                result=_larger_scale,
            ),
            overload(
                "number number -> number",
                lambda call: finite(call, call.arguments[0] + call.arguments[1]),
                lambda call: number(_numbers(call)[0] + _numbers(call)[1]),
            ),
            overload("text text -> text", _join, _join_scalar),
        ),
        (Example("1 + 2", 3), Example("'a' + 'b'", "ab"), Example("9223372036854775807 + 1", None, "overflow")),
    ),
    Operation(
        "-",
        "arithmetic",
        "The difference of two numbers.",
        (
            overload(
                "integer integer -> integer",
                _subtract_integers,
                lambda call: integer(_integers(call)[0] - _integers(call)[1]),
            ),
            overload(
                "decimal decimal -> decimal(2)",
                lambda call: bounded(call, _scaled(call)[0] - _scaled(call)[1]),
                lambda call: exact(EXACT.subtract(*_decimals(call)), call.result.scale),
                result=_larger_scale,
            ),
            overload(
                "number number -> number",
                lambda call: finite(call, call.arguments[0] - call.arguments[1]),
                lambda call: number(_numbers(call)[0] - _numbers(call)[1]),
            ),
        ),
        (Example("1 - 2", -1), Example("0.5 - 1", -0.5)),
    ),
    Operation(
        "*",
        "arithmetic",
        "The product of two numbers. Decimals stay exact: the product has the digits of both behind the point.",
        (
            overload(
                "integer integer -> integer",
                _multiply_integers,
                lambda call: integer(_integers(call)[0] * _integers(call)[1]),
            ),
            overload(
                "decimal decimal -> decimal(2)",
                _multiply_decimals,
                lambda call: exact(EXACT.multiply(*_decimals(call)), call.result.scale),
                result=_product_scale,
            ),
            overload(
                "number number -> number",
                lambda call: finite(call, call.arguments[0] * call.arguments[1]),
                lambda call: number(_numbers(call)[0] * _numbers(call)[1]),
            ),
        ),
        (Example("6 * 7", 42), Example("3037000500 * 3037000500", None, "overflow")),
    ),
    Operation(
        "/",
        "arithmetic",
        f"The quotient: a number, or for decimals a decimal with at least {QUOTIENT_SCALE} digits behind the point.",
        (
            overload(
                "decimal decimal -> decimal(6)", _divide_decimals, _divide_decimals_scalar, result=_quotient_scale
            ),
            overload("number number -> number", _divide_numbers, _divide_numbers_scalar),
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
            overload("decimal decimal -> decimal(2)", _modulo_decimals, _modulo_decimals_scalar, result=_larger_scale),
            overload("number number -> number", lambda call: _numpy(call, "mod"), _modulo_numbers_scalar),
        ),
        (Example("7 % 2", 1), Example("-7 % 2", 1), Example("7 % 0", None, "division_by_zero")),
    ),
    Operation(
        "**",
        "arithmetic",
        "The power. An integer to a written whole power stays an integer.",
        (
            overload(
                "integer integer! -> integer",
                _power_integers,
                lambda call: integer(_integers(call)[0] ** _integers(call)[1]),
                result=_power_rule,
            ),
            overload(
                "number number -> number",
                lambda call: finite(call, call.arguments[0].pow(call.arguments[1])),
                _power_numbers_scalar,
            ),
        ),
        (Example("2 ** 10", 1024), Example("10 ** 19", None, "overflow"), Example("2.0 ** 0.5", 1.4142135623730951)),
    ),
    Operation(
        "negative",
        "arithmetic",
        "The minus sign.",
        (
            overload(
                "integer -> integer",
                lambda call: narrowed(call, 0 - call.arguments[0].cast(pl.Int128)),
                lambda call: integer(-_integers(call)[0]),
            ),
            overload(
                "decimal -> decimal(2)",
                lambda call: -call.arguments[0],
                lambda call: exact(EXACT.minus(_decimals(call)[0]), call.result.scale),
                result=_larger_scale,
            ),
            overload(
                "number -> number",
                lambda call: finite(call, 0.0 - call.arguments[0]),
                lambda call: number(0.0 - _numbers(call)[0]),
            ),
        ),
        (Example("-(2 + 3)", -5),),
    ),
)
