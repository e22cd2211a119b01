"""transform: Batch in, Outcome out. Pure: no clock, no I/O, no state; the same in a loop here and on a cluster."""

from dataclasses import dataclass

import polars as pl

from kolonne.contract import Counts, Severity
from kolonne.plan import Plan
from kolonne.run.fields import FAILED, FATAL, read_fields
from kolonne.run.frame import evaluate, fault_of, given_columns
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
    rows = run.computed(run.exploded(records))
    in_period, kept, left_out = run.kept(rows)
    finished = run.checked(compute_columns(plan, kept, names, ledger))
    exported = finished.filter(pl.col(FAILED).is_null())
    counts = Counts(
        read=records.height,
        exploded=rows.height - records.height,
        exported=exported.height,
        left_out=_tally(left_out["reason"]),
        failed=_tally(pl.concat([rows[FAILED], finished.filter(pl.col(FAILED).is_not_null())[FAILED]])),
    )
    fatal = int(rows[FATAL].sum()) + int((finished[FATAL] & ~finished[_WAS_FATAL]).sum())
    return Outcome(sheet_rows(plan, exported), ledger.frame(), left_out, counts, fatal, in_period)


#: Internal column: whether a row had broken a fatal rule before its columns were computed.
_WAS_FATAL = "?was_fatal"


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
        # What has failed already is not worth several rows: it is one record that fails once.
        records, faulty = evaluate(records, [(each.name, each.value)], self.names, self.plan)
        records = records.with_columns(pl.when(pl.col(FAILED).is_null()).then(pl.col(each.name)).alias(each.name))
        if faulty:
            self.ledger.faults(records, fault_of(each.name), f"rows.each.{each.name}", f"{each.name}.value")
        self.names[each.name] = pl.col(each.name)
        return records.explode(each.name, empty_as_null=True, keep_nulls=True)

    def computed(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows with the values of `let`."""
        for let in self.plan.lets:
            rows, faulty = evaluate(rows, [(let.name, let.value)], self.names, self.plan)
            if faulty:
                alive = rows.filter(pl.col(FAILED).is_null())
                self.ledger.faults(alive, fault_of(let.name), f"rows.let.{let.name}", f"{let.name}.value")
            self.names[let.name] = pl.col(let.name)
        return rows

    def kept(self, rows: pl.DataFrame) -> tuple[int, pl.DataFrame, pl.DataFrame]:
        """How many rows lie in the period, the rows that belong in the report, and those left out, each with its reason."""
        plan = self.plan
        alive = rows.filter(pl.col(FAILED).is_null())
        items = [(f"?keep/{keep.name}", keep.when) for keep in plan.keeps]
        if plan.in_period is not None:
            items.insert(0, (DATE, plan.in_period))
        alive, faulty = evaluate(alive, items, self.names, plan)
        for name in faulty:
            place = f"rows.keep.{name.removeprefix('?keep/')}" if name != DATE else "rows.in_period"
            self.ledger.faults(alive, fault_of(name), place, f"{place.rpartition('.')[2]}.value")
        alive = alive.with_columns(self.reason().alias(REASON), pl.col(FATAL).alias(_WAS_FATAL))
        out = alive.filter(pl.col(REASON).is_not_null())
        in_period = alive.height - out.filter(pl.col(REASON).is_in(["no_date", "outside_period"])).height
        return in_period, alive.filter(pl.col(REASON).is_null()), self.explained(out)

    def reason(self) -> pl.Expr:
        """The first reason that leaves a row out; null for none."""
        cases: list[pl.Expr] = []
        if self.plan.in_period is not None:
            first, last = self.names["period.start"], self.names["period.end"]
            cases.append(pl.when(pl.col(DATE).is_null()).then(pl.lit("no_date")))
            cases.append(pl.when(pl.col(DATE).is_between(first, last).not_()).then(pl.lit("outside_period")))
        for keep in self.plan.keeps:
            unmet = pl.col(f"?keep/{keep.name}").fill_null(value=False).not_()
            cases.append(pl.when(unmet).then(pl.lit(keep.name)))
        return pl.coalesce(cases) if cases else pl.lit(None, dtype=pl.String)

    def explained(self, out: pl.DataFrame) -> pl.DataFrame:
        """What was left out, with the reasons in words."""
        plan = self.plan
        texts = {keep.name: message(keep.message, self.names, plan.lists, plan.locale) for keep in plan.keeps}
        texts |= {code: self.ledger.sentence(code) for code in ("no_date", "outside_period")}
        frames = [
            out.filter(pl.col(REASON) == reason).select(
                pl.col(ROW).alias("row"),
                (pl.col(ROW) + 1).alias("number"),
                pl.col(KEY).alias("key"),
                pl.col(REASON).alias("reason"),
                texts[reason].alias("message"),
            )
            for reason in out[REASON].unique(maintain_order=True)
        ]
        empty = pl.DataFrame(schema=LEFT_OUT)
        return pl.concat([empty, *(frame.cast(LEFT_OUT) for frame in frames)]).sort("row", maintain_order=True)  # type: ignore[arg-type]

    def checked(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows with the rules applied; a check that is blank is not broken."""
        plan = self.plan
        rows, faulty = evaluate(rows, [(f"?rule/{rule.id}", rule.check) for rule in plan.rules], self.names, plan)
        for rule in plan.rules:
            name, place = f"?rule/{rule.id}", f"rules.{rule.id}"
            if name in faulty:
                self.ledger.faults(rows, fault_of(name), place, f"{rule.id}.check")
            # A row that is out already is not told of again by every later rule.
            broken = (pl.col(name) == pl.lit(value=False)).fill_null(value=False) & pl.col(FAILED).is_null()
            some = rows.filter(broken)
            if some.is_empty():
                continue
            text = message(rule.message, self.names, plan.lists, plan.locale)
            out = rule.severity is Severity.ERROR
            self.ledger.record(
                some, place=place, rule=rule.id, code=pl.lit("rule"), severity=rule.severity, message=text, out=out
            )
            if out:
                rows = rows.with_columns(pl.coalesce(FAILED, pl.when(broken).then(pl.lit(rule.id))).alias(FAILED))
            if rule.severity is Severity.FATAL:
                rows = rows.with_columns((pl.col(FATAL) | broken).alias(FATAL))
        return rows


def _tally(reasons: pl.Series) -> dict[str, int]:
    """How often each reason occurs, in the order of their names."""
    counted = reasons.drop_nulls().value_counts().sort(reasons.name)
    return {str(reason): int(count) for reason, count in counted.iter_rows()}
