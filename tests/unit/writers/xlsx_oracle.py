"""The same workbook, its rows written cell by cell by XlsxWriter: what grafting is held against."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import xlsxwriter

from kolonne.contract import CellOf, SheetColumn, Workbook
from kolonne.writers.choices import ChoiceLists
from kolonne.writers.column_letters import column_letters
from kolonne.writers.drawing import Drawing
from kolonne.writers.header_names import header_name
from kolonne.writers.look import XlsxLook
from kolonne.writers.notes import Notes
from kolonne.writers.pages import Page, pages
from kolonne.writers.skeleton import _OPTIONS, _add_lists, _describe, _letters
from kolonne.writers.styles import Styles


def by_xlsxwriter(workbook: Workbook, path: Path, look: XlsxLook, most_rows: int) -> Path:
    """Write the workbook. Only what stands in the sheets' rows is decided here; what is around them is drawn as ever."""
    planned = pages(workbook, most_rows, Notes(), look)
    options = _OPTIONS | _letters(look) | {"date_1904": look.counts_from_1904}
    with xlsxwriter.Workbook(path, options) as book:
        _describe(book, workbook)
        lists = ChoiceLists.of(column for page in planned for column in page.sheet.columns)
        given = 0
        for number, page in enumerate(planned, 1):
            sheet = book.add_worksheet(page.name)
            Drawing(book, sheet, workbook, page, lists, look).draw()
            # The prototypes go.
            for line in range(page.layout.first_row, page.layout.first_row + 3):
                sheet.table.pop(line, None)
            sheet.dim_rowmax = page.layout.header
            given = given if page.continues else 0
            _Rows(book, sheet, page, look, workbook.timezone).write(given)
            given += page.layout.rows
            if named := header_name(page, number, look):
                book.define_name(*named)
        _add_lists(book, lists, [page.name for page in planned])
    return path


class _Rows:
    def __init__(self, book: Any, sheet: Any, page: Page, look: XlsxLook, timezone: str) -> None:
        self.sheet, self.page, self.look, self.zone = sheet, page, look, ZoneInfo(timezone)
        styles, pairs = Styles(look), list(zip(page.sheet.columns, page.fits, strict=True))
        self.plain = [book.add_format(styles.body(column, wrapped=fit.wraps)) for column, fit in pairs]
        self.leading = [book.add_format(styles.link(column, wrapped=fit.wraps)) for column, fit in pairs]
        totals = page.totals.columns if page.totals is not None else ()
        self.totals = [book.add_format(styles.total(column)) for column in totals]

    def write(self, given: int) -> None:
        layout, columns = self.page.layout, self.page.sheet.columns
        for line, row in zip(range(layout.first_row, layout.last_row + 1), self._rows(given), strict=True):
            for at, column in enumerate(columns):
                self._cell(line, at, column, row)
            self._height(line, row)
        if layout.has_totals and self.page.totals is not None:
            (row,) = self.page.totals.cells.iter_rows(named=True)
            for at, column in enumerate(self.page.totals.columns):
                self._value(layout.last, at, row[column.name], self.totals[at])

    def _rows(self, given: int) -> Iterator[dict[str, Any]]:
        rows = [row for frame in self.page.sheet.frames() for row in frame.iter_rows(named=True)]
        return iter(rows[given : given + self.page.layout.rows])

    def _cell(self, line: int, at: int, column: SheetColumn, row: dict[str, Any]) -> None:
        value = row[column.name]
        if column.link and row[column.link] and value not in {None, ""}:
            self.sheet.write_url(line, at, row[column.link], self.leading[at], str(value))
        elif column.formula and value not in {None, ""}:
            names = [one.name for one in self.page.sheet.columns]
            places = (
                f"{column_letters(names.index(one.column))}{line + 1}" if isinstance(one, CellOf) else one
                for one in column.formula
            )
            shown = float(value) if isinstance(value, Decimal) else value
            self.sheet.write_formula(line, at, "=" + "".join(places), self.plain[at], shown)
        else:
            self._value(line, at, value, self.plain[at])

    def _value(self, line: int, at: int, value: Any, look: Any) -> None:
        if value is None or value == "":
            self.sheet.write_blank(line, at, None, look)
        elif isinstance(value, bool):
            self.sheet.write_boolean(line, at, value, look)
        elif isinstance(value, int | float | Decimal):
            if _is_long(value):
                self.sheet.write_string(line, at, str(value), look)
            else:
                self.sheet.write_number(line, at, value, look)
        elif isinstance(value, str):
            self.sheet.write_string(line, at, value.replace("\r\n", "\n").replace("\r", "\n"), look)
        else:
            self._moment(line, at, value, look)

    def _moment(self, line: int, at: int, value: date | time, look: Any) -> None:
        local = value.astimezone(self.zone).replace(tzinfo=None) if isinstance(value, datetime) else value
        first = date(1904, 1, 1) if self.look.counts_from_1904 else date(1900, 3, 1)
        if isinstance(local, date) and (local.date() if isinstance(local, datetime) else local) < first:
            self.sheet.write_string(line, at, str(local), look)
        else:
            self.sheet.write_datetime(line, at, local, look)

    def _height(self, line: int, row: dict[str, Any]) -> None:
        """As high as the text with the most lines; what breaks a line by its length is not looked at here."""
        wrapped = [
            str(row[column.name] or "")
            for column, fit in zip(self.page.sheet.columns, self.page.fits, strict=True)
            if fit.wraps
        ]
        lines = max((len(text.splitlines()) for text in wrapped), default=1)
        if lines > 1:
            self.sheet.set_row(line, lines * self.look.line_height)


def _is_long(value: float | Decimal) -> bool:
    """Whether it has more than 15 digits that count."""
    if isinstance(value, Decimal):
        return len(f"{value:f}".replace(".", "").strip("-0")) > 15
    return isinstance(value, int) and abs(value) >= 10**15
