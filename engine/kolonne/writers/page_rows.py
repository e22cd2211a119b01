"""PageRows: the rows of one page, made into what stands in its sheet."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from kolonne.contract import SheetColumn
from kolonne.contract.quick import dataclass
from kolonne.writers.cells import Cells, RowCells, rows
from kolonne.writers.day_count import FROM_1900, FROM_1904
from kolonne.writers.deflated import Deflated, deflated
from kolonne.writers.groups import full_header
from kolonne.writers.links import Links
from kolonne.writers.live_cells import FormulaCells, LinkCells
from kolonne.writers.look import XlsxLook
from kolonne.writers.notes import Kind, Notes
from kolonne.writers.pages import Page
from kolonne.writers.shared_strings import SharedStrings
from kolonne.writers.shared_texts import SharedTexts

if TYPE_CHECKING:
    import polars as pl

    from kolonne.writers.skeleton import Frame

#: Rows that are made into XML at a time; several such pieces are in memory, as XML and as what it is made of.
MADE_ROWS = 8192


@dataclass(frozen=True, slots=True)
class Numbered:
    """Rows, the first of which has a number in the sheet, from 1."""

    first: int
    piece: "pl.DataFrame"


@dataclass(frozen=True, slots=True)
class MadeRows:
    """What rows became."""

    rows: int
    stretch: Deflated
    notes: Notes


class PageRows:
    """Takes the rows of a page in order (`numbered`), and makes them into XML in any thread (`made`)."""

    def __init__(self, page: Page, frame: "Frame", look: XlsxLook, timezone: str, strings: SharedStrings) -> None:
        #: The page, and how its cells look.
        self.page, self.frame = page, frame
        self._look, self._timezone = look, timezone
        #: What is noted while rows are taken.
        self.notes = Notes()
        self.links = Links(page.sheet.columns, partial(self._note, self.notes))
        self._texts = SharedTexts(page.sheet.columns, strings)
        self._next = page.layout.first_row + 1

    def numbered(self, piece: "pl.DataFrame") -> Numbered:
        """The next rows, with their links counted, and with numbers for their texts."""
        first = self._next
        self._next += piece.height
        return Numbered(first, self._texts.coded(self.links.marked(piece, first)))

    def made(self, numbered: Numbered) -> MadeRows:
        """The rows as they stand in the file."""
        notes = Notes()
        xml = rows(numbered.piece, self._columns(notes), numbered.first, self._look.line_height)
        return MadeRows(numbered.piece.height, deflated(*xml), notes)

    def totals(self) -> Deflated | None:
        """The line below all rows that were taken, if the page has one."""
        if self.page.totals is None or not self.page.layout.has_totals:
            return None
        shown = zip(self.page.totals.columns, self.frame.totals, strict=True)
        cells = [self._cells(column, style, self.notes) for column, style in shown]
        return deflated(*rows(self.page.totals.cells, cells, self._next, self._look.line_height))

    def _columns(self, notes: Notes) -> list[RowCells]:
        leading = iter(self.frame.links)
        found: list[RowCells] = []
        for column, style, fit in zip(self.page.sheet.columns, self.frame.styles, self.page.fits, strict=True):
            cells = replace(self._cells(column, style, notes, fit.room), texts=self._texts.columns.get(column.name))
            if column.formula:
                found.append(FormulaCells.of_sheet(cells, self.page.sheet.columns))
            elif column.link:
                # What happens to a cell is told by the plain ones alone.
                found.append(LinkCells(cells, replace(cells, style=next(leading), note=lambda _kind, _cells: None)))
            else:
                found.append(cells)
        return found

    def _cells(self, column: SheetColumn, style: int, notes: Notes, room: int = 0) -> Cells:
        def note(kind: Kind, cells: int) -> None:
            self._note(notes, kind, column, cells)

        days = FROM_1904 if self._look.counts_from_1904 else FROM_1900
        return Cells(column, style, self._timezone, note, room, days)

    def _note(self, notes: Notes, kind: Kind, column: SheetColumn, cells: int) -> None:
        notes.count(self.page.name, kind, full_header(column), cells)
