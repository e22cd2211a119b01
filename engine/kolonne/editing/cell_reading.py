"""CellReading: what single cells of a workbook from elsewhere say, and what is wrong with them."""

import re
from typing import Final

from kolonne.contract import Problem
from kolonne.contract.quick import dataclass
from kolonne.editing import removal
from kolonne.editing.cell import UnreadableError
from kolonne.editing.heads import Head
from kolonne.editing.json_text import read_json
from kolonne.editing.line import NONE, ORDER, OTHER, REMOVED, CellPlace, Line
from kolonne.editing.list_cells import ListKind
from kolonne.editing.text_cells import TextKind
from kolonne.editing.value_cells import YesKind
from kolonne.workbooks import Cell, ForeignBook

#: So many digits at least; behind `;` stands what negative numbers and texts look like.
_ZEROS = re.compile(r"(0{2,})(?:;.*)?", re.DOTALL)
#: Cells with expressions look so.
_FORMULA = "formula"


class Unread:
    """In place of the value of a cell that cannot be read."""


_UNREAD: Final = Unread()


@dataclass(slots=True)
class CellReading:
    """Reads the cells of one workbook, and collects what is wrong with it."""

    book: ForeignBook
    problems: list[Problem]
    #: Whether lines are missing since the cells with their names cannot be read.
    are_lines_lost: bool = False

    def report(self, place: CellPlace, code: str, message: str, hint: str) -> None:
        """A mistake at a cell; one without a sheet is about the whole file."""
        cell = str(place) if place.sheet else ""
        self.problems.append(
            Problem(self.book.name, place.row, place.column, "", code, message, hint, cell=cell)
        )  # fmt: skip

    def value(self, head: Head, cell: Cell, place: CellPlace) -> object:
        """What a cell says; Unread where that is told as a mistake."""
        try:
            self._refuse(head, cell)
            return self._read(head, cell)
        except UnreadableError as error:
            self.report(place, "cell_value", error.message, error.hint)
            return _UNREAD

    def _refuse(self, head: Head, cell: Cell) -> None:
        # What was computed of it does not count, nor that it could not be.
        if cell.is_formula and head.kind.look == _FORMULA:
            hint = (
                f"write it as text, without `=`: `{cell.formula}`" if cell.formula else "write it as text, without `=`"
            )
            raise UnreadableError("found a formula of the spreadsheet; an expression of the document is needed", hint)
        if cell.type == "error":
            raise UnreadableError(f"found the error `{cell.value}` of a formula", "write the value in its place")
        if cell.is_formula and cell.value is None:
            hint = "open the workbook in Excel or LibreOffice and save it, or write the value in its place"
            raise UnreadableError("found a formula that has not been computed", hint)

    def _read(self, head: Head, cell: Cell) -> object:
        found = cell.value
        if found is None:
            raise UnreadableError("found nothing that can be read")
        if isinstance(head.kind, TextKind | ListKind) and isinstance(found, int) and not isinstance(found, bool):
            # Shown as 0301, it is meant as that.
            zeros = _ZEROS.fullmatch(self.book.styles.format(cell.style))
            found = f"{'-' * (found < 0)}{abs(found):0{len(zeros[1])}}" if zeros else found
        if head.key in {REMOVED, NONE}:
            return YesKind().read(found)
        if head.key == OTHER:
            return read_json(str(found))
        if head.key == ORDER:
            return _order(str(found))
        return TextKind().read(found) if isinstance(head.key, str) else removal.read(head.kind, found)


def take(line: Line, head: Head, cell: Cell, place: CellPlace, reading: CellReading) -> None:
    """What a cell says, put where it belongs in its line."""
    line.refs[head.key] = place
    value = reading.value(head, cell, place)
    if isinstance(value, Unread):
        if isinstance(head.key, tuple):
            line.unread.append(head.key)
        elif head.key not in {REMOVED, NONE, OTHER, ORDER}:
            # Of what the line is, nobody knows.
            reading.are_lines_lost = True
        return
    match head.key:
        case tuple() as path:
            line.cells[path] = value
        case "removed":
            line.is_removed = value is True
        case "none":
            line.is_none = value is True
        case "other":
            line.other = value
        case "order":
            paths = value if isinstance(value, tuple) else ()
            line.order, line.is_object = tuple(filter(None, paths)), () in paths
        case key:
            line.names[key] = str(value).strip()


def is_blank(cell: Cell | None) -> bool:
    """Whether nothing is seen in a cell, or only blanks."""
    return cell is None or cell.is_empty or (isinstance(cell.value, str) and not cell.value.strip())


def is_filled(cell: Cell | None, head: Head) -> bool:
    """Whether a cell says something, be it something wrong: a formula where an expression is needed."""
    return cell is not None and (not is_blank(cell) or (cell.is_formula and head.kind.look == _FORMULA))


def _order(text: str) -> tuple[tuple[str, ...], ...]:
    found = read_json(text)
    if isinstance(found, list) and all(
        isinstance(path, list) and all(isinstance(step, str) for step in path) for path in found
    ):
        return tuple(tuple(path) for path in found)
    raise UnreadableError("found no order of members", "empty the cell, and they stand in the usual order")
