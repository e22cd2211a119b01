"""Cells: what stands in one of them, as a person sees and types it."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Protocol, TypeAlias

#: What a cell that is not empty holds.
Cell: TypeAlias = str | int | float | bool | date | datetime | time
#: The way from an object to one of its members.
Steps: TypeAlias = tuple[str, ...]

#: A cell holds so many UTF-16 units.
MOST_UNITS = 32_767
#: What XML cannot hold, or gives back as something else; and what stands for such signs in .xlsx files.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")


class UnreadableError(Exception):
    """A cell does not hold what its column takes: what was found and what is allowed, and a hint."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class NotShownError(Exception):
    """A value cannot stand in a cell of this kind."""


class CellKind(Protocol):
    """How values of one kind stand in cells. What is shown and read again is the same value."""

    @property
    def look(self) -> str:
        """How cells look: `text`, `formula` (typed in even letters), `day`, `number`, `choice` or `json`."""
        ...

    def choices(self, locale: str) -> Sequence[str]:
        """What the cell offers; empty if it may be anything."""
        ...

    def shown(self, value: object, locale: str) -> Cell:
        """The cell of a value; raises NotShownError."""
        ...

    def read(self, cell: Cell) -> object:
        """The value of a cell; raises UnreadableError."""
        ...


def is_safe(text: str) -> bool:
    """Whether a text comes back from a cell as it was, and is more than blanks."""
    return bool(text.strip()) and _UNSAFE.search(text) is None


def units(text: str) -> int:
    """How much of a cell the text takes."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def told(cell: Cell) -> str:
    """A cell as messages name it."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime | date | time):
        return f"the date {day_text(cell)}"
    text = number_text(cell) if isinstance(cell, int | float) else cell
    return f"`{text if len(text) <= 60 else text[:59] + '…'}`"


def number_text(number: float) -> str:
    """A number of a cell as text; whole numbers without a point, since Excel knows no others."""
    return str(int(number)) if number == int(number) else repr(number)


def day_text(cell: date | time) -> str:
    """A day, or a moment, as documents write it."""
    is_midnight = isinstance(cell, datetime) and cell.time() == time()
    return cell.isoformat()[: len("2025-01-31")] if is_midnight else cell.isoformat()
