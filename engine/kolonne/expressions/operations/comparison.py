"""Operators of comparison, and `not`."""

import operator
from collections.abc import Callable, Sequence
from typing import Any, cast

import polars as pl

from kolonne.expressions.operations.overload import Example, Operation, Overload, ScalarCall, VectorCall, overload
from kolonne.expressions.types import Value

_ORDERED = ("integer", "decimal", "number", "text", "date", "time", "datetime")


def _compare(compare: Callable[[Any, Any], Any]) -> tuple[Overload, ...]:
    def vector(call: VectorCall) -> pl.Expr:
        return cast("pl.Expr", compare(*call.arguments))

    def scalar(call: ScalarCall) -> Value:
        return bool(compare(*call.arguments))

    return tuple(overload(f"{kind} {kind} -> boolean", vector, scalar, plain="all") for kind in _ORDERED)


def _equal(call: VectorCall) -> pl.Expr:
    left, right = call.arguments
    if call.types[0].kind != "list":
        return left.eq_missing(right)
    # Polars takes a blank list for an empty one.
    blanks = left.is_null(), right.is_null()
    return pl.when(blanks[0] | blanks[1]).then(blanks[0] & blanks[1]).otherwise(left == right)


def _is_in(call: VectorCall) -> pl.Expr:
    value, items = call.arguments
    known = call.constants[1]
    if isinstance(known, tuple):
        plain = [item for item in known if item is not None]
        found = value.is_in(pl.Series(plain, dtype=pl.String).implode()) if _is_text(plain) else _any_equal(call, plain)
        return pl.when(value.is_null()).then(pl.lit(None in known)).otherwise(found)
    return items.list.contains(value, nulls_equal=True).fill_null(value=False)


def _is_text(items: Sequence[Value]) -> bool:
    return bool(items) and all(isinstance(item, str) for item in items)


def _any_equal(call: VectorCall, items: Sequence[Value]) -> pl.Expr:
    from kolonne.expressions.operations.polars_types import literal

    return pl.any_horizontal(
        pl.lit(value=False), *(call.arguments[0] == literal(item, call.types[0]) for item in items)
    )


def _is_in_scalar(call: ScalarCall) -> Value:
    value, items = call.arguments
    return value in cast("tuple[Value, ...]", items or ())


def _not_in_scalar(call: ScalarCall) -> Value:
    return not _is_in_scalar(call)


OPERATIONS = (
    Operation(
        "==",
        "comparison",
        "Whether two values are the same. Blank is the same as blank and as nothing else; the answer is never blank.",
        (
            overload(
                "same same -> boolean",
                _equal,
                lambda call: call.arguments[0] == call.arguments[1],
                sees_blanks=True,
                plain="leaves",
            ),
        ),
        (Example("1 == 1.0", value=True), Example("None == None", value=True), Example("'a' == None", value=False)),
    ),
    Operation(
        "!=",
        "comparison",
        "Whether two values differ. Blank differs from everything but blank; the answer is never blank.",
        (
            overload(
                "same same -> boolean",
                lambda call: _equal(call).not_(),
                lambda call: call.arguments[0] != call.arguments[1],
                sees_blanks=True,
                plain="leaves",
            ),
        ),
        (Example("'a' != 'b'", value=True), Example("'a' != None", value=True)),
    ),
    Operation(
        "<",
        "comparison",
        "Whether the first comes before the second. Text is compared sign by sign, by code point.",
        _compare(operator.lt),
        (Example("1 < 2", value=True), Example("'B' < 'a'", value=True)),
    ),
    Operation("<=", "comparison", "Before, or the same.", _compare(operator.le), (Example("2 <= 2", value=True),)),
    Operation(
        ">",
        "comparison",
        "Whether the first comes after the second.",
        _compare(operator.gt),
        (Example("1 > 2", value=False),),
    ),
    Operation(">=", "comparison", "After, or the same.", _compare(operator.ge), (Example("3 > 2 >= 2", value=True),)),
    Operation(
        "in",
        "comparison",
        "Whether a list has the value; the answer is never blank.",
        (overload("same list -> boolean", _is_in, _is_in_scalar, sees_blanks=True, plain="leaves"),),
        (Example("'a' in ['a', 'b']", value=True), Example("None in ['a', 'b']", value=False)),
    ),
    Operation(
        "not in",
        "comparison",
        "Whether a list lacks the value; the answer is never blank.",
        (
            overload(
                "same list -> boolean",
                lambda call: _is_in(call).not_(),
                _not_in_scalar,
                sees_blanks=True,
                plain="leaves",
            ),
        ),
        (Example("3 not in [1, 2]", value=True),),
    ),
    Operation(
        "not",
        "logic",
        "The opposite; blank stays blank.",
        (
            overload(
                "boolean -> boolean",
                lambda call: call.arguments[0].not_(),
                lambda call: not cast("bool", call.arguments[0]),
                plain="all",
            ),
        ),
        (Example("not true", value=False), Example("not blank('x')", value=True)),
    ),
)
