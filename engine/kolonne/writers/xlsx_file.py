"""XlsxFileWriter: a workbook becomes an .xlsx file, its rows streamed into a skeleton."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from kolonne.ahead import ahead
from kolonne.contract import RowMaker, Sheet, Tick, Workbook, WrittenFile
from kolonne.contract.quick import dataclass
from kolonne.writers.around import held
from kolonne.writers.cuts import tell_cuts
from kolonne.writers.deflated import Entry
from kolonne.writers.feed import Feed, Progress, hold_promise
from kolonne.writers.look import XlsxLook
from kolonne.writers.made_sheet import MadePage, MadeSheet
from kolonne.writers.notes import Notes
from kolonne.writers.package import Package
from kolonne.writers.page_rows import MADE_ROWS, PageRows
from kolonne.writers.pages import MOST_ROWS, Page, pages
from kolonne.writers.sealed_file import sealed
from kolonne.writers.shared_strings import STRINGS, SharedStrings, moved
from kolonne.writers.skeleton import Frame, load, skeleton

if TYPE_CHECKING:
    import polars as pl

_MIME_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_USUAL = XlsxLook()


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
        whole = _with_first_rows(held(workbook, notes, as_xml=True))
        job = _Job(whole, self._look, self._most_rows, Progress(tick), notes)
        return sealed(destination, _MIME_TYPE, job.progress, job.fill)

    def makers(self, workbook: Workbook, names: Collection[str], folder: Path) -> Mapping[str, RowMaker]:
        """As `StreamingWriter` wants it; for the first sheet, if it has no links.

        The styles of its columns are the first of the workbook, and the numbers of its texts too; those of what comes behind
        hang on values that are not known yet.
        """
        first = workbook.sheets[0]
        has_texts = any(column.header for column in first.columns)
        if first.name not in names or workbook.template is not None or not has_texts:
            return {}
        if any(column.link for column in first.columns):
            return {}
        # The first rows have to wait for it otherwise.
        load()
        job = _Job(held(workbook, Notes(), as_xml=True), self._look, self._most_rows, Progress(_untold), Notes())
        return {first.name: MadeSheet(job.first_pages, folder / "rows-0")}


def _with_first_rows(workbook: Workbook) -> Workbook:
    """The workbook with the first rows of what was made already, since widths are guessed from them."""

    def shown(sheet: Sheet) -> Sheet:
        if not isinstance(sheet.made, MadeSheet) or (sample := sheet.made.sample) is None:
            return sheet
        return replace(sheet, frames=lambda: (sample,))

    return replace(workbook, sheets=tuple(map(shown, workbook.sheets)))


def _untold(_rows: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class _Job:
    """One call of `write`."""

    workbook: Workbook
    look: XlsxLook
    most_rows: int
    progress: Progress
    notes: Notes

    def first_pages(self, rows: "pl.DataFrame", strings: SharedStrings) -> Iterator[PageRows]:
        """The pages of the first sheet, as many as are wanted; `rows` are its first ones."""
        first, *_ = self.workbook.sheets
        frame: Frame | None = None
        for at in count():
            # With rows enough for one more, this page is full.
            sheet = replace(first, frames=lambda: (rows,), rows=(at + 2) * self.most_rows)
            alone = replace(self.workbook, sheets=(sheet,), appendices=())
            page = pages(alone, self.most_rows, Notes(), self.look)[at]
            frame = frame or skeleton(alone, (page,), self.look).frames[0]
            yield PageRows(page, frame, self.look, self.workbook.timezone, strings)

    def fill(self, stream: BinaryIO) -> tuple[str, ...]:
        planned = pages(self.workbook, self.most_rows, self.notes, self.look)
        tell_cuts(self.workbook, planned, self.notes)
        made = skeleton(self.workbook, planned, self.look)
        sheet = self.workbook.sheets[0].made if self.workbook.sheets else None
        early = sheet if isinstance(sheet, MadeSheet) else None
        strings = SharedStrings() if early is None else early.strings
        by = strings.include(made.strings)
        with Package(stream) as package:
            for name, data in made.others:
                package.add(name, data)
            for page, frame, source in self._sourced(planned, made.frames, early):
                with package.stretches(frame.entry) as entry:
                    entry.write(moved(frame.head, by))
                    if isinstance(source, Feed):
                        rows = PageRows(page, frame, self.look, self.workbook.timezone, strings)
                        self._fill(entry, rows, source)
                    else:
                        rows = self._go_on(entry, page, frame, *source)
                    entry.write(moved(frame.tail, by) + rows.links.xml() + frame.foot)
                self.notes.take(rows.notes)
                if told := rows.links.relationships():
                    package.add(f"xl/worksheets/_rels/{PurePosixPath(frame.entry).name}.rels", told)
            if made.strings:
                package.add(STRINGS, strings.xml().encode())
        return self.notes.sentences()

    def _sourced(
        self, planned: tuple[Page, ...], frames: tuple[Frame, ...], early: MadeSheet | None
    ) -> "Iterator[tuple[Page, Frame, Feed | tuple[MadePage, Iterator[bytes]]]]":
        """Every page with its frame, and the rows it takes from, or what they became already.

        A page that continues goes on with the same feed.
        """
        pairs = list(zip(planned, frames, strict=True))
        if early is not None:
            hold_promise(planned[0].sheet, early.rows)
            for (page, frame), source in zip(pairs, early.stretches(), strict=False):
                yield page, frame, source
            pairs = pairs[len(early.pages) :]
        feed: Feed | None = None
        for page, frame in pairs:
            if feed is None or not page.continues:
                if feed is not None:
                    feed.finish()
                feed = Feed(page.sheet, MADE_ROWS)
            yield page, frame, feed
        if feed is not None:
            feed.finish()

    def _fill(self, entry: Entry, rows: PageRows, feed: Feed) -> None:
        """Add the rows; the next pieces are made and deflated while this one is added."""
        page = rows.page
        with closing(ahead(map(rows.numbered, feed.take(page.layout.rows)), rows.made)) as done:
            for made in done:
                entry.add(made.stretch)
                rows.notes.take(made.notes)
                self.progress.done(0 if page.is_appendix else made.rows)
        if totals := rows.totals():
            entry.add(totals)

    def _go_on(self, entry: Entry, page: Page, frame: Frame, made: MadePage, packed: Iterator[bytes]) -> PageRows:
        """Add rows that were made before the page was known as it is now."""
        was = made.rows
        expected = (was.page.name, was.page.layout.first_row, was.page.fits, was.frame.styles)
        if (page.name, page.layout.first_row, page.fits, frame.styles) != expected:
            raise RuntimeError(f"sheet `{page.name}` does not look as it did when its rows were made")
        entry.go_on(made.entry, packed)
        self.progress.done(made.made)
        return was
