"""Numbers as people read them."""

from decimal import Decimal
from typing import cast

import polars as pl

from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.mistake import NOWHERE, Mistake
from kolonne.expressions.operations.bounds import DECIMAL_BOUND, exact
from kolonne.expressions.operations.overload import (
    Example,
    Operation,
    Overload,
    ScalarCall,
    TypedCall,
    VectorBuilder,
    VectorCall,
    overload,
)
from kolonne.expressions.operations.rounding import decimal_steps, decimal_steps_scalar
from kolonne.expressions.types import EXACT, TEXT, Value, ValueType

_MOST_PLACES = 12
_MOST_SIGN = 3
#: The hard blank of Norwegian numbers: no line ends at it.
_THOUSANDS, _POINT = "\u00a0", ","


def _places(call: VectorCall | ScalarCall | TypedCall) -> int:
    return cast("int", call.constants[1])


def _signs(call: VectorCall | ScalarCall | TypedCall) -> tuple[str, str]:
    return cast("tuple[str, str]", call.constants[2:])


def _rule(call: TypedCall) -> ValueType | Mistake:
    if not 0 <= _places(call) <= _MOST_PLACES:
        message = f"found {_places(call)} digits; allowed are 0 to {_MOST_PLACES}"
        return Mistake("bad_argument", message, NOWHERE)
    for sign in _signs(call):
        if len(sign) > _MOST_SIGN or any(each in "0123456789" for each in sign):
            message = f"found `{sign[:20]}`; a separator has at most {_MOST_SIGN} signs, and no digits"
            return Mistake("bad_argument", message, NOWHERE)
    return TEXT


def _integer_digits(call: VectorCall) -> pl.Expr:
    return call.arguments[0].cast(pl.Int128).abs().cast(pl.String) + "0" * _places(call)


def _decimal_digits(call: VectorCall) -> pl.Expr:
    value, places = call.arguments[0], _places(call)
    if places < call.types[0].scale:
        value = value.round(places, mode="half_away_from_zero")
    value = value.cast(pl.Decimal(38, places))
    fits = value.abs() < pl.lit(Decimal(DECIMAL_BOUND)).cast(pl.Decimal(38, places))
    return call.guarded("overflow", fits, value.abs().cast(pl.String).str.replace(".", "", literal=True))


def _number_digits(call: VectorCall) -> pl.Expr:
    steps, fine = decimal_steps(call.arguments[0], _places(call))
    whole = pl.when(fine).then(steps).cast(pl.Int64)
    return call.guarded("overflow", fine, whole.cast(pl.String))


def _put_together(call: VectorCall, digits: pl.Expr) -> pl.Expr:
    """The digits, of which the last stand behind the point, with sign and separators."""
    places, (thousands, point) = _places(call), _signs(call)
    digits = digits.str.zfill(places + 1)
    whole = digits.str.head(-places) if places else digits
    # Groups are counted from the right; Polars' patterns cannot look ahead.
    groups = whole.str.reverse().str.replace_all("([0-9]{3})", "${1}\t").str.strip_chars_end("\t").str.reverse()
    minus = pl.when((call.arguments[0] < 0) & digits.str.contains("[1-9]")).then(pl.lit("-")).otherwise(pl.lit(""))
    parts = [minus, groups.str.replace_all("\t", thousands, literal=True)]
    if places:
        parts += [pl.lit(point), digits.str.tail(places)]
    return pl.concat_str(parts)


def _units(value: Value, places: int) -> int:
    """The magnitude in steps of so many places."""
    if isinstance(value, float):
        steps = decimal_steps_scalar(value, places)
        if steps is None:
            raise CellFaultError("overflow")
        return steps
    if isinstance(value, Decimal):
        return abs(int(exact(value, places).scaleb(places, EXACT)))
    return abs(cast("int", value)) * int(10**places)


def _scalar(call: ScalarCall) -> Value:
    value, places, (thousands, point) = cast("int", call.arguments[0]), _places(call), _signs(call)
    units = _units(value, places)
    whole, rest = divmod(units, 10**places)
    fraction = f"{point}{rest:0{places}}" if places else ""
    return f"{'-' if value < 0 and units else ''}{whole:,}".replace(",", thousands) + fraction


def _of(kind: str, digits: VectorBuilder, places: int) -> Overload:
    return overload(
        f"value:{kind} places:integer!? thousands:text!? point:text!? -> text",
        lambda call: _put_together(call, digits(call)),
        _scalar,
        result=_rule,
        defaults={"places": places, "thousands": _THOUSANDS, "point": _POINT},
    )


OPERATIONS = (
    Operation(
        "format_number",
        "text",
        "A number as text for people: with so many digits behind the point, rounded as by `round` (none for an integer, "
        "otherwise 2 where nothing is said), thousands apart by a hard blank (U+00A0), and a decimal comma; other signs "
        "may be given. A number with more than 15 digits is a failure; a decimal is not.",
        (_of("integer", _integer_digits, 0), _of("decimal", _decimal_digits, 2), _of("number", _number_digits, 2)),
        (
            Example("format_number(1234567)", "1\u00a0234\u00a0567"),
            Example("format_number(-1234.5)", "-1\u00a0234,50"),
            Example("format_number(2.675, places=1, thousands='', point='.')", "2.7"),
            Example("format_number(-0.001)", "0,00"),
        ),
    ),
)
