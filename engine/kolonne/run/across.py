"""Across: what rows must show of themselves before functions over all of them can be computed, and the results."""

import polars as pl

from kolonne.expressions import Checked, Fold, Placing, fault_of, placed
from kolonne.plan import Gatherings, StagePlan, WindowPlan
from kolonne.run.frame import Item, with_faults
from kolonne.run.ledger import ROW
from kolonne.run.passage import Passage
from kolonne.run.related import with_aggregates
from kolonne.run.transforms import answered_rows


def show(passage: Passage, gatherings: Gatherings) -> None:
    """Compute what the functions look at, as columns of the rows."""
    if not gatherings.windows:
        return
    passage.frame = with_aggregates(
        passage.plan, passage.frame, gatherings.before_windows, passage.names, passage.records
    )
    items = [Item(name, node, name, "") for window in gatherings.windows for name, node in _parts(window)]
    frame, _ = with_faults(passage.frame, items, passage.names, passage.plan)
    # Every batch has the same columns in the same order, whether something failed in it or not.
    missing = [fault_of(item.name) for item in items if fault_of(item.name) not in frame.columns]
    frame = frame.with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in missing)
    passage.frame = frame.select(*passage.frame.columns, *shown_columns(gatherings))


def shown_columns(gatherings: Gatherings) -> list[str]:
    """The columns that were made to be looked at, and those of their faults."""
    return [column for window in gatherings.windows for name, _ in _parts(window) for column in (name, fault_of(name))]


def looked_at(stage: StagePlan) -> list[str]:
    """What a stage looks at of all rows, beside a column that every row has: some functions look at none."""
    given = [column for _, column in stage.transform.given] if stage.transform is not None else []
    return [ROW, *shown_columns(stage.gatherings), *given]


def looked_up(rows: pl.DataFrame, stage: StagePlan) -> pl.DataFrame:
    """For each row what a stage needs of all of them: the value and the fault of every function, or what a plugin made."""
    if stage.transform is not None:
        return answered_rows(stage.transform, rows)
    return placed(rows, [_placing(window) for window in stage.gatherings.windows])


def _parts(window: WindowPlan) -> list[tuple[str, Checked]]:
    named = [(f"{window.name}/{at}", node) for at, node in enumerate(window.arguments)]
    named += [(f"{window.name}/key{at}", node) for at, node in enumerate(window.keys)]
    optional = ((f"{window.name}/where", window.where), (f"{window.name}/order", window.order))
    return named + [(name, node) for name, node in optional if node is not None]


def _placing(window: WindowPlan) -> Placing:
    where = f"{window.name}/where" if window.where is not None else None
    keys = tuple(f"{window.name}/key{at}" for at in range(len(window.keys)))
    fold = None
    if window.aggregation is not None:
        columns = tuple(f"{window.name}/{at}" for at in range(len(window.arguments)))
        types = tuple(node.type for node in window.arguments)
        fold = Fold(window.name, window.aggregation, columns, types, window.type, where, window.option)
    order = f"{window.name}/order" if window.order is not None else None
    return Placing(window.name, window.function, keys, order, window.descending, where, fold)
