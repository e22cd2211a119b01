"""Evaluating expressions over a frame: a value column each, and a fault column where faults are possible."""

from collections.abc import Mapping, Sequence

import polars as pl

from kolonne.expressions import Checked, compile_vector, literal
from kolonne.plan import Plan


def fault_of(name: str) -> str:
    """The column that holds the codes of the faults of a value."""
    return f"{name}?fault"


def given_columns(plan: Plan) -> dict[str, pl.Expr]:
    """What stands for names that are the same for all rows."""
    return {name: literal(value, of) for name, (of, value) in plan.given.items()}


def evaluate(
    frame: pl.DataFrame, items: Sequence[tuple[str, Checked]], columns: Mapping[str, pl.Expr], plan: Plan
) -> tuple[pl.DataFrame, list[str]]:
    """The frame with a column for each item, and the names of those in which a fault happened."""
    if not items:
        return frame, []
    made: list[pl.Expr] = []
    possible: list[str] = []
    for name, node in items:
        compiled = compile_vector(node, columns, plan.lists)
        made.append(compiled.value.alias(name))
        if compiled.fault is not None:
            made.append(compiled.fault.alias(fault_of(name)))
            possible.append(name)
    # Lazy, so that parts which several expressions share are computed once.
    found = frame.lazy().with_columns(made).collect()
    happened = [name for name in possible if found[fault_of(name)].null_count() < found.height]
    return found, happened
