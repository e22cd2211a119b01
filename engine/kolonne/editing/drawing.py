"""Drawing: pages become a workbook that is good to work in."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from math import ceil
from typing import TYPE_CHECKING

from kolonne.editing.cell import Cell, units
from kolonne.editing.help_text import HELP, HELP_SHEET
from kolonne.editing.line import ORDER
from kolonne.editing.page import Page, PageColumn
from kolonne.editing.removal import removal_word
from kolonne.workbooks import letters
from kolonne.writers.skeleton import new_book

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

#: So many lines below the last one offer choices too, so that there is room for new ones.
_ROOM = 300
_MOST_LIST = 255
#: Widths in characters: at least, at most.
_WIDTHS = {
    "text": (11, 34),
    "formula": (14, 46),
    "day": (12, 14),
    "number": (9, 12),
    "choice": (9, 16),
    "json": (11, 36),
}
#: In points: of a line of text, and what Excel allows.
_LINE, _MOST_HEIGHT = 15.0, 400.0
_FORM_WIDTHS = (26, 62, 78)
_HELP_WIDTHS = (26, 100)
_DARK, _MIDDLE, _PALE, _GREY = "#1F4E5F", "#3E7C8F", "#EAF2F4", "#8A9599"
_SHADES = {"required": _DARK, "usual": _MIDDLE, "rare": _GREY}
#: Files say when they were made; the same document makes the same bytes.
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def drawn(pages: Sequence[Page], title: str, locale: str) -> bytes:
    """The workbook's file. Raises `WriterError` when XlsxWriter is missing."""
    stream = io.BytesIO()
    with new_book(stream) as book:
        book.set_properties({"title": title[:200], "created": _MADE})
        _Drawing(book, pages, locale).draw()
    return stream.getvalue()


