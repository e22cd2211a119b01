"""Calls: operations of plugins, computed before the expressions that they stand in, outside of Polars' own engine.

There a plugin that hangs could be left behind by nobody, and one that raises would end the whole batch. That a call is
computed for rows that do not need it changes nothing: its fault counts only where its value is looked at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field

import polars as pl

from kolonne.contract.quick import dataclass
from kolonne.expressions import (
    Apply,
    BatchCall,
    Checked,
    Lists,
    Reference,
    calls_plugins,
    children,
    dtype,
    fault_of,
    rebuilt,
    tried,
)
from kolonne.plan import Plan


@dataclass(frozen=True, slots=True)
class Called:
    """One call, and the column that it becomes."""

    name: str
    node: Apply


@dataclass(slots=True)
class Calls:
    """The calls in some expressions, inner ones before those that they stand in."""

    found: dict[Apply, Called] = field(default_factory=dict)

    def out_of(self, node: Checked) -> Checked:
        """The expression with references in place of calls."""
        inner = rebuilt(node, self.out_of) if children(node) else node
        if not isinstance(inner, Apply) or inner.overload.batch is None:
            return inner
        called = self.found.setdefault(inner, Called(f"?call/{len(self.found)}", inner))
        return Reference(called.name, inner.type, inner.span, is_faulty=True)


def answered(called: Called, arguments: pl.DataFrame, faults: Sequence[pl.Series], lists: Lists) -> list[pl.Series]:
    """The value and the fault of a call for every row; `faults` are those of arguments, in order."""
    node = called.node
    of, height = dtype(node.type), arguments.height
    fault = (
        pl.select(pl.coalesce(*faults)).to_series() if faults else pl.repeat(None, height, dtype=pl.String, eager=True)
    )
    asked = fault.is_null()
    if not node.overload.sees_blanks and arguments.width:
        asked &= arguments.select(pl.all_horizontal(pl.all().is_not_null())).to_series()
    rows = asked.arg_true()
    given = arguments if len(rows) == height else arguments[rows]
    types = tuple(argument.type for argument in node.arguments)
    batch = node.overload.batch
    if batch is None:
        raise TypeError("only operations of plugins are called")
    values, own = tried(batch, BatchCall(given, types, node.constants, node.type, lists))
    if len(rows) < height:
        there = pl.DataFrame({"row": rows.cast(pl.UInt32), "value": values, "own": own})
        every = pl.DataFrame({"row": pl.int_range(height, dtype=pl.UInt32, eager=True)})
        spread = every.join(there, on="row", how="left", maintain_order="left")
        values, own = spread["value"], spread["own"]
    fault = pl.select(pl.coalesce(fault, own)).to_series()
    return [values.cast(of).alias(called.name), fault.alias(fault_of(called.name))]


def has_calls(plan: Plan, nodes: Sequence[Checked]) -> bool:
    """Whether an operation of a plugin stands in some expressions."""
    return plan.has_plugin_operations and any(calls_plugins(node) for node in nodes)


def names_of(frame: pl.DataFrame, columns: Mapping[str, pl.Expr]) -> dict[str, pl.Expr]:
    """What stands for each name, the columns of calls among them."""
    made = (name for name in frame.columns if name.startswith("?call/"))
    return {**columns, **{name: pl.col(name) for name in made}}
