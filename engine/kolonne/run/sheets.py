"""Kept rows → the columns of every sheet."""

import polars as pl

from kolonne.contract import Severity
from kolonne.expressions import Checked, dtype, lookup
from kolonne.plan import ColumnPlan, Plan, SheetPlan
from kolonne.run.fields import FAILED, FATAL
from kolonne.run.frame import evaluate, fault_of
from kolonne.run.ledger import Ledger


def compute_columns(plan: Plan, frame: pl.DataFrame, names: dict[str, pl.Expr], ledger: Ledger) -> pl.DataFrame:
    """The frame with every column of every sheet, as `sheet/column`; FAILED and FATAL where a cell took a row out."""
    items: list[tuple[str, Checked]] = []
    for sheet in plan.sheets:
        for column in sheet.columns:
            items.append((cell_of(sheet, column), column.value))
            if not isinstance(column.required, bool):
                items.append((required_of(sheet, column), column.required))
    frame, faulty = evaluate(frame, items, names, plan)
    for sheet in plan.sheets:
        for column in sheet.columns:
            place = f"sheets.{sheet.name}.{column.name}"
            for name in (cell_of(sheet, column), required_of(sheet, column)):
                if name in faulty:
                    ledger.faults(frame, fault_of(name), place, f"{column.name}.value")
            frame = _coded(plan, sheet, column, frame, place, ledger)
            frame = _demanded(sheet, column, frame, place, ledger)
    return frame


def cell_of(sheet: SheetPlan, column: ColumnPlan) -> str:
    """The internal name of a column of a sheet."""
    return f"{sheet.name}/{column.name}"


def required_of(sheet: SheetPlan, column: ColumnPlan) -> str:
    """The internal name of the condition under which a cell is required."""
    return f"{cell_of(sheet, column)}?required"


def sheet_rows(plan: Plan, frame: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The finished columns of each sheet, under their own names."""
    return {
        sheet.name: frame.select(
            pl.col(cell_of(sheet, column)).cast(dtype(column.type)).alias(column.name) for column in sheet.columns
        )
        for sheet in plan.sheets
    }


def _coded(
    plan: Plan, sheet: SheetPlan, column: ColumnPlan, frame: pl.DataFrame, place: str, ledger: Ledger
) -> pl.DataFrame:
    """Codes are checked against the list the column names, and replaced by labels where it shows them."""
    name = cell_of(sheet, column)
    code = pl.col(name)
    if column.checked_codes:
        known = plan.lists.codes[column.checked_codes].labels
        unknown = code.is_not_null() & code.is_in(pl.Series(list(known), dtype=pl.String).implode()).not_()
        frame = _unknown(column, frame, unknown, name, place, ledger)
    if column.labels:
        labels = plan.lists.codes[column.labels].labels
        frame = frame.with_columns(pl.coalesce(lookup(code, dict(labels)), code).alias(name))
    return frame


def _unknown(
    column: ColumnPlan, frame: pl.DataFrame, unknown: pl.Expr, name: str, place: str, ledger: Ledger
) -> pl.DataFrame:
    rows = frame.filter(unknown)
    if rows.is_empty():
        return frame
    action, rule = column.unknown.action, f"{column.name}.unknown_code"
    severity = {"error": Severity.ERROR, "fatal": Severity.FATAL}.get(action, Severity.WARNING)
    found = pl.lit("") if column.personal else pl.concat_str(pl.lit(": «"), pl.col(name), pl.lit("»"))
    text = pl.concat_str(pl.lit(column.header), found, pl.lit(" "), ledger.sentence("unknown_code"))
    value = None if column.personal else pl.col(name)
    ledger.record(
        rows,
        place=place,
        rule=rule,
        code=pl.lit("unknown_code"),
        severity=severity,
        message=text,
        value=value,
        out=action == "error",
    )
    replaced = {"use": pl.lit(column.unknown.replacement), "blank": pl.lit(None, dtype=pl.String)}.get(
        action, pl.col(name)
    )
    made = [pl.when(unknown).then(replaced).otherwise(pl.col(name)).alias(name)]
    if action == "error":
        made.append(pl.coalesce(FAILED, pl.when(unknown).then(pl.lit(rule))).alias(FAILED))
    if action == "fatal":
        made.append((pl.col(FATAL) | unknown).alias(FATAL))
    return frame.with_columns(made)


def _demanded(sheet: SheetPlan, column: ColumnPlan, frame: pl.DataFrame, place: str, ledger: Ledger) -> pl.DataFrame:
    """Rows without a value that is required are left out."""
    if column.required is False:
        return frame
    demanded = (
        pl.lit(value=True) if column.required is True else pl.col(required_of(sheet, column)).fill_null(value=False)
    )
    missing = pl.col(cell_of(sheet, column)).is_null() & demanded
    rows = frame.filter(missing)
    if rows.is_empty():
        return frame
    rule = f"{column.name}.required"
    text = pl.concat_str(pl.lit(f"{column.header}: "), ledger.sentence("required"))
    ledger.record(
        rows, place=place, rule=rule, code=pl.lit("required"), severity=Severity.ERROR, message=text, out=True
    )
    return frame.with_columns(pl.coalesce(FAILED, pl.when(missing).then(pl.lit(rule))).alias(FAILED))
