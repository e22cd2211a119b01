"""Stages: what is computed for the rows of a passage, one stage after the other."""

import polars as pl

from kolonne.contract import Severity
from kolonne.expressions import fault_of, references
from kolonne.plan import KeepPlan, LetPlan, Plan, RulePlan, StagePlan
from kolonne.run.across import shown_columns
from kolonne.run.columns import stacked, without
from kolonne.run.fields import FAILED, FATAL
from kolonne.run.frame import Item, evaluate, with_faults
from kolonne.run.ledger import KEY, ROW, unnamed
from kolonne.run.needed import without_unread
from kolonne.run.outcome import NO_LEFT_OUT
from kolonne.run.passage import Passage
from kolonne.run.related import with_aggregates
from kolonne.run.rendering import message
from kolonne.run.sheets import compute_columns
from kolonne.run.transforms import transform_rows

#: Internal columns: the reason a row is left out for, and the date it is judged by.
REASON, DATE = "?reason", "?date"


def run_stage(passage: Passage, stage: StagePlan) -> None:
    """Compute a stage. What functions over all rows give is among the columns already."""
    gatherings = stage.gatherings
    if stage.transform is not None:
        transform_rows(passage, stage.transform)
        return
    passage.frame = with_aggregates(passage.plan, passage.frame, gatherings.aggregates, passage.names, passage.records)
    if stage.lets:
        _compute(passage, stage.lets)
    if stage.in_period is not None or stage.keeps:
        _part(passage, stage)
    if stage.makes_columns:
        plan = passage.plan
        passage.frame = compute_columns(plan, plan.row_sheets, passage.frame, passage.names, passage.ledger)
        passage.drop_failed()
    if stage.rules:
        _check(passage, stage.rules)
        # Before rows are taken out, as every column is copied then.
        passage.frame = without_unread(passage.plan, passage.frame, _place(passage.plan, stage))
        passage.drop_failed()
    made = [*gatherings.names, *(fault_of(name) for name in gatherings.names), *shown_columns(gatherings)]
    passage.frame = without(passage.frame, made)


def _place(plan: Plan, stage: StagePlan) -> int:
    """How many stages there are up to this one."""
    return next(at for at, one in enumerate(plan.stages, 1) if one is stage)


def _compute(passage: Passage, lets: tuple[LetPlan, ...]) -> None:
    items = [
        Item(let.name, let.value, let.place or f"rows.let.{let.name}", _rule_of(let), let.is_about_health)
        for let in lets
    ]
    passage.frame = evaluate(passage.frame, items, passage.names, passage.plan, passage.ledger)


def _rule_of(let: LetPlan) -> str:
    """The name of what failed; of what a plugin is given, the name of its parameter."""
    return f"{let.name.rpartition('/')[2]}.value"


def _part(passage: Passage, stage: StagePlan) -> None:
    """Part the rows that belong in the report from those left out, each with its reason."""
    items = [
        Item(f"?keep/{keep.name}", keep.when, f"rows.keep.{keep.name}", f"{keep.name}.value", keep.is_about_health)
        for keep in stage.keeps
    ]
    if stage.in_period is not None:
        items.insert(0, Item(DATE, stage.in_period, "rows.in_period", "in_period.value"))
    judged = evaluate(passage.frame, items, passage.names, passage.plan, passage.ledger)
    judged = judged.with_columns(_reason(passage, stage).alias(REASON))
    passage.left_out.append(_explained(passage, stage.keeps, judged))
    made = [REASON, *(item.name for item in items)]
    kept = judged[REASON].is_null()
    passage.frame = without(judged, made) if kept.all() else without(judged, made).filter(kept)


def _reason(passage: Passage, stage: StagePlan) -> pl.Expr:
    """The first reason that leaves a row out; null for none."""
    cases: list[pl.Expr] = [pl.lit(None, dtype=pl.String)]
    if stage.in_period is not None:
        first, last = passage.names["period.start"], passage.names["period.end"]
        cases.append(pl.when(pl.col(DATE).is_null()).then(pl.lit("no_date")))
        cases.append(pl.when(pl.col(DATE).is_between(first, last).not_()).then(pl.lit("outside_period")))
    for keep in stage.keeps:
        unmet = pl.col(f"?keep/{keep.name}").fill_null(value=False).not_()
        # A code that stops the export stops it; what a condition makes of its blank cell is no way out.
        cases.append(pl.when(unmet & pl.col(FATAL).is_null()).then(pl.lit(keep.name)))
    return pl.coalesce(cases)


