"""CsvWriter: one sheet becomes a .csv, several become a .zip of them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import polars as pl

from kolonne.contract import Sheet, SheetColumn, Tick, Workbook, WriterError, WrittenFile
from kolonne.writers.csv_text import CsvText
from kolonne.writers.feed import Feed, Progress
from kolonne.writers.groups import full_header
from kolonne.writers.notes import Kind, Notes
from kolonne.writers.package import Package
from kolonne.writers.sealed_file import sealed
from kolonne.writers.sheet_names import file_names
from kolonne.writers.totals import totals_line

_BOM = b"\xef\xbb\xbf"


class CsvWriter:
    """Comma-separated text in UTF-8, in the dialect of the workbook.

    One sheet gives a .csv, several a .zip with one .csv each, named after the sheets' titles. The first line holds the
    headers. Hidden columns and appendices are not written. Blank cells (null or empty text) are empty; text is quoted
    as in RFC 4180 where it holds the delimiter, a quote or a line break, or begins or ends with a blank. Instants are
    shown as wall time in the workbook's time zone. Numbers show at most 15 digits and never an exponent.

    The last line holds the totals, if there are any. A group stands in front of the headers that share it. Heading and
    note stand above the headers if the dialect says so, followed by an empty line; a notice tells when they do not.

    With `guard` on, text and headers that a spreadsheet would take for a formula get a leading apostrophe, and a
    notice tells how many.
    """

    #: The name that `--format` takes.
    format: str = "csv"
    #: For people.
    title: str = "comma-separated text"
    mime_type: str = "text/csv"

    def suffix(self, workbook: Workbook) -> str:
        """`.csv` for one sheet, `.zip` for several."""
        return ".csv" if len(workbook.sheets) == 1 else ".zip"

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        """Write `destination` whole or not at all.

        `tick` is called after every 8,192 rows or fewer and at the end of every frame; what it raises goes through.
        Raises `WriterError` naming the file or sheet.
        """
        if not workbook.sheets:
            raise WriterError(f"{destination}: there is no sheet to write")
        single = len(workbook.sheets) == 1
        job = _Job(workbook, CsvText(workbook.csv, workbook.timezone), Progress(tick), Notes())
        return sealed(
            destination,
            "text/csv" if single else "application/zip",
            job.progress,
            job.fill_single if single else job.fill_zip,
        )


@dataclass(frozen=True, slots=True)
class _Job:
    """One call of `write`."""

    workbook: Workbook
    text: CsvText
    progress: Progress
    notes: Notes

    def fill_single(self, stream: BinaryIO) -> tuple[str, ...]:
        self._sheet(self.workbook.sheets[0], stream.write)
        return self.notes.sentences()

    def fill_zip(self, stream: BinaryIO) -> tuple[str, ...]:
        names = file_names((sheet.title or sheet.name for sheet in self.workbook.sheets), ".csv")
        with Package(stream) as package:
            for sheet, name in zip(self.workbook.sheets, names, strict=True):
                with package.entry(name) as entry:
                    self._sheet(sheet, entry.write)
        return self.notes.sentences()

    def _sheet(self, sheet: Sheet, write: Callable[[bytes], object]) -> None:
        columns = tuple(column for column in sheet.columns if not column.hidden)
        if not columns:
            raise WriterError(f"sheet `{sheet.name}`: has no column to write")
        totals = totals_line(sheet)
        write((_BOM if self.workbook.csv.bom else b"") + self._heading(sheet) + self._header(sheet, columns))
        feed = Feed(sheet)
        for piece in feed.take(sheet.rows):
            write(self._lines(sheet, columns, piece))
            self.progress.done(piece.height)
        feed.finish()
        if totals is not None:
            shown = tuple(column for column in totals.columns if not column.hidden)
            write(self._lines(sheet, shown, totals.cells))

    def _heading(self, sheet: Sheet) -> bytes:
        lines = [(line.label, line.value) for line in sheet.heading]
        if sheet.note:
            lines.append((sheet.note, ""))
        if not lines:
            return b""
        if not self.workbook.csv.heading:
            several = "line above its table is" if len(lines) == 1 else f"{len(lines)} lines above its table are"
            self.notes.say(f"sheet `{sheet.title or sheet.name}`: the {several} not in the .csv")
            return b""
        cells = pl.DataFrame(lines, schema=["heading", "value"], orient="row")
        columns = [self._told(sheet, cells[:, at], SheetColumn(cells.columns[at], "heading", "text")) for at in (0, 1)]
        return self._joined(columns) + self.workbook.csv.line_end.encode()

    def _header(self, sheet: Sheet, columns: tuple[SheetColumn, ...]) -> bytes:
        headings = [SheetColumn(column.name, full_header(column), "text") for column in columns]
        row = pl.DataFrame([pl.Series(str(at), [heading.header]) for at, heading in enumerate(headings)])
        return self._joined([self._told(sheet, row[:, at], heading) for at, heading in enumerate(headings)])

    def _lines(self, sheet: Sheet, columns: tuple[SheetColumn, ...], piece: pl.DataFrame) -> bytes:
        return self._joined([self._told(sheet, piece.get_column(column.name), column) for column in columns])

    def _told(self, sheet: Sheet, cells: pl.Series, column: SheetColumn) -> pl.Series:
        texts, count = self.text.column(cells, column)
        self.notes.count(sheet.title or sheet.name, Kind.GUARDED, full_header(column), count)
        return texts

    def _joined(self, columns: list[pl.Series]) -> bytes:
        dialect = self.workbook.csv
        cells = [pl.lit(column).fill_null("") for column in columns]
        if len(cells) == 1:
            # Readers skip an empty line, so the blank cell of an only column is written as quotes.
            cells = [cells[0].replace("", '""')]
        lines = pl.concat_str(pl.concat_str(cells, separator=dialect.delimiter), pl.lit(dialect.line_end))
        return bytes(pl.select(lines.str.join("").cast(pl.Binary)).item())
