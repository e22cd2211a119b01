"""Skeleton: the workbook around the data, made by XlsxWriter. The only module that imports it."""

import io
import re
import textwrap
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING
from zipfile import ZipFile

from kolonne.contract import SheetColumn, Workbook, WriterError
from kolonne.writers import look
from kolonne.writers.choices import LIST_SHEET, ChoiceLists, fits_inline, offered
from kolonne.writers.pages import Page
from kolonne.writers.row_heights import LINE_HEIGHT
from kolonne.writers.sheet_names import sheet_names
from kolonne.writers.utf16 import cut

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

_MOST_PROPERTY, _MOST_NOTE, _MOST_NOTE_TITLE, _MOST_CELL, _MOST_PRINTED = 255, 255, 32, 32_767, 200
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MAY = {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True}
_PROTOTYPE = re.compile(r'<row r="2".*?</row>', re.DOTALL)
_DIMENSION = re.compile(r'<dimension ref="[^"]*"/>')


@dataclass(frozen=True, slots=True)
class Frame:
    """A sheet's XML without its rows: what stands before them, after them, and how each column's cells look."""

    entry: str
    head: bytes
    tail: bytes
    #: One a column: the index of its cells' look in the workbook's styles.
    styles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A whole workbook file, but for the rows."""

    #: Name and bytes of everything that is not a page, in order.
    others: tuple[tuple[str, bytes], ...]
    #: One a page, in order.
    frames: tuple[Frame, ...]


def skeleton(workbook: Workbook, pages: tuple[Page, ...]) -> Skeleton:
    """Everything of the file but the rows. Raises `WriterError` when XlsxWriter is missing."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise WriterError("xlsx: the package `XlsxWriter` is missing; install `kolonne[xlsx]`") from error
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        _describe(book, workbook)
        lists = ChoiceLists.of(column for page in pages for column in page.sheet.columns)
        for page in pages:
            _Drawing(book, book.add_worksheet(page.name), workbook, page, lists).draw()
        _add_lists(book, lists, [page.name for page in pages])
    return _taken_apart(stream, pages)


def _describe(book: "xlsxwriter.Workbook", workbook: Workbook) -> None:
    properties = {
        "title": workbook.title,
        "subject": f"{workbook.organisation}, {workbook.period}",
        "company": workbook.organisation,
        "keywords": workbook.fingerprint,
        "comments": f"kolonne {workbook.engine_version}, {workbook.fingerprint}",
    }
    made_at = workbook.made_at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({name: cut(text, _MOST_PROPERTY) for name, text in properties.items()} | {"created": made_at})
    book.set_custom_property("kolonne fingerprint", cut(workbook.fingerprint, _MOST_PROPERTY), "text")
    book.set_custom_property("kolonne version", cut(workbook.engine_version, _MOST_PROPERTY), "text")


def _add_lists(book: "xlsxwriter.Workbook", lists: ChoiceLists, names: list[str]) -> None:
    if not lists.lists:
        return
    from xlsxwriter.utility import xl_range_abs

    sheet = book.add_worksheet(sheet_names([*names, LIST_SHEET])[-1])
    sheet.hide()
    text = book.add_format({"num_format": "@"})
    for at, choices in enumerate(lists.lists):
        for row, choice in enumerate(choices):
            sheet.write_string(row, at, cut(choice, _MOST_CELL), text)
        place = xl_range_abs(0, at, len(choices) - 1, at)
        book.define_name(lists.name(choices), f"='{sheet.get_name()}'!{place}")


