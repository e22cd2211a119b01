"""A sheet as a section of the page."""

from collections.abc import Callable
from typing import BinaryIO

from kolonne.contract import HeadingLine, Sheet, SheetColumn, Workbook, WriterError
from kolonne.contract.quick import dataclass
from kolonne.writers.feed import row_pieces
from kolonne.writers.groups import full_header
from kolonne.writers.html_table import HtmlTable
from kolonne.writers.html_text import html_block, html_line
from kolonne.writers.html_words import html_words
from kolonne.writers.notes import Notes
from kolonne.writers.still import tell_still


@dataclass(frozen=True, slots=True)
class HtmlSection:
    """One sheet: its title, what stands above the table, the table, and what its columns mean."""

    workbook: Workbook
    sheet: Sheet
    #: Within the page.
    id: str
    is_appendix: bool

    @property
    def columns(self) -> tuple[SheetColumn, ...]:
        """Those that are shown. Raises `WriterError` if there are none."""
        columns = tuple(column for column in self.sheet.columns if not column.hidden)
        if not columns:
            raise WriterError(f"sheet `{self.sheet.name}`: has no column to write")
        return columns

    def write(self, stream: BinaryIO, notes: Notes, done: Callable[[int], None]) -> None:
        """Write it, piece by piece, and tell each piece's number of rows."""
        words = html_words(self.workbook.locale)
        title = self.sheet.title or self.sheet.name
        caption = f"{title}: {words.count(self.sheet.rows)}"
        table = HtmlTable(self.workbook, self.sheet, self.columns, self.id, caption, notes)
        tell_still(notes, title, self.columns, links=True)
        stream.write((self._opening(title) + table.opening()).encode())
        for piece in row_pieces(self.sheet):
            stream.write(table.rows(piece))
            done(0 if self.is_appendix else piece.height)
        stream.write(f"{table.closing()}</div>\n{self._explained()}</section>\n".encode())

    def _opening(self, title: str) -> str:
        shown = f"{html_words(self.workbook.locale).appendix}: {title}" if self.is_appendix else title
        note = f'<p class="note">{html_block(self.sheet.note)}</p>\n' if self.sheet.note else ""
        # A wide table scrolls by itself, also with the keyboard, so that the text around it stays in sight.
        return (
            f'<section aria-labelledby="{self.id}-title">\n<h2 id="{self.id}-title">{html_line(shown)}</h2>\n'
            f"{self._heading()}{note}"
            f'<div class="wide" role="region" aria-labelledby="{self.id}-title" tabindex="0">\n'
        )

    def _heading(self) -> str:
        if not self.sheet.heading:
            return ""
        return f'<dl class="particulars">\n{"".join(map(self._line, self.sheet.heading))}</dl>\n'

    def _line(self, line: HeadingLine) -> str:
        words = html_words(self.workbook.locale)
        look = ' class="sign"' if line.sign else "" if line.value else ' class="place"'
        empty = f'<span class="said">{words.sign if line.sign else words.fill_in}</span>'
        return f"<dt>{html_line(line.label)}</dt><dd{look}>{html_line(line.value) or empty}</dd>\n"

    def _explained(self) -> str:
        told = "".join(
            f"<dt>{html_line(full_header(column))}</dt><dd>{html_block(column.note)}</dd>\n"
            for column in self.columns
            if column.note
        )
        return f"<h3>{html_words(self.workbook.locale).columns}</h3>\n<dl>\n{told}</dl>\n" if told else ""
