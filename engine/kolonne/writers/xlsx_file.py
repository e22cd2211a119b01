"""XlsxFileWriter: a workbook becomes an .xlsx file, its rows streamed into a skeleton."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from kolonne.ahead import ahead
from kolonne.contract import SheetColumn, Tick, Workbook, WrittenFile
from kolonne.contract.quick import dataclass
from kolonne.writers.around import held
from kolonne.writers.cells import Cells, RowCells, rows
from kolonne.writers.cuts import tell_cuts
from kolonne.writers.day_count import FROM_1900, FROM_1904
from kolonne.writers.deflated import Deflated, Entry, deflated
from kolonne.writers.feed import Feed, Progress
from kolonne.writers.groups import full_header
from kolonne.writers.links import Links
from kolonne.writers.live_cells import FormulaCells, LinkCells
from kolonne.writers.look import XlsxLook
from kolonne.writers.notes import Kind, Notes
from kolonne.writers.package import Package
from kolonne.writers.pages import MOST_ROWS, Page, pages
from kolonne.writers.sealed_file import sealed
from kolonne.writers.shared_strings import STRINGS, SharedStrings
from kolonne.writers.shared_texts import SharedTexts
from kolonne.writers.skeleton import Frame, skeleton

if TYPE_CHECKING:
    import polars as pl

_MIME_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_USUAL = XlsxLook()
#: Rows that are made into XML at a time; several such pieces are in memory, as XML and as what it is made of.
_MADE_ROWS = 5120


class XlsxFileWriter:
    """Excel workbooks. Every sheet, then every appendix, with frozen header, filter, dropdowns, notes and locks.

    A heading stands above the table, with places to fill in that no lock closes; groups stand above the headers that
    share them, in merged cells; totals stand below the rows, outside the filter. Of a sheet that continues on the
    next, the first has the heading and the last the totals.

    Text is always text: leading zeros stay and nothing becomes a formula or a link. Integers and decimals of more than
    15 digits, numbers that are not finite, and dates before 1900-03-01 stand as text; texts are cut at 32,767
    characters; a sheet of more than 1,048,576 lines continues on the next. Notices tell how often each happened.
    Instants are shown in the workbook's time zone. Blank cells (null or empty text) are empty.

    Columns that ask for it have formulas around their values, and links to the addresses of another column, of which
    a sheet takes 65,530.

    A workbook with a template becomes that template, with the rows under its headers; see `grafting`. Other looks are formats
    of their own, and make workbooks of their own.

    Another look may do without merged cells: then groups stand in the headers, and a notice tells so.
    """

    #: The name that `--format` takes.
    format: str
    #: For people.
    title: str
    mime_type: str = _MIME_TYPE

    def __init__(
        self,
        look: XlsxLook = _USUAL,
        *,
        most_rows: int = MOST_ROWS,
        name: str = "xlsx",
        title: str = "Excel workbook",
        suffix: str = ".xlsx",
    ) -> None:
        """A writer whose sheets take `most_rows` lines under a header in the first; what Excel takes is the most.

        One with another look is another format, with a `name` for `--format`, a title for people and a suffix of its
        own, such as `.large.xlsx`, since files of both may lie in one folder.
        """
        self.format = name
        self.title = title
        self._look = look
        self._most_rows = most_rows
        self._suffix = suffix

    def suffix(self, workbook: Workbook) -> str:  # noqa: ARG002 # the protocol's; a format has one
        """`.xlsx`, or the suffix of the other format."""
        return self._suffix

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        """Write `destination` whole or not at all.

        `tick` is called after every 8,192 rows or fewer and at the end of every frame; rows of appendices are not
        counted. What it raises goes through. Raises `WriterError` naming the file or sheet.
        """
        notes = Notes()
        if workbook.template is not None and self._look is _USUAL:
            from kolonne.writers.grafting import graft

            progress = Progress(tick)
            return sealed(destination, _MIME_TYPE, progress, graft(workbook, workbook.template, progress, notes))
        job = _Job(held(workbook, notes, as_xml=True), self._look, self._most_rows, Progress(tick), notes)
        return sealed(destination, _MIME_TYPE, job.progress, job.fill)


@dataclass(frozen=True, slots=True)
class _Job:
    """One call of `write`."""

    workbook: Workbook
    look: XlsxLook
    most_rows: int
    progress: Progress
    notes: Notes

    def fill(self, stream: BinaryIO) -> tuple[str, ...]:
        planned = pages(self.workbook, self.most_rows, self.notes, self.look)
        tell_cuts(self.workbook, planned, self.notes)
        made = skeleton(self.workbook, planned, self.look)
        strings = SharedStrings(made.strings)
        with Package(stream) as package:
            for name, data in made.others:
                package.add(name, data)
            for page, frame, feed in self._fed(planned, made.frames):
                links = Links(page.sheet.columns, partial(self._note, page))
                texts = SharedTexts(page.sheet.columns, strings)
                with package.stretches(frame.entry) as entry:
                    entry.write(frame.head)
                    self._fill(entry, page, frame, feed, links, texts)
                    entry.write(frame.tail + links.xml() + frame.foot)
                if told := links.relationships():
                    package.add(f"xl/worksheets/_rels/{PurePosixPath(frame.entry).name}.rels", told)
            if made.strings:
                package.add(STRINGS, strings.xml().encode())
        return self.notes.sentences()

    def _fed(self, planned: tuple[Page, ...], frames: tuple[Frame, ...]) -> Iterator[tuple[Page, Frame, Feed]]:
        """Every page with its frame and the rows it takes from; a page that continues goes on with the same feed."""
        feed: Feed | None = None
        for page, frame in zip(planned, frames, strict=True):
            if feed is None or not page.continues:
                if feed is not None:
                    feed.finish()
                feed = Feed(page.sheet, _MADE_ROWS)
            yield page, frame, feed
        if feed is not None:
            feed.finish()

    def _fill(self, entry: Entry, page: Page, frame: Frame, feed: Feed, links: Links, texts: SharedTexts) -> None:
        """Add the rows; the next pieces are made and deflated while this one is added."""

        def made(numbered: tuple[int, "pl.DataFrame"]) -> tuple[int, Deflated, Notes]:
            first, piece = numbered
            notes = Notes()
            columns = self._columns(page, frame, texts, notes)
            return piece.height, deflated(*rows(piece, columns, first, self.look.line_height)), notes

        # In the file, lines are counted from 1.
        first = page.layout.first_row + 1
        with closing(ahead(_numbered(feed.take(page.layout.rows), first, links, texts), made)) as done:
            for height, stretch, notes in done:
                entry.add(stretch)
                self.notes.take(notes)
                self.progress.done(0 if page.is_appendix else height)
                first += height
        if page.totals is not None and page.layout.has_totals:
            shown = zip(page.totals.columns, frame.totals, strict=True)
            cells = [self._cells(page, column, style, self.notes) for column, style in shown]
            entry.add(deflated(*rows(page.totals.cells, cells, first, self.look.line_height)))

    def _columns(self, page: Page, frame: Frame, texts: SharedTexts, notes: Notes) -> list[RowCells]:
        leading = iter(frame.links)
        found: list[RowCells] = []
        for column, style, fit in zip(page.sheet.columns, frame.styles, page.fits, strict=True):
            cells = replace(self._cells(page, column, style, notes, fit.room), texts=texts.columns.get(column.name))
            if column.formula:
                found.append(FormulaCells.of_sheet(cells, page.sheet.columns))
            elif column.link:
                # What happens to a cell is told by the plain ones alone.
                found.append(LinkCells(cells, replace(cells, style=next(leading), note=lambda _kind, _cells: None)))
            else:
                found.append(cells)
        return found

    def _note(self, page: Page, kind: Kind, column: SheetColumn, cells: int) -> None:
        self.notes.count(page.name, kind, full_header(column), cells)

    def _cells(self, page: Page, column: SheetColumn, style: int, notes: Notes, room: int = 0) -> Cells:
        def note(kind: Kind, cells: int) -> None:
            notes.count(page.name, kind, full_header(column), cells)

        days = FROM_1904 if self.look.counts_from_1904 else FROM_1900
        return Cells(column, style, self.workbook.timezone, note, room, days)


def _numbered(
    pieces: "Iterable[pl.DataFrame]", first: int, links: Links, texts: SharedTexts
) -> "Iterator[tuple[int, pl.DataFrame]]":
    """Pieces with the number of their first row, with their links counted, and with codes for their texts."""
    for piece in pieces:
        yield first, texts.coded(links.marked(piece, first))
        first += piece.height
