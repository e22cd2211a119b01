"""FixedWidthWriter: one sheet becomes a .txt, several become a .zip of them."""

from functools import partial
from pathlib import Path

from kolonne.contract import Tick, Workbook, WrittenFile
from kolonne.writers.csv_text import CsvText
from kolonne.writers.fixed_text import FixedText, fixed_width
from kolonne.writers.parts import joined
from kolonne.writers.tables import Table, tables_suffix, write_tables

_ENDING = ".txt"
_MIME_TYPE = "text/plain"


class FixedWidthWriter:
    """Text in which every column has its places in the line, for programs: no header, nothing between columns.

    Every column needs a `width` in the document: a whole number of characters (not bytes). Numbers stand to the right
    of it, all else to the left, blanks fill it up, and blank cells are nothing but blanks. Numbers, dates and truth have
    the forms of the workbook's .csv dialect; nothing is guarded. A cell that does not fit is a `WriterError` that names
    column and row. Line breaks and control characters become blanks, and a notice tells how often.

    UTF-8 without byte order mark, each line ended by CR LF. One sheet gives a .txt, several a .zip with one .txt each,
    named after the sheets' titles. Hidden columns and appendices are not written. A table holds nothing but rows:
    notices tell when there are lines above it, or totals.
    """

    #: The name that `--format` takes.
    format: str = "fixed-width"
    #: For people.
    title: str = "text in columns of fixed width"
    mime_type: str = _MIME_TYPE

    def suffix(self, workbook: Workbook) -> str:
        """`.txt` for one sheet, `.zip` for several."""
        return tables_suffix(workbook, _ENDING)

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        """Write `destination` whole or not at all.

        `tick` is called after every 8,192 rows or fewer and at the end of every frame; what it raises goes through.
        Raises `WriterError` naming the file or sheet, and the column and row of a cell that does not fit.
        """
        text = CsvText(workbook.csv, workbook.timezone)
        return write_tables(workbook, destination, tick, (_ENDING, _MIME_TYPE), partial(_fill, text))


def _fill(text: CsvText, table: Table) -> None:
    table.say_rows_only(_ENDING)
    columns = [FixedText(table, column, text, fixed_width(table, column)) for column in table.columns]
    first = 1
    for piece in table.pieces():
        cells = [column.cells(piece.get_column(column.column.name), first) for column in columns]
        table.write(joined([*cells, "\r\n"]))
        first += piece.height
