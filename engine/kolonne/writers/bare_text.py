"""Text without quotes: what a dialect that has none cannot write."""

import re

import polars as pl

from kolonne.contract import CsvDialect, SheetColumn, WriterError
from kolonne.writers.tables import Table


def hold_bare(table: Table, column: SheetColumn, texts: pl.Series, dialect: CsvDialect, first: int | None) -> None:
    """Raise `WriterError` for a cell that would end early, naming its row and never its value.

    `first` is the number of the first cell's row in the sheet, from 1; None for lines that are not rows.
    """
    ends = texts.str.contains(f"[{re.escape(dialect.delimiter)}\\r\\n]")
    at = ends.arg_max()
    if at is not None and ends[at]:
        row = f"row {first + at}: " if first is not None else ""
        raise WriterError(
            f"sheet `{table.sheet.name}`: column `{column.name}`: {row}found a line break or the delimiter "
            f"`{dialect.delimiter}` in the text, and the dialect has no quotes to stand around it"
        )
