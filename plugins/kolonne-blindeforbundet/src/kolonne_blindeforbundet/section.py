"""A sheet as a section of the page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from kolonne import cell_texts, full_header, row_pieces, totals_line
from kolonne.hookspecs import HeadingLine, Sheet, Workbook
from kolonne_blindeforbundet.markup import label, line
from kolonne_blindeforbundet.records import Records
from kolonne_blindeforbundet.settings import Linear
from kolonne_blindeforbundet.words import Words


@dataclass(frozen=True, slots=True)
class Section:
    """One sheet: its name, what stands above the table, what columns mean, the records, and the totals."""

    workbook: Workbook
    sheet: Sheet
    #: The section's name within the page.
    id: str
    words: Words
    settings: Linear

    @property
    def title(self) -> str:
        """As people know the sheet."""
        return self.sheet.title or self.sheet.name

    def write(self, stream: BinaryIO, done: Callable[[int], None]) -> tuple[str, ...]:
        """Write it, piece by piece, tell each piece's number of rows, and give what is to be said of its cells."""
        stream.write(self._opening().encode())
        records = Records(self.workbook, self.sheet.columns, self.words, self.settings)
        first = 1
        for piece in row_pieces(self.sheet):
            stream.write(records.html(piece, first))
            first += piece.height
            done(piece.height)
        stream.write(self._closing().encode())
        return self._notices(records)

    def _opening(self) -> str:
        return (
            f'<section id="{self.id}" aria-labelledby="{self.id}-title">\n'
            f'<h2 id="{self.id}-title">{line(self.title)}</h2>\n'
            f"<p>{self.words.count(self.sheet.rows)}</p>\n{self._heading()}{self._columns()}"
        )

    def _heading(self) -> str:
        note = f"<p>{_block(self.sheet.note)}</p>\n" if self.sheet.note else ""
        if not self.sheet.heading:
            return note
        told = "".join(self._told(told) for told in self.sheet.heading)
        return f"<h3>{self.words.heading}</h3>\n<ul>\n{told}</ul>\n{note}"

    def _told(self, told: HeadingLine) -> str:
        empty = self.words.sign if told.sign else self.words.fill_in
        value = line(told.value) or empty
        opening = '<li class="sign">' if told.sign else "<li>"
        return f"{opening}<b>{label(told.label)}</b> {value}</li>\n"

    def _columns(self) -> str:
        explained = [column for column in self.sheet.columns if column.note]
        if not explained:
            return ""
        told = "".join(f"<li><b>{label(full_header(column))}</b> {_block(column.note)}</li>\n" for column in explained)
        return f"<h3>{self.words.columns}</h3>\n<ul>\n{told}</ul>\n"

    def _closing(self) -> str:
        return f'{self._totals()}<p class="back"><a href="#contents">{self.words.back}</a></p>\n</section>\n'

    def _totals(self) -> str:
        totals = totals_line(self.sheet)
        if totals is None:
            return ""
        told = ""
        for column in totals.columns:
            if self.sheet.totals.get(column.name) is None:
                continue
            said = cell_texts(
                totals.cells.get_column(column.name), column, self.workbook.locale, self.workbook.timezone
            )
            told += f"<li><b>{label(full_header(column))}</b> {line(said.item() or self.words.blank)}</li>\n"
        return f"<h3>{line(self.sheet.totals_label or self.words.totals)}</h3>\n<ul>\n{told}</ul>\n"

    def _notices(self, records: Records) -> tuple[str, ...]:
        cells = sum(records.replaced.values())
        if not cells:
            return ()
        headers = {column.name: full_header(column) for column in self.sheet.columns}
        names = ", ".join(f"`{headers[name]}`" for name in records.replaced)
        several = f"{cells:,} cell{'s' * (cells != 1)} in {names}"
        instead = "hold control characters, which a page cannot, and have \N{REPLACEMENT CHARACTER} in their place"
        return (f"sheet `{self.title}`: {several} {instead}",)


def _block(text: str) -> str:
    return "<br>".join(line(part) for part in text.splitlines())