def _explained(passage: Passage, keeps: tuple[KeepPlan, ...], judged: pl.DataFrame) -> pl.DataFrame:
    """What was left out, with the reasons in words."""
    texts = {keep.name: message(keep.message, passage.names, passage.plan) for keep in keeps}
    texts |= {code: passage.ledger.sentence(code) for code in ("no_date", "outside_period")}
    unnamed = {keep.name for keep in keeps if keep.is_about_health}
    out = judged[[ROW, KEY, REASON, *_named(keeps, judged)]].filter(judged[REASON].is_not_null())
    frames = [
        out.filter(pl.col(REASON) == reason).select(
            pl.col(ROW).alias("row"),
            (pl.col(ROW) + 1).alias("number"),
            (pl.lit(None, dtype=pl.String) if reason in unnamed else pl.col(KEY)).alias("key"),
            pl.col(REASON).alias("reason"),
            texts[reason].alias("message"),
        )
        for reason in out[REASON].unique().sort()
    ]
    return stacked(frames, NO_LEFT_OUT)


def _named(keeps: tuple[KeepPlan, ...], frame: pl.DataFrame) -> list[str]:
    """The columns of a frame that the messages of some conditions name."""
    parts = (part for keep in keeps for part in keep.message.parts if not isinstance(part, str))
    read = (reference.name for part in parts for reference in references(part))
    named = dict.fromkeys(column for name in read for column in (name, fault_of(name)))
    return [name for name in named if name in frame.columns and name not in (ROW, KEY, REASON)]


def _check(passage: Passage, rules: tuple[RulePlan, ...]) -> None:
    """Apply the rules; a check that is blank is not broken."""
    items = [Item(f"?rule/{at}", rule.check, f"rules.{rule.id}", f"{rule.id}.check") for at, rule in enumerate(rules)]
    passage.frame = checked_rows(passage, rules, items)
    passage.frame = without(passage.frame, [item.name for item in items])


def checked_rows(passage: Passage, rules: tuple[RulePlan, ...], items: list[Item]) -> pl.DataFrame:
    """The rows with FAILED and FATAL where they break rules; what is broken is told."""
    frame, faulty = with_faults(passage.frame, items, passage.names, passage.plan)
    # Most rules are broken by no row of most batches.
    to_tell = [pair for pair in zip(rules, items, strict=True) if pair[1] in faulty or not frame[pair[1].name].all()]
    for rule, item in to_tell:
        # A row that is out already is not told of again by every later rule.
        alive, name = pl.col(FAILED).is_null(), item.name
        faults = [pl.when(alive).then(pl.col(fault_of(name))).alias(fault_of(name))] if item in faulty else []
        broken = pl.col(name).not_().fill_null(value=False)
        frame = frame.with_columns((alive & broken).alias(name), *faults)
        # What must be true of every row is not true of one for which nobody could tell.
        untold = item in faulty and rule.severity is Severity.FATAL
        failed = pl.col(name) | pl.col(fault_of(name)).is_not_null() if untold else pl.col(name)
        if fate := _fate(rule, failed):
            frame = frame.with_columns(fate)
    for rule, item in to_tell:
        if item in faulty:
            severity = Severity.FATAL if rule.severity is Severity.FATAL else Severity.WARNING
            fault = pl.col(fault_of(item.name))
            named = not rule.is_about_health
            passage.ledger.faults(frame, fault, item.place, item.rule, severity=severity, is_named=named)
        passage.ledger.record(
            # Whoever knows the key would know whose health is told of; the record's number only its owner can look up.
            unnamed(frame) if rule.is_about_health else frame,
            pl.col(item.name),
            place=item.place,
            rule=rule.id,
            code="rule",
            severity=rule.severity,
            message=message(rule.message, passage.names, passage.plan),
            out=rule.severity is not Severity.WARNING,
        )
    return without(frame, [fault_of(item.name) for item in faulty])


def _fate(rule: RulePlan, broken: pl.Expr) -> list[pl.Expr]:
    """What a rule does to the rows that break it."""
    match rule.severity:
        case Severity.ERROR:
            return [pl.coalesce(FAILED, pl.when(broken).then(pl.lit(rule.id))).alias(FAILED)]
        case Severity.FATAL:
            return [pl.coalesce(FATAL, pl.when(broken).then(pl.lit(rule.id))).alias(FATAL)]
        case Severity.WARNING:
            return []
