"""Operators of arithmetic: + - * ** and the minus sign."""

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import cast

import polars as pl

from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.mistake import NOWHERE, Mistake
from kolonne.expressions.operations.bounds import (
    DECIMAL_BOUND,
    LARGEST_FLOAT,
    MOST_TEXT,
    ROUGH_DECIMAL_BOUND,
    SAFE_INTEGER,
    bounded,
    exact,
    finite,
    integer,
    narrowed,
    number,
    unsigned,
)
from kolonne.expressions.operations.overload import Example, Operation, ScalarCall, TypedCall, VectorCall, overload
from kolonne.expressions.operations.reach import Reach
from kolonne.expressions.types import EXACT, MOST_SCALE, Value, ValueType, decimal

_MOST_POWER = 63


def integers(call: ScalarCall) -> tuple[int, ...]:
    """The operands of a scalar call as integers."""
    return cast("tuple[int, ...]", call.arguments)


def numbers(call: ScalarCall) -> tuple[float, ...]:
    """The operands of a scalar call as floats."""
    return cast("tuple[float, ...]", call.arguments)


def decimals(call: ScalarCall) -> tuple[Decimal, ...]:
    """The operands of a scalar call as decimals."""
    return cast("tuple[Decimal, ...]", call.arguments)


def _wide(call: VectorCall) -> list[pl.Expr]:
    return [argument.cast(pl.Int128) for argument in call.arguments]


def _scaled(call: VectorCall) -> list[pl.Expr]:
    return [argument.cast(pl.Decimal(38, call.result.scale)) for argument in call.arguments]


def larger_scale(call: TypedCall) -> ValueType:
    """The type of a sum of decimals."""
    return decimal(max(of.scale for of in call.types))


def _product_scale(call: TypedCall) -> ValueType | Mistake:
    scale = sum(of.scale for of in call.types)
    if scale <= MOST_SCALE:
        return decimal(scale)
    message = f"the product has {scale} digits behind the point; at most {MOST_SCALE} are allowed"
    return Mistake("decimals_too_fine", message, NOWHERE, "round one of the two first")


def _of_sum(call: VectorCall) -> Reach:
    """How far a sum or a difference goes."""
    return Reach(call.reach(0).most + call.reach(1).most)


def _of_product(call: VectorCall) -> Reach:
    return Reach(call.reach(0).most * call.reach(1).most, call.reach(0).least * call.reach(1).least)


def _add_integers(call: VectorCall) -> pl.Expr:
    if call.fits(_of_sum(call), SAFE_INTEGER):
        return call.arguments[0] + call.arguments[1]
    left, right = _wide(call)
    return narrowed(call, left + right)


def _subtract_integers(call: VectorCall) -> pl.Expr:
    if call.fits(_of_sum(call), SAFE_INTEGER):
        return call.arguments[0] - call.arguments[1]
    left, right = _wide(call)
    return narrowed(call, left - right)


def _multiply_integers(call: VectorCall) -> pl.Expr:
    if call.fits(_of_product(call), SAFE_INTEGER):
        return call.arguments[0] * call.arguments[1]
    left, right = _wide(call)
    return narrowed(call, left * right)


def _add_decimals(call: VectorCall) -> pl.Expr:
    left, right = _scaled(call)
    return left + right if call.fits(_of_sum(call), DECIMAL_BOUND - 1) else bounded(call, left + right)


def _subtract_decimals(call: VectorCall) -> pl.Expr:
    left, right = _scaled(call)
    return left - right if call.fits(_of_sum(call), DECIMAL_BOUND - 1) else bounded(call, left - right)


def _add_numbers(call: VectorCall) -> pl.Expr:
    total = call.arguments[0] + call.arguments[1]
    # Neither has a zero with a sign, and so the sum has none.
    return total if call.fits(_of_sum(call), LARGEST_FLOAT) else finite(call, total)


def _subtract_numbers(call: VectorCall) -> pl.Expr:
    difference = call.arguments[0] - call.arguments[1]
    return difference if call.fits(_of_sum(call), LARGEST_FLOAT) else finite(call, difference)


def _multiply_decimals(call: VectorCall) -> pl.Expr:
    if call.fits(_of_product(call), DECIMAL_BOUND / 10):
        left, right = _scaled(call)
        return left * right
    rough = call.arguments[0].cast(pl.Float64) * call.arguments[1].cast(pl.Float64)
    fits = rough.abs() < ROUGH_DECIMAL_BOUND
    call.fault("overflow", fits.not_())
    left, right = _scaled(call)
    # Polars raises where a product does not fit, so that such rows must be blank before it multiplies.
    return bounded(call, pl.when(fits).then(left) * right)


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


