"""Functions of amounts: sums, shares and limits."""

from collections.abc import Callable
from decimal import Decimal
from functools import reduce
from typing import Any, cast

import polars as pl

from kolonne.expressions.mistake import NOWHERE, Mistake
from kolonne.expressions.operations.arithmetic import decimals, integers, larger_scale, numbers
from kolonne.expressions.operations.bounds import bounded, exact, finite, integer, narrowed, number, unsigned
from kolonne.expressions.operations.divisions import (
    MOST_DIVISOR_SCALE,
    decimal_quotient,
    decimal_quotient_scalar,
    float_quotient,
    float_quotient_scalar,
)
from kolonne.expressions.operations.overload import (
    Example,
    Operation,
    Overload,
    ScalarCall,
    TypedCall,
    VectorCall,
    overload,
)
from kolonne.expressions.operations.rounding import rounded_float, rounded_float_scalar
from kolonne.expressions.types import EXACT, Value, ValueType, decimal

_MOST_PERCENT_PLACES = 6
_ORDERED = ("integer", "decimal", "number", "date", "time", "datetime")


def _added(columns: "list[pl.Expr]") -> pl.Expr:
    # One after the other: floats that are added in another order give another sum.
    return reduce(lambda one, other: one + other, columns)


def _sum_integers(call: VectorCall) -> pl.Expr:
    return narrowed(call, _added([argument.cast(pl.Int128) for argument in call.arguments]))


def _sum_decimals(call: VectorCall) -> pl.Expr:
    scaled = [argument.cast(pl.Decimal(38, call.result.scale)) for argument in call.arguments]
    return bounded(call, _added(scaled))


def _clamp(call: VectorCall) -> pl.Expr:
    value, low, high = call.arguments
    below = pl.when(value > high).then(high).otherwise(value)
    found = pl.when(below < low).then(low).otherwise(below)
    return unsigned(found) if call.result.kind == "number" else found


def _clamp_scalar(call: ScalarCall) -> Value:
    value, low, high = cast("tuple[Any, ...]", call.arguments)
    found = max(low, min(value, high))
    return number(found) if isinstance(found, float) else cast("Value", found)


def _places(call: VectorCall | ScalarCall | TypedCall) -> int:
    return cast("int", call.constants[2])


def _percent_mistake(call: TypedCall) -> Mistake | None:
    if 0 <= _places(call) <= _MOST_PERCENT_PLACES:
        return None
    message = f"found {_places(call)} digits; allowed are 0 to {_MOST_PERCENT_PLACES}"
    return Mistake("bad_argument", message, NOWHERE)


def _percent_exact_rule(call: TypedCall) -> ValueType | Mistake:
    scale = max(of.scale for of in call.types[:2])
    if scale > MOST_DIVISOR_SCALE:
        message = (
            f"decimals with {scale} digits behind the point cannot be divided; at most {MOST_DIVISOR_SCALE} are allowed"
        )
        return Mistake("decimals_too_fine", message, NOWHERE, "round them first")
    return _percent_mistake(call) or decimal(_places(call))


def _percent_rule(call: TypedCall) -> ValueType | Mistake:
    return _percent_mistake(call) or ValueType("number")


def _percent_integers(call: VectorCall) -> pl.Expr:
    part, whole = (argument.cast(pl.Decimal(38, 0)) for argument in call.arguments[:2])
    return decimal_quotient(_with_arguments(call, (part, whole)), 100)


def _with_arguments(call: VectorCall, arguments: tuple[pl.Expr, ...]) -> VectorCall:
    return VectorCall(arguments, call.types, call.constants, call.result, call.lists, call.faults, call.once)


def _percent_scalar(call: ScalarCall) -> Value:
    part, whole = (Decimal(cast("int | Decimal", each)) for each in call.arguments[:2])
    return decimal_quotient_scalar(part, whole, call.result.scale, 100)


def _percent_float(call: VectorCall) -> pl.Expr:
    return rounded_float(float_quotient(call, 100.0), _places(call))


def _percent_float_scalar(call: ScalarCall) -> Value:
    part, whole = cast("tuple[float, float]", call.arguments[:2])
    return rounded_float_scalar(float_quotient_scalar(part, whole, 100.0), _places(call))


def _percent(
    kind: str,
    vector: Callable[[VectorCall], pl.Expr],
    scalar: Callable[[ScalarCall], Value],
    rule: Callable[[TypedCall], ValueType | Mistake],
) -> Overload:
    result = "number" if kind == "number" else "decimal(2)"
    signature = f"part:{kind} whole:{kind} places:integer!? -> {result}"
    return overload(signature, vector, scalar, result=rule, defaults={"places": 0})


OPERATIONS = (
    Operation(
        "sum",
        "numbers",
        "The sum of two or more numbers; blank if one of them is: `coalesce(x, 0)` counts a blank as nothing.",
        (
            overload("integer integer integer* -> integer", _sum_integers, lambda call: integer(sum(integers(call)))),
            overload(
                "decimal decimal decimal* -> decimal(2)",
                _sum_decimals,
                lambda call: exact(reduce(EXACT.add, decimals(call)), call.result.scale),
                result=larger_scale,
            ),
            overload(
                "number number number* -> number",
                lambda call: finite(call, _added(list(call.arguments))),
                lambda call: number(reduce(lambda one, other: one + other, numbers(call))),
            ),
        ),
        (Example("sum(1, 2, 3)", 6), Example("sum(1, None, 3)", None), Example("sum(0.5, 1)", 1.5)),
    ),
    Operation(
        "clamp",
        "numbers",
        "The value, but no less than the lower limit and no more than the upper one; the lower one wins where they cross.",
        tuple(
            overload(f"value:{kind} low:{kind} high:{kind} -> same", _clamp, _clamp_scalar, result=lambda c: c.types[0])
            for kind in _ORDERED
        ),
        (Example("clamp(35, 3, 30)", 30), Example("clamp(2, low=3, high=30)", 3), Example("clamp(None, 3, 30)", None)),
    ),
    Operation(
        "percent",
        "numbers",
        "How many hundredths of the whole the part is, rounded half away from zero. Of integers and decimals it is exact.",
        (
            _percent("integer", _percent_integers, _percent_scalar, _percent_exact_rule),
            _percent("decimal", lambda call: decimal_quotient(call, 100), _percent_scalar, _percent_exact_rule),
            _percent("number", _percent_float, _percent_float_scalar, _percent_rule),
        ),
        (
            Example("percent(2, 3)", Decimal(67)),
            Example("percent(2, 3, places=1)", Decimal("66.7")),
            Example("percent(1, 0)", None, "division_by_zero"),
        ),
    ),
)
