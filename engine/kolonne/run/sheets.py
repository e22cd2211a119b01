"""Kept rows → the columns of sheets."""

from collections.abc import Mapping, Sequence

import polars as pl

from kolonne.contract import Severity
from kolonne.expressions import dtype, lookup
from kolonne.plan import ColumnPlan, Plan, SheetPlan
from kolonne.run.fields import FAILED, FATAL, UNKNOWN_SEVERITY
from kolonne.run.frame import Item, evaluate
from kolonne.run.ledger import Ledger


def compute_columns(
    plan: Plan, sheets: Sequence[SheetPlan], frame: pl.DataFrame, names: Mapping[str, pl.Expr], ledger: Ledger
) -> pl.DataFrame:
    """The frame with every column of some sheets, as `sheet/column`; FAILED and FATAL where a cell took a row out."""
    cells = [(sheet, column) for sheet in sheets for column in own_columns(sheet)]
    frame = evaluate(frame, [item for cell in cells for item in _items(*cell)], names, plan, ledger)
    frame = (
        frame.lazy()
        .with_columns(_unknown(plan, *cell) for cell in cells if cell[1].checked_codes)
        .with_columns(one for cell in cells if cell[1].checked_codes for one in _answered(*cell))
        .with_columns(_missing(*cell) for cell in cells if cell[1].required is not False)
        .with_columns(_fates(cells))
        .collect()
    )
    for sheet, column in cells:
        _tell(sheet, column, frame, ledger)
    return frame


def own_columns(sheet: SheetPlan) -> tuple[ColumnPlan, ...]:
    """The columns that have a value of their own; those of `spread` come from the cells of groups."""
    if sheet.group is None or sheet.group.spread is None:
        return sheet.columns
    spread = {name for name, _ in sheet.group.spread.cells}
    return tuple(
        column for column in sheet.columns if column.name not in spread and column.value is not sheet.group.spread.value
    )


def shown_rows(plan: Plan, sheet: SheetPlan, frame: pl.DataFrame) -> pl.DataFrame:
    """The finished columns of a sheet, under their own names; codes are replaced by labels where it shows them."""
    return frame.lazy().select(_shown(plan, sheet, column) for column in own_columns(sheet)).collect()


def cell_of(sheet: SheetPlan, column: ColumnPlan) -> str:
    """The internal name of a column of a sheet."""
    return f"{sheet.name}/{column.name}"


def _required_of(sheet: SheetPlan, column: ColumnPlan) -> str:
    """The condition under which a cell is required."""
    return f"{cell_of(sheet, column)}?required"


def _unknown_of(sheet: SheetPlan, column: ColumnPlan) -> str:
    """Where the list of the column does not have the code."""
    return f"{cell_of(sheet, column)}?unknown"


def _found_of(sheet: SheetPlan, column: ColumnPlan) -> str:
    """What the code was, whatever was put in its place."""
    return f"{cell_of(sheet, column)}?found"


def _missing_of(sheet: SheetPlan, column: ColumnPlan) -> str:
    """Where a value is required and there is none."""
    return f"{cell_of(sheet, column)}?missing"


def _place(sheet: SheetPlan, column: ColumnPlan) -> str:
    return f"sheets.{sheet.name}.{column.name}"


def _items(sheet: SheetPlan, column: ColumnPlan) -> list[Item]:
    place = _place(sheet, column)
    items = [Item(cell_of(sheet, column), column.value, place, f"{column.name}.value")]
    if not isinstance(column.required, bool):
        items.append(Item(_required_of(sheet, column), column.required, place, f"{column.name}.required"))
    return items


def _unknown(plan: Plan, sheet: SheetPlan, column: ColumnPlan) -> pl.Expr:
    code = pl.col(cell_of(sheet, column))
    known = code.is_in(pl.Series(list(plan.lists.codes[column.checked_codes].labels), dtype=pl.String).implode())
    return (code.is_not_null() & known.not_()).alias(_unknown_of(sheet, column))


def _answered(sheet: SheetPlan, column: ColumnPlan) -> list[pl.Expr]:
    code = pl.col(cell_of(sheet, column))
    answers = {"use": pl.lit(column.unknown.replacement), "blank": pl.lit(None, dtype=pl.String)}
    answer = answers.get(column.unknown.action, code)
    answered = pl.when(pl.col(_unknown_of(sheet, column))).then(answer).otherwise(code)
    return [code.alias(_found_of(sheet, column)), answered.alias(cell_of(sheet, column))]


def _missing(sheet: SheetPlan, column: ColumnPlan) -> pl.Expr:
    missing = pl.col(cell_of(sheet, column)).is_null()
    if not isinstance(column.required, bool):
        missing &= pl.col(_required_of(sheet, column)).fill_null(value=False)
    return missing.alias(_missing_of(sheet, column))


def _fates(cells: list[tuple[SheetPlan, ColumnPlan]]) -> list[pl.Expr]:
    """FAILED and FATAL, first reason first. All cells of a row are told of, because they are corrected together."""
    failed, fatal = [pl.col(FAILED)], [pl.col(FATAL)]
    for sheet, column in cells:
        unknown, missing = pl.col(_unknown_of(sheet, column)), pl.col(_missing_of(sheet, column))
        if column.checked_codes and column.unknown.action == "error":
            failed.append(pl.when(unknown).then(pl.lit(f"{column.name}.unknown_code")))
        if column.checked_codes and column.unknown.action == "fatal":
            fatal.append(pl.when(unknown).then(pl.lit(f"{column.name}.unknown_code")))
        if column.required is not False:
            failed.append(pl.when(missing).then(pl.lit(f"{column.name}.required")))
    return [pl.coalesce(failed).alias(FAILED), pl.coalesce(fatal).alias(FATAL)]


def _tell(sheet: SheetPlan, column: ColumnPlan, frame: pl.DataFrame, ledger: Ledger) -> None:
    """Record what is wrong with a column's cells."""
    if column.checked_codes:
        code = pl.col(_found_of(sheet, column))
        found = pl.lit("") if column.personal else pl.concat_str(pl.lit(": «"), code.str.head(60), pl.lit("»"))
        ledger.record(
            frame,
            pl.col(_unknown_of(sheet, column)),
            place=_place(sheet, column),
            rule=f"{column.name}.unknown_code",
            code="unknown_code",
            severity=UNKNOWN_SEVERITY[column.unknown.action],
            message=pl.concat_str(pl.lit(column.header), found, pl.lit(" "), ledger.sentence("unknown_code")),
            value=None if column.personal else code,
            out=column.unknown.action in {"error", "fatal"},
        )
    if column.required is not False:
        ledger.record(
            frame,
            pl.col(_missing_of(sheet, column)),
            place=_place(sheet, column),
            rule=f"{column.name}.required",
            code="required",
            severity=Severity.ERROR,
            message=pl.concat_str(pl.lit(f"{column.header}: "), ledger.sentence("required")),
            out=True,
        )


def _shown(plan: Plan, sheet: SheetPlan, column: ColumnPlan) -> pl.Expr:
    value = pl.col(cell_of(sheet, column))
    if column.labels:
        value = pl.coalesce(lookup(value, plan.lists.codes[column.labels].labels), value)
    return value.cast(dtype(column.type)).alias(column.name)
