"""Operations made of plain Python functions, which are called once a row: for plugins, where nothing else will do."""

from collections.abc import Callable
from typing import Any

import polars as pl

from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.operations.overload import Example, Operation, ScalarCall, VectorCall, overload
from kolonne.expressions.operations.polars_types import dtype
from kolonne.expressions.types import Value

_FAULT = "plugin_error"


def scalar_operation(
    name: str, signature: str, function: Callable[..., Any], doc: str, examples: tuple[Example, ...] = ()
) -> Operation:
    """An operation `name` with a signature such as `text integer -> text`.

    The function gets one plain value an argument (never a blank: blank in is blank out) and gives a value of the result's
    type, or None for blank. Whatever it raises makes the cell blank, with the fault `plugin_error`.
    """

    def scalar(call: ScalarCall) -> Value:
        try:
            found: Value = function(*call.arguments)
            # The column decides whether a value is of its type, in both evaluators alike.
            return pl.Series([found], dtype=dtype(call.result), strict=True).item()  # type: ignore[no-any-return]
        except Exception:  # noqa: BLE001 - a plugin may raise anything
            raise CellFaultError(_FAULT) from None

    def vector(call: VectorCall) -> pl.Expr:
        of = dtype(call.result)
        names = [f"a{at}" for at in range(len(call.arguments))]
        row = pl.struct(argument.alias(at) for argument, at in zip(call.arguments, names, strict=True))
        types, constants, result, lists = call.types, call.constants, call.result, call.lists

        def each(rows: pl.Series) -> pl.Series:
            values: list[object] = []
            faults: list[bool] = []
            for fields in rows:
                arguments = tuple(fields.values())
                value, fault = None, False
                if all(argument is not None for argument in arguments):
                    try:
                        value = scalar(ScalarCall(arguments, types, constants, result, lists))
                    except CellFaultError:
                        fault = True
                values.append(value)
                faults.append(fault)
            return pl.DataFrame(
                {"value": pl.Series(values, dtype=of), "fault": pl.Series(faults, dtype=pl.Boolean)}
            ).to_struct()

        answer = call.once(row.map_batches(each, return_dtype=pl.Struct({"value": of, "fault": pl.Boolean()})))
        call.fault(_FAULT, answer.struct.field("fault"))
        return answer.struct.field("value")

    return Operation(name, "plugin", doc, (overload(signature, vector, scalar),), examples)
