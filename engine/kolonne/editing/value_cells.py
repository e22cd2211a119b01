"""Cells with yes and no, numbers, and values of any kind."""

import re
from collections.abc import Sequence
from datetime import date, time

from kolonne.contract.quick import dataclass
from kolonne.editing.cell import Cell, NotShownError, UnreadableError, day_text, is_safe, told
from kolonne.editing.json_text import json_text, read_json, same
from kolonne.editing.text_cells import TextKind

_YES_NO = {"nb": ("ja", "nei"), "en": ("yes", "no")}
_YES = {"ja", "yes", "true", "sann", "x", "1"}
_NO = {"nei", "no", "false", "usann", "0"}
_DECIMAL_COMMA = re.compile(r"-?(?:0|[1-9][0-9]*),[0-9]+")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class YesKind:
    """Yes or no, in the language of the workbook."""

    look: str = "choice"

    def choices(self, locale: str) -> Sequence[str]:
        return _YES_NO[locale]

    def shown(self, value: object, locale: str) -> Cell:
        if not isinstance(value, bool):
            raise NotShownError
        return _YES_NO[locale][0 if value else 1]

    def read(self, cell: Cell) -> object:
        found = yes_or_no(cell)
        if found is None:
            raise UnreadableError(f"found {told(cell)}; allowed are `ja`, `nei`, `yes`, `no`")
        return found


@dataclass(frozen=True, slots=True)
class YesOrKind:
    """Yes, no or something else: a condition (`{"when": …}`), or a text."""

    #: The member that holds what else there is; empty if it stands alone.
    member: str
    look: str = "formula"

    def choices(self, locale: str) -> Sequence[str]:
        return (*_YES_NO[locale], "…")

    def shown(self, value: object, locale: str) -> Cell:
        if isinstance(value, bool):
            return _YES_NO[locale][0 if value else 1]
        if self.member and isinstance(value, dict) and list(value) == [self.member]:
            text = value[self.member]
        elif self.member:
            raise NotShownError
        else:
            text = value
        cell = TextKind().shown(text, locale)
        if yes_or_no(cell) is not None:
            raise NotShownError
        return cell

    def read(self, cell: Cell) -> object:
        found = yes_or_no(cell)
        if found is not None:
            return found
        text = TextKind().read(cell)
        return {self.member: text} if self.member else text


@dataclass(frozen=True, slots=True)
class NumberKind:
    """A number. What a spreadsheet would round, or take for another kind of number, is written as text."""

    look: str = "number"

    def choices(self, locale: str) -> Sequence[str]:  # noqa: ARG002 - see CellKind
        return ()

    def shown(self, value: object, locale: str) -> Cell:  # noqa: ARG002
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise NotShownError
        return value if is_kept(value) else json_text(value)

    def read(self, cell: Cell) -> object:
        if isinstance(cell, bool | date | time):
            raise UnreadableError(f"found {told(cell)}; a number is needed")
        if not isinstance(cell, str):
            return plain_number(cell)
        found = number_of(cell.strip()) if "." in cell else number_of(cell.strip().replace(",", ".", 1))
        if found is None:
            raise UnreadableError(f"found {told(cell)}; a number is needed, for instance 12 or 12,5")
        # `2.0` is what was written of a document, `2,0` what somebody typed.
        return plain_number(found) if "," in cell else found


@dataclass(frozen=True, slots=True)
class AnyKind:
    """A text, a number, yes, no, nothing, or any other JSON. Text that looks like one of the others stands in quotes."""

    look: str = "json"

    def choices(self, locale: str) -> Sequence[str]:  # noqa: ARG002 - see CellKind
        return ()

    def shown(self, value: object, locale: str) -> Cell:  # noqa: ARG002
        # A truth value in a cell of text comes back from LibreOffice as 1, the word as it was.
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value if is_kept(value) else json_text(value)
        if isinstance(value, str) and is_safe(value) and same(self.read(value), value):
            return value
        return json_text(value)

    def read(self, cell: Cell) -> object:
        if isinstance(cell, bool):
            return cell
        if isinstance(cell, date | time):
            return day_text(cell)
        if not isinstance(cell, str):
            return plain_number(cell)
        if _DECIMAL_COMMA.fullmatch(cell.strip()):
            return number_of(cell.strip().replace(",", "."))
        try:
            return read_json(cell)
        except UnreadableError:
            if cell.lstrip().startswith(("{", "[")):
                raise
            return cell


@dataclass(frozen=True, slots=True)
class JsonKind:
    """Any JSON, as it is written."""

    look: str = "json"

    def choices(self, locale: str) -> Sequence[str]:  # noqa: ARG002 - see CellKind
        return ()

    def shown(self, value: object, locale: str) -> Cell:  # noqa: ARG002
        return json_text(value)

    def read(self, cell: Cell) -> object:
        return read_json(cell) if isinstance(cell, str) else AnyKind().read(cell)


def yes_or_no(cell: Cell) -> bool | None:
    """What a cell says, in any language, or None."""
    if isinstance(cell, bool):
        return cell
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    word = text.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def is_kept(number: float) -> bool:
    """Whether a spreadsheet keeps a number with all of its digits, and as a whole number or as none."""
    if isinstance(number, int):
        return abs(number) < 10**15
    return not number.is_integer() and float(f"{number:.15g}") == number


def plain_number(number: float) -> int | float:
    """A number of a cell: whole if it has no fraction."""
    return int(number) if number == int(number) else number


def number_of(text: str) -> int | float | None:
    """The number that a text is, or None."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    number = int(text) if found[1] is None and found[2] is None else float(text)
    return None if number in {float("inf"), float("-inf")} else number
