"""Graft: a workbook's rows in the funder's own template."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import BinaryIO
from xml.sax.saxutils import escape

import polars as pl

from kolonne.contract import (
    CellOf,
    Sheet,
    SheetColumn,
    Template,
    TemplateColumn,
    TemplateSheet,
    Workbook,
    WorkbookError,
    WriterError,
)
from kolonne.contract.quick import dataclass
from kolonne.workbooks import MOST_ROWS, ForeignBook, Growth, RowLooks, letters, open_book, parsed
from kolonne.writers.cell_words import cell_texts, time_form
from kolonne.writers.cells import Cells, RowCells
from kolonne.writers.day_count import FROM_1900, FROM_1904
from kolonne.writers.exactness import finer
from kolonne.writers.feed import Feed, Progress
from kolonne.writers.grafting.left_behind import left_behind
from kolonne.writers.grafting.lines import stretched
from kolonne.writers.grafting.looks import Looks, is_text, needed_format
from kolonne.writers.grafting.moving import Moving
from kolonne.writers.grafting.offers import not_offered
from kolonne.writers.grafting.other_parts import moved_parts, without_order
from kolonne.writers.grafting.other_sheets import moved_sheet
from kolonne.writers.grafting.sheet_graft import SheetGraft
from kolonne.writers.grafting.sheet_text import SheetText
from kolonne.writers.grafting.tags import decoded
from kolonne.writers.groups import full_header
from kolonne.writers.live_cells import FormulaCells
from kolonne.writers.notes import Kind, Notes
from kolonne.writers.package import Package


def graft(
    workbook: Workbook, template: Template, progress: Progress, notes: Notes
) -> Callable[[BinaryIO], tuple[str, ...]]:
    """What fills an empty stream with the template and the rows in it, and gives the notices."""
    return _Job(workbook, template, progress, notes).fill


@dataclass(frozen=True, slots=True)
class _Job:
    """One call of `write`."""

    workbook: Workbook
    template: Template
    progress: Progress
    notes: Notes

    def fill(self, stream: BinaryIO) -> tuple[str, ...]:
        try:
            book = open_book(self.template.content, self.template.name)
        except WorkbookError as error:
            raise WriterError(f"template: {error}") from error
        places = {place.name: place for place in self.template.sheets}
        filled = [(sheet, places[sheet.name]) for sheet in self.workbook.sheets if sheet.name in places]
        growths = tuple(_growth(sheet, place) for sheet, place in filled)
        looks = Looks(self._styles(book))
        grafts = {
            made.worksheet.part: (sheet, made)
            for (sheet, place), growth in zip(filled, growths, strict=True)
            for made in (self._sheet(book, sheet, place, growth, growths, looks),)
        }
        self._tell_what_is_not_there(places)
        for sentence in left_behind(book, growths):
            self.notes.say(sentence)
        changed = self._changed(book, growths, looks, grafts)
        _, dropped = without_order(book)
        with Package(stream) as package:
            for part, data in book.package.parts.items():
                if part in grafts:
                    self._stream(package, part, *grafts[part])
                elif part != dropped:
                    package.add(part, changed.get(part, data))
        return self.notes.sentences()

    def _styles(self, book: ForeignBook) -> str:
        part = book.package.target(book.package.workbook, "styles")
        return decoded(book.package.parts[part]) if part is not None else ""

    def _changed(
        self, book: ForeignBook, growths: tuple[Growth, ...], looks: Looks, grafts: Mapping[str, object]
    ) -> dict[str, bytes]:
        """Every part that is not as it was, but for the filled sheets."""
        package = book.package
        changed: dict[str, bytes] = {**moved_parts(book, growths), **without_order(book)[0]}
        for sheet in book.sheets:
            if sheet.part not in grafts:
                changed[sheet.part] = moved_sheet(sheet, package.parts[sheet.part], Moving(growths, sheet.name))
        styles = package.target(package.workbook, "styles")
        if styles is not None and looks.text != self._styles(book):
            changed[styles] = looks.text.encode()
        return changed

    def _sheet(
        self,
        book: ForeignBook,
        sheet: Sheet,
        place: TemplateSheet,
        growth: Growth,
        growths: tuple[Growth, ...],
        looks: Looks,
    ) -> SheetGraft:
        worksheet = book.sheet(place.worksheet)
        if worksheet is None:
            raise WriterError(f"template: `{self.template.name}` has no worksheet `{place.worksheet}`")
        columns = {column.name: column for column in sheet.columns}
        runs = tuple(RowLooks(worksheet, place.first_row, place.left, place.right).runs(place.last_row, sheet.rows))
        cells = {
            model: {
                where.column: self._cells(
                    place,
                    columns[where.name],
                    replace(where, style=worksheet.style(model, where.column)),
                    looks,
                    from_1904=book.from_1904,
                )
                for where in place.columns
            }
            for model in dict.fromkeys((place.first_row, *(model for run in runs for model in run.models)))
        }
        text = SheetText.of(decoded(book.package.parts[worksheet.part]), worksheet.name)
        _check_room(sheet, growth, max((row.number for row in text.rows if row.has_content), default=0))
        return SheetGraft(place, worksheet, text, growth, Moving(growths, worksheet.name), runs, cells)

    def _cells(
        self, place: TemplateSheet, column: SheetColumn, where: TemplateColumn, looks: Looks, *, from_1904: bool
    ) -> RowCells:
        def note(kind: Kind, cells: int) -> None:
            self.notes.count(place.worksheet, kind, full_header(column), cells)

        code = needed_format(column, where.format)
        style = looks.with_format(where.style, code) if code else where.style
        # What stands in cells of text is text.
        shown = replace(column, type="text", format="") if is_text(where.format) else column
        cells = Cells(shown, style, self.workbook.timezone, note, 0, FROM_1904 if from_1904 else FROM_1900)
        if not column.formula or is_text(where.format):
            return cells
        at = {one.name: letters(one.column) for one in place.columns}
        if any(isinstance(one, CellOf) and one.column not in at for one in column.formula):
            # What it would be computed of is not in the template; its value is.
            return cells
        parts = (CellOf(at[one.column]) if isinstance(one, CellOf) else escape(one) for one in column.formula)
        return FormulaCells(cells, tuple(parts))

    def _stream(self, package: Package, part: str, sheet: Sheet, graft: SheetGraft) -> None:
        _check(graft, part)
        feed = Feed(sheet)
        stretches = tuple(graft.stretches()) if sheet.rows else ()
        with package.entry(part) as entry:
            entry.write(graft.head)
            first = graft.growth.first
            for piece in feed.take(sheet.rows):
                for xml in stretched(stretches, self._as_template(piece, sheet, graft.place), first):
                    entry.write(xml)
                first += piece.height
                self.progress.done(piece.height)
            entry.write(graft.tail)
        feed.finish()

    def _as_template(self, piece: pl.DataFrame, sheet: Sheet, place: TemplateSheet) -> pl.DataFrame:
        """The rows with text where the template wants text; what its dropdowns do not offer is counted."""
        columns = {column.name: column for column in sheet.columns}
        made: list[pl.Series] = []
        for where in place.columns:
            column, cells = columns[where.name], piece.get_column(where.name)
            if is_text(where.format) and column.type != "text":
                if column.type in {"time", "datetime"}:
                    lost = finer(cells, time_form(column, self.workbook.locale))
                    self.notes.count(place.worksheet, Kind.FINER, full_header(column), lost)
                cells = cell_texts(cells, column, self.workbook.locale, self.workbook.timezone)
                column = replace(column, type="text")
            self.notes.count(place.worksheet, Kind.NOT_OFFERED, full_header(column), not_offered(cells, column, where))
            made.append(cells)
        return pl.DataFrame(made)

    def _tell_what_is_not_there(self, places: Mapping[str, TemplateSheet]) -> None:
        """The template has a heading and totals of its own; what the document has instead is told, not lost in silence."""
        for sheet in self.workbook.sheets:
            if sheet.name not in places:
                self.notes.say(f"sheet `{sheet.title}`: it is not in the template, and so not in this file")
                continue
            if links := [full_header(column) for column in sheet.columns if column.link]:
                shown = ", ".join(f"`{header}`" for header in links)
                self.notes.say(f"sheet `{sheet.title}`: in a template, the links of {shown} are text")
            left = [
                what
                for what, has in (("heading", sheet.heading), ("totals", sheet.totals), ("note", sheet.note))
                if has
            ]
            if left:
                self.notes.say(
                    f"sheet `{sheet.title}`: its {' and '.join(left)} are not in this file, which has the template's own"
                )


def _growth(sheet: Sheet, place: TemplateSheet) -> Growth:
    growth = Growth(place.worksheet, place.first_row, place.last_row, sheet.rows, place.left, place.right)
    _check_room(sheet, growth, place.last_row)
    return growth


def _check_room(sheet: Sheet, growth: Growth, last: int) -> None:
    """What stands in the last row of the worksheet must stay on it."""
    if max(growth.filled, last + growth.more if last > growth.last else last) > MOST_ROWS:
        room = MOST_ROWS - growth.first + 1 - max(0, last - growth.last)
        raise WriterError(
            f"sheet `{sheet.name}`: {sheet.rows:,} rows do not fit into the template, which takes {room:,}"
        )


def _check(graft: SheetGraft, part: str) -> None:
    """What stands around the rows must still be XML, whatever the template's author did."""
    try:
        parsed(graft.head + graft.tail, part, graft.place.worksheet)
    except WorkbookError as error:
        raise WriterError(
            f"template: the worksheet `{graft.place.worksheet}` cannot be filled; save it once with Excel"
        ) from error
