"""Line: what a category is for a time, as one line of the file says it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

#: The header of the file, in this order.
COLUMNS = (
    "code", "parent", "from", "until", "nb", "nn", "en", "aliases", "successor",
    "bufdir", "why_not_nb", "why_not_nn", "why_not_en",
)  # fmt: skip
#: Between several values of one cell.
_BETWEEN = ";"
_ENOUGH = 40

#: Told of a column: what was found there, and what is needed.
Complain = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Line:
    """One line; what is blank there is empty or None here."""

    #: Counted from 1, the header included.
    number: int
    code: str
    parent: str
    since: date | None
    until: date | None
    #: By language.
    label: Mapping[str, str]
    aliases: tuple[str, ...]
    successors: tuple[str, ...]
    #: A code of Bufdir's, or by language why there is none.
    target: str | Mapping[str, str]

    @classmethod
    def of(cls, number: int, cells: Mapping[str, str], complain: Complain) -> "Line":
        """The line, of cells without spaces around them; complains about those that cannot be right."""
        for column in ("code", "nb", "nn"):
            if not cells[column]:
                complain(column, "is blank; a value is needed")
        return cls(
            number,
            cells["code"],
            cells["parent"],
            *_days(cells, complain),
            _texts(cells, ""),
            _several(cells["aliases"]),
            _several(cells["successor"]),
            _target(cells, complain),
        )

    def days(self) -> dict[str, str]:
        """Its days as code lists write them."""
        bounds = {"from": self.since, "until": self.until}
        return {name: day.isoformat() for name, day in bounds.items() if day is not None}

    def becomes(self) -> str | dict[str, Any]:
        """What a mapping says of it."""
        return self.target if isinstance(self.target, str) else {"not_counted": dict(self.target)}


def _days(cells: Mapping[str, str], complain: Complain) -> tuple[date | None, date | None]:
    since, until = (_day(cells[column], column, complain) for column in ("from", "until"))
    if since and until and since >= until:
        complain("until", f"found `{until}`, which is not after `from` ({since}); it is the day after the last one")
    return since, until


def _day(text: str, column: str, complain: Complain) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        complain(column, f"found `{text[:_ENOUGH]}`; a day such as 2025-01-01 is needed")
        return None


def _target(cells: Mapping[str, str], complain: Complain) -> str | Mapping[str, str]:
    code, reasons = cells["bufdir"], _texts(cells, "why_not_")
    if bool(code) == bool(reasons):
        found = "a code and a reason" if code else "neither a code nor a reason"
        complain("bufdir", f"found {found}; a code here or a reason in `why_not_nb` and `why_not_nn` is needed")
    elif reasons:
        for language in ("nb", "nn"):
            if language not in reasons:
                complain(f"why_not_{language}", "is blank; a reason is needed in nb and nn")
    return code or reasons


def _texts(cells: Mapping[str, str], before: str) -> dict[str, str]:
    return {language: text for language in ("nb", "nn", "en") if (text := cells[before + language])}


def _several(cell: str) -> tuple[str, ...]:
    return tuple(text.strip() for text in cell.split(_BETWEEN) if text.strip())
