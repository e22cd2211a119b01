"""Lines: groups of rows become the lines of a grouped sheet."""

from collections.abc import Mapping
from itertools import product

import polars as pl

from kolonne.contract.quick import dataclass
from kolonne.expressions import dtype
from kolonne.plan import GroupPlan, KeyPlan, Plan, RulePlan, SheetPlan
from kolonne.run.fields import FAILED, FATAL
from kolonne.run.frame import Item
from kolonne.run.ledger import KEY, ROW, Ledger
from kolonne.run.names import Names, given_columns
from kolonne.run.passage import Passage
from kolonne.run.related import Records
from kolonne.run.rendering import rendered
from kolonne.run.sheets import compute_columns, shown_rows
from kolonne.run.spread import spread_cells
from kolonne.run.stages import checked_rows
from kolonne.run.summing import Contributed, Lines, summed

#: Internal column: the number of a group.
LINE = "?line"


@dataclass(frozen=True, slots=True)
class LinesMaker:
    plan: Plan
    contributed: Contributed
    records: Records
    lines: Lines
    ledger: Ledger

    def make(self, sheet: SheetPlan, group: GroupPlan) -> tuple[pl.DataFrame, int]:
        """The lines of a grouped sheet, by its columns, and how many of them break a fatal rule."""
        plan, names = self.plan, given_columns(self.plan)
        groups = self.groups(group)
        found = summed(plan, group.summary, groups, self.contributed, self.records, self.lines, names)
        frame = found.with_columns(
            pl.lit(None, dtype=pl.Int64).alias(ROW),
            self.told_as(group).alias(KEY),
            pl.lit(None, dtype=pl.String).alias(FAILED),
            pl.lit(None, dtype=pl.String).alias(FATAL),
        )
        columns = Names(plan, frame.columns)
        frame = compute_columns(plan, [sheet], frame, columns, self.ledger)
        shown = pl.concat([frame.select(ROW, KEY, FAILED, FATAL), shown_rows(plan, sheet, frame)], how="horizontal")
        if group.spread is not None:
            cells = spread_cells(
                plan, sheet, group.spread, groups, self.contributed, self.records, self.lines, self.ledger
            )
            shown = pl.concat([shown, cells], how="horizontal")
        return self.checked(sheet, shown)

    def groups(self, group: GroupPlan) -> pl.DataFrame:
        """The groups that have lines, in the order of lists of codes and of values; what is blank comes last."""
        keys = {key.name: dtype(key.type) for key in group.keys}
        if not keys:
            return pl.DataFrame({LINE: [0]}).select(pl.col(LINE))
        used = self.contributed(group.summary, "").select(list(keys)).unique(maintain_order=True)
        if group.fills:
            filled = pl.DataFrame(list(product(*(key.codes for key in group.keys))), schema=keys, orient="row")
            used = pl.concat([filled, used]).unique(maintain_order=True)
        order = [_place(key) for key in group.keys]
        return used.sort(order, nulls_last=True, maintain_order=True)

    def told_as(self, group: GroupPlan) -> pl.Expr:
        """How a line is told of: by its keys."""
        shown = [
            rendered(pl.col(key.name), key.type, self.plan.locale, self.plan.timezone).fill_null("–")
            for key in group.keys
            if not key.is_personal
        ]
        return pl.concat_str(shown, separator=" · ") if shown else pl.lit(None, dtype=pl.String)

    def checked(self, sheet: SheetPlan, shown: pl.DataFrame) -> tuple[pl.DataFrame, int]:
        """The lines that stay when the rules of lines have been applied, and how many break a fatal one."""
        rules = tuple(rule for rule in self.plan.line_rules if rule.sheet == sheet.name)
        columns = [column.name for column in sheet.columns]
        passage = Passage(self.plan, shown, self.ledger, self.records)
        if rules:
            passage.frame = checked_rows(passage, rules, _items(rules))
        fatal = passage.frame[FATAL].drop_nulls().len()
        # A line that stops the export stays, so that what is told of the whole report with it is true.
        return passage.frame.filter(pl.col(FAILED).is_null()).select(columns), fatal


def _items(rules: tuple[RulePlan, ...]) -> list[Item]:
    return [Item(f"?rule/{at}", rule.check, f"rules.{rule.id}", f"{rule.id}.check") for at, rule in enumerate(rules)]


def _place(key: KeyPlan) -> pl.Expr:
    """What lines are ordered by: the place of a code in its list, or the value itself. What no list has comes behind."""
    if not key.labels:
        return pl.col(key.name)
    places: Mapping[str, int] = {code: at for at, code in enumerate(key.labels)}
    place = pl.col(key.name).replace_strict(places, default=len(places), return_dtype=pl.Int64)
    return pl.when(pl.col(key.name).is_not_null()).then(place)
