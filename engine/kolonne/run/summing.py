"""Summing: what the rows of groups have contributed becomes a value for each group."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import polars as pl

from kolonne.expressions import Fold, fold_onto, references
from kolonne.plan import AggregatePlan, Plan, SummaryPlan
from kolonne.run.contributions import own
from kolonne.run.related import AT, Records, gathered, names_in

#: Gives the contributions of rows of one kind to a summary.
Contributed: TypeAlias = Callable[[SummaryPlan, str], pl.DataFrame]
#: Gives the finished lines of a sheet, of which some columns are wanted.
Lines: TypeAlias = Callable[[str, "list[str]"], pl.DataFrame]
#: What the names of lines begin with, as a source of what is summed.
SHEETS = "sheets."


def summed(
    plan: Plan,
    summary: SummaryPlan,
    groups: pl.DataFrame,
    contributed: Contributed,
    records: Records,
    lines: Lines,
    names: Mapping[str, pl.Expr],
) -> pl.DataFrame:
    """The groups (columns: keys) with a value and a fault for each aggregate."""
    for source in dict.fromkeys(one.source for one in summary.aggregates):
        aggregates = own(summary, source)
        if not source or source in plan.relations.below:
            groups = fold_onto(groups, summary.keys, contributed(summary, source), _folds(aggregates))
        else:
            rows = _sheet(aggregates, source, lines) if source.startswith(SHEETS) else records.frames[source]
            groups = _apart(plan, summary, groups, rows, aggregates, names)
    return groups


def _apart(
    plan: Plan, summary: SummaryPlan, groups: pl.DataFrame, rows: pl.DataFrame, aggregates: list[AggregatePlan],
    names: Mapping[str, pl.Expr],
) -> pl.DataFrame:  # fmt: skip
    """Rows that have nothing to do with groups: all of them for each group, or those that a condition finds by its keys."""
    outer = [name for name in summary.keys if name in names_in(aggregates)]
    if not outer:
        return fold_onto(groups, (), *gathered(plan, rows, aggregates, names))
    numbered = groups.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias(AT))
    together = numbered.select(AT, *outer).join(rows, how="cross")
    return fold_onto(numbered, [AT], *gathered(plan, together, aggregates, names)).drop(AT)


def _sheet(aggregates: list[AggregatePlan], source: str, lines: Lines) -> pl.DataFrame:
    """The lines of a sheet under the names that expressions have for them."""
    nodes = [node for one in aggregates for node in (*one.arguments, *([one.where] if one.where is not None else []))]
    read = {reference.name for node in nodes for reference in references(node)}
    columns = [name.removeprefix(f"{source}.") for name in sorted(read) if name.startswith(f"{source}.")]
    # Lines are counted even where no column of them is read.
    frame = lines(source.removeprefix(SHEETS), columns).with_columns(pl.lit(0).alias(AT))
    return frame.rename({name: f"{source}.{name}" for name in columns})


def _folds(aggregates: list[AggregatePlan]) -> list[Fold]:
    return [
        Fold(
            one.name, one.aggregation, tuple(f"{one.name}/{at}" for at in range(len(one.arguments))),
            tuple(node.type for node in one.arguments), one.type,
            f"{one.name}/where" if one.where is not None else None, one.option,
        )
        for one in aggregates
    ]  # fmt: skip
