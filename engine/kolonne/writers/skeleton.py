"""Skeleton: the workbook around the data, made by XlsxWriter. The only module that imports it."""

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZipFile

from kolonne.contract import Workbook, WriterError
from kolonne.contract.quick import dataclass
from kolonne.writers.cell_text import MOST_UNITS
from kolonne.writers.choices import LIST_SHEET, ChoiceLists
from kolonne.writers.cuts import MOST_PROPERTY
from kolonne.writers.drawing import Drawing
from kolonne.writers.header_names import header_name
from kolonne.writers.language import with_language
from kolonne.writers.look import XlsxLook
from kolonne.writers.pages import Page
from kolonne.writers.shared_strings import STRINGS
from kolonne.writers.sheet_names import sheet_names
from kolonne.writers.utf16 import cut

if TYPE_CHECKING:
    import xlsxwriter

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
#: In the order of a sheet's elements, links stand in front of this one.
_BEHIND_LINKS = "<pageMargins "
_DIMENSION = re.compile(r'<dimension ref="(?:\w+:)?(?P<corner>\w+)"/>')


@dataclass(frozen=True, slots=True)
class Frame:
    """A sheet's XML without its rows and totals: what stands before, what stands after, and how each column's cells look."""

    entry: str
    head: bytes
    tail: bytes
    #: What stands behind links, which stand behind the tail.
    foot: bytes
    #: One a column: the index of its cells' look in the workbook's styles.
    styles: tuple[int, ...]
    #: The same for the totals line; empty if there is none.
    totals: tuple[int, ...]
    #: The same for cells that lead somewhere: one a column that has links, in order.
    links: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A whole workbook file, but for the rows."""

    #: Name and bytes of everything that is neither a page nor the part with the texts, in order.
    others: tuple[tuple[str, bytes], ...]
    #: The part with the texts that cells outside of the rows name by their numbers; empty if there is none.
    strings: str
    #: One a page, in order.
    frames: tuple[Frame, ...]


def new_book(stream: BinaryIO, options: Mapping[str, object] | None = None) -> "xlsxwriter.Workbook":
    """An empty workbook in which text stays text, written to the stream when it is closed.

    Raises `WriterError` when XlsxWriter is missing.
    """
    return load()(stream, {**_OPTIONS, **(options or {})})


def load() -> "type[xlsxwriter.Workbook]":
    """What makes workbooks; XlsxWriter is loaded for it, which takes a while. Raises `WriterError` when it is missing."""
    try:
        from xlsxwriter import Workbook as Book
    except ImportError as error:
        raise WriterError("xlsx: the package `XlsxWriter` is missing; install `kolonne[xlsx]`") from error
    made: type[xlsxwriter.Workbook] = Book
    return made


def skeleton(workbook: Workbook, pages: tuple[Page, ...], look: XlsxLook) -> Skeleton:
    """Everything of the file but the rows. Raises `WriterError` when XlsxWriter is missing."""
    stream = io.BytesIO()
    with new_book(stream, {"date_1904": look.counts_from_1904, **_letters(look)}) as book:
        _describe(book, workbook)
        lists = ChoiceLists.of(column for page in pages for column in page.sheet.columns)
        for number, page in enumerate(pages, 1):
            Drawing(book, book.add_worksheet(page.name), workbook, page, lists, look).draw()
            if named := header_name(page, number, look):
                book.define_name(*named)
        _add_lists(book, lists, [page.name for page in pages])
    made = _taken_apart(stream, pages)
    if not look.says_language:
        return made
    return replace(made, others=tuple((name, with_language(name, data, workbook.locale)) for name, data in made.others))


def _letters(look: XlsxLook) -> dict[str, object]:
    if look.has_usual_letters:
        return {}
    letters = {"font_name": look.font, "font_size": look.font_size}
    # Rows are counted in pixels there, four of them to three points.
    return {"default_format_properties": letters, "default_row_height": round(look.line_height * 4 / 3)}


def _describe(book: "xlsxwriter.Workbook", workbook: Workbook) -> None:
    properties = {
        "title": workbook.title,
        "subject": f"{workbook.organisation}, {workbook.period}",
        "company": workbook.organisation,
        "keywords": workbook.fingerprint,
        "comments": f"kolonne {workbook.engine_version}, {workbook.fingerprint}",
    }
    made_at = workbook.made_at.astimezone(UTC).replace(tzinfo=None)
    book.set_properties({name: cut(text, MOST_PROPERTY) for name, text in properties.items()} | {"created": made_at})
    book.set_custom_property("kolonne fingerprint", cut(workbook.fingerprint, MOST_PROPERTY), "text")
    book.set_custom_property("kolonne version", cut(workbook.engine_version, MOST_PROPERTY), "text")


def _add_lists(book: "xlsxwriter.Workbook", lists: ChoiceLists, names: list[str]) -> None:
    if not lists.lists:
        return
    from xlsxwriter.utility import xl_range_abs

    sheet = book.add_worksheet(sheet_names([*names, LIST_SHEET])[-1])
    sheet.hide()
    text = book.add_format({"num_format": "@"})
    for at, choices in enumerate(lists.lists):
        for row, choice in enumerate(choices):
            sheet.write_string(row, at, cut(choice, MOST_UNITS), text)
        place = xl_range_abs(0, at, len(choices) - 1, at)
        book.define_name(lists.name(choices), f"='{sheet.get_name()}'!{place}")


def _taken_apart(stream: io.BytesIO, pages: tuple[Page, ...]) -> Skeleton:
    entries = [f"xl/worksheets/sheet{number}.xml" for number in range(1, len(pages) + 1)]
    with ZipFile(stream) as archive:
        apart = {*entries, STRINGS}
        others = tuple((name, archive.read(name)) for name in archive.namelist() if name not in apart)
        strings = archive.read(STRINGS).decode() if STRINGS in archive.namelist() else ""
        pairs = zip(entries, pages, strict=True)
        frames = tuple(_frame(entry, archive.read(entry).decode(), page) for entry, page in pairs)
    return Skeleton(others, strings, frames)


def _frame(entry: str, xml: str, page: Page) -> Frame:
    layout = page.layout
    found = _prototype(entry, xml, layout.first_row)
    below = _prototype(entry, xml, layout.first_row + 1) if layout.has_totals else found
    head = _DIMENSION.sub(lambda place: _dimension(place, layout.last), xml[: found.start()], count=1)
    totals = _styles(below) if layout.has_totals else ()
    has_links = any(column.link for column in page.sheet.columns)
    last = _prototype(entry, xml, layout.first_link) if has_links else below
    links = _styles(last) if has_links else ()
    tail, mark, foot = xml[last.end() :].partition(_BEHIND_LINKS)
    return Frame(entry, head.encode(), tail.encode(), (mark + foot).encode(), _styles(found), totals, links)


def _prototype(entry: str, xml: str, line: int) -> re.Match[str]:
    found = re.search(rf'<row r="{line + 1}".*?</row>', xml, re.DOTALL)
    if found is None:
        raise WriterError(f"xlsx: this version of XlsxWriter made no prototype row in {entry}")
    return found


def _styles(row: re.Match[str]) -> tuple[int, ...]:
    return tuple(int(style) for style in re.findall(r' s="(\d+)"', row.group()))


def _dimension(place: re.Match[str], last: int) -> str:
    """As it was across, since a heading may be wider than the table, and down to the last line."""
    from xlsxwriter.utility import xl_cell_to_rowcol, xl_range

    _, right = xl_cell_to_rowcol(place.group("corner"))
    return f'<dimension ref="{xl_range(0, 0, last, right)}"/>'
