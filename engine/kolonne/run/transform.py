"""transform: Batch in, Outcome out. Pure: no clock, no I/O, no state; the same in a loop here and on a cluster."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from kolonne.contract import Counts
from kolonne.plan import Plan
from kolonne.run.across import looked_up, show
from kolonne.run.columns import stacked
from kolonne.run.contributions import contributions
from kolonne.run.fields import FAILED, FATAL, read_fields
from kolonne.run.frame import Item, evaluate
from kolonne.run.ledger import ROW, Ledger, settled
from kolonne.run.needed import without_unread
from kolonne.run.nesting import with_nested
from kolonne.run.outcome import NO_LEFT_OUT, Outcome
from kolonne.run.passage import Passage
from kolonne.run.records import keys_looked_for
from kolonne.run.related import Records, with_aggregates
from kolonne.run.sheets import shown_rows
from kolonne.run.stages import run_stage
from kolonne.run.upward import with_above

_NONE = Records()
_NO_REASONS, _NO_ROWS = pl.Series(FAILED, [], dtype=pl.String), pl.Series(ROW, [], dtype=pl.Int64)


def transform(plan: Plan, batch: pl.DataFrame, first_row: int = 0, records: Records = _NONE) -> Outcome:
    """What a batch of records becomes, with `records` of the inputs that are related to it.

    `batch` has the source's columns by the source's names, as text or typed; `first_row` is the index of its first record
    in the source. No value of the data makes this raise. A plan that looks across rows looks at those of the batch.
    """
    outcome, passage = enter(plan, batch, first_row, records)
    for at, part in enumerate(plan.parts):
        if at:
            results = looked_up(passage.frame, part[0])
            passage.frame = pl.concat([passage.frame, results], how="horizontal")
        outcome = outcome.plus(advance(passage, at))
    return settle(outcome)


def settle(outcome: Outcome) -> Outcome:
    """The outcome by rows, with nothing to come."""
    counts = outcome.counts
    return replace(
        outcome,
        failures=settled(outcome.failures, outcome.fatal_rows),
        left_out=_by_row(outcome.left_out),
        counts=replace(counts, left_out=_in_order(counts.left_out), failed=_in_order(counts.failed)),
    )


def _by_row(frame: pl.DataFrame) -> pl.DataFrame:
    return frame if frame["row"].is_sorted() else frame.sort("row", maintain_order=True)


def enter(plan: Plan, batch: pl.DataFrame, first_row: int, records: Records = _NONE) -> tuple[Outcome, Passage]:
    """Records become rows: typed fields, what they belong to beside them, one row for each item of `each`."""
    ledger = Ledger(plan.locale)
    read = read_fields(plan, plan.input, batch, first_row, ledger)
    # What has failed already is not computed with any more, and not worth several rows: a record that fails once.
    failed = read[FAILED].drop_nulls()
    alive = read.filter(pl.col(FAILED).is_null()) if len(failed) else read
    nested, fatal = with_nested(plan, batch, first_row, alive, records, ledger)
    keys = {name: read[name] for name in keys_looked_for(plan)}
    passage = Passage(plan, with_above(plan, alive, nested, ledger), ledger, nested, fatal=fatal, keys=keys)
    _explode(passage)
    counts = Counts(read=read.height, exploded=passage.frame.height - alive.height, failed=_tally(failed))
    return Outcome.of(plan, ledger.taken(), counts, in_period=passage.frame.height), passage


def resumed(plan: Plan, frame: pl.DataFrame, records: Records) -> Passage:
    """Rows that have waited, on their way again."""
    return Passage(plan, frame, Ledger(plan.locale), records)


def advance(passage: Passage, at: int) -> Outcome:
    """Run the stages of a part, and show what the next one looks at; behind the last, the rows are finished."""
    plan = passage.plan
    for stage in plan.parts[at]:
        run_stage(passage, stage)
    left_out = stacked(passage.left_out, NO_LEFT_OUT)
    failed = pl.concat(passage.failed) if passage.failed else _NO_REASONS
    fatal = pl.concat(passage.fatal) if passage.fatal else _NO_ROWS
    passage.left_out, passage.failed, passage.fatal = [], [], []
    added, passage.added = passage.added, 0
    reasons = _tally(left_out["reason"])
    outside = sum(reasons.get(reason, 0) for reason in ("no_date", "outside_period"))
    counts = Counts(exploded=added, left_out=reasons, failed=_tally(failed))
    following = plan.parts[at + 1 : at + 2]
    if following:
        show(passage, following[0][0].gatherings)
        passage.frame = without_unread(plan, passage.frame, sum(map(len, plan.parts[: at + 1])))
    outcome = Outcome.of(plan, passage.ledger.taken(), counts, left_out, -outside)
    outcome = replace(outcome, fatal_rows=fatal)
    return outcome if following else _finished(passage, outcome)


def _finished(passage: Passage, outcome: Outcome) -> Outcome:
    plan, frame = passage.plan, passage.frame
    fatal = frame[[ROW, FATAL]].clear()
    if frame[FATAL].null_count() < frame.height:
        fatal = frame[[ROW, FATAL]].filter(pl.col(FATAL).is_not_null())
        passage.frame = frame.filter(pl.col(FATAL).is_null())
    counts = Counts(exported=passage.frame.height, failed=_tally(fatal[FATAL]))
    return replace(
        outcome,
        rows={sheet.name: shown_rows(plan, sheet, passage.frame) for sheet in plan.row_sheets},
        contributions=contributions(passage),
        counts=outcome.counts.plus(counts),
        fatal_rows=pl.concat([outcome.fatal_rows, fatal[ROW]]) if fatal.height else outcome.fatal_rows,
    )


def _explode(passage: Passage) -> None:
    """One row for each item of the list; a record without items stays one row, with a blank in its place."""
    each, gatherings = passage.plan.each, passage.plan.each_gatherings
    if each is None:
        return
    item = Item(each.name, each.value, f"rows.each.{each.name}", f"{each.name}.value")
    frame = with_aggregates(passage.plan, passage.frame, gatherings.aggregates, passage.names, passage.records)
    passage.frame = frame
    frame = evaluate(frame, [item], passage.names, passage.plan, passage.ledger)
    passage.frame = frame.explode(each.name, empty_as_null=True, keep_nulls=True)


def _tally(reasons: pl.Series) -> dict[str, int]:
    """How often each reason occurs, in the order of their names."""
    if reasons.null_count() == len(reasons):
        return {}
    counted = reasons.drop_nulls().value_counts().sort(reasons.name)
    return {str(reason): int(count) for reason, count in counted.iter_rows()}


def _in_order(tally: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(tally.items()))
