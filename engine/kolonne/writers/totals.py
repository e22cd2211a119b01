"""Totals: the line below a sheet's rows."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from kolonne.contract import Sheet, SheetColumn, WriterError
from kolonne.contract.quick import dataclass

_DTYPES: Mapping[str, pl.DataType] = {
    "text": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "boolean": pl.Boolean(),
    "date": pl.Date(),
    "time": pl.Time(),
    "datetime": pl.Datetime("us", "UTC"),
}


@dataclass(frozen=True, slots=True)
class TotalsLine:
    """One line, to be written as any row is."""

    #: Those of the sheet, in order; here the one that holds the label is a column of text, and a counted one of numbers.
    columns: tuple[SheetColumn, ...]
    #: One row.
    cells: pl.DataFrame


def totals_line(sheet: Sheet) -> TotalsLine | None:
    """The sheet's line, if it has one. Raises `WriterError` for a total that no column can hold."""
    if not sheet.totals:
        return None
    if unknown := sheet.totals.keys() - {column.name for column in sheet.columns}:
        raise WriterError(f"sheet `{sheet.name}`: has a total of `{min(unknown)}`, which is no column of it")
    totals = dict(sheet.totals)
    columns = [_as_counted(column, totals.get(column.name)) for column in sheet.columns]
    # A label in a hidden column would be hidden as well.
    first = next((at for at, column in enumerate(columns) if not column.hidden), None)
    if first is not None and sheet.totals_label and totals.get(columns[first].name) is None:
        columns[first] = replace(columns[first], type="text", format="")
        totals[columns[first].name] = sheet.totals_label
    cells = [_cell(sheet, column, totals.get(column.name)) for column in columns]
    return TotalsLine(tuple(columns), pl.DataFrame(cells))


def _as_counted(column: SheetColumn, total: object) -> SheetColumn:
    """How many cells of texts or days there are is a number all the same."""
    is_count = type(total) is int and column.type not in {"integer", "number", "decimal"}
    return replace(column, type="integer", format="") if is_count else column


def _cell(sheet: Sheet, column: SheetColumn, total: object) -> pl.Series:
    dtype = pl.Decimal(38, column.scale) if column.type == "decimal" else _DTYPES[column.type]
    try:
        return pl.Series(column.name, [total], dtype=dtype, strict=True)
    except (TypeError, OverflowError, pl.exceptions.PolarsError) as error:
        raise WriterError(f"sheet `{sheet.name}`: the total of `{column.name}` does not fit its type") from error
