"""Spread: a value of each group and each combination of codes becomes a cell."""

import polars as pl

from kolonne.contract import Severity
from kolonne.expressions import dtype
from kolonne.plan import GroupPlan, Plan, SheetPlan, SpreadPlan, SummaryPlan
from kolonne.run.frame import Item, evaluate, given_columns
from kolonne.run.ledger import KEY, ROW, Ledger
from kolonne.run.related import Records
from kolonne.run.summing import Contributed, Lines, summed

_TOTAL = "total"


def spread_cells(
    plan: Plan, sheet: SheetPlan, group: GroupPlan, spread: SpreadPlan, groups: pl.DataFrame, contributed: Contributed,
    records: Records, lines: Lines, ledger: Ledger,
) -> pl.DataFrame:  # fmt: skip
    """A column for each cell, and the total if there is one, for the groups in their order."""
    keys = [key.name for key in group.keys]
    over = {key.name: dtype(key.type) for key in spread.over}
    cells = pl.DataFrame([codes for _, codes in spread.cells], schema=over, orient="row")
    place = f"sheets.{sheet.name}.spread"

    def placed(summary: SummaryPlan, source: str) -> pl.DataFrame:
        rows = contributed(summary, source)
        for key in spread.over:
            # What has no column of its own is counted among the unknown, and told.
            has_column = pl.col(key.name).is_in(list(key.codes))
            homeless = rows.filter(pl.col(key.name).is_not_null() & has_column.not_())
            if homeless.height and not source:
                _tell(
                    ledger,
                    place,
                    key.name,
                    "no_column",
                    homeless.height,
                    "; ".join(sorted(set(homeless[key.name]))[:5]),
                )
            rows = rows.with_columns(pl.when(has_column).then(pl.col(key.name)).alias(key.name))
            blank = rows.filter(pl.col(key.name).is_null()).height
            if blank and not spread.has_unknown and not source:
                _tell(ledger, place, key.name, "no_unknown_column", blank, "")
        return rows

    base = groups.select(keys).with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias(ROW)).join(cells, how="cross")
    names = given_columns(plan)
    found = summed(plan, spread.summary, base, placed, records, lines, names)
    found = found.with_columns(pl.lit(None, dtype=pl.Int64).alias(ROW), pl.lit(None, dtype=pl.String).alias(KEY))
    columns = {**names, **{name: pl.col(name) for name in found.columns}}
    valued = evaluate(found, [Item("?cell", spread.value, place, "spread.value")], columns, plan, ledger)["?cell"]
    width = len(spread.cells)
    made = {name: valued.gather_every(width, at) for at, (name, _) in enumerate(spread.cells)}
    frame = pl.DataFrame(made)
    if spread.has_total:
        frame = frame.with_columns(pl.sum_horizontal(list(made)).cast(dtype(spread.value.type)).alias(_TOTAL))
    return frame


def _tell(ledger: Ledger, place: str, name: str, code: str, count: int, found: str) -> None:
    """A warning about rows that have no column."""
    nowhere = pl.DataFrame({ROW: [None], KEY: [None]}, schema={ROW: pl.Int64, KEY: pl.String})
    ledger.record(
        nowhere, pl.lit(value=True), place=place, rule=f"{name}.{code}", code=code, severity=Severity.WARNING,
        message=pl.concat_str(pl.lit(f"{name}: {count} "), ledger.sentence(code)), value=pl.lit(found or None, dtype=pl.String),
    )  # fmt: skip
