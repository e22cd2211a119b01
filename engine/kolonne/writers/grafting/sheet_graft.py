"""SheetGraft: one worksheet of a template as it becomes with the rows of a sheet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from kolonne.contract import TemplateSheet
from kolonne.contract.quick import dataclass
from kolonne.workbooks import MOST_ROWS, Area, ForeignSheet, Growth, Run, cell_name, joined_cells
from kolonne.writers.cells import RowCells
from kolonne.writers.grafting.cell_moves import moved_cell
from kolonne.writers.grafting.lines import FilledDown, Slot, Stretch
from kolonne.writers.grafting.moving import Moving
from kolonne.writers.grafting.sheet_text import CellText, RowText, SheetText
from kolonne.writers.grafting.tags import spelled

#: What the rows to fill have in common; a template may hide the row that it gives as a model.
_NOT_COPIED = frozenset({"hidden", "collapsed"})
_MERGED = re.compile(
    r"<(?P<prefix>(?:[\w.-]+:)?)mergeCells(?=[\s>])[^<>]*>(?P<inside>.*?)</(?P=prefix)mergeCells\s*>", re.DOTALL
)


@dataclass(frozen=True)
class SheetGraft:
    place: TemplateSheet
    worksheet: ForeignSheet
    text: SheetText
    growth: Growth
    moving: Moving
    #: What the rows of data look like, in order.
    runs: Sequence[Run]
    #: By row of the worksheet that others look like, and by its column, from 1.
    cells: Mapping[int, Mapping[int, RowCells]]

    @cached_property
    def head(self) -> bytes:
        """Everything above the rows of data."""
        above = (self._row(row) for row in self.text.rows if row.number < self.growth.first)
        return (self.moving.markup(self.text.head) + "".join(above)).encode()

    @cached_property
    def tail(self) -> bytes:
        """Everything below them."""
        last = self.growth.last if self.growth.more else self.growth.filled
        # Rows with nothing but looks may fall off the end of the sheet.
        off = MOST_ROWS - self.growth.more
        below = (self._row(row) for row in self.text.rows if last < row.number <= off)
        return ("".join(below) + self._joined(self.moving.markup(self.text.tail))).encode()

    def _joined(self, tail: str) -> str:
        """With the cells merged, in the rows that come in, that are merged in the first."""
        last = self.growth.last
        if not self._spans or not self.growth.more:
            return tail
        rows = range(last + 1, self.growth.filled + 1)
        added = [str(replace(span, top=row, bottom=row)) for row in rows for span in self._spans.values()]

        def longer(found: re.Match[str]) -> str:
            prefix, inside = found["prefix"], found["inside"]
            entries = "".join(f'<{prefix}mergeCell ref="{one}"/>' for one in added)
            count = inside.count("mergeCell ") + len(added)
            return f'<{prefix}mergeCells count="{count}">{inside}{entries}</{prefix}mergeCells>'

        return _MERGED.sub(longer, tail, count=1)

    @cached_property
    def _spans(self) -> Mapping[int, Area]:
        """Of a row to fill, which cells are merged with those to the right, by the first column."""
        place = self.place
        spans = joined_cells(self.worksheet, place.first_row, place.left, place.right)
        return {span.left: span for span in spans}

    def stretches(self) -> Iterator[Stretch]:
        """The rows to fill by what stands beside the data: cells that the template has there stay where they are."""
        growth = self.growth
        rows = {row.number: row for row in self.text.rows}
        model = rows.get(growth.first)
        common = (
            {key: one for key, one in model.attributes.items() if key not in _NOT_COPIED} if model is not None else {}
        )
        attributes = spelled(common)
        rooms = self._rooms() if "ht" not in common else {}
        height = round(self.worksheet.line_height)
        for run in self.runs:
            start, beside = run.first, self._beside(rows, run.first)
            # All rows that come in have the same beside them.
            for number in range(run.first + 1, min(run.last, growth.last + 1) + 1):
                following = self._beside(rows, number)
                if following != beside:
                    yield Stretch(start, number - 1, self._slots(run, start, beside), attributes, rooms, height)
                    start, beside = number, following
            yield Stretch(start, run.last, self._slots(run, start, beside), attributes, rooms, height)

    def _rooms(self) -> Mapping[str, int]:
        """Columns of text that the template breaks into lines. Excel fits their rows when it opens a file, others do not."""
        styles = self.worksheet.reader.styles
        return {
            cells.column.name: max(1, int(self._width(column)))
            for column, cells in self.cells[self.growth.first].items()
            if cells.column.type == "text" and styles.is_wrapped(self.worksheet.style(self.growth.first, column))
        }

    def _width(self, column: int) -> float:
        """In characters, of merged cells all together."""
        span = self._spans.get(column)
        return sum(self.worksheet.width(at) for at in range(column, (span.right if span is not None else column) + 1))

    def _inside(self, model: int) -> Mapping[int, Slot]:
        """The columns of the table, in rows that look like one of the worksheet."""
        first = self.growth.first
        written = {cell.column: cell for row in self.text.rows if row.number == first for cell in row.cells}
        found: dict[int, Slot] = {}
        for column in range(self.place.left, self.place.right + 1):
            cell = self.worksheet.rows.get(first, {}).get(column)
            style = self.worksheet.style(model, column)
            if column in self.cells[model]:
                found[column] = self.cells[model][column]
            elif cell is not None and cell.is_formula:
                formula = self.moving.formula(cell.formula, fills_down=True)
                text = written[column]
                is_array = 't="array"' in text.inside
                given = text.attributes | ({"s": str(style)} if style else {})
                found[column] = FilledDown.of(formula, first, column, given, is_array=is_array)
            elif cell is not None and type(cell.value) is int:
                found[column] = FilledDown.counting(cell.value, first, style)
            else:
                found[column] = f'<c s="{style}"/>' if style else "<c/>"
        return found

    def _slots(self, run: Run, first: int, beside: Mapping[int, str]) -> Sequence[Sequence[Slot]]:
        """What stands in the columns from A on, in rows from `first` on: one for each of those that take turns."""
        last = max([self.place.right, *beside])
        count = len(run.models)
        models = [run.models[(first - run.first + at) % count] for at in range(count)]
        inside = [self._inside(model) for model in models]
        return [[one.get(column) or beside.get(column, "<c/>") for column in range(1, last + 1)] for one in inside]

    def _beside(self, rows: Mapping[int, RowText], number: int) -> Mapping[int, str]:
        """What stands beside the table in a row, by column; in those that come in, nothing but the last one's look."""
        row = rows.get(min(number, self.growth.last))
        found: dict[int, str] = {}
        for cell in row.cells if row is not None else ():
            if self.place.left <= cell.column <= self.place.right:
                continue
            if number > self.growth.last:
                style = cell.attributes.get("s", "0")
                found[cell.column] = f'<c s="{style}"/>' if style != "0" else "<c/>"
            else:
                found[cell.column] = self._cell(number, cell, of_row=number, is_placed=False)
        return found

    def _row(self, row: RowText) -> str:
        number = self.growth.row(row.number)
        inside = "".join(self._cell(row.number, cell) for cell in row.cells)
        prefix = self.text.prefix
        given = spelled({"r": str(number), **row.attributes})
        return f"<{prefix}row{given}>{inside}</{prefix}row>" if inside else f"<{prefix}row{given}/>"

    def _cell(self, number: int, cell: CellText, *, of_row: int = 0, is_placed: bool = True) -> str:
        name = cell_name(self.growth.row(number), cell.column) if is_placed else ""
        read = self.worksheet.rows[number][cell.column]
        return moved_cell(cell, name, read.formula, self.moving, self.text.prefix, of_row)
