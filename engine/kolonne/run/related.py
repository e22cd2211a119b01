"""Related records: those that rows belong to, and those that belong to rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

import polars as pl

from kolonne.contract.quick import dataclass
from kolonne.expressions import Fold, fold_onto, references
from kolonne.plan import AggregatePlan, LinkPlan, Plan
from kolonne.run.frame import Item, with_faults
from kolonne.run.ledger import ROW

#: The internal columns of a row's own number, and of that by which records find it.
AT, OWNER = "?at", "?owner"


@dataclass(frozen=True, slots=True)
class Records:
    """The records of related inputs, with all that they belong to beside them; columns `input.field`."""

    frames: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    #: Those that lie inside of the records of a batch, which say by OWNER in which.
    nested: Mapping[str, pl.DataFrame] = field(default_factory=dict)

    def of(self, source: str) -> pl.DataFrame:
        return self.nested[source] if source in self.nested else self.frames[source]


def own_key(link: LinkPlan, owner: str) -> str:
    """The column in which records of `owner` say where they belong."""
    return f"{owner}.{link.by}" if link.by else OWNER


def keys_of(plan: Plan, source: str) -> tuple[str, str]:
    """The column of a source's records, and that of rows, that hold the same value where they belong together."""
    chain = plan.relations.below[source]
    owner = chain[-2].parent if len(chain) > 1 else source
    return own_key(chain[-1], owner), chain[-1].key or ROW


def joined(plan: Plan, rows: pl.DataFrame, source: str, records: Records, wanted: Iterable[str]) -> pl.DataFrame:
    """The records of a source beside the row that they belong to, by rows and within a row in their own order."""
    theirs, mine = keys_of(plan, source)
    right = records.of(source)
    columns = dict.fromkeys(
        (AT, mine, *(name for name in wanted if name in rows.columns and name not in right.columns))
    )
    return rows.select(list(columns)).join(
        right, left_on=mine, right_on=theirs, how="inner", maintain_order="left_right"
    )


def with_aggregates(
    plan: Plan, frame: pl.DataFrame, aggregates: Sequence[AggregatePlan], names: Mapping[str, pl.Expr], records: Records
) -> pl.DataFrame:
    """The frame with a value and a fault for each aggregate over the records that belong to its rows."""
    if not aggregates:
        return frame
    frame = frame.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias(AT))
    for source in dict.fromkeys(one.source for one in aggregates):
        own = [one for one in aggregates if one.source == source]
        together = joined(plan, frame, source, records, names_in(own))
        frame = fold_onto(frame, [AT], *gathered(plan, together, own, names))
    return frame.drop(AT)


def gathered(
    plan: Plan, rows: pl.DataFrame, aggregates: Sequence[AggregatePlan], names: Mapping[str, pl.Expr]
) -> tuple[pl.DataFrame, list[Fold]]:
    """The rows with a column for each part of the aggregates, and the folds that read them."""
    items: list[Item] = []
    folds: list[Fold] = []
    for one in aggregates:
        arguments = tuple(f"{one.name}/{at}" for at in range(len(one.arguments)))
        items += [Item(name, node, one.name, "") for name, node in zip(arguments, one.arguments, strict=True)]
        where = None if one.where is None else f"{one.name}/where"
        if where is not None and one.where is not None:
            items.append(Item(where, one.where, one.name, ""))
        types = tuple(node.type for node in one.arguments)
        folds.append(Fold(one.name, one.aggregation, arguments, types, one.type, where, one.option))
    columns = {**names, **{name: pl.col(name) for name in rows.columns}}
    found, _ = with_faults(rows, items, columns, plan)
    return found, folds


def names_in(aggregates: Sequence[AggregatePlan]) -> list[str]:
    """The names that the parts of aggregates read."""
    nodes = [node for one in aggregates for node in (*one.arguments, *((one.where,) if one.where is not None else ()))]
    return [reference.name for node in nodes for reference in references(node)]
