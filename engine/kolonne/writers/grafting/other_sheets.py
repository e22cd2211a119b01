"""Worksheets that are not filled: their formulas follow those that are, and forget what was last computed."""

from kolonne.workbooks import ForeignSheet, cell_name
from kolonne.writers.grafting.cell_moves import moved_cell
from kolonne.writers.grafting.moving import Moving
from kolonne.writers.grafting.sheet_text import SheetText
from kolonne.writers.grafting.tags import decoded, spelled


def moved_sheet(sheet: ForeignSheet, data: bytes, moving: Moving) -> bytes:
    """The part of the sheet; byte for byte as it was where it has no formula and nothing in it names a sheet that grows."""
    text = decoded(data)
    has_formulas = any(cell.is_formula for cell in sheet.cells())
    if not has_formulas:
        moved = moving.markup(text)
        return data if moved == text else moved.encode()
    apart = SheetText.of(text, sheet.name)
    prefix = apart.prefix
    lines: list[str] = []
    for row in apart.rows:
        cells = sheet.rows[row.number]
        inside = "".join(
            moved_cell(cell, cell_name(row.number, cell.column), cells[cell.column].formula, moving, prefix)
            for cell in row.cells
        )
        lines.append(f"<{prefix}row{spelled({'r': str(row.number), **row.attributes})}>{inside}</{prefix}row>")
    return "".join([moving.markup(apart.head), *lines, moving.markup(apart.tail)]).encode()
