"""ForeignSheet: one worksheet of a workbook from elsewhere."""

from collections.abc import Iterator
from functools import cached_property
from xml.etree.ElementTree import Element

from kolonne.contract import WorkbookError
from kolonne.contract.quick import dataclass
from kolonne.workbooks.areas import MOST_COLUMNS, MOST_ROWS, Area, area, column_of
from kolonne.workbooks.cells import Cell, CellReader, CellValue, SharedFormulas
from kolonne.workbooks.dropdowns import Dropdown, read_dropdowns
from kolonne.workbooks.markup import child, children
from kolonne.workbooks.package import Package, of_kind


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table as Excel knows it, header and totals included."""

    part: str
    name: str
    area: Area
    header_rows: int
    totals_rows: int


@dataclass(frozen=True)
class ForeignSheet:
    """A worksheet, read when asked."""

    name: str
    #: The name of its part in the package.
    part: str
    #: `visible`, `hidden` or `veryHidden`.
    state: str
    package: Package
    reader: CellReader

    def read(self) -> None:
        """Read all of it, so that nothing can be found to be wrong with it later.

        Raises `WorkbookError`, and `ValueError` for numbers that are none.
        """
        _ = self.rows, self.merged, self.tables, self.dropdowns, self._row_styles, self._column_styles

    @cached_property
    def root(self) -> Element:
        """Its XML."""
        return self.package.tree(self.part)

    @cached_property
    def rows(self) -> dict[int, dict[int, Cell]]:
        """Cells by column, by row, both counted from 1; rows and cells that are not written are not there."""
        found: dict[int, dict[int, Cell]] = {}
        data = child(self.root, "sheetData")
        shared = SharedFormulas()
        row = 0
        for line in children(data, "row") if data is not None else ():
            row = self._place(line.get("r"), row + 1, MOST_ROWS)
            cells = found.setdefault(row, {})
            column = 0
            for element in children(line, "c"):
                column = column_of(element.get("r") or "") or column + 1
                if column > MOST_COLUMNS:
                    raise self._broken()
                cells[column] = self.reader.read(element, row, column, shared)
                if shared.grown > self.package.limits.shared_formulas:
                    raise self._too_many_formulas()
        return found

    def cells(self) -> Iterator[Cell]:
        """Every cell that is written, in order, those with nothing but a look too."""
        return (cell for line in self.rows.values() for cell in line.values())

    def value(self, row: int, column: int) -> CellValue:
        """What stands in a cell; None for nothing."""
        cell = self.rows.get(row, {}).get(column)
        return cell.value if cell is not None else None

    def lines(self) -> Iterator[tuple[int, tuple[CellValue, ...]]]:
        """Row number and values from column A to the last written one, of every row in which something stands."""
        for number, line in sorted(self.rows.items()):
            filled = [column for column, cell in line.items() if not cell.is_empty]
            if filled:
                yield number, tuple(self.value(number, column) for column in range(1, max(filled) + 1))

    @cached_property
    def merged(self) -> tuple[Area, ...]:
        """Merged cells."""
        element = child(self.root, "mergeCells")
        refs = [entry.get("ref") or "" for entry in children(element, "mergeCell")] if element is not None else []
        self._check_areas("merged cells", len(refs))
        return tuple(found for ref in refs if (found := area(ref)) is not None)

    @cached_property
    def tables(self) -> tuple[SheetTable, ...]:
        """Its tables, by their parts' names."""
        found: list[SheetTable] = []
        for part in sorted(of_kind(self.package, self.part, "table")):
            root = self.package.tree(part)
            place = area(root.get("ref") or "")
            if place is not None:
                name = root.get("displayName") or root.get("name") or ""
                counts = [int(text) if (text := root.get(key, other)).isdecimal() else 0 for key, other in _COUNTS]
                found.append(SheetTable(part, name, place, *counts))
        return tuple(found)

    @cached_property
    def dropdowns(self) -> tuple[Dropdown, ...]:
        """What its cells offer, before names and ranges are looked up; see `ForeignBook.choices`."""
        found = read_dropdowns(self.root)
        self._check_areas("dropdowns", sum(len(one.areas) for one in found))
        return found

    def dropdown(self, row: int, column: int) -> Dropdown | None:
        """What one cell offers."""
        return next((one for one in self.dropdowns if any(place.covers(row, column) for place in one.areas)), None)

    def style(self, row: int, column: int) -> int:
        """The look of a cell, written or not: its own, that of its row, or that of its column."""
        cell = self.rows.get(row, {}).get(column)
        if cell is not None:
            return cell.style
        if row in self._row_styles:
            return self._row_styles[row]
        return next((style for span, style in self._column_styles.items() if column in span), 0)

    @cached_property
    def _row_styles(self) -> dict[int, int]:
        data = child(self.root, "sheetData")
        found = (
            (line.get("r", ""), line.get("s", ""))
            for line in (children(data, "row") if data is not None else ())
            if line.get("customFormat", "0") in {"1", "true"}
        )
        return {int(row): int(style) for row, style in found if row.isdecimal() and style.isdecimal()}

    @cached_property
    def _column_styles(self) -> dict[range, int]:
        return {
            span: int(entry.get("style", "0")) for span, entry in self._columns if entry.get("style", "0").isdecimal()
        }

    def width(self, column: int) -> float:
        """How wide a column is, in characters."""
        said = next((entry.get("width") for span, entry in self._columns if column in span), None)
        layout = child(self.root, "sheetFormatPr")
        usual = layout.get("defaultColWidth") if layout is not None else None
        return _positive(said) or _positive(usual) or _USUAL_WIDTH

    @property
    def line_height(self) -> float:
        """How tall a row of one line is, in points."""
        layout = child(self.root, "sheetFormatPr")
        return _positive(layout.get("defaultRowHeight") if layout is not None else None) or _USUAL_HEIGHT

    @cached_property
    def _columns(self) -> list[tuple[range, Element]]:
        element = child(self.root, "cols")
        entries = children(element, "col") if element is not None else ()
        spans = ((entry.get("min", ""), entry.get("max", ""), entry) for entry in entries)
        return [
            (range(int(low), int(high) + 1), entry)
            for low, high, entry in spans
            if low.isdecimal() and high.isdecimal()
        ]

    def _place(self, written: str | None, following: int, most: int) -> int:
        if written is None:
            return following
        if not written.isdecimal() or not 1 <= int(written) <= most:
            raise self._broken()
        return int(written)

    def _check_areas(self, what: str, count: int) -> None:
        most = self.package.limits.areas
        if count > most:
            message = f"{self.package.name}: the sheet `{self.name}` has {what} in {count:,} places, more than {most:,}"
            raise WorkbookError("too_large", message)

    def _too_many_formulas(self) -> WorkbookError:
        message = f"{self.package.name}: the formulas of the sheet `{self.name}` are too many or too long"
        return WorkbookError("too_large", message)

    def _broken(self) -> WorkbookError:
        return WorkbookError("unreadable", f"{self.package.name}: the sheet `{self.name}` has cells that lie nowhere")


def _positive(text: str | None) -> float:
    """0 for what is no such number."""
    try:
        number = float(text or 0)
    except ValueError:
        return 0.0
    return number if 0 < number < _MOST_SIZE else 0.0


_USUAL_WIDTH, _USUAL_HEIGHT = 9.14, 15.0
_MOST_SIZE = 1_000
_COUNTS = (("headerRowCount", "1"), ("totalsRowCount", "0"))
