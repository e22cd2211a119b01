"""Columns as text of one width."""

import polars as pl

from kolonne.contract import SheetColumn, WriterError
from kolonne.contract.quick import dataclass
from kolonne.writers.csv_text import CsvText
from kolonne.writers.notes import Kind
from kolonne.writers.styles import SUMMED
from kolonne.writers.tables import Table

#: What would end a line or show as nothing, one blank for each.
_UNSEEN = r"\r\n|[\x00-\x1f\x7f-\x9f\x{2028}\x{2029}]"


@dataclass(frozen=True, slots=True)
class FixedText:
    """How the cells of one column are written: numbers to the right of their width, all else to the left."""

    table: Table
    column: SheetColumn
    text: CsvText
    #: In characters.
    width: int

    def cells(self, cells: pl.Series, first: int) -> pl.Series:
        """The cells, each filled up to the width; `first` is the number of the first one's row in the sheet, from 1.

        Raises `WriterError` naming the row of a cell that does not fit, and never its value.
        """
        self.table.note(Kind.FINER, self.column, self.text.finer(cells, self.column.type))
        texts = self.text.plain(cells, self.column.type)
        if self.column.type == "text":
            unseen = int(texts.str.contains(_UNSEEN).sum())
            self.table.note(Kind.SPACED, self.column, unseen)
            texts = texts.str.replace_all(_UNSEEN, " ") if unseen else texts
        texts = texts.fill_null("")
        self._hold(texts, first)
        is_right = self.column.type in SUMMED
        return texts.str.pad_start(self.width) if is_right else texts.str.pad_end(self.width)

    def _hold(self, texts: pl.Series, first: int) -> None:
        lengths = texts.str.len_chars()
        at = (lengths > self.width).arg_max()
        if at is not None and lengths[at] > self.width:
            raise WriterError(
                f"{_place(self.table, self.column)}: row {first + at}: has {lengths[at]:,} characters; "
                f"the width of the column is {self.width:,}"
            )


def fixed_width(table: Table, column: SheetColumn) -> int:
    """The width of a column in characters. Raises `WriterError` unless the document says it."""
    width = column.width
    if width is None:
        raise WriterError(f"{_place(table, column)}: has no width; a file of fixed widths needs one for every column")
    if width < 1 or width != int(width):
        raise WriterError(f"{_place(table, column)}: found the width {width:g}; a whole number of characters is needed")
    return int(width)


def _place(table: Table, column: SheetColumn) -> str:
    return f"sheet `{table.sheet.name}`: column `{column.name}`"