def _power_numbers(call: VectorCall) -> pl.Expr:
    # Polars multiplies out where the exponent is a single value, so that a result would hang on how many rows there are,
    # and numpy's last digit on the processor. One by one it is always that of the C library.
    def compute(columns: Sequence[pl.Series]) -> pl.Series:
        rows = min((len(column) for column in columns if len(column) != 1), default=1)
        bases, exponents = (column if len(column) == rows else column.new_from_index(0, rows) for column in columns)
        return pl.Series(map(_power, bases, exponents), dtype=pl.Float64)

    found = pl.map_batches(list(call.arguments), compute, return_dtype=pl.Float64())
    call.fault("overflow", found.is_null())
    return unsigned(found)


def _power(base: float | None, exponent: float | None) -> float | None:
    if base is None or exponent is None:
        return None
    try:
        found = math.pow(base, exponent)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def _power_numbers_scalar(call: ScalarCall) -> Value:
    found = _power(*numbers(call))
    if found is None:
        raise CellFaultError("overflow")
    return number(found)


def _power_rule(call: TypedCall) -> ValueType | Mistake:
    exponent = call.constants[1]
    if isinstance(exponent, int) and 0 <= exponent <= _MOST_POWER:
        return ValueType("integer")
    found = f"found `{exponent}`"
    return Mistake("bad_argument", f"{found}; the power of an integer is 0 to {_MOST_POWER}", NOWHERE)


def _join(call: VectorCall) -> pl.Expr:
    left, right = call.arguments
    if call.fits(_of_sum(call), MOST_TEXT):
        return pl.concat_str([left, right])
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
            overload(
                "integer integer -> integer", _add_integers, lambda call: integer(sum(integers(call))), plain="all"
            ),
            overload(
                "decimal decimal -> decimal(2)",
                _add_decimals,
                lambda call: exact(EXACT.add(*decimals(call)), call.result.scale),
                result=larger_scale,
                plain="all",
            ),
            overload(
                "number number -> number",
                _add_numbers,
                lambda call: number(numbers(call)[0] + numbers(call)[1]),
                plain="all",
            ),
            overload("text text -> text", _join, _join_scalar, plain="all"),
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
                lambda call: integer(integers(call)[0] - integers(call)[1]),
                plain="all",
            ),
            overload(
                "decimal decimal -> decimal(2)",
                _subtract_decimals,
                lambda call: exact(EXACT.subtract(*decimals(call)), call.result.scale),
                result=larger_scale,
                plain="all",
            ),
            overload(
                "number number -> number",
                _subtract_numbers,
                lambda call: number(numbers(call)[0] - numbers(call)[1]),
                plain="all",
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
                lambda call: integer(integers(call)[0] * integers(call)[1]),
                plain="all",
            ),
            overload(
                "decimal decimal -> decimal(2)",
                _multiply_decimals,
                lambda call: exact(EXACT.multiply(*decimals(call)), call.result.scale),
                result=_product_scale,
                keeps_scales=True,
                plain="all",
            ),
            overload(
                "number number -> number",
                lambda call: finite(call, call.arguments[0] * call.arguments[1]),
                lambda call: number(numbers(call)[0] * numbers(call)[1]),
            ),
        ),
        (Example("6 * 7", 42), Example("3037000500 * 3037000500", None, "overflow")),
    ),
    Operation(
        "**",
        "arithmetic",
        "The power. An integer to a written whole power stays an integer.",
        (
            overload(
                "integer integer! -> integer",
                _power_integers,
                lambda call: integer(integers(call)[0] ** integers(call)[1]),
                result=_power_rule,
            ),
            overload(
                "number number -> number",
                _power_numbers,
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
                lambda call: integer(-integers(call)[0]),
            ),
            overload(
                "decimal -> decimal(2)",
                lambda call: -call.arguments[0],
                lambda call: exact(EXACT.minus(decimals(call)[0]), call.result.scale),
                result=larger_scale,
            ),
            overload(
                "number -> number",
                lambda call: finite(call, 0.0 - call.arguments[0]),
                lambda call: number(0.0 - numbers(call)[0]),
            ),
        ),
        (Example("-(2 + 3)", -5),),
    ),
)
