"""OdsWriter: a workbook becomes an OpenDocument spreadsheet, its rows streamed."""

from collections.abc import Iterator
from dataclasses import field
from pathlib import Path
from typing import BinaryIO

from kolonne.contract import SheetColumn, Tick, Workbook, WrittenFile
from kolonne.contract.quick import dataclass
from kolonne.writers.around import held
from kolonne.writers.choices import offered
from kolonne.writers.feed import Feed, Progress
from kolonne.writers.groups import full_header
from kolonne.writers.look import XlsxLook
from kolonne.writers.notes import Kind, Notes
from kolonne.writers.ods_cells import OdsCells, ods_rows
from kolonne.writers.ods_entries import MIME_TYPE, looks, manifest, meta, settings
from kolonne.writers.ods_frame import closing, dropdown, opening
from kolonne.writers.ods_head import OdsHead
from kolonne.writers.ods_styles import OdsStyles
from kolonne.writers.package import Package
from kolonne.writers.pages import MOST_ROWS, Page, pages
from kolonne.writers.sealed_file import sealed
from kolonne.writers.still import tell_still
from kolonne.writers.styles import Styles

_LOOK = XlsxLook()


class OdsWriter:
    """OpenDocument spreadsheets: every sheet, then every appendix, with frozen header, filter, dropdowns and notes.

    They look as the Excel workbooks do, with the same number formats, widths, groups, headings, places to fill in and
    totals, and hold to the same limits, so that any spreadsheet program opens them: integers and decimals of more than
    15 digits, numbers that are not finite, and dates before 1900-03-01 stand as text; texts are cut at 32,767
    characters; a sheet of more than 1,048,576 lines continues on the next. Control characters, which these files cannot
    hold, are replaced by a sign that says so. Notices tell how often each happened.

    Text is always text. Instants are shown in the workbook's time zone. Blank cells (null or empty text) are empty.
    What a number format says of negative numbers behind a `;` is not told; they get a minus.
    """

    #: The name that `--format` takes.
    format: str = "ods"
    #: For people.
    title: str = "OpenDocument spreadsheet"
    mime_type: str = MIME_TYPE

    def __init__(self, *, most_rows: int = MOST_ROWS) -> None:
        """A writer whose sheets take `most_rows` lines under a header in the first; what programs take is the most."""
        self._most_rows = most_rows

    def suffix(self, workbook: Workbook) -> str:  # noqa: ARG002 # the protocol's; this format has one
        """`.ods`."""
        return ".ods"

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        """Write `destination` whole or not at all.

        `tick` is called after every 8,192 rows or fewer and at the end of every frame; rows of appendices are not
        counted. What it raises goes through. Raises `WriterError` naming the file or sheet.
        """
        notes = Notes()
        job = _Job(held(workbook, notes, as_xml=True), self._most_rows, Progress(tick), notes)
        return sealed(destination, MIME_TYPE, job.progress, job.fill)


@dataclass(frozen=True, slots=True)
class _Job:
    """One call of `write`."""

    workbook: Workbook
    most_rows: int
    progress: Progress
    notes: Notes
    styles: OdsStyles = field(default_factory=OdsStyles)

    def fill(self, stream: BinaryIO) -> tuple[str, ...]:
        planned = pages(self.workbook, self.most_rows, self.notes, _LOOK)
        for sheet in (*self.workbook.sheets, *self.workbook.appendices):
            tell_still(self.notes, sheet.title or sheet.name, sheet.columns)
        # Looks stand before the rows, so all of them are known before the first row is written.
        heads = [OdsHead(page, _LOOK, self.styles).xml() for page in planned]
        bodies = [tuple(self._cells(number, page)) for number, page in enumerate(planned)]
        totals = [tuple(self._total_cells(page)) for page in planned]
        row = self.styles.row()
        with Package(stream) as package:
            # First and as it is, so that programs know the file by its first bytes.
            package.store("mimetype", MIME_TYPE.encode())
            package.add("META-INF/manifest.xml", manifest().encode())
            package.add("meta.xml", meta(self.workbook).encode())
            package.add("settings.xml", settings(planned).encode())
            package.add("styles.xml", looks(self.workbook, _LOOK.font).encode())
            with package.entry("content.xml") as entry:
                entry.write(opening(planned, self.styles, _LOOK).encode())
                feed: Feed | None = None
                for page, head, body, total in zip(planned, heads, bodies, totals, strict=True):
                    feed = self._fed(page, feed)
                    entry.write(head.encode())
                    for piece in feed.take(page.layout.rows):
                        entry.write(ods_rows(piece, body, row))
                        self.progress.done(0 if page.is_appendix else piece.height)
                    if page.totals is not None and page.layout.has_totals:
                        entry.write(ods_rows(page.totals.cells, total, row))
                    entry.write(b"</table:table>\n")
                if feed is not None:
                    feed.finish()
                entry.write(closing(planned).encode())
        return self.notes.sentences()

    def _fed(self, page: Page, feed: Feed | None) -> Feed:
        """What the page takes its rows from; one that continues goes on with the same."""
        if feed is not None:
            if page.continues:
                return feed
            feed.finish()
        return Feed(page.sheet)

    def _cells(self, number: int, page: Page) -> Iterator[OdsCells]:
        for at, (column, fit) in enumerate(zip(page.sheet.columns, page.fits, strict=True)):
            look = Styles(_LOOK).body(column, wrapped=fit.wraps)
            named = dropdown(number, at) if offered(column) else ""
            yield self._column(page, column, self.styles.cell(look, column.type), named)

    def _total_cells(self, page: Page) -> Iterator[OdsCells]:
        for column in page.totals.columns if page.totals is not None else ():
            yield self._column(page, column, self.styles.cell(Styles(_LOOK).total(column), column.type))

    def _column(self, page: Page, column: SheetColumn, style: str, named: str = "") -> OdsCells:
        def note(kind: Kind, cells: int) -> None:
            self.notes.count(page.name, kind, full_header(column), cells)

        return OdsCells(column, style, self.workbook.timezone, note, named)
