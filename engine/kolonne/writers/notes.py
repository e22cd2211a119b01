"""Notes: what the format forced upon the data, counted while writing and told at the end."""

import re
from collections import defaultdict
from enum import Enum

_NUMBER = re.compile(r"\[(\w*)\|(\w*)\]")


class Kind(Enum):
    """What can happen to a cell; the value follows the number of cells and the columns' names: `[one|many]`."""

    GUARDED = "begin[s|] like a formula and got a leading apostrophe, so that a spreadsheet shows [it|them] as text"
    CUT = "hold[s|] more than 32,767 characters, the most a spreadsheet cell can, and [was|were] cut there"
    BREAKS = "hold[s|] line breaks of another system, and [has|have] those of this format in their place"
    FINER = "[is|are] more exact than a time is shown here, and the rest of [it|them] is not in the file"
    NO_ADDRESS = "[has|have] no `https`, `http` or `mailto` address of at most 2,079 characters, and lead[s|] nowhere"
    MANY_LINKS = "[is|are] beyond the 65,530 links that a sheet can hold, and lead[s|] nowhere"
    LONG_NUMBER = "hold[s|] more than 15 digits and stand[s|] as text, so that no digit is lost"
    NO_NUMBER = "hold[s|] no finite number and stand[s|] as text"
    CONTROL = (
        "hold[s|] control characters, which the format cannot, and [has|have] \N{REPLACEMENT CHARACTER} in their place"
    )
    SPACED = "hold[s|] line breaks or control characters, and [has|have] blanks in their place"
    NOT_OFFERED = "hold[s|] what the template's dropdown does not offer"
    OLD_DATE = (
        "hold[s|] a date outside 1900-03-01 to 9999-12-31, which a spreadsheet cannot count, and stand[s|] as text"
    )
    OLD_DATE_1904 = (
        "hold[s|] a date outside 1904-01-01 to 9999-12-31, which this workbook cannot count, and stand[s|] as text"
    )


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
    said = _NUMBER.sub(r"\1" if cells == 1 else r"\2", kind.value)
    return f"sheet `{sheet}`: {cells:,} cell{'s' * (cells != 1)} in {names} {said}"
