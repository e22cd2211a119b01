"""Masthead: what stands above a page's headers: heading, note, and the headings of groups of columns."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kolonne.contract import HeadingLine
from kolonne.writers import look
from kolonne.writers.cell_text import MOST_UNITS
from kolonne.writers.groups import groups
from kolonne.writers.pages import Page
from kolonne.writers.reach import Reach
from kolonne.writers.row_heights import LINE_HEIGHT, MOST_HEIGHT
from kolonne.writers.utf16 import cut

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

#: In characters: the longest label on one line, a place to fill in, and the narrowest note.
_LABEL, _PLACE, _NOTE = 40, 40, 60
#: Between a label and what stands beside it.
_GAP = 2
#: Bold letters are wider.
_BOLD = 1.1
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

    def draw(self) -> float:
        """Draw it and say how high it is, in points."""
        layout = self.page.layout
        reach = Reach.of(self.page.sheet.columns, self.page.fits)
        left = reach.shown(0)
        longest = max((len(line.label) for line in layout.heading), default=0)
        # Values stand below each other, in the first column to the right of every label.
        beside = reach.shown(reach.end(left, min(longest, _LABEL) * _BOLD + _GAP))
        height = 0.0
        for at, line in enumerate(layout.heading):
            height += self._line(at, line, reach, left, beside)
        if layout.note:
            height += self._note(len(layout.heading), reach, left)
        if layout.above:
            height += self._row(layout.above - 1)
        if layout.has_groups:
            height += self._groups(reach)
        return height

    def _line(self, at: int, line: HeadingLine, reach: Reach, left: int, beside: int) -> float:
        label, value = " ".join(line.label.split()), " ".join(line.value.split())
        lines = _lines(label, reach.width(left, beside) / _BOLD)
        if lines > 1:
            self._text(at, left, beside - 1, label, look.LONG_LABEL)
        else:
            self._text(at, left, left, label, look.LABEL)
        if line.sign or not value:
            # Not merged, so that every cell has its piece of the line.
            for column in range(beside, reach.end(beside, _PLACE)):
                self._text(at, column, column, "", look.SIGNED if line.sign else look.PLACE)
        if value:
            self._text(at, beside, beside, value, look.SIGNED if line.sign else look.VALUE)
        return self._row(at, max(LINE_HEIGHT * lines, _SIGNED_HEIGHT if line.sign else 0.0))

    def _note(self, at: int, reach: Reach, left: int) -> float:
        end = max(len(reach.widths), reach.end(left, _NOTE))
        paragraphs = self.page.layout.note.splitlines()
        lines = sum(_lines(paragraph, reach.width(left, end) * _FILLED) for paragraph in paragraphs)
        self._text(at, left, end - 1, "\n".join(paragraphs), look.NOTE)
        return self._row(at, LINE_HEIGHT * lines + look.HEADER_EDGE)

    def _groups(self, reach: Reach) -> float:
        at, lines = self.page.layout.header - 1, 1
        for column in range(len(reach.widths)):
            self._text(at, column, column, "", look.HEADER_ABOVE)
        for group in groups(self.page.sheet.columns):
            self._text(at, group.columns[0], group.columns[-1], group.text, look.GROUP)
            lines = max(lines, _lines(group.text, sum(reach.widths[column] for column in group.columns) - _GAP))
        height = min(LINE_HEIGHT * lines + look.HEADER_EDGE, MOST_HEIGHT)
        self.sheet.set_row(at, height)
        return height

    def _row(self, at: int, height: float = LINE_HEIGHT) -> float:
        """A line whose cells look like paper; else they would look like those of their columns."""
        height = min(height, MOST_HEIGHT)
        self.sheet.set_row(at, height, self.book.add_format(dict(look.PAPER)))
        return height

    def _text(self, at: int, first: int, last: int, text: str, shown: Mapping[str, object]) -> None:
        cell = self.book.add_format(dict(shown))
        if first < last:
            # What `merge_range` writes itself, it may take for something else than text.
            self.sheet.merge_range(at, first, at, last, "", cell)
        if text:
            self.sheet.write_string(at, first, cut(text, MOST_UNITS), cell)
        else:
            self.sheet.write_blank(at, first, None, cell)


def _lines(text: str, room: float) -> int:
    return max(1, len(textwrap.wrap(text, max(1, int(room)))))
