"""Rounding: halves away from zero, and floats by how they are written."""

import math
from decimal import Decimal
from typing import cast

import polars as pl

from kolonne.expressions.mistake import NOWHERE, Mistake
from kolonne.expressions.operations.bounds import bounded, exact, integer, narrowed, number, quotient, unsigned
from kolonne.expressions.operations.overload import Example, Operation, ScalarCall, TypedCall, VectorCall, overload
from kolonne.expressions.types import EXACT, Value, ValueType, decimal

_MOST_PLACES = 12
#: Floats of more steps than this have nothing behind the point that is asked for.
_MOST_STEPS = 2.0**50


def decimal_steps(value: pl.Expr, places: int) -> tuple[pl.Expr, pl.Expr]:
    """How many steps of so many places make up a float's magnitude, and where that is known.

    A float is rounded by its decimal text, so 2.675 becomes 2.68. The shortest text of x is at or above the middle m of two
    neighbours exactly where x is at or above the float nearest to m, as long as m has at most 15 digits.
    """
    up, down = 10.0 ** max(0, places), 10.0 ** max(0, -places)
    magnitude = value.abs()
    below = (magnitude * up if places >= 0 else quotient(magnitude, down, value)).floor()
    middle = quotient((below * 2 + 1) * down, 2 * up, value)
    fine = (magnitude * up if places >= 0 else magnitude) < _MOST_STEPS * down
    return below + (magnitude >= middle).cast(pl.Float64), fine


def decimal_steps_scalar(value: float, places: int) -> int | None:
    """As `decimal_steps`, for one float; None where it is not known."""
    up, down = 10.0 ** max(0, places), 10.0 ** max(0, -places)
    if not abs(value) * up < _MOST_STEPS * down:
        return None
    below = math.floor(abs(value) * up / down)
    middle = (below * 2 + 1) * down / (2 * up)
    return below + 1 if abs(value) >= middle else below


def rounded_float(value: pl.Expr, places: int) -> pl.Expr:
    """A float rounded to so many places; one with too many digits stays as it is."""
    steps, fine = decimal_steps(value, places)
    up, down = 10.0 ** max(0, places), 10.0 ** max(0, -places)
    rounded = quotient(steps, up, value) if places > 0 else steps * down
    return unsigned(pl.when(fine).then(rounded * value.sign()).otherwise(value))


def rounded_float_scalar(value: float, places: int) -> float:
    """As `rounded_float`, for one float."""
    steps = decimal_steps_scalar(value, places)
    if steps is None:
        return number(value)
    rounded = steps * 10.0 ** max(0, -places) / 10.0 ** max(0, places)
    return number(-rounded if value < 0 else rounded)


def _places(call: VectorCall | ScalarCall | TypedCall) -> int:
    return cast("int", call.constants[1]) if len(call.constants) > 1 else 0


def _places_mistake(call: TypedCall) -> Mistake | None:
    if abs(_places(call)) <= _MOST_PLACES:
        return None
    message = f"found {_places(call)} digits; allowed are -{_MOST_PLACES} to {_MOST_PLACES}"
    return Mistake("bad_argument", message, NOWHERE)


def _round_rule(call: TypedCall) -> ValueType | Mistake:
    return _places_mistake(call) or call.types[0]


def _round_decimal_rule(call: TypedCall) -> ValueType | Mistake:
    return _places_mistake(call) or decimal(max(0, min(_places(call), call.types[0].scale)))


def _round_integer(call: VectorCall) -> pl.Expr:
    step = 10 ** max(0, -_places(call))
    if step == 1:
        return call.arguments[0]
    wide = call.arguments[0].cast(pl.Int128)
    away = (wide.abs() + step // 2) // step * step
    return narrowed(call, pl.when(wide < 0).then(0 - away).otherwise(away))


def _round_integer_scalar(call: ScalarCall) -> Value:
    value = cast("int", call.arguments[0])
    step = 10 ** max(0, -_places(call))
    away = (abs(value) + step // 2) // step * step if step > 1 else abs(value)
    return integer(-away if value < 0 else away)


def _round_decimal(call: VectorCall) -> pl.Expr:
    places = _places(call)
    if places >= call.types[0].scale:
        return call.arguments[0]
    target = pl.Decimal(38, call.result.scale)
    if places >= 0:
        return bounded(call, call.arguments[0].round(places, mode="half_away_from_zero").cast(target))
    step = pl.lit(Decimal(10**-places)).cast(pl.Decimal(38, 0))
    magnitude = call.arguments[0].abs()
    away = ((magnitude + pl.lit(Decimal(10**-places // 2))) // step).round(0).cast(target) * step
    return bounded(call, pl.when(call.arguments[0] < 0).then(-away).otherwise(away))


def _round_decimal_scalar(call: ScalarCall) -> Value:
    value = cast("Decimal", call.arguments[0])
    if _places(call) < 0:
        value = value.quantize(Decimal(1).scaleb(-_places(call)), context=EXACT)
    return exact(value, call.result.scale)


def _whole_vector(call: VectorCall, *, up: bool) -> pl.Expr:
    value = call.arguments[0]
    whole = value.ceil() if up else value.floor()
    return bounded(call, whole.cast(pl.Decimal(38, 0)))


def _floor_number(call: VectorCall, *, up: bool) -> pl.Expr:
    whole = call.arguments[0].ceil() if up else call.arguments[0].floor()
    wide = pl.when(whole.abs() < 2.0**100).then(whole).cast(pl.Int128, strict=False)
    call.fault("overflow", whole.abs() >= 2.0**100)
    return narrowed(call, wide)


def _to_whole(name: str, doc: str, example: Example, *, up: bool) -> Operation:
    rounded = math.ceil if up else math.floor
    return Operation(
        name,
        "numbers",
        doc,
        (
            overload(
                "value:decimal -> decimal(0)",
                lambda c: _whole_vector(c, up=up),
                lambda c: exact(Decimal(rounded(cast("Decimal", c.arguments[0]))), 0),
            ),
            overload(
                "value:number -> integer",
                lambda c: _floor_number(c, up=up),
                lambda c: integer(rounded(cast("float", c.arguments[0]))),
            ),
        ),
        (example,),
    )


OPERATIONS = (
    Operation(
        "round",
        "numbers",
        "The number rounded to so many digits behind the point, halves away from zero. A number with a decimal point is "
        "rounded by how it is written: 2.675 becomes 2.68. Numbers of more than 15 digits stay as they are.",
        (
            overload(
                "value:integer places:integer!? -> integer", _round_integer, _round_integer_scalar, result=_round_rule
            ),
            overload(
                "value:decimal places:integer!? -> decimal(2)",
                _round_decimal,
                _round_decimal_scalar,
                result=_round_decimal_rule,
            ),
            overload(
                "value:number places:integer!? -> number",
                lambda c: rounded_float(c.arguments[0], _places(c)),
                lambda c: rounded_float_scalar(cast("float", c.arguments[0]), _places(c)),
                result=_round_rule,
            ),
        ),
        (Example("round(2.675, 2)", 2.68), Example("round(-2.5)", -3.0), Example("round(1250, -2)", 1300)),
    ),
    _to_whole("floor", "The nearest whole number below.", Example("floor(-1.5)", -2), up=False),
    _to_whole("ceil", "The nearest whole number above.", Example("ceil(1.2)", 2), up=True),
)
