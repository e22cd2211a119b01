"""FillArea: which rows under a header are there to be filled."""

from collections.abc import Collection, Iterable, Mapping

from kolonne.contract.quick import dataclass
from kolonne.workbooks.areas import Area, cell_name
from kolonne.workbooks.cells import Cell
from kolonne.workbooks.row_looks import RowLooks
from kolonne.workbooks.sheet import ForeignSheet
from kolonne.workbooks.translation import translated


@dataclass(frozen=True, slots=True)
class FillArea:
    """Rows `first` to `last`, and columns `left` to `right`, all counted from 1 and included."""

    first: int
    last: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Unfillable:
    """Why the row under a header cannot be filled: what stands where, in words that follow the sheet's name."""

    cell: str
    message: str
    #: What to do about it.
    hint: str = (
        "the row under the headers must be empty, but for its looks, formulas, and numbers that count rows (1, 2, 3)"
    )


def fill_area(sheet: ForeignSheet, header_row: int, columns: Iterable[int]) -> FillArea | Unfillable:
    """The rows under the header that are empty, or have nothing but formulas to fill down and numbers that count them, and
    look like the first, but for frames and stripes.

    It ends before a row in which something stands, that looks otherwise, or has other cells merged; in a table, with its
    last row. Cells of a row may be merged with their neighbours under one header.
    """
    filled = set(columns)
    left, right = _sides(sheet, header_row, filled)
    table = next((one for one in sheet.tables if one.area.covers(header_row, left)), None)
    first = header_row + 1
    if reason := _not_first(sheet, first, left, right, filled):
        return reason
    end = table.area.bottom - table.totals_rows if table is not None else max([*sheet.rows, first])
    last = first
    looks = RowLooks(sheet, first, left, right)
    joined = _joined(sheet, left, right)
    high = (one.top for one in sheet.merged if _is_below(one, first, left, right) and one.top < one.bottom)
    tall = min(high, default=end + 1)
    while (
        last + 1 < tall
        and last < end
        and joined.get(last + 1) == joined.get(first)
        and (table is not None or (last + 1 in sheet.rows and looks.is_like(last + 1)))
        and _is_free(sheet, first, last + 1, left, right, filled)
    ):
        last += 1
    if table is not None and last < end:
        return Unfillable(cell_name(last + 1, left), f"row {last + 1} of the table `{table.name}` is not empty")
    return FillArea(first, last, left, right)


def _sides(sheet: ForeignSheet, header_row: int, columns: set[int]) -> tuple[int, int]:
    """From the first to the last header, whether it is asked for or not, as far as one stands beside another."""
    header = sheet.rows.get(header_row, {})
    left, right = min(columns), max(columns)
    while left > 1 and _stands(header.get(left - 1)):
        left -= 1
    while _stands(header.get(right + 1)):
        right += 1
    # Cells of the row that reach out of the table, merged, belong to it.
    right = max(
        [right, *(one.right for one in sheet.merged if one.top == header_row + 1 and left <= one.left <= right)]
    )
    return left, right


def joined_cells(sheet: ForeignSheet, row: int, left: int, right: int) -> tuple[Area, ...]:
    """Cells of a row, and of no other, that are merged with their neighbours: from a column on, up to another."""
    return _joined(sheet, left, right, row).get(row, ())


def _joined(sheet: ForeignSheet, left: int, right: int, row: int = 0) -> Mapping[int, tuple[Area, ...]]:
    """The same by row; columns alone tell them apart."""
    found: dict[int, tuple[Area, ...]] = {}
    for one in sorted(sheet.merged):
        if one.top == one.bottom and (not row or one.top == row) and _is_below(one, one.top, left, right):
            found[one.top] = (*found.get(one.top, ()), Area(0, one.left, 0, one.right))
    return found


def _stands(cell: Cell | None) -> bool:
    return cell is not None and not cell.is_empty


def _not_first(sheet: ForeignSheet, row: int, left: int, right: int, filled: Collection[int]) -> Unfillable | None:
    for column in range(left, right + 1):
        cell = sheet.rows.get(row, {}).get(column)
        is_own = column not in filled and counts_rows(sheet, row, column)
        if cell is not None and not cell.is_empty and not cell.is_formula and not is_own:
            found = str(cell.value)[:40]
            return Unfillable(
                cell_name(row, column), f"`{found}` stands in {cell_name(row, column)}, in the row to fill"
            )
        if cell is not None and cell.is_spilling:
            return Unfillable(
                cell_name(row, column), f"{cell_name(row, column)} is part of a formula over several cells"
            )
    header = sheet.rows.get(row - 1, {})
    for merged in sheet.merged:
        if merged.top > row or not _is_below(merged, row, left, right):
            continue
        hint = "take the merged cells apart; a row to fill has one row of cells, and at least one for each header"
        if merged.top < merged.bottom:
            return Unfillable(str(merged), f"the cells {merged}, in the row to fill, are merged", hint)
        if merged.left < left or any(_stands(header.get(at)) for at in range(merged.left + 1, merged.right + 1)):
            message = f"the cells {merged}, in the row to fill, are merged under more than one header"
            return Unfillable(str(merged), message, hint)
    return None


def _is_below(place: Area, row: int, left: int, right: int) -> bool:
    """Whether it reaches down to a row or further, between two columns."""
    return place.bottom >= row and place.left <= right and place.right >= left


def _is_free(sheet: ForeignSheet, first: int, row: int, left: int, right: int, filled: Collection[int]) -> bool:
    """Whether nothing stands in a row but the formulas of the first."""
    line, model = sheet.rows.get(row, {}), sheet.rows.get(first, {})
    return all(
        not _stands(line.get(at))
        or _follows(line.get(at), model.get(at), row - first)
        or (at not in filled and _counts_on(line.get(at), model.get(at), row - first))
        for at in range(left, right + 1)
    )


def counts_rows(sheet: ForeignSheet, first: int, column: int) -> bool:
    """Whether a column numbers the rows to fill, as in forms that were made for paper: 1, 2, 3."""
    line, following = (sheet.rows.get(row, {}).get(column) for row in (first, first + 1))
    return line is not None and line.value == 1 and _counts_on(line, line, 0) and _counts_on(following, line, 1)


def _counts_on(cell: Cell | None, like: Cell | None, rows: int) -> bool:
    return (
        cell is not None
        and like is not None
        and type(cell.value) is int
        and type(like.value) is int
        and not cell.is_formula
        and cell.value == like.value + rows
    )


def _follows(cell: Cell | None, like: Cell | None, rows: int) -> bool:
    return (
        cell is not None
        and like is not None
        and cell.is_formula
        and like.is_formula
        and not cell.is_spilling
        and cell.formula == translated(like.formula, rows)
    )
