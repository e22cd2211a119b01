"""Notes: what the format forced upon the data, counted while writing and told at the end."""

from collections import defaultdict
from enum import Enum


class Kind(Enum):
    """What can happen to a cell; the value follows the number of cells and the names of the columns."""

    GUARDED = "begin like a formula and got a leading apostrophe, so that a spreadsheet shows them as text"
    CUT = "hold more than 32,767 characters, the most a spreadsheet cell can, and were cut there"
    BREAKS = "hold line breaks of another system, and have those of a spreadsheet in their place"
    NO_ADDRESS = "have no `https`, `http` or `mailto` address of at most 2,079 characters, and lead nowhere"
    MANY_LINKS = "are beyond the 65,530 links that a sheet can hold, and lead nowhere"
    LONG_NUMBER = "hold more than 15 digits and stand as text, so that no digit is lost"
    NO_NUMBER = "hold no finite number and stand as text"
    CONTROL = "hold control characters, which the format cannot, and have \N{REPLACEMENT CHARACTER} in their place"
    SPACED = "hold line breaks or control characters, and have blanks in their place"
    NOT_OFFERED = "hold what the template's dropdown does not offer"
    OLD_DATE = "hold a date outside 1900-03-01 to 9999-12-31, which a spreadsheet cannot count, and stand as text"
    OLD_DATE_1904 = "hold a date outside 1904-01-01 to 9999-12-31, which this workbook cannot count, and stand as text"


class Notes:
    """Counts by sheet, kind and column, in the order they were first seen."""

    def __init__(self) -> None:
        #: Sheet and kind → column → cells.
        self.counted: dict[tuple[str, Kind], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self._said: list[str] = []

    def count(self, sheet: str, kind: Kind, column: str, cells: int) -> None:
        """`cells` more of a kind."""
        if cells:
            self.counted[sheet, kind][column] += cells

    def take(self, others: "Notes") -> None:
        """All of the counts that others have."""
        for (sheet, kind), columns in others.counted.items():
            for column, cells in columns.items():
                self.count(sheet, kind, column, cells)

    def say(self, sentence: str) -> None:
        """Something that is not about single cells."""
        self._said.append(sentence)

    def sentences(self) -> tuple[str, ...]:
        """All of it, for people."""
        return (*self._said, *(_sentence(*place, columns) for place, columns in self.counted.items()))


def _sentence(sheet: str, kind: Kind, columns: dict[str, int]) -> str:
    cells = sum(columns.values())
    each = len(columns) > 1
    names = ", ".join(f"`{name}` ({count:,})" if each else f"`{name}`" for name, count in columns.items())
    return f"sheet `{sheet}`: {cells:,} cell{'s' * (cells != 1)} in {names} {kind.value}"
