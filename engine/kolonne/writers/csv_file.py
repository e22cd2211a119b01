"""CsvWriter: one sheet becomes a .csv, several become a .zip of them."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import polars as pl

from kolonne.contract import CsvDialect, RowMaker, SheetColumn, Tick, Workbook, WrittenFile
from kolonne.contract.quick import dataclass
from kolonne.writers.bare_text import hold_bare
from kolonne.writers.csv_text import CsvText
from kolonne.writers.groups import full_header
from kolonne.writers.notes import Kind
from kolonne.writers.tables import Table, tables_suffix
from kolonne.writers.text_tables import line_makers, write_text
from kolonne.writers.totals import totals_line

_ENDING = ".csv"
_MIME_TYPE = "text/csv"
_BOM = b"\xef\xbb\xbf"


class CsvWriter:
    """Comma-separated text in UTF-8, in the dialect of the workbook.

    One sheet gives a .csv, several a .zip with one .csv each, named after the sheets' titles. The first line holds the
    headers, the last one the totals, if there are any and the dialect has them. Hidden columns and appendices are not
    written. Blank cells (null or empty text) are empty, or what the dialect says. Text is quoted as in RFC 4180 where it
    holds the delimiter, a quote or a line break, or begins or ends with a blank; a dialect without quotes takes it as it
    is, and a cell that would end early is a `WriterError` that names its row. Instants are shown as wall time in the
    workbook's time zone. Numbers show at most 15 digits and never an exponent.

    A group stands in front of the headers that share it. Heading and note stand above the headers if the dialect says
    so, followed by an empty line. Notices tell when headings or totals are not in the file.

    With `guard` on, text and headers that a spreadsheet would take for a formula get a leading apostrophe, and a
    notice tells how many in each column. A column's own `guard` counts for its cells and its header. A notice tells how
    many times have seconds, or parts of one, that the dialect does not show.
    """

    #: The name that `--format` takes.
    format: str = "csv"
    #: For people.
    title: str = "comma-separated text"
    mime_type: str = _MIME_TYPE

    def suffix(self, workbook: Workbook) -> str:
        """`.csv` for one sheet, `.zip` for several."""
        return tables_suffix(workbook, _ENDING)

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        """Write `destination` whole or not at all.

        `tick` is called after every 8,192 rows or fewer and at the end of every frame; what it raises goes through.
        Raises `WriterError` naming the file or sheet.
        """
        return write_text(workbook, destination, tick, _Spelling.of(workbook))

    def makers(self, workbook: Workbook, names: Collection[str], folder: Path) -> Mapping[str, RowMaker]:
        """As `StreamingWriter` wants it; what is made is what `write` would make."""
        return line_makers(workbook, names, folder, _Spelling.of(workbook))


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A `TextFormat`."""

    workbook: Workbook
    text: CsvText
    ending: str = _ENDING
    mime_type: str = _MIME_TYPE

    @classmethod
    def of(cls, workbook: Workbook) -> "_Spelling":
        return cls(workbook, CsvText(workbook.csv, workbook.timezone))

    def head(self, table: Table) -> bytes:
        return (_BOM if self.workbook.csv.bom else b"") + self._heading(table) + self._header(table)

    def lines(self, table: Table, piece: pl.DataFrame, first: int) -> bytes:
        for column in table.columns:
            table.note(Kind.FINER, column, self.text.finer(piece.get_column(column.name), column.type))
        made = zip(table.columns, self.text.columns(piece, table.columns), strict=True)
        cells = [self._noted(table, column, texts, count, first) for column, (texts, count) in made]
        return self._joined(cells, self.workbook.csv.blank)

    def foot(self, table: Table) -> bytes:
        if not self.workbook.csv.totals:
            table.say_no_totals(_ENDING)
            return b""
        totals = totals_line(table.sheet)
        if totals is None:
            return b""
        shown = [column for column in totals.columns if not column.hidden]
        return self._joined([self._told(table, totals.cells.get_column(one.name), one) for one in shown])

    def _heading(self, table: Table) -> bytes:
        if not self.workbook.csv.heading:
            table.say_no_heading(_ENDING)
            return b""
        lines = [(line.label, line.value) for line in table.sheet.heading]
        if table.sheet.note:
            lines.append((table.sheet.note, ""))
        if not lines:
            return b""
        cells = pl.DataFrame(lines, schema=["heading", "value"], orient="row")
        columns = [self._told(table, cells[:, at], SheetColumn(cells.columns[at], "heading", "text")) for at in (0, 1)]
        return self._joined(columns) + self.workbook.csv.line_end.encode()

    def _header(self, table: Table) -> bytes:
        if not self.workbook.csv.header:
            return b""
        headings = [replace(column, header=full_header(column), group="", type="text") for column in table.columns]
        return self._joined(self._across(table, headings))

    def _across(self, table: Table, headings: list[SheetColumn]) -> list[pl.Series]:
        """Headers as cells of one line. Those that are guarded alike are spelled together, as each call costs the same."""
        alike: dict[bool | None, list[int]] = {}
        for at, heading in enumerate(headings):
            alike.setdefault(heading.guard, []).append(at)
        found: dict[int, pl.Series] = {}
        for places in alike.values():
            headers = pl.Series("header", [headings[at].header for at in places])
            texts, guarded_places = self.text.spelled(headers, headings[places[0]])
            guarded = set(guarded_places)
            for number, at in enumerate(places):
                cell = texts.slice(number, 1)
                found[at] = self._noted(table, headings[at], cell, int(number in guarded))
        return [found[at] for at in range(len(headings))]

    def _told(self, table: Table, cells: pl.Series, column: SheetColumn) -> pl.Series:
        return self._noted(table, column, *self.text.column(cells, column))

    def _noted(
        self, table: Table, column: SheetColumn, texts: pl.Series, count: int, first: int | None = None
    ) -> pl.Series:
        table.note(Kind.GUARDED, column, count)
        if self.workbook.csv.quotes == "never" and texts.dtype == pl.String:
            hold_bare(table, column, texts, self.workbook.csv, first)
        return texts

    def _joined(self, columns: list[pl.Series], blank: str = "") -> bytes:
        dialect = self.workbook.csv
        if not blank and len(columns) == 1 and dialect.quotes != "never":
            # Readers skip an empty line, so the blank cell of an only column is written as quotes.
            blank = '""'
        if blank:
            columns = [column.replace("", blank) if column.dtype == pl.String else column for column in columns]
        if not dialect.delimiter.isascii():
            return _joined_by_hand(columns, dialect, blank)
        lines = BytesIO()
        # By number, as the names of headings may be the same. What needs quotes has them already.
        pl.DataFrame([column.alias(str(at)) for at, column in enumerate(columns)]).write_csv(
            lines, include_header=False, separator=dialect.delimiter, line_terminator=dialect.line_end,
            quote_style="never", null_value=blank, decimal_comma=dialect.decimal == "," and dialect.delimiter != ",",
        )  # fmt: skip
        return lines.getvalue()


def _joined_by_hand(columns: list[pl.Series], dialect: CsvDialect, blank: str) -> bytes:
    """The same for a delimiter that Polars' own writer does not take."""
    cells = [pl.lit(column).fill_null(blank) for column in columns]
    lines = pl.concat_str(pl.concat_str(cells, separator=dialect.delimiter), pl.lit(dialect.line_end))
    return bytes(pl.select(lines.str.join("").cast(pl.Binary)).item())
