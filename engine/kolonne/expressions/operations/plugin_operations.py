"""Operations of plugins, made of plain Python functions or of functions over Polars expressions.

Both are computed for many rows at once, outside of Polars' own engine: there, whatever goes wrong in a plugin ends no more
than the cells that it was asked for.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, cast

import polars as pl

from kolonne.contract import raised
from kolonne.expressions.faults import CellFaultError, plugin_fault
from kolonne.expressions.operations.overload import (
    BatchCall,
    BatchFunction,
    Example,
    Operation,
    ScalarCall,
    ScalarFunction,
    VectorBuilder,
    VectorCall,
    overload,
)
from kolonne.expressions.operations.polars_types import dtype
from kolonne.expressions.types import Value

#: 0001-01-01 and 9999-12-31, counted from 1970.
_FIRST_DAY, _LAST_DAY = -719_162, 2_932_896
_DAY_IN = {"ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}


def scalar_operation(
    name: str,
    signature: str,
    function: Callable[..., Any],
    doc: str,
    examples: Sequence[Example] = (),
    *,
    sees_blanks: bool = False,
    coarsens: bool = False,
) -> Operation:
    """An operation `name` with a signature such as `text count:integer -> text`, called once a row.

    The function gets one plain value an argument (never a blank, unless `sees_blanks`: blank in is blank out) and gives a
    value of the result's type, or None for blank. Whatever it raises makes the cell blank, with the fault `plugin_error`.
    `coarsens` says that what it gives of a value about a person is not about a single person any more.
    """

    def one(call: ScalarCall) -> Value:
        try:
            found = function(*call.arguments)
        except Exception as error:  # noqa: BLE001 - a plugin may raise anything
            raise CellFaultError(plugin_fault(raised(error))) from None
        # The column decides whether a value is of its type, in both evaluators alike.
        return _only(*_typed([found], dtype(call.result)))

    def batch(call: BatchCall) -> tuple[pl.Series, pl.Series]:
        values: list[object] = []
        faults: list[str | None] = []
        for arguments in call.arguments.iter_rows():
            value, fault = None, None
            try:
                value = function(*arguments)
            except Exception as error:  # noqa: BLE001 - a plugin may raise anything
                fault = plugin_fault(raised(error))
            values.append(value)
            faults.append(fault)
        column, wrong = _typed(values, dtype(call.result))
        return column, pl.select(pl.coalesce(pl.Series(faults, dtype=pl.String), wrong).alias("fault")).to_series()

    return _operation(name, signature, one, batch, doc, examples, sees_blanks=sees_blanks, coarsens=coarsens)


def vector_operation(
    name: str,
    signature: str,
    function: Callable[..., pl.Expr],
    doc: str,
    examples: Sequence[Example] = (),
    *,
    scalar: Callable[..., Any] | None = None,
    sees_blanks: bool = False,
    coarsens: bool = False,
) -> Operation:
    """An operation `name` with a signature such as `text width:integer! -> text`, computed by Polars.

    The function gets a Polars expression for each argument, but for literals (marked `!`), of which it gets the values, and
    gives an expression of the result's type. It looks at each row by itself: a value must not hang on other rows. `scalar`
    is the same for a single row of plain values; the kit holds the two against each other.
    """
    literals = [parameter.literal for parameter in overload(signature, _through(None), _nothing).parameters]

    def batch(call: BatchCall) -> tuple[pl.Series, pl.Series]:
        frame = call.arguments
        arguments = [
            constant if literals[min(at, len(literals) - 1)] else pl.col(column)
            for at, (column, constant) in enumerate(zip(frame.columns, call.constants, strict=True))
        ]
        found = frame.select(function(*arguments).alias("value")).to_series()
        if len(found) != frame.height:
            raise WrongAnswerError(f"gave {len(found)} values for {frame.height} rows")
        column = as_column(found, dtype(call.result))
        return column, _not_finite(column)

    def one(call: ScalarCall) -> Value:
        cells = zip(call.arguments, call.types, strict=True)
        frame = pl.DataFrame([pl.Series(f"a{at}", [value], dtype=dtype(of)) for at, (value, of) in enumerate(cells)])
        return _only(*tried(batch, BatchCall(frame, call.types, call.constants, call.result, call.lists)))

    twin = one if scalar is None else scalar_operation(name, signature, scalar, doc).overloads[0].scalar
    return _operation(name, signature, twin, batch, doc, examples, sees_blanks=sees_blanks, coarsens=coarsens)


class WrongAnswerError(Exception):
    """What a plugin gave is not what it promised; the text says how, and holds no value of the data."""


def as_column(found: pl.Series, of: pl.DataType) -> pl.Series:
    """A column that a plugin gave, as one of exactly that type; raises `WrongAnswerError` where a value might change."""
    if found.dtype == of:
        return _on_calendar(found)
    same = (
        found.dtype == pl.Null
        or (of == pl.Int64 and found.dtype.is_integer())
        or (of == pl.Float64 and found.dtype == pl.Float32)
        or (of == pl.String and found.dtype in (pl.Categorical, pl.Enum))
        or (isinstance(of, pl.Decimal) and isinstance(found.dtype, pl.Decimal) and found.dtype.scale <= of.scale)
        or (isinstance(of, pl.Datetime) and isinstance(found.dtype, pl.Datetime) and found.dtype.time_zone == "UTC")
    )
    if not same:
        raise WrongAnswerError(f"gave {found.dtype}; {of} is needed")
    try:
        return _on_calendar(found.cast(of, strict=True))
    except pl.exceptions.PolarsError as error:
        raise WrongAnswerError(f"gave values of {found.dtype} that do not fit {of}") from error


def _on_calendar(found: pl.Series) -> pl.Series:
    """The column, if every day in it has a year of four digits: Polars panics where it has to write others."""
    if found.dtype in (pl.Date, pl.Datetime) and len(found):
        per_day = _DAY_IN[found.dtype.time_unit] if isinstance(found.dtype, pl.Datetime) else 1
        days = found.to_physical() // per_day
        if not days.is_between(_FIRST_DAY, _LAST_DAY).fill_null(value=True).all():
            raise WrongAnswerError("gave days outside of the calendar")
    return found


def tried(batch: BatchFunction, call: BatchCall) -> tuple[pl.Series, pl.Series]:
    """The values and faults of a call, whatever the function does."""
    of, height = dtype(call.result), call.arguments.height
    if not height:
        return pl.Series([], dtype=of), pl.Series([], dtype=pl.String)
    try:
        return batch(call)
    except WrongAnswerError as error:
        return nothing(of, height, str(error))
    except Exception as error:  # noqa: BLE001 - a plugin may raise anything
        return nothing(of, height, raised(error))


def nothing(of: pl.DataType, height: int, what: str, who: str = "") -> tuple[pl.Series, pl.Series]:
    """Blank cells that all have the same fault."""
    faults = pl.repeat(plugin_fault(what, who), height, dtype=pl.String, eager=True)
    return pl.repeat(None, height, dtype=of, eager=True), faults


def _operation(
    name: str,
    signature: str,
    scalar: ScalarFunction,
    batch: BatchFunction,
    doc: str,
    examples: Sequence[Example],
    *,
    sees_blanks: bool,
    coarsens: bool,
) -> Operation:
    made = overload(signature, _through(batch), scalar, sees_blanks=sees_blanks)
    if not made.parameters:
        raise ValueError(
            f"`{name}`: an operation takes at least one argument; a constant is a parameter of the document"
        )
    return Operation(name, "plugin", doc, (replace(made, batch=batch),), tuple(examples), coarsens)


def _through(batch: BatchFunction | None) -> VectorBuilder:
    """The same inside of Polars' engine: for single expressions, not for exports."""

    def vector(call: VectorCall) -> pl.Expr:
        if batch is None:
            raise TypeError("there is no function")
        shape = pl.Struct({"value": dtype(call.result), "fault": pl.String()})
        row = pl.struct(argument.alias(f"a{at}") for at, argument in enumerate(call.arguments))

        def computed(rows: pl.Series) -> pl.Series:
            asked = BatchCall(rows.struct.unnest(), call.types, call.constants, call.result, call.lists)
            values, faults = tried(batch, asked)
            return pl.DataFrame({"value": values, "fault": faults}).to_struct()

        answer = call.once(row.map_batches(computed, return_dtype=shape))
        call.fault(answer.struct.field("fault"), answer.struct.field("fault").is_not_null())
        return answer.struct.field("value")

    return vector


