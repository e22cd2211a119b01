"""Spread: a value of each group and each combination of codes becomes a cell."""

import polars as pl

from kolonne.contract import Severity
from kolonne.expressions import ValueType, dtype
from kolonne.plan import KeyPlan, Plan, SheetPlan, SpreadPlan, SummaryPlan
from kolonne.run.frame import Item, evaluate
from kolonne.run.ledger import KEY, ROW, Ledger
from kolonne.run.names import Names, given_columns
from kolonne.run.related import Records
from kolonne.run.summing import Contributed, Lines, summed

_TOTAL = "total"


def spread_cells(
    plan: Plan, sheet: SheetPlan, spread: SpreadPlan, groups: pl.DataFrame, contributed: Contributed, records: Records,
    lines: Lines, ledger: Ledger,
) -> pl.DataFrame:  # fmt: skip
    """A column for each cell, and the total if there is one, for the groups in their order."""
    over = {key.name: dtype(key.type) for key in spread.over}
    cells = pl.DataFrame([codes for _, codes in spread.cells], schema=over, orient="row")
    place = f"sheets.{sheet.name}.spread"
    _tell_homeless(spread, contributed(spread.summary, ""), place, ledger)

    def placed(summary: SummaryPlan, source: str) -> pl.DataFrame:
        return contributed(summary, source).with_columns(_column_of(key).alias(key.name) for key in spread.over)

    # Groups may have no keys at all, so that they are numbered before anything else is done with them.
    base = groups.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias(ROW)).join(cells, how="cross")
    names = given_columns(plan)
    found = summed(plan, spread.summary, base, placed, records, lines, names)
    found = found.with_columns(pl.lit(None, dtype=pl.Int64).alias(ROW), pl.lit(None, dtype=pl.String).alias(KEY))
    columns = Names(plan, found.columns)
    valued = evaluate(found, [Item("?cell", spread.value, place, "spread.value")], columns, plan, ledger)["?cell"]
    width = len(spread.cells)
    made = {name: valued.gather_every(width, at) for at, (name, _) in enumerate(spread.cells)}
    frame = pl.DataFrame(made)
    return frame.with_columns(_total(list(made), spread.value.type).alias(_TOTAL)) if spread.has_total else frame


def _total(names: list[str], of: ValueType) -> pl.Expr:
    """The sum of the cells of a line; blank cells are passed over, and a total that is too large is blank."""
    wide = [pl.col(name).cast(pl.Int128) if of.kind == "integer" else pl.col(name) for name in names]
    total = pl.sum_horizontal(wide)
    return (pl.when(total.is_finite()).then(total) if of.kind == "number" else total).cast(dtype(of), strict=False)


def _column_of(key: KeyPlan) -> pl.Expr:
    """The code, if it has a column; what has none is counted among the unknown."""
    return pl.when(pl.col(key.name).is_in(list(key.codes))).then(pl.col(key.name))


def _tell_homeless(spread: SpreadPlan, rows: pl.DataFrame, place: str, ledger: Ledger) -> None:
    """Warnings about rows whose code has no column, and about rows that are in no column at all."""
    for key in spread.over:
        homeless = rows[key.name].filter(rows.select(pl.col(key.name).is_in(list(key.codes)).not_()).to_series())
        if len(homeless):
            found = "" if key.is_personal else "; ".join(sorted(set(homeless))[:5])
            _tell(ledger, place, key.name, "no_column", len(homeless), found)
        lost = rows.select(_column_of(key).is_null().sum()).item()
        if lost and not spread.has_unknown:
            _tell(ledger, place, key.name, "no_unknown_column", lost, "")


def _tell(ledger: Ledger, place: str, name: str, code: str, count: int, found: str) -> None:
    """A warning about rows that have no column."""
    nowhere = pl.DataFrame({ROW: [None], KEY: [None]}, schema={ROW: pl.Int64, KEY: pl.String})
    ledger.record(
        nowhere, pl.lit(value=True), place=place, rule=f"{name}.{code}", code=code, severity=Severity.WARNING,
        message=pl.concat_str(pl.lit(f"{name}: {count} "), ledger.sentence(code)), value=pl.lit(found or None, dtype=pl.String),
    )  # fmt: skip
