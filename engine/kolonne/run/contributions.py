"""Contributions: what finished rows have to say to the groups that they belong to."""

from collections.abc import Iterator, Mapping

import polars as pl

from kolonne.expressions import ValueType, dtype, fault_of
from kolonne.plan import AggregatePlan, Plan, SummaryPlan
from kolonne.run.outcome import Contribution
from kolonne.run.passage import Passage
from kolonne.run.related import AT, gathered, joined, names_in, with_aggregates


def wanted(plan: Plan) -> Iterator[tuple[SummaryPlan, str]]:
    """Every summary with each of the kinds of rows that it looks at: rows themselves, and records that belong to them."""
    for summary in plan.summaries:
        sources = dict.fromkeys(one.source for one in summary.aggregates if one.source in plan.relations.below)
        if summary.keys or any(not one.source for one in summary.aggregates):
            yield summary, ""
        for source in sources:
            yield summary, source


def schema(plan: Plan, summary: SummaryPlan, source: str) -> dict[str, pl.DataType]:
    """The columns of a contribution: keys, and the parts of aggregates with their faults."""
    found = {name: dtype(of) for name, of in _key_types(plan, summary).items()}
    for one in own(summary, source):
        for at, node in enumerate(one.arguments):
            found[f"{one.name}/{at}"] = dtype(node.type)
            found[fault_of(f"{one.name}/{at}")] = pl.String()
        if one.where is not None:
            found[f"{one.name}/where"] = pl.Boolean()
            found[fault_of(f"{one.name}/where")] = pl.String()
    # Without any other column a frame could not say how many rows there are.
    return {**found, AT: pl.Int64()}


def own(summary: SummaryPlan, source: str) -> list[AggregatePlan]:
    """The aggregates of a summary that look at rows of one kind."""
    return [one for one in summary.aggregates if one.source == source]


def contributions(passage: Passage) -> Mapping[Contribution, pl.DataFrame]:
    """A frame for each summary and each kind of rows it looks at."""
    found: dict[Contribution, pl.DataFrame] = {}
    plan = passage.plan
    for summary, source in wanted(plan):
        rows = passage.frame.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias(AT))
        aggregates = own(summary, source)
        if source:
            names = [*summary.keys, *names_in(aggregates)]
            rows = joined(plan, rows, source, passage.records, names)
        else:
            rows = with_aggregates(plan, rows, summary.gatherings.aggregates, passage.names, passage.records)
            rows = rows.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias(AT))
        shown, _ = gathered(plan, rows, aggregates, passage.names)
        found[summary.name, source] = shown.select(
            (pl.col(name) if name in shown.columns else pl.lit(None)).cast(of).alias(name)
            for name, of in schema(plan, summary, source).items()
        )
    return found


def _key_types(plan: Plan, summary: SummaryPlan) -> dict[str, ValueType]:
    for sheet in plan.sheets:
        if sheet.group is not None and sheet.group.summary is summary:
            return {key.name: key.type for key in sheet.group.keys}
        if sheet.group is not None and sheet.group.spread is not None and sheet.group.spread.summary is summary:
            return {key.name: key.type for key in (*sheet.group.keys, *sheet.group.spread.over)}
    return {}