def _typed(values: list[object], of: pl.DataType) -> tuple[pl.Series, pl.Series]:
    """The values as a column; what is not of its type is blank, with a fault."""
    try:
        if of == pl.Int64 and any(isinstance(value, bool) for value in values):
            raise TypeError
        column = pl.Series(values, dtype=of, strict=True)
    except Exception:  # noqa: BLE001 - what a plugin gives may be anything
        if len(values) == 1:
            return nothing(of, 1, f"gave a {type(values[0]).__name__}; {of} is needed")
        parts = [_typed([value], of) for value in values]
        return pl.concat([column for column, _ in parts]), pl.concat([faults for _, faults in parts])
    return column, _not_finite(column)


def _not_finite(column: pl.Series) -> pl.Series:
    """A fault for each number that is none."""
    if column.dtype != pl.Float64 or not len(column):
        return pl.repeat(None, len(column), dtype=pl.String, eager=True)
    fault = pl.when(column.is_finite().not_()).then(pl.lit(plugin_fault("gave no finite number")))
    return pl.select(fault.alias("fault")).to_series()


def _only(values: pl.Series, faults: pl.Series) -> Value:
    if faults.item() is not None:
        raise CellFaultError(faults.item())
    value = values.item()
    return cast("Value", tuple(value) if isinstance(value, pl.Series | list) else value)


def _nothing(_: ScalarCall) -> Value:
    """Stands in for a function where only a signature is read."""
    return None
