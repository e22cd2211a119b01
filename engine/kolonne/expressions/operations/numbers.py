"""Functions of numbers that do not round."""

from decimal import Decimal
from typing import Any, cast

import polars as pl

from kolonne.expressions.operations.bounds import finite, integer, narrowed, number, unsigned
from kolonne.expressions.operations.overload import Example, Operation, ScalarCall, VectorCall, overload
from kolonne.expressions.types import Value

_ORDERED = ("integer", "decimal", "number", "date", "time", "datetime")


def _extreme(call: VectorCall, *, largest: bool) -> pl.Expr:
    # Polars passes over blanks here; a blank operand makes the answer blank.
    some_blank = pl.any_horizontal(*(argument.is_null() for argument in call.arguments))
    found = pl.max_horizontal(*call.arguments) if largest else pl.min_horizontal(*call.arguments)
    known = pl.when(some_blank.not_()).then(found)
    return unsigned(known) if call.result.kind == "number" else known


def _extreme_scalar(call: ScalarCall, *, largest: bool) -> Value:
    values = cast("tuple[Any, ...]", call.arguments)
    found = max(values) if largest else min(values)
    return number(found) if isinstance(found, float) else cast("Value", found)


def _of_all(name: str, doc: str, examples: tuple[Example, ...], *, largest: bool) -> Operation:
    return Operation(
        name,
        "numbers",
        doc,
        tuple(
            overload(
                f"{kind} {kind}* -> same",
                lambda c: _extreme(c, largest=largest),
                lambda c: _extreme_scalar(c, largest=largest),
                result=lambda c: c.types[0],
            )
            for kind in _ORDERED
        ),
        examples,
    )


OPERATIONS = (
    Operation(
        "abs",
        "numbers",
        "The number without its sign.",
        (
            overload(
                "value:integer -> integer",
                lambda c: narrowed(c, c.arguments[0].cast(pl.Int128).abs()),
                lambda c: integer(abs(cast("int", c.arguments[0]))),
            ),
            overload(
                "value:decimal -> decimal(2)",
                lambda c: c.arguments[0].abs(),
                lambda c: cast("Decimal", c.arguments[0]).copy_abs(),
                result=lambda c: c.types[0],
            ),
            overload(
                "value:number -> number",
                lambda c: finite(c, c.arguments[0].abs()),
                lambda c: number(abs(cast("float", c.arguments[0]))),
            ),
        ),
        (Example("abs(-3)", 3),),
    ),
    _of_all(
        "min",
        "The smallest of the values; blank if one of them is.",
        (Example("min(3, 1, 2)", 1), Example("min(3, None)", None)),
        largest=False,
    ),
    _of_all("max", "The largest of the values; blank if one of them is.", (Example("max(3, 1, 2)", 3),), largest=True),
)