@dataclass(frozen=True, slots=True)
class _Drawing:
    """One page's header, prototype row and settings."""

    book: "xlsxwriter.Workbook"
    sheet: "Worksheet"
    workbook: Workbook
    page: Page
    lists: ChoiceLists

    def draw(self) -> None:
        columns = self.page.sheet.columns
        for at, column in enumerate(columns):
            self._column(at, column)
        self.sheet.set_row(0, self._header_height())
        self.sheet.freeze_panes(1, 0)
        self.sheet.autofilter(0, 0, self.page.rows, len(columns) - 1)
        self.sheet.set_tab_color(look.TAB_APPENDIX if self.page.is_appendix else look.TAB)
        if any(column.locked for column in columns):
            self.sheet.protect("", _MAY)
        self._print()

    def _column(self, at: int, column: SheetColumn) -> None:
        fit = self.page.fits[at]
        cells = self.book.add_format(look.body(column, wrapped=fit.wraps))
        self.sheet.set_column(at, at, fit.width, cells, {"hidden": column.hidden})
        self.sheet.write_string(0, at, cut(column.header, _MOST_CELL), self.book.add_format(dict(look.HEADER)))
        self.sheet.write_blank(1, at, None, cells)
        if column.note:
            self._note(at, column)
        if choices := offered(column):
            source = list(choices) if fits_inline(choices) else f"={self.lists.name(choices)}"
            last = max(1, self.page.rows)
            self.sheet.data_validation(1, at, last, at, {"validate": "list", "source": source})

    def _note(self, at: int, column: SheetColumn) -> None:
        shown = {
            "validate": "any",
            "input_title": cut(column.header, _MOST_NOTE_TITLE),
            "input_message": cut(column.note, _MOST_NOTE),
        }
        self.sheet.data_validation(0, at, 0, at, shown)

    def _header_height(self) -> float:
        shown = [
            (column.header, int(fit.width) - 3)
            for column, fit in zip(self.page.sheet.columns, self.page.fits, strict=True)
            if not column.hidden
        ]
        lines = max((len(textwrap.wrap(header, max(1, room))) for header, room in shown), default=1)
        return LINE_HEIGHT * max(1, lines) + look.HEADER_EDGE

    def _print(self) -> None:
        sheet, workbook = self.sheet, self.workbook
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)
        sheet.repeat_rows(0)
        shown = zip(self.page.sheet.columns, self.page.fits, strict=True)
        if sum(fit.width for column, fit in shown if not column.hidden) <= look.MOST_PAGE_CHARACTERS:
            sheet.fit_to_pages(1, 0)
        title = _printed(workbook.title)
        whose = _printed(f"{workbook.organisation}, {workbook.period}")
        sheet.set_header(f'&L&"Calibri,Bold"{title}&R{whose}' if len(title + whose) <= _MOST_PRINTED else f"&L{title}")
        sheet.set_footer("&L&A&R&P / &N")


def _printed(text: str) -> str:
    # `&` begins a code there, and a digit after one would become a size of letters.
    return " " + cut(" ".join(text.split()), _MOST_PRINTED // 2).replace("&", "&&")


def _taken_apart(stream: io.BytesIO, pages: tuple[Page, ...]) -> Skeleton:
    from xlsxwriter.utility import xl_range

    frames: list[Frame] = []
    entries = [f"xl/worksheets/sheet{number}.xml" for number in range(1, len(pages) + 1)]
    with ZipFile(stream) as archive:
        others = tuple((name, archive.read(name)) for name in archive.namelist() if name not in entries)
        for entry, page in zip(entries, pages, strict=True):
            place = xl_range(0, 0, page.rows, len(page.sheet.columns) - 1)
            frames.append(_frame(entry, archive.read(entry).decode(), place))
    return Skeleton(others, tuple(frames))


def _frame(entry: str, xml: str, place: str) -> Frame:
    found = _PROTOTYPE.search(xml)
    if found is None:
        raise WriterError(f"xlsx: this version of XlsxWriter made no prototype row in {entry}")
    head = _DIMENSION.sub(f'<dimension ref="{place}"/>', xml[: found.start()], count=1)
    styles = tuple(int(style) for style in re.findall(r' s="(\d+)"', found.group()))
    return Frame(entry, head.encode(), xml[found.end() :].encode(), styles)
