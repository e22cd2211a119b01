"""Text tables: a workbook in a format of lines of text, whose lines can be made while rows still come."""

from collections.abc import Collection, Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kolonne.ahead import ahead
from kolonne.contract import Tick, Workbook, WrittenFile
from kolonne.writers.around import held
from kolonne.writers.feed import hold_promise, row_pieces
from kolonne.writers.made_lines import MADE_ROWS, Made, MadeLines, numbered
from kolonne.writers.notes import Notes
from kolonne.writers.tables import Table, write_tables

if TYPE_CHECKING:
    import polars as pl


class TextFormat(Protocol):
    """How a table is spelled. All of it may be noted in the table, and raise `WriterError`."""

    @property
    def ending(self) -> str:
        """Of a file's name, with the dot."""

    @property
    def mime_type(self) -> str: ...

    def head(self, table: Table) -> bytes:
        """What stands above the rows."""

    def lines(self, table: Table, piece: "pl.DataFrame", first: int) -> bytes:
        """Some rows, of which the first is number `first` of the table, from 1."""

    def foot(self, table: Table) -> bytes:
        """What stands below the rows."""


def write_text(workbook: Workbook, destination: Path, tick: Tick, text: TextFormat) -> WrittenFile:
    """Write `destination` as `write_tables` does, with lines that were made before where there are any."""
    return write_tables(workbook, destination, tick, (text.ending, text.mime_type), partial(_fill, text))


def line_makers(workbook: Workbook, names: Collection[str], folder: Path, text: TextFormat) -> Mapping[str, MadeLines]:
    """What makes lines of the rows of some sheets while they come, in files of a folder."""
    workbook = held(workbook, Notes(), as_xml=False)
    tables = [Table.apart(workbook, sheet) for sheet in workbook.sheets if sheet.name in names]
    # Before there is any file, since they may raise.
    heads = [text.head(replace(table, notes=Notes())) for table in tables]
    return {
        table.sheet.name: MadeLines(head, partial(_made, text, table), folder / f"lines-{at}")
        for at, (table, head) in enumerate(zip(tables, heads, strict=True))
    }


def _made(text: TextFormat, table: Table, one: "tuple[int, pl.DataFrame]") -> Made:
    """Lines of some rows, in a table that takes nothing but notes."""
    first, piece = one
    notes = Notes()
    return Made(piece.height, text.lines(replace(table, notes=notes), piece, first), notes)


def _fill(text: TextFormat, table: Table) -> None:
    head = text.head(table)
    if isinstance(table.sheet.made, MadeLines):
        _take_over(table, head, table.sheet.made)
    else:
        table.write(head)
        _make(text, table)
    table.write(text.foot(table))


def _take_over(table: Table, head: bytes, made: MadeLines) -> None:
    """Lines that were made while rows came, in their own file if it can become this one."""
    hold_promise(table.sheet, made.rows)
    table.notes.take(made.notes)
    if not (table.begin_with is not None and made.move(head, table.begin_with)):
        table.write(head)
        for data in made.data():
            table.write(data)
    table.progress.done(made.rows)


def _make(text: TextFormat, table: Table) -> None:
    """Lines of rows that wait to be read."""
    with closing(ahead(numbered(row_pieces(table.sheet, MADE_ROWS)), partial(_made, text, table))) as made:
        for one in made:
            table.write(one.data)
            table.notes.take(one.notes)
            table.progress.done(one.rows)