class _Drawing:
    def __init__(self, book: "Workbook", pages: Sequence[Page], locale: str) -> None:
        self.book, self.pages, self.locale = book, pages, locale
        self.looks: dict[tuple[str, bool, bool, bool], Format] = {}
        self.removed = book.add_format({"font_color": _GREY, "italic": True})

    def draw(self) -> None:
        for page in self.pages:
            sheet = self.book.add_worksheet(page.name)
            if page.is_form:
                self.draw_form(sheet, page)
            else:
                self.draw_table(sheet, page)
        self.draw_help()

    def look(self, kind: str, *, opens: bool = False, in_form: bool = False, locked: bool = False) -> "Format":
        """How cells of a kind look; those that open a group of lines have a line above, those to fill in a ground."""
        key = (kind, opens, in_form, locked)
        if key not in self.looks:
            said: dict[str, object] = {"valign": "top", "num_format": "@", "locked": locked}
            if kind in {"formula", "json"}:
                said |= {"font_name": "Consolas", "font_size": 10}
            if kind in {"text", "formula", "json"}:
                said["text_wrap"] = True
            if kind == "number":
                said["num_format"] = "General"
            if kind == "day":
                said["num_format"] = "yyyy-mm-dd"
            if kind == "name":
                said["bold"] = True
            if in_form:
                said |= {"bg_color": "#F2F2F2" if locked else _PALE, "border": 1, "border_color": "#D5E0E4"}
            if opens:
                said |= {"top": 1, "top_color": "#B8C7CC"}
            self.looks[key] = self.book.add_format(said)
        return self.looks[key]

    def header(self, shade: str) -> "Format":
        return self.book.add_format(
            {"bold": True, "font_color": "white", "bg_color": _SHADES[shade], "text_wrap": True, "valign": "vcenter",
             "border": 1, "border_color": "white"}
        )  # fmt: skip

    def draw_table(self, sheet: "Worksheet", page: Page) -> None:
        last = max(len(page.lines), 1)
        widths = [_width(column, [line[at] for line in page.lines]) for at, column in enumerate(page.columns)]
        shades = {shade: self.header(shade) for shade in _SHADES}
        for at, column in enumerate(page.columns):
            shade = "rare" if not column.is_shown else "required" if column.is_required else "usual"
            sheet.write_string(0, at, column.header, shades[shade])
            if column.note:
                sheet.write_comment(0, at, column.note, {"x_scale": 2.4, "y_scale": 1.2, "font_size": 9})
            folded = {} if column.is_shown else {"level": 1, "hidden": True}
            sheet.set_column(at, at, widths[at], self.look(column.look), folded)
            self.offer(sheet, column, (1, at, last + _ROOM, at))
        if any(not column.is_shown for column in page.columns):
            sheet.set_column(len(page.columns), len(page.columns), None, None, {"collapsed": True})
        for number, line in enumerate(page.lines, 1):
            opens = number > 1 and page.frozen > 1 and line[0] != page.lines[number - 2][0]
            for at, (column, cell) in enumerate(zip(page.columns, line, strict=True)):
                if cell is None and not opens:
                    # The column's own look does.
                    continue
                is_name = at < page.frozen
                look = self.look("name" if is_name else column.look, opens=opens)
                _write(sheet, number, at, cell, look)
            _set_height(sheet, number, [line[at] for at in range(len(line)) if page.columns[at].is_shown], widths)
        sheet.set_row(0, 32)
        sheet.freeze_panes(1, page.frozen)
        sheet.autofilter(0, 0, last, len(page.columns) - 1)
        word = f'"{removal_word(self.locale)}"'
        rule = {"type": "cell", "criteria": "==", "value": word, "format": self.removed}
        sheet.conditional_format(1, 0, last + _ROOM, len(page.columns) - 1, rule)
        sheet.set_tab_color(_GREY if page.is_quiet else _MIDDLE)
        _set_print(sheet)

    def draw_form(self, sheet: "Worksheet", page: Page) -> None:
        shade = self.header("required")
        for at, (column, width) in enumerate(zip(page.columns, _FORM_WIDTHS, strict=True)):
            sheet.write_string(0, at, column.header, shade)
            sheet.set_column(at, at, width)
        label = self.book.add_format({"bold": True, "valign": "top"})
        quiet = self.book.add_format({"font_color": _GREY, "text_wrap": True, "valign": "top"})
        for number, (line, form) in enumerate(zip(page.lines, page.forms, strict=True), 1):
            if form is None:
                continue
            named, cell, said = line
            if form.note:
                sheet.write_comment(number, 0, form.note, {"font_size": 9})
            _write(sheet, number, 0, named, label)
            _write(sheet, number, 2, said, quiet)
            # What a file is, and which schema it keeps, is not for changing.
            locked = form.key in {("$schema",), (page.id,)}
            look = self.look(form.look, in_form=True, locked=locked)
            _write(sheet, number, 1, cell, look)
            self.offer(sheet, form, (number, 1, number, 1))
            _set_height(sheet, number, [cell, said], _FORM_WIDTHS[1:])
            if form.key == ORDER:
                sheet.set_row(number, None, None, {"hidden": True})
        sheet.freeze_panes(1, 1)
        sheet.protect("", {"format_columns": True, "format_rows": True, "format_cells": True})
        sheet.set_tab_color(_DARK)
        _set_print(sheet)

    def offer(self, sheet: "Worksheet", column: PageColumn, area: tuple[int, int, int, int]) -> None:
        """A dropdown of what a column takes."""
        said: dict[str, object] = {"validate": "list", "ignore_blank": True}
        source = next((page for page in self.pages if column.names_of and page.id == column.names_of), None)
        choices = [
            *column.choices,
            *([removal_word(self.locale)] if column.is_closed and len(column.choices) > 1 else []),
        ]
        if source is not None:
            column_letter = letters(source.frozen)
            last = len(source.lines) + _ROOM
            said["source"] = f"='{source.name}'!${column_letter}$2:${column_letter}${last}"
        elif choices and len(",".join(choices)) < _MOST_LIST and not any(sign in "".join(choices) for sign in ',"'):
            said["source"] = choices
        else:
            return
        if column.is_closed:
            said |= {
                "error_type": "stop",
                "error_title": column.header[:32],
                "error_message": ", ".join(choices)[:_MOST_LIST],
            }
        else:
            said["show_error"] = False
        sheet.data_validation(*area, said)

    def draw_help(self) -> None:
        sheet = self.book.add_worksheet(HELP_SHEET[self.locale])
        title = self.book.add_format({"bold": True, "font_size": 14, "font_color": _DARK})
        label = self.book.add_format({"bold": True, "valign": "top"})
        said = self.book.add_format({"text_wrap": True, "valign": "top"})
        for at, width in enumerate(_HELP_WIDTHS):
            sheet.set_column(at, at, width)
        for number, (name, text) in enumerate(HELP[self.locale]):
            sheet.write_string(number, 0, name, label if text else title)
            sheet.write_string(number, 1, text, said)
        sheet.hide_gridlines(2)
        sheet.set_tab_color(_GREY)


def _write(sheet: "Worksheet", row: int, column: int, cell: Cell | None, look: "Format") -> None:
    if cell is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, look)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell, look)
    else:
        sheet.write_string(row, column, str(cell), look)


def _width(column: PageColumn, cells: Sequence[Cell | None]) -> float:
    low, high = _WIDTHS[column.look]
    longest = max(
        (max(map(units, str(cell).split("\n"))) for cell in cells if cell is not None and str(cell)), default=0
    )
    # With room for the sign of the filter.
    return max(low, min(high, max(longest + 2, len(column.header) * 0.75 + 4)))


def _set_height(sheet: "Worksheet", row: int, cells: Sequence[Cell | None], widths: Sequence[float]) -> None:
    """Room for all of a text; a row of one line is left to grow by itself."""
    pairs = ((str(cell).split("\n"), width) for cell, width in zip(cells, widths, strict=False) if cell is not None)
    lines = max((sum(max(1, ceil(units(piece) * 1.05 / width)) for piece in text) for text, width in pairs), default=1)
    if lines > 1:
        sheet.set_row(row, min(_MOST_HEIGHT, lines * _LINE))


def _set_print(sheet: "Worksheet") -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
