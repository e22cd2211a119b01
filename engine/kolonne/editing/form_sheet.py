"""FormSheet: a sheet of one thing; what its cells are stands in front of them."""

from kolonne.documents import near
from kolonne.editing.cell_reading import CellReading, is_blank, is_filled, take
from kolonne.editing.heads import MOST_ABOVE, NOTE_SIGN, Heads, folded
from kolonne.editing.line import ORDER, OTHER, CellPlace, Line
from kolonne.editing.shape import Shape
from kolonne.editing.words import FORM, LOCALES
from kolonne.workbooks import Cell, ForeignSheet


class FormSheet:
    """Reads such a sheet."""

    def __init__(self, sheet: ForeignSheet, shape: Shape, reading: CellReading) -> None:
        self.sheet, self.reading = sheet, reading
        self.heads = Heads(shape.kind, shape.thing.leaves, {OTHER: OTHER, ORDER: ORDER})
        self.line_found = Line(place=CellPlace(sheet.name, 1, 1))

    def line(self) -> Line:
        names, values, first = self._columns()
        for number, cells in sorted(self.sheet.rows.items()):
            if number >= first and values in cells:
                self._read(number, names, cells.get(names), cells[values])
        return self.line_found

    def _columns(self) -> tuple[int, int, int]:
        """The columns of names and values, and the first line with some."""
        words = {folded(word): at for locale in LOCALES for at, word in enumerate(FORM[locale][:2])}
        for number, cells in sorted(self.sheet.rows.items())[:MOST_ABOVE]:
            found = {
                words[folded(str(cell.value))]: at for at, cell in cells.items() if folded(str(cell.value)) in words
            }
            if len(found) == len(FORM["nb"][:2]):
                return found[0], found[1], number + 1
        return 1, 2, 1

    def _read(self, number: int, names: int, named: Cell | None, cell: Cell) -> None:
        line, place = self.line_found, CellPlace(self.sheet.name, number, cell.column)
        name = "" if named is None or named.value is None else str(named.value).strip()
        head = self.heads.find(name)
        if name.startswith(NOTE_SIGN) or (is_blank(cell) if head is None else not is_filled(cell, head)):
            return
        if head is None:
            message = f"there is no `{name}`" if name else "it is not said what the value is"
            hint = near(name, self.heads.words()) if name else ""
            self.reading.report(CellPlace(self.sheet.name, number, names), "wrong_header", message, hint)
        elif head.key in line.refs:
            message = f"`{name}` stands twice; it is in {line.refs[head.key]} already"
            self.reading.report(CellPlace(self.sheet.name, number, names), "wrong_header", message, "")
        else:
            take(line, head, cell, place, self.reading)
