"""Report: when all rows are known, grouped sheets, totals and headings, and the rules of sheets and of the whole."""

from collections.abc import Mapping
from dataclasses import field

import polars as pl

from kolonne.contract import Severity
from kolonne.contract.quick import dataclass
from kolonne.expressions import AGGREGATES, Fold, ValueType, dtype, fault_of, fold, fold_onto
from kolonne.plan import HeadingPlan, Plan, RulePlan, SheetPlan, SheetRulePlan, SummaryPlan
from kolonne.run.frame import Item, evaluate, with_faults
from kolonne.run.ledger import KEY, ROW, Ledger
from kolonne.run.lines import LinesMaker
from kolonne.run.masking import masked
from kolonne.run.names import Names, given_columns
from kolonne.run.related import Records, gathered
from kolonne.run.rendering import message, rendered
from kolonne.run.summing import SHEETS, Contributed, Lines, summed

#: Lines that stand above a table: a label, what it says, whether it is signed.
Heading = tuple[str, str, bool]
_NOTHING = pl.DataFrame({ROW: [None], KEY: [None]}, schema={ROW: pl.Int64, KEY: pl.String})


@dataclass(slots=True)
class Report:
    """What is known when all rows are known."""

    #: The lines of grouped sheets, by their columns.
    sheets: dict[str, pl.DataFrame] = field(default_factory=dict)
    #: The lines that stand in sheets without any.
    nil_rows: dict[str, pl.DataFrame] = field(default_factory=dict)
    #: Sheet → column → its total.
    totals: dict[str, dict[str, object]] = field(default_factory=dict)
    headings: dict[str, tuple[Heading, ...]] = field(default_factory=dict)
    #: Sheet → how many of its numbers are hidden.
    hidden: dict[str, int] = field(default_factory=dict)
    failures: pl.DataFrame = field(default_factory=pl.DataFrame)
    #: The places of fatal rules that are broken, each as often as it is.
    fatal: list[str] = field(default_factory=list)


def make_report(
    plan: Plan,
    contributed: Contributed,
    records: Records,
    lines: Lines,
    heights: Mapping[str, int],
    *,
    some_failed: bool = False,
) -> Report:
    """Everything that needs all rows. `lines` gives those of sheets in which each row has one, of which it asks for no
    others than `read_lines` says, and `heights` how many each has; `some_failed` is whether some row would be there if
    nothing were wrong with it."""
    return _Reporter(plan, contributed, records, lines, heights, Ledger(plan.locale), some_failed).made()


def read_lines(plan: Plan) -> frozenset[str]:
    """The sheets whose lines the report looks at when all of them are known."""
    checks = [one for one in plan.sheet_rules if one.summary is not None and one.summary.aggregates]
    summaries = (*plan.summaries, *(one.summary for one in checks if one.summary is not None))
    sources = {one.source for summary in summaries for one in summary.aggregates}
    found = {source.removeprefix(SHEETS) for source in sources if source.startswith(SHEETS)}
    return frozenset(found | {one.rule.sheet for one in checks} | {sheet.name for sheet in plan.sheets if sheet.totals})


