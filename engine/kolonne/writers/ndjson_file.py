"""NdjsonWriter: one sheet becomes a .ndjson, several become a .zip of them."""

from functools import partial
from pathlib import Path

import polars as pl

from kolonne.contract import Tick, Workbook, WrittenFile
from kolonne.writers.json_text import json_name, json_values
from kolonne.writers.notes import Kind
from kolonne.writers.parts import Part, joined
from kolonne.writers.tables import Table, tables_suffix, write_tables

_ENDING = ".ndjson"
_MIME_TYPE = "application/x-ndjson"


class NdjsonWriter:
    """JSON Lines, for programs: one JSON object a row and line, in UTF-8, each line ended by LF.

    One sheet gives a .ndjson, several a .zip with one .ndjson each, named after the sheets' titles. Keys are the names
    of the document, in order, in every line. Blank cells (null or empty text) are null. Integers and decimals are
    numbers with all of their digits (`1234.50`), which a reader may have to ask for; other numbers read back as the
    same double, and stand as strings where they are not finite, which a notice tells. Dates are `2025-12-31`, times
    `12:30:00`, and instants wall time in the workbook's time zone with its offset, `2025-07-02T00:30:00+02:00`, so
    that their first ten signs are the day that people know.

    Hidden columns and appendices are not written. A table holds nothing but rows: notices tell when there are lines
    above it, or totals.
    """

    #: The name that `--format` takes.
    format: str = "ndjson"
    #: For people.
    title: str = "JSON Lines"
    mime_type: str = _MIME_TYPE

    def suffix(self, workbook: Workbook) -> str:
        """`.ndjson` for one sheet, `.zip` for several."""
        return tables_suffix(workbook, _ENDING)

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        """Write `destination` whole or not at all.

        `tick` is called after every 8,192 rows or fewer and at the end of every frame; what it raises goes through.
        Raises `WriterError` naming the file or sheet.
        """
        return write_tables(workbook, destination, tick, (_ENDING, _MIME_TYPE), partial(_fill, workbook.timezone))


def _fill(timezone: str, table: Table) -> None:
    table.say_rows_only(_ENDING)
    for piece in table.pieces():
        table.write(_lines(table, piece, timezone))


def _lines(table: Table, piece: pl.DataFrame, timezone: str) -> bytes:
    parts: list[Part] = []
    for at, column in enumerate(table.columns):
        values, odd = json_values(piece.get_column(column.name), column, timezone)
        table.note(Kind.NO_NUMBER, column, odd)
        parts += ["," if at else "{", json_name(column.name), ":", values]
    return joined([*parts, "}\n"])
