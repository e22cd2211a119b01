"""Masthead: what stands above a page's headers: heading, note, and the headings of groups of columns."""

import textwrap
from typing import TYPE_CHECKING

from kolonne.contract import HeadingLine
from kolonne.contract.quick import dataclass
from kolonne.writers.cell_text import MOST_UNITS
from kolonne.writers.groups import groups
from kolonne.writers.look import MOST_HEIGHT, XlsxLook
from kolonne.writers.pages import Page
from kolonne.writers.prompts import prompt
from kolonne.writers.reach import Reach
from kolonne.writers.styles import Style, Styles
from kolonne.writers.utf16 import cut
from kolonne.writers.widths import BOLD

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

#: In characters: the longest label on one line, a place to fill in, and the narrowest note.
_LABEL, _PLACE, _NOTE = 40, 40, 60
#: Between a label and what stands beside it.
_GAP = 2
#: Lines end where words do, so not all of their room is used.
_FILLED = 0.9
#: In points; handwriting needs more than print.
_SIGNED_HEIGHT = 30.0


@dataclass(frozen=True, slots=True)
class Masthead:
    """The lines above the headers of one page."""

    book: "xlsxwriter.Workbook"
    sheet: "Worksheet"
    page: Page
    look: XlsxLook

    def draw(self) -> float:
        """Draw it and say how high it is, in points."""
        layout = self.page.layout
        reach = Reach.of(self.page.sheet.columns, self.page.fits)
        left = reach.shown(0)
        longest = max((len(line.label) for line in layout.heading), default=0)
        # Values stand below each other, in the first column to the right of every label.
        room = min(longest, _LABEL) * BOLD + _GAP if self.look.merges else 1
        beside = reach.shown(reach.end(left, room))
        height = 0.0
        for at, line in enumerate(layout.heading):
            height += self._line(at, line, reach, left, beside)
        if layout.note:
            height += self._note(len(layout.heading), reach, left)
        if layout.has_gap:
            height += self._row(layout.above - 1, self.look.line_height)
        if layout.has_groups:
            height += self._groups(reach)
        return height

    def _line(self, at: int, line: HeadingLine, reach: Reach, left: int, beside: int) -> float:
        label, value = " ".join(line.label.split()), " ".join(line.value.split())
        lines = _lines(label, reach.width(left, beside) / BOLD)
        styles = self._styles
        self._text(at, left, beside - 1 if lines > 1 else left, label, styles.label(wrapped=lines > 1))
        if line.sign or not value:
            self._place(at, line, reach, beside)
        if value:
            self._text(at, beside, beside, value, styles.signed() if line.sign else styles.value())
        return self._row(at, max(self.look.line_height * lines, _SIGNED_HEIGHT if line.sign else 0.0))

    def _place(self, at: int, line: HeadingLine, reach: Reach, beside: int) -> None:
        style = self._styles.signed() if line.sign else self._styles.place()
        end = reach.end(beside, _PLACE)
        if not self.look.merges:
            # Cells with a look are part of the sheet for a screen reader, so none stand beside the table.
            end = max(beside + 1, min(end, len(reach.widths)))
        if self.look.place_box and not line.sign:
            end = beside + 1
        # Not merged, so that every cell has its piece of the line.
        for column in range(beside, end):
            self._text(at, column, column, "", style)
        if self.look.place_box:
            self.sheet.data_validation(at, beside, at, beside, prompt(line.label, line.label))

    def _note(self, at: int, reach: Reach, left: int) -> float:
        end = max(len(reach.widths), reach.end(left, _NOTE))
        paragraphs = self.page.layout.note.splitlines()
        lines = sum(_lines(paragraph, reach.width(left, end) * _FILLED) for paragraph in paragraphs)
        if not self.look.merges and lines > 1:
            # A cell that wraps does not flow over its neighbours.
            lines = sum(_lines(paragraph, reach.width(left, left + 1) * _FILLED) for paragraph in paragraphs)
        style = self._styles.note(wrapped=self.look.merges or lines > 1)
        self._text(at, left, end - 1, "\n".join(paragraphs), style)
        return self._row(at, self.look.line_height * lines + self.look.edge)

    def _groups(self, reach: Reach) -> float:
        at, lines = self.page.layout.header - 1, 1
        for column in range(len(reach.widths)):
            self._text(at, column, column, "", self._styles.header_above())
        for group in groups(self.page.sheet.columns):
            self._text(at, group.columns[0], group.columns[-1], group.text, self._styles.group())
            lines = max(lines, _lines(group.text, sum(reach.widths[column] for column in group.columns) - _GAP))
        height = min(self.look.line_height * lines + self.look.edge, MOST_HEIGHT)
        self.sheet.set_row(at, height)
        return height

    def _row(self, at: int, height: float) -> float:
        """A line whose cells look like paper; else they would look like those of their columns."""
        height = min(height, MOST_HEIGHT)
        self.sheet.set_row(at, height, self.book.add_format(self._styles.blank()))
        return height

    def _text(self, at: int, first: int, last: int, text: str, style: Style) -> None:
        cell = self.book.add_format(style)
        if first < last and self.look.merges:
            # What `merge_range` writes itself, it may take for something else than text.
            self.sheet.merge_range(at, first, at, last, "", cell)
        if text:
            self.sheet.write_string(at, first, cut(text, MOST_UNITS), cell)
        else:
            self.sheet.write_blank(at, first, None, cell)

    @property
    def _styles(self) -> Styles:
        return Styles(self.look)


def _lines(text: str, room: float) -> int:
    return max(1, len(textwrap.wrap(text, max(1, int(room)))))
