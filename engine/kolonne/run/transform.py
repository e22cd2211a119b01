"""transform: Batch in, Outcome out. Pure: no clock, no I/O, no state; the same in a loop here and on a cluster."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from kolonne.contract import Counts, Severity
from kolonne.expressions import references
from kolonne.plan import LetPlan, Plan, RulePlan
from kolonne.run.fields import FAILED, FATAL, read_fields
from kolonne.run.frame import Item, evaluate, fault_of, given_columns, with_faults
from kolonne.run.ledger import KEY, ROW, Ledger
from kolonne.run.outcome import LEFT_OUT, Outcome
from kolonne.run.rendering import message
from kolonne.run.sheets import compute_columns, sheet_rows

#: Internal columns: the reason a row is left out for, and the date it is judged by.
REASON, DATE = "?reason", "?date"


def transform(plan: Plan, batch: pl.DataFrame, first_row: int = 0) -> Outcome:
    """What a batch of records becomes.

    `batch` has the source's columns by the source's names, as text or typed; `first_row` is the index of its first record
    in the source. No value of the data makes this raise.
    """
    ledger = Ledger(plan.locale)
    names = {**given_columns(plan), **{field.name: pl.col(field.name) for field in plan.input.fields}}
    run = _Run(plan, ledger, names)
    records = read_fields(plan, batch, first_row, ledger)
    # What has failed already is not computed with any more, and not worth several rows: a record that fails once.
    alive = records.filter(pl.col(FAILED).is_null())
    rows = run.computed(run.exploded(alive))
    kept, left_out = run.parted(rows)
    finished = run.checked(compute_columns(plan, kept, names, ledger))
    exported = finished.filter(pl.col(FAILED).is_null() & pl.col(FATAL).is_null())
    outside = left_out.filter(pl.col("reason").is_in(["no_date", "outside_period"])).height
    counts = Counts(
        read=records.height,
        exploded=rows.height - alive.height,
        exported=exported.height,
        left_out=_tally(left_out["reason"]),
        failed=_tally(
            pl.concat([records[FAILED], finished.select(pl.coalesce(FATAL, FAILED).alias(FAILED)).to_series()])
        ),
    )
    fatal = finished.filter(pl.col(FATAL).is_not_null())
    failures = ledger.frame(fatal[ROW])
    return Outcome(sheet_rows(plan, exported), failures, left_out, counts, fatal.height, rows.height - outside)


@dataclass(frozen=True, slots=True)
class _Run:
    plan: Plan
    ledger: Ledger
    #: What stands for each name; grows as values are computed.
    names: dict[str, pl.Expr]

    def exploded(self, records: pl.DataFrame) -> pl.DataFrame:
        """One row for each item of the list; a record without items stays one row, with a blank in its place."""
        each = self.plan.each
        if each is None:
            return records
        item = Item(each.name, each.value, f"rows.each.{each.name}", f"{each.name}.value")
        records = evaluate(records, [item], self.names, self.plan, self.ledger)
        self.names[each.name] = pl.col(each.name)
        return records.explode(each.name, empty_as_null=True, keep_nulls=True)

    def computed(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows with the values of `let`."""
        for together in _independent(self.plan.lets):
            items = [Item(let.name, let.value, f"rows.let.{let.name}", f"{let.name}.value") for let in together]
            rows = evaluate(rows, items, self.names, self.plan, self.ledger)
            self.names.update({let.name: pl.col(let.name) for let in together})
        return rows

    def parted(self, rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The rows that belong in the report, and those left out, each with its reason."""
        plan = self.plan
        items = [Item(f"?keep/{keep.name}", keep.when, f"rows.keep.{keep.name}", f"{keep.name}.value") for keep in plan.keeps]  # fmt: skip
        if plan.in_period is not None:
            items.insert(0, Item(DATE, plan.in_period, "rows.in_period", "in_period.value"))
        judged = evaluate(rows, items, self.names, plan, self.ledger)
        judged = judged.with_columns(self.reason().alias(REASON))
        kept = judged.filter(pl.col(REASON).is_null()).drop(REASON, *(item.name for item in items))
        return kept, self.explained(judged)

    def reason(self) -> pl.Expr:
        """The first reason that leaves a row out; null for none."""
        cases: list[pl.Expr] = [pl.lit(None, dtype=pl.String)]
        if self.plan.in_period is not None:
            first, last = self.names["period.start"], self.names["period.end"]
            cases.append(pl.when(pl.col(DATE).is_null()).then(pl.lit("no_date")))
            cases.append(pl.when(pl.col(DATE).is_between(first, last).not_()).then(pl.lit("outside_period")))
        for keep in self.plan.keeps:
            unmet = pl.col(f"?keep/{keep.name}").fill_null(value=False).not_()
            # A code that stops the export stops it; what a condition makes of its blank cell is no way out.
            cases.append(pl.when(unmet & pl.col(FATAL).is_null()).then(pl.lit(keep.name)))
        return pl.coalesce(cases)

    def explained(self, judged: pl.DataFrame) -> pl.DataFrame:
        """What was left out, with the reasons in words."""
        plan = self.plan
        texts = {keep.name: message(keep.message, self.names, plan) for keep in plan.keeps}
        texts |= {code: self.ledger.sentence(code) for code in ("no_date", "outside_period")}
        frames = [
            judged.lazy()
            .filter(pl.col(REASON) == reason)
            .select(
                pl.col(ROW).alias("row"),
                (pl.col(ROW) + 1).alias("number"),
                pl.col(KEY).alias("key"),
                pl.col(REASON).alias("reason"),
                texts[reason].alias("message"),
            )
            for reason in judged[REASON].unique().drop_nulls().sort()
        ]
        found = pl.concat([pl.DataFrame(schema=LEFT_OUT), *pl.collect_all(frames)])
        return found.sort("row", maintain_order=True)

    def checked(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows with the rules applied; a check that is blank is not broken."""
        plan = self.plan
        items = [Item(f"?rule/{rule.id}", rule.check, f"rules.{rule.id}", f"{rule.id}.check") for rule in plan.rules]
        checked, faulty = with_faults(rows, items, self.names, plan)
        frame = checked.lazy()
        for rule, item in zip(plan.rules, items, strict=True):
            # A row that is out already is not told of again by every later rule.
            alive, name = pl.col(FAILED).is_null(), item.name
            faults = [pl.when(alive).then(pl.col(fault_of(name))).alias(fault_of(name))] if item in faulty else []
            broken = pl.col(name).not_().fill_null(value=False)
            frame = frame.with_columns((alive & broken).alias(name), *faults).with_columns(_fate(rule, pl.col(name)))
        checked = frame.collect()
        for rule, item in zip(plan.rules, items, strict=True):
            if item in faulty:
                self.ledger.faults(checked, pl.col(fault_of(item.name)), item.place, item.rule)
            self.ledger.record(
                checked,
                pl.col(item.name),
                place=item.place,
                rule=rule.id,
                code="rule",
                severity=rule.severity,
                message=message(rule.message, self.names, plan),
                out=rule.severity is not Severity.WARNING,
            )
        return checked


def _fate(rule: RulePlan, broken: pl.Expr) -> list[pl.Expr]:
    """What a rule does to the rows that break it."""
    match rule.severity:
        case Severity.ERROR:
            return [pl.coalesce(FAILED, pl.when(broken).then(pl.lit(rule.id))).alias(FAILED)]
        case Severity.FATAL:
            return [pl.coalesce(FATAL, pl.when(broken).then(pl.lit(rule.id))).alias(FATAL)]
        case Severity.WARNING:
            return []


def _independent(lets: Sequence[LetPlan]) -> Iterator[list[LetPlan]]:
    """The values in their order, in groups whose members do not use each other: each group takes one pass."""
    group: dict[str, LetPlan] = {}
    for let in lets:
        if any(reference.name in group for reference in references(let.value)):
            yield list(group.values())
            group = {}
        group[let.name] = let
    if group:
        yield list(group.values())


def _tally(reasons: pl.Series) -> dict[str, int]:
    """How often each reason occurs, in the order of their names."""
    counted = reasons.drop_nulls().value_counts().sort(reasons.name)
    return {str(reason): int(count) for reason, count in counted.iter_rows()}