@dataclass(slots=True)
class _Reporter:
    plan: Plan
    contributed: Contributed
    records: Records
    row_lines: Lines
    heights: Mapping[str, int]
    ledger: Ledger
    some_failed: bool
    report: Report = field(default_factory=Report)

    def made(self) -> Report:
        plan, report = self.plan, self.report
        for sheet in plan.sheets:
            if sheet.group is not None:
                maker = LinesMaker(plan, self.contributed, self.records, self.lines, self.ledger)
                frame, fatal = maker.make(sheet, sheet.group)
                report.sheets[sheet.name] = in_order(frame, sheet)
                report.fatal += [f"sheets.{sheet.name}"] * fatal
        whole = self.whole(plan.report)
        for rule in plan.sheet_rules:
            self.check(rule, whole)
        for sheet in plan.sheets:
            self.require_rows(sheet)
            report.headings[sheet.name] = tuple(self.heading(line, whole) for line in sheet.heading)
            self.total(sheet)
            self.mask(sheet)
            self.nil_row(sheet)
        report.failures = self.ledger.taken()
        return report

    def lines(self, sheet: str, columns: list[str]) -> pl.DataFrame:
        """The finished lines of any sheet."""
        if sheet in self.report.sheets:
            return self.report.sheets[sheet].select(columns) if columns else self.report.sheets[sheet]
        return self.row_lines(sheet, columns)

    def height(self, sheet: str) -> int:
        """How many lines any sheet has."""
        return self.report.sheets[sheet].height if sheet in self.report.sheets else self.heights[sheet]

    def names(self, frame: pl.DataFrame) -> Mapping[str, pl.Expr]:
        return Names(self.plan, frame.columns)

    def whole(self, summary: SummaryPlan) -> pl.DataFrame:
        """What is gathered of the whole report, in a single row."""
        names = given_columns(self.plan)
        return summed(self.plan, summary, _NOTHING, self.contributed, self.records, self.lines, names)

    def check(self, one: SheetRulePlan, whole: pl.DataFrame) -> None:
        """A rule of a sheet or of the report."""
        rule, frame = one.rule, whole
        if one.summary is not None:
            frame = _NOTHING
            if one.summary.aggregates:
                lines = self.lines(rule.sheet, [])
                rows, folds = gathered(self.plan, lines, one.summary.aggregates, self.names(lines))
                frame = fold_onto(_NOTHING, (), rows, folds)
        self.judge(rule, frame)

    def judge(self, rule: RulePlan, frame: pl.DataFrame) -> None:
        place = f"rules.{rule.id}"
        names = self.names(frame)
        item = Item("?check", rule.check, place, f"{rule.id}.check")
        found, faulty = with_faults(frame, [item], names, self.plan)
        is_fatal = rule.severity is Severity.FATAL
        if faulty:
            severity = Severity.FATAL if is_fatal else Severity.WARNING
            self.ledger.faults(found, pl.col(fault_of("?check")), place, item.rule, severity=severity)
            # What must be true of the report is not true where nobody could tell.
            self.report.fatal += [place] * (found.height if is_fatal else 0)
        broken = found.filter(pl.col("?check").not_().fill_null(value=False))
        self.ledger.record(
            broken, pl.lit(value=True), place=place, rule=rule.id, code="rule", severity=rule.severity,
            message=message(rule.message, names, self.plan),
        )  # fmt: skip
        if is_fatal:
            self.report.fatal += [place] * broken.height

    def require_rows(self, sheet: SheetPlan) -> None:
        if not sheet.min_rows:
            return
        found = self.height(sheet.name)
        if found < sheet.min_rows:
            place = f"sheets.{sheet.name}"
            sentence, numbers = self.ledger.sentence("min_rows"), pl.lit(f" ({found} < {sheet.min_rows})")
            text = pl.concat_str(pl.lit(f"{sheet.title}: "), sentence, numbers)
            self.ledger.record(
                _NOTHING, pl.lit(value=True), place=place, rule=f"{sheet.name}.min_rows", code="min_rows",
                severity=Severity.FATAL, message=text,
            )  # fmt: skip
            self.report.fatal.append(place)

    def heading(self, line: HeadingPlan, whole: pl.DataFrame) -> Heading:
        if line.value is None:
            return line.label, "", line.sign
        item = Item("?heading", line.value, "sheets.heading", "heading.value")
        found = evaluate(whole, [item], self.names(whole), self.plan, self.ledger)
        text = found.select(rendered(pl.col("?heading"), line.value.type, self.plan.locale, self.plan.timezone)).item()
        return line.label, text or "", line.sign

    def total(self, sheet: SheetPlan) -> None:
        if not sheet.totals:
            return
        rows = self.lines(sheet.name, list(sheet.totals))
        types = {column.name: column.type for column in sheet.columns}
        folds = [_total_fold(name, how, types[name]) for name, how in sheet.totals.items()]
        found = fold(rows, (), folds)
        self.report.totals[sheet.name] = {name: found[f"?total {name}"].item() for name in sheet.totals}
        for name in sheet.totals:
            fault = found[fault_of(f"?total {name}")].item()
            self.ledger.faults(_NOTHING, pl.lit(fault, dtype=pl.String), f"sheets.{sheet.name}.totals", f"{name}.total")

    def mask(self, sheet: SheetPlan) -> None:
        if sheet.mask is None or sheet.group is None:
            return
        spread = [name for name, _ in sheet.group.spread.cells] if sheet.group.spread is not None else []
        total = "total" if sheet.group.spread is not None and sheet.group.spread.has_total else ""
        totals = self.report.totals.get(sheet.name, {})
        frame, kept, hidden = masked(self.report.sheets[sheet.name], sheet.mask, spread, total, totals, sheet.totals)
        self.report.sheets[sheet.name] = frame
        self.report.hidden[sheet.name] = hidden
        if sheet.name in self.report.totals:
            self.report.totals[sheet.name] = kept

    def nil_row(self, sheet: SheetPlan) -> None:
        # That all of them failed is not that there was nothing.
        if sheet.nil_row is None or self.some_failed or self.height(sheet.name):
            return
        place = f"sheets.{sheet.name}.nil_row"
        items = [Item(name, value, place, f"{name}.nil_row") for name, value in sheet.nil_row.items()]
        found = evaluate(_NOTHING, items, given_columns(self.plan), self.plan, self.ledger)
        self.report.nil_rows[sheet.name] = found.select(
            (pl.col(column.name) if column.name in sheet.nil_row else pl.lit(None))
            .cast(dtype(column.type))
            .alias(column.name)
            for column in sheet.columns
        )


def _total_fold(name: str, how: str, of: ValueType) -> Fold:
    result = ValueType("integer") if how == "count" else of
    return Fold(f"?total {name}", AGGREGATES[how], (name,), (ValueType("text") if how == "count" else of,), result)


def in_order(frame: pl.DataFrame, sheet: SheetPlan) -> pl.DataFrame:
    """The lines in the order that the sheet asks for; what is blank comes last."""
    if not sheet.sort:
        return frame
    names = [name for name, _ in sheet.sort]
    return frame.sort(names, descending=[down for _, down in sheet.sort], nulls_last=True, maintain_order=True)
