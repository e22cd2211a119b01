"""Drawing: everything on a page but its rows: what stands above them, how their cells look, and the page's settings."""

import textwrap
from typing import TYPE_CHECKING

from kolonne.contract import SheetColumn, Workbook
from kolonne.contract.quick import dataclass
from kolonne.writers.cell_text import MOST_UNITS
from kolonne.writers.choices import ChoiceLists, fits_inline, offered
from kolonne.writers.look import MOST_HEIGHT, XlsxLook
from kolonne.writers.masthead import Masthead
from kolonne.writers.pages import Page
from kolonne.writers.paper import Paper
from kolonne.writers.prompts import prompt
from kolonne.writers.styles import SUMMED, Styles
from kolonne.writers.utf16 import cut

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

#: In UTF-16 units, as spreadsheets count.
_MOST_PRINTED = 200
#: In points. What is frozen does not scroll, so a longer heading would leave too little of the screen to the rows.
_MOST_FROZEN = 240
#: The last column of a spreadsheet.
_LAST_COLUMN = 16_383
_MAY = {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True}


@dataclass(frozen=True, slots=True)
class Drawing:
    """One page's header, prototype rows and settings."""

    book: "xlsxwriter.Workbook"
    sheet: "Worksheet"
    workbook: Workbook
    page: Page
    lists: ChoiceLists
    look: XlsxLook

    def draw(self) -> None:
        """Draw it all. Prototypes stand below each other from the first row's line on: a row, the totals, and links."""
        layout, columns = self.page.layout, self.page.sheet.columns
        above = Masthead(self.book, self.sheet, self.page, self.look).draw()
        for at, column in enumerate(columns):
            self._column(at, column)
        if self.look.paper and len(columns) <= _LAST_COLUMN:
            self.sheet.set_column(len(columns), _LAST_COLUMN, None, self.book.add_format(self._styles.blank()))
        self._totals()
        self._links()
        self.sheet.set_row(layout.header, self._header_height())
        if above <= _MOST_FROZEN:
            self.sheet.freeze_panes(layout.first_row, 0)
        self.sheet.autofilter(layout.header, 0, layout.last_row, len(columns) - 1)
        if tab := self.look.appendix_tab if self.page.is_appendix else self.look.tab:
            self.sheet.set_tab_color(tab)
        if any(column.locked for column in columns):
            self.sheet.protect("", _MAY)
        self._print()

    def _column(self, at: int, column: SheetColumn) -> None:
        fit, layout = self.page.fits[at], self.page.layout
        cells = self.book.add_format(self._styles.body(column, wrapped=fit.wraps))
        self.sheet.set_column(at, at, fit.width, cells, {"hidden": column.hidden})
        header = self.book.add_format(self._styles.header(column))
        self.sheet.write_string(layout.header, at, cut(column.header, MOST_UNITS), header)
        self.sheet.write_blank(layout.first_row, at, None, cells)
        if column.note:
            self._note(at, column)
        if choices := offered(column):
            source = list(choices) if fits_inline(choices) else f"={self.lists.name(choices)}"
            self._dropdown(at, {"validate": "list", "source": source})

    def _note(self, at: int, column: SheetColumn) -> None:
        header = self.page.layout.header
        self.sheet.data_validation(header, at, header, at, prompt(column.header, column.note))

    def _dropdown(self, at: int, rule: dict[str, object]) -> None:
        layout = self.page.layout
        # Without rows there is still one to fill in, unless the totals stand there.
        if layout.rows or not layout.has_totals:
            last = max(layout.first_row, layout.last_row)
            self.sheet.data_validation(layout.first_row, at, last, at, rule)

    def _totals(self) -> None:
        if not self.page.layout.has_totals or self.page.totals is None:
            return
        for at, column in enumerate(self.page.totals.columns):
            cells = self.book.add_format(self._styles.total(column))
            self.sheet.write_blank(self.page.layout.first_row + 1, at, None, cells)

    def _links(self) -> None:
        for at, column in enumerate(self.page.sheet.columns):
            if column.link:
                cells = self.book.add_format(self._styles.link(column, wrapped=self.page.fits[at].wraps))
                self.sheet.write_blank(self.page.layout.first_link, at, None, cells)

    def _header_height(self) -> float:
        shown = [
            (column.header, int(fit.width) - 3 - (column.type in SUMMED))
            for column, fit in zip(self.page.sheet.columns, self.page.fits, strict=True)
            if not column.hidden
        ]
        lines = max((len(textwrap.wrap(header, max(1, room))) for header, room in shown), default=1)
        return min(self.look.line_height * max(1, lines) + self.look.edge, MOST_HEIGHT)

    def _print(self) -> None:
        sheet, workbook, layout = self.sheet, self.workbook, self.page.layout
        paper = Paper.of(self.page, self.look)
        if not paper.is_upright:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)
        sheet.repeat_rows(layout.above, layout.header)
        if paper.across:
            sheet.fit_to_pages(paper.across, 0)
        if paper.across > 1:
            # Papers with the same rows follow each other.
            sheet.print_across()
        if paper.repeated is not None:
            sheet.repeat_columns(paper.repeated, paper.repeated)
        title = _printed(workbook.title)
        whose = _printed(f"{workbook.organisation}, {workbook.period}")
        # Without a size, programs take their own.
        size = "" if self.look.has_usual_letters else f"&{self.look.font_size}"
        font = f'{size}&"{self.look.font},Bold"'
        sheet.set_header(f"&L{font}{title}&R{size}{whose}" if len(title + whose) <= paper.room else f"&L{size}{title}")
        sheet.set_footer(f"&L{size}&A&R{size}&P / &N")

    @property
    def _styles(self) -> Styles:
        return Styles(self.look)


def _printed(text: str) -> str:
    # `&` begins a code there, and a digit after one would become a size of letters.
    return " " + cut(" ".join(text.split()), _MOST_PRINTED // 2).replace("&", "&&")
