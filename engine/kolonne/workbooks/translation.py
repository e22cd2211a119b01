"""Translation: a formula as it reads in another row."""

from dataclasses import replace

from kolonne.workbooks.areas import MOST_COLUMNS, MOST_ROWS, column_number, letters
from kolonne.workbooks.references import End, Reference, reread

_LOST = "#REF!"


def translated(formula: str, rows: int, columns: int = 0) -> str:
    """The formula copied so many rows down and columns to the right: what is not held by `$` goes along."""

    def moved(found: Reference) -> str:
        first = _moved(found.first, rows, columns)
        last = _moved(found.last, rows, columns) if found.last is not None else None
        is_lost = first is None or (found.last is not None and last is None)
        return _LOST if is_lost else found.between(first, last)

    return reread(formula, moved)


def _moved(end: End, rows: int, columns: int) -> End | None:
    row = end.row if end.holds_row or not end.row else end.row + rows
    column = column_number(end.letters)
    if end.letters and not end.holds_column:
        column += columns
    if (end.row and not 1 <= row <= MOST_ROWS) or (end.letters and not 1 <= column <= MOST_COLUMNS):
        return None
    return replace(end, row=row, letters=letters(column))
