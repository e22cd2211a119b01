"""Kept rows → the columns of sheets."""

from collections.abc import Mapping, Sequence

import polars as pl

from kolonne.contract import Severity
from kolonne.expressions import dtype, has
from kolonne.plan import ColumnPlan, Plan, SheetPlan
from kolonne.run.codes import OUT, SEVERITY, WRONG, answered, label_of, not_valid, sentence
from kolonne.run.fields import FAILED, FATAL
from kolonne.run.frame import Item, evaluate
from kolonne.run.ledger import Ledger, unnamed


def compute_columns(
    plan: Plan, sheets: Sequence[SheetPlan], frame: pl.DataFrame, names: Mapping[str, pl.Expr], ledger: Ledger
) -> pl.DataFrame:
    """The frame with every column of some sheets, as `sheet/column`; FAILED and FATAL where a cell took a row out."""
    cells, items, are_checked = plan.once(("cells", tuple(sheet.name for sheet in sheets)), lambda: _cells(sheets))
    frame = evaluate(frame, items, names, plan, ledger)
    if not are_checked:
        return frame
    frame = (
        frame.lazy()
        .with_columns(one for cell in cells if cell[1].checked_codes for one in _wrong(plan, *cell))
        .with_columns(one for cell in cells if cell[1].checked_codes for one in _answered(*cell))
        .with_columns(_missing(*cell) for cell in cells if cell[1].required is not False)
        .with_columns(_fates(cells))
        .collect()
    )
    for sheet, column in cells:
        _tell(sheet, column, frame, ledger)
    return frame


def _cells(sheets: Sequence[SheetPlan]) -> tuple[list[tuple[SheetPlan, ColumnPlan]], list[Item], bool]:
    """The columns of some sheets, what is computed for them, and whether anything is asked of what comes out."""
    cells = [(sheet, column) for sheet in sheets for column in own_columns(sheet)]
    items = [item for cell in cells for item in _items(*cell)]
    return cells, items, any(column.checked_codes or column.required is not False for _, column in cells)


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
    shown = plan.once(("shown", sheet.name), lambda: [_shown(plan, sheet, column) for column in own_columns(sheet)])
    return frame.select(shown)


def cell_of(sheet: SheetPlan, column: ColumnPlan) -> str:
    """The internal name of a column of a sheet."""
    return f"{sheet.name}/{column.name}"


def _required_of(sheet: SheetPlan, column: ColumnPlan) -> str:
    """The condition under which a cell is required."""
    return f"{cell_of(sheet, column)}?required"


def _wrong_of(sheet: SheetPlan, column: ColumnPlan, what: str) -> str:
    """Where the list of the column does not have the code, or not on its date."""
    return f"{cell_of(sheet, column)}?{what}"


def _day_of(sheet: SheetPlan, column: ColumnPlan) -> str:
    """The date on which the code must have been valid."""
    return f"{cell_of(sheet, column)}?day"


def _told_of(column: ColumnPlan) -> tuple[str, ...]:
    """What can be wrong with the codes of a column."""
    if not column.checked_codes:
        return ()
    return WRONG if column.as_of is not None else WRONG[:1]


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
    items = [Item(cell_of(sheet, column), column.value, place, f"{column.name}.value", column.is_about_health)]
    if not isinstance(column.required, bool):
        items.append(
            Item(
                _required_of(sheet, column),
                column.required,
                place,
                f"{column.name}.required",
                column.is_required_for_health,
            )
        )
    if column.as_of is not None:
        items.append(Item(_day_of(sheet, column), column.as_of, place, f"{column.name}.as_of"))
    return items


def _wrong(plan: Plan, sheet: SheetPlan, column: ColumnPlan) -> list[pl.Expr]:
    code, codes = pl.col(cell_of(sheet, column)), plan.lists.codes[column.checked_codes]
    found = [(code.is_not_null() & has(codes, code).not_()).alias(_wrong_of(sheet, column, "unknown_code"))]
    if column.as_of is not None:
        day = pl.col(_day_of(sheet, column))
        found.append(not_valid(codes, code, day).alias(_wrong_of(sheet, column, "code_not_valid")))
    return found


def _answered(sheet: SheetPlan, column: ColumnPlan) -> list[pl.Expr]:
    code = pl.col(cell_of(sheet, column))
    told = pl.any_horizontal(pl.col(_wrong_of(sheet, column, what)) for what in _told_of(column))
    # What takes the row out is still shown beside it.
    kept = code if column.unknown.action in OUT else answered(column.unknown, code)
    shown = pl.when(told).then(kept).otherwise(code)
    return [code.alias(_found_of(sheet, column)), shown.alias(cell_of(sheet, column))]


def _missing(sheet: SheetPlan, column: ColumnPlan) -> pl.Expr:
    missing = pl.col(cell_of(sheet, column)).is_null()
    if not isinstance(column.required, bool):
        missing &= pl.col(_required_of(sheet, column)).fill_null(value=False)
    return missing.alias(_missing_of(sheet, column))


def _fates(cells: list[tuple[SheetPlan, ColumnPlan]]) -> list[pl.Expr]:
    """FAILED and FATAL, first reason first. All cells of a row are told of, because they are corrected together."""
    failed, fatal = [pl.col(FAILED)], [pl.col(FATAL)]
    for sheet, column in cells:
        missing = pl.col(_missing_of(sheet, column))
        for what in _told_of(column):
            ends = pl.when(pl.col(_wrong_of(sheet, column, what))).then(pl.lit(f"{column.name}.{what}"))
            failed += [ends] if column.unknown.action == "error" else []
            fatal += [ends] if column.unknown.action == "fatal" else []
        if column.required is not False:
            failed.append(pl.when(missing).then(pl.lit(f"{column.name}.required")))
    return [pl.coalesce(failed).alias(FAILED), pl.coalesce(fatal).alias(FATAL)]


def _tell(sheet: SheetPlan, column: ColumnPlan, frame: pl.DataFrame, ledger: Ledger) -> None:
    """Record what is wrong with a column's cells."""
    named = unnamed(frame) if column.is_about_health else frame
    for what in _told_of(column):
        code = pl.col(_found_of(sheet, column))
        found = pl.lit("") if column.personal else pl.concat_str(pl.lit(": «"), code.str.head(60), pl.lit("»"))
        day = pl.col(_day_of(sheet, column)) if column.as_of is not None and not column.as_of_personal else None
        ledger.record(
            named,
            pl.col(_wrong_of(sheet, column, what)),
            place=_place(sheet, column),
            rule=f"{column.name}.{what}",
            code=what,
            severity=SEVERITY[column.unknown.action],
            message=pl.concat_str(pl.lit(column.header), found, pl.lit(" "), sentence(ledger, what, day)),
            value=None if column.personal else code,
            out=column.unknown.action in OUT,
        )
    if column.required is not False:
        ledger.record(
            unnamed(frame) if column.is_required_for_health else named,
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
        day = pl.col(_day_of(sheet, column)) if column.as_of is not None else None
        value = label_of(plan.lists.codes[column.labels], value, day)
    # A column that keeps its type costs nothing; Polars would look at each of its cells to find that out.
    is_made = dtype(column.type) != dtype(column.value.type)
    return (value.cast(dtype(column.type)) if is_made else value).alias(column.name)
