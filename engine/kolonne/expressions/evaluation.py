"""Evaluation: one expression for one row, by either evaluator or by both."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

import polars as pl

from kolonne.contract.quick import dataclass
from kolonne.expressions.checked import Checked
from kolonne.expressions.operations import Lists
from kolonne.expressions.operations.polars_types import dtype
from kolonne.expressions.operations.reach import is_tame
from kolonne.expressions.scalar import Outcome, ScalarProgram
from kolonne.expressions.types import Value, ValueType
from kolonne.expressions.vector import compile_vector

Evaluator: TypeAlias = Literal["vector", "scalar", "both"]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one or both evaluators made of an expression."""

    outcome: Outcome
    #: The other evaluator's outcome, where it was asked and does not agree.
    disagreement: Outcome | None = None


def evaluate(
    node: Checked,
    names: Mapping[str, ValueType],
    row: Mapping[str, Value],
    evaluator: Evaluator = "vector",
    lists: Lists | None = None,
) -> Evaluation:
    """Evaluate a checked expression for one row; names that the row lacks are blank."""
    known = lists or Lists()
    full = {name: row.get(name) for name in names}
    if evaluator == "scalar":
        return Evaluation(ScalarProgram(node, known).evaluate(full))
    vector = evaluate_rows(node, names, [full], known)[0]
    if evaluator == "vector":
        return Evaluation(vector)
    scalar = ScalarProgram(node, known).evaluate(full)
    return Evaluation(vector, None if agree(vector, scalar) else scalar)


def evaluate_rows(
    node: Checked,
    names: Mapping[str, ValueType],
    rows: list[dict[str, Value]],
    lists: Lists,
    *,
    be_careful: bool = False,
) -> list[Outcome]:
    """The vector evaluator over rows of plain values, as exports use it.

    `be_careful` says that it may not make use of columns being tame.
    """
    columns = {
        name: pl.Series(name, [_plain(row[name]) for row in rows], dtype=dtype(of), strict=True)
        for name, of in names.items()
    }
    frame = pl.DataFrame({"": pl.Series("", range(len(rows)), dtype=pl.Int64), **columns})
    tame = not be_careful and all(is_tame(column) for column in columns.values())
    compiled = compile_vector(node, {name: pl.col(name) for name in names}, lists, is_tame=tame)
    fault = compiled.fault if compiled.fault is not None else pl.lit(None, dtype=pl.String)
    anchor = pl.col("")
    # A constant alone would give a single row; beside the anchor it is broadcast to all.
    found = frame.lazy().select(anchor, compiled.value.alias("value"), fault.alias("fault")).collect()
    values, faults = found["value"].to_list(), found["fault"].to_list()
    return [Outcome(_back(value), fault or "") for value, fault in zip(values, faults, strict=True)]


def agree(one: Outcome, other: Outcome) -> bool:
    """Whether two outcomes are the same, in value, in kind of value and in fault."""
    return one.fault == other.fault and type(one.value) is type(other.value) and one.value == other.value


def _plain(value: Value) -> object:
    return list(value) if isinstance(value, tuple) else value


def _back(value: object) -> Value:
    return tuple(_back(item) for item in value) if isinstance(value, list) else value  # type: ignore[return-value]
