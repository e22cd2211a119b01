"""Conversions, which have to be asked for: between texts, integers, decimals and numbers."""

import re as python_re
from decimal import Decimal
from typing import cast

import polars as pl

from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.mistake import NOWHERE, Mistake
from kolonne.expressions.operations.bounds import (
    LEAST_INTEGER,
    bounded,
    exact,
    integer,
    narrowed,
    number,
    unsigned,
)
from kolonne.expressions.operations.distinct import each_distinct
from kolonne.expressions.operations.overload import Example, Operation, ScalarCall, TypedCall, VectorCall, overload
from kolonne.expressions.operations.rounding import decimal_steps, decimal_steps_scalar
from kolonne.expressions.operations.texts import BLANKS
from kolonne.expressions.types import EXACT, MOST_SCALE, Value, ValueType, decimal

_INTEGER = "^[+-]?[0-9]{1,37}$"
#: A number as Norwegians and programs write it: sign, digits together or in groups of three, decimal comma or point.
_WRITTEN = "^([+\u2212-]?)([0-9]{1,37}|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3}){1,12})(?:[.,]([0-9]{1,37}))?$"
_GROUPING = "[ \u00a0\u202f]"
#: A digit more than the finest decimal has: enough to round by.
_FINEST = MOST_SCALE + 1


def _text(call: ScalarCall) -> str:
    return cast("str", call.arguments[0]).strip(BLANKS)


def _parse_integer(call: VectorCall) -> pl.Expr:
    text = call.arguments[0].str.strip_chars(BLANKS)
    good = text.str.contains(_INTEGER)
    call.fault("bad_value", good.not_())
    return narrowed(call, pl.when(good).then(text.str.strip_prefix("+")).cast(pl.Int128, strict=False))


def _parse_integer_scalar(call: ScalarCall) -> Value:
    if not python_re.fullmatch(_INTEGER.strip("^$"), _text(call)):
        raise CellFaultError("bad_value")
    return integer(int(_text(call)))


def _whole(call: VectorCall) -> pl.Expr:
    value = call.arguments[0]
    whole = value == value.floor()
    call.fault("bad_value", whole.not_())
    if call.types[0].kind == "decimal":
        return pl.when(whole).then(value).cast(pl.Int64)
    fits = (value >= float(LEAST_INTEGER)) & (value < -float(LEAST_INTEGER))
    return call.guarded("overflow", fits, pl.when(whole & fits).then(value).cast(pl.Int64))


def _whole_scalar(call: ScalarCall) -> Value:
    value = cast("Decimal | float", call.arguments[0])
    if value != int(value):
        raise CellFaultError("bad_value")
    return integer(int(value))


def _written(call: VectorCall) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """Sign, whole digits and digits behind the point of a written number; a fault where it is none."""
    parts = call.once(call.arguments[0].str.strip_chars(BLANKS).str.extract_groups(_WRITTEN))
    sign, whole, rest = (parts.struct.field(name) for name in ("1", "2", "3"))
    call.fault("bad_value", whole.is_null())
    digits = whole.str.replace_all(_GROUPING, "").str.strip_chars_start("0")
    minus = pl.when(sign.is_in(["-", "\u2212"])).then(pl.lit("-")).otherwise(pl.lit(""))
    return minus, pl.when(digits == "").then(pl.lit("0")).otherwise(digits), rest.fill_null("0")


def _written_scalar(text: str) -> tuple[str, str, str]:
    found = python_re.fullmatch(_WRITTEN.strip("^$"), text)
    if found is None:
        raise CellFaultError("bad_value")
    digits = python_re.sub(_GROUPING, "", found[2]).lstrip("0")
    return "-" if found[1] in {"-", "\u2212"} else "", digits or "0", found[3] or "0"


def _parse_number(call: VectorCall) -> pl.Expr:
    minus, whole, rest = _written(call)
    return unsigned(pl.concat_str([minus, whole, pl.lit("."), rest]).cast(pl.Float64, strict=False))


def _parse_number_scalar(call: ScalarCall) -> Value:
    minus, whole, rest = _written_scalar(_text(call))
    return number(float(f"{minus}{whole}.{rest}"))


def _parse_decimal(call: VectorCall) -> pl.Expr:
    minus, whole, rest = _written(call)
    scale = call.result.scale
    # Polars rounds halves to even as it reads; here nothing is left to round, and what follows the last digit decides nothing.
    text = pl.concat_str([whole, pl.lit("."), rest.str.head(_FINEST)])
    short = whole.str.len_chars() <= 38 - _FINEST
    call.fault("overflow", short.not_())
    magnitude = pl.when(short).then(text).cast(pl.Decimal(38, _FINEST), strict=False)
    rounded = magnitude.round(scale, mode="half_away_from_zero").cast(pl.Decimal(38, scale))
    return bounded(call, pl.when(minus == "-").then(-rounded).otherwise(rounded))


def _parse_decimal_scalar(call: ScalarCall) -> Value:
    minus, whole, rest = _written_scalar(_text(call))
    return exact(Decimal(f"{minus}{whole}.{rest[:_FINEST]}"), call.result.scale)


