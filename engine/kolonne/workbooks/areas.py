"""Area: a rectangle of cells, as `B5:D9` names it."""

import re
from dataclasses import dataclass
from functools import cache

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
_LETTERS = 26
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_WHOLE = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_LINES = re.compile(r"\$?([0-9]{1,7}):\$?([0-9]{1,7})")


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """Rows and columns are counted from 1; both ends are included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        first, last = cell_name(self.top, self.left), cell_name(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell is in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def letters(column: int) -> str:
    """`A` for 1, `Z` for 26, `AA` for 27."""
    found = ""
    while column > 0:
        column, letter = divmod(column - 1, _LETTERS)
        found = chr(ord("A") + letter) + found
    return found


@cache
def column_number(text: str) -> int:
    """1 for `A`."""
    number = 0
    for letter in text.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def column_of(text: str) -> int:
    """2 for `B5`; 0 where it names no cell of a sheet."""
    found = _CELL.fullmatch(text)
    column = column_number(found[1]) if found is not None and 1 <= int(found[2]) <= MOST_ROWS else 0
    return column if column <= MOST_COLUMNS else 0


def cell_name(row: int, column: int) -> str:
    """`B5` for row 5, column 2."""
    return f"{letters(column)}{row}"


def area(text: str) -> Area | None:
    """The area of `B5`, `$B$5:D9`, `B:D` or `5:9`; None for what is none, or lies off the sheet."""
    if whole := _WHOLE.fullmatch(text):
        found = Area(1, column_number(whole[1]), MOST_ROWS, column_number(whole[2]))
    elif lines := _LINES.fullmatch(text):
        found = Area(int(lines[1]), 1, int(lines[2]), MOST_COLUMNS)
    else:
        ends = [_CELL.fullmatch(end) for end in text.split(":")]
        cells = [(int(end[2]), column_number(end[1])) for end in ends if end is not None]
        if len(cells) != len(ends) or len(cells) > 2:
            return None
        rows, columns = [row for row, _ in cells], [column for _, column in cells]
        found = Area(min(rows), min(columns), max(rows), max(columns))
    fits = 1 <= found.top <= found.bottom <= MOST_ROWS and 1 <= found.left <= found.right <= MOST_COLUMNS
    return found if fits else None


def areas(text: str) -> tuple[Area, ...]:
    """The areas of a list such as `B5:B9 D5`; what is none is left out."""
    return tuple(found for word in text.split() if (found := area(word)) is not None)