def _decimal_of_number(call: VectorCall) -> pl.Expr:
    scale = call.result.scale
    steps, fine = decimal_steps(call.arguments[0], scale)
    call.fault("overflow", fine.not_())
    whole = pl.when(fine).then(steps * call.arguments[0].sign()).cast(pl.Int64)
    step = pl.lit(Decimal(1).scaleb(-scale)).cast(pl.Decimal(38, scale))
    return whole.cast(pl.Decimal(38, scale)) * step


def _decimal_of_number_scalar(call: ScalarCall) -> Value:
    value, scale = cast("float", call.arguments[0]), call.result.scale
    steps = decimal_steps_scalar(value, scale)
    if steps is None:
        raise CellFaultError("overflow")
    return exact(Decimal(-steps if value < 0 else steps).scaleb(-scale, EXACT), scale)


def _rescaled(call: VectorCall) -> pl.Expr:
    value, scale = call.arguments[0], call.result.scale
    if scale < call.types[0].scale:
        value = value.round(scale, mode="half_away_from_zero")
    return bounded(call, value.cast(pl.Decimal(38, scale)))


def _decimal_rule(call: TypedCall) -> ValueType | Mistake:
    scale = cast("int", call.constants[1])
    if 0 <= scale <= MOST_SCALE:
        return decimal(scale)
    message = f"found {scale} digits behind the point; allowed are 0 to {MOST_SCALE}"
    return Mistake("bad_argument", message, NOWHERE)


def _spelled(value: float) -> str:
    """The fewest digits that no other float has, without an exponent."""
    text = f"{Decimal(repr(value)):f}"
    return text.removesuffix(".0") if value else "0"


OPERATIONS = (
    Operation(
        "text",
        "conversion",
        "An integer, a decimal, a number or a date as text: `12`, `12.50`, `0.1`, `2025-02-08`. A number is spelled with the "
        "fewest digits that are that number, and without an exponent.",
        (
            overload("value:integer -> text", lambda c: c.arguments[0].cast(pl.String), lambda c: str(c.arguments[0])),
            overload(
                "value:decimal -> text", lambda c: c.arguments[0].cast(pl.String), lambda c: f"{c.arguments[0]:f}"
            ),
            overload(
                "value:number -> text",
                lambda c: each_distinct(c.arguments[0], _spelled, pl.String()),
                lambda c: _spelled(cast("float", c.arguments[0])),
            ),
            overload(
                "value:date -> text",
                lambda c: c.arguments[0].dt.to_string("%Y-%m-%d"),
                lambda c: str(c.arguments[0]),
            ),
        ),
        (Example("text(12)", "12"), Example("text(date(2025, 2, 8))", "2025-02-08"), Example("text(90 / 60)", "1.5")),
    ),
    Operation(
        "integer",
        "conversion",
        "A text of digits as an integer, or a decimal or a number that is whole; `round`, `floor` and `ceil` make it so.",
        (
            overload("text:text -> integer", _parse_integer, _parse_integer_scalar),
            overload("value:decimal -> integer", _whole, _whole_scalar),
            overload("value:number -> integer", _whole, _whole_scalar),
        ),
        (
            Example("integer(' 007 ')", 7),
            Example("integer('7,5')", None, "bad_value"),
            Example("integer(round(7.4))", 7),
            Example("integer(7.5)", None, "bad_value"),
        ),
    ),
    Operation(
        "number",
        "conversion",
        "A written number as a number, or a decimal as the number that is nearest to it. The decimal sign of the text is `,` "
        "or `.`; groups of three digits may stand apart by a blank.",
        (
            overload("text:text -> number", _parse_number, _parse_number_scalar),
            overload(
                "value:decimal -> number",
                # By its text, since Polars divides one float by another here, and may be off by a bit.
                lambda c: c.arguments[0].cast(pl.String).cast(pl.Float64),
                lambda c: float(cast("Decimal", c.arguments[0])),
            ),
            overload("value:number -> number", lambda c: c.arguments[0], lambda c: c.arguments[0]),
        ),
        (
            Example("number('1 234,5')", 1234.5),
            Example("number('-0.25')", -0.25),
            Example("number('1.234,5')", None, "bad_value"),
        ),
    ),
    Operation(
        "decimal",
        "conversion",
        "A written number, or a number, as a decimal with so many digits behind the point, rounded half away from zero. Texts "
        "are read as by `number`. A number with more than 15 digits is a failure.",
        (
            overload(
                "text:text scale:integer! -> decimal(2)", _parse_decimal, _parse_decimal_scalar, result=_decimal_rule
            ),
            overload(
                "value:decimal scale:integer! -> decimal(2)",
                _rescaled,
                lambda c: exact(cast("Decimal", c.arguments[0]), c.result.scale),
                result=_decimal_rule,
            ),
            overload(
                "value:number scale:integer! -> decimal(2)",
                _decimal_of_number,
                _decimal_of_number_scalar,
                result=_decimal_rule,
            ),
        ),
        (
            Example("decimal('1 234,50', 2)", Decimal("1234.50")),
            Example("decimal(90 / 60, 2)", Decimal("1.50")),
            Example("decimal('ti', 2)", None, "bad_value"),
        ),
    ),
)
