"""Cells with text: plain, expressions, days, and closed choices."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass  # `quick` makes none that inherit
from datetime import date, datetime, time

from kolonne.documents import near
from kolonne.editing.cell import Cell, NotShownError, UnreadableError, day_text, is_safe, number_text, told

_AS_TEXT = "make the cell's format Text, and write it once more"
_NORWEGIAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(frozen=True, slots=True)
class TextKind:
    """Text as it is."""

    look: str = "text"

    def choices(self, locale: str) -> Sequence[str]:  # noqa: ARG002 - see CellKind
        return ()

    def shown(self, value: object, locale: str) -> Cell:  # noqa: ARG002
        if not isinstance(value, str) or not is_safe(value):
            raise NotShownError
        return value

    def read(self, cell: Cell) -> object:
        if isinstance(cell, str):
            return cell
        if isinstance(cell, bool | date | time):
            raise UnreadableError(f"found {told(cell)}; text is needed", _AS_TEXT)
        return number_text(cell)


@dataclass(frozen=True, slots=True)
class DayKind(TextKind):
    """A day: text in documents, often a date of the spreadsheet in cells."""

    look: str = "day"

    def read(self, cell: Cell) -> object:
        if isinstance(cell, datetime) and cell.time() != time():
            raise UnreadableError(f"found {told(cell)}; a day without a time is needed")
        if isinstance(cell, date):
            return day_text(cell)
        if isinstance(cell, str):
            found = _NORWEGIAN_DAY.fullmatch(cell.strip())
            if found:
                with suppress(ValueError):
                    return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
            return cell.strip()
        raise UnreadableError(f"found {told(cell)}; a day is needed, for instance 2025-01-31")


@dataclass(frozen=True, slots=True)
class ChoiceKind:
    """One of a few words; they are those of the documents in every language."""

    words: tuple[str, ...]
    look: str = "choice"

    def choices(self, locale: str) -> Sequence[str]:  # noqa: ARG002
        return self.words

    def shown(self, value: object, locale: str) -> Cell:  # noqa: ARG002
        if not isinstance(value, str) or value not in self.words or not is_safe(value):
            raise NotShownError
        return value

    def read(self, cell: Cell) -> object:
        text = cell.strip() if isinstance(cell, str) else ""
        found = next((word for word in self.words if word.casefold() == text.casefold()), None)
        if found is None:
            allowed = ", ".join(f"`{word}`" for word in self.words)
            raise UnreadableError(f"found {told(cell)}; allowed are {allowed}", near(text, self.words) if text else "")
        return found


@dataclass(frozen=True, slots=True)
class UnknownKind(ChoiceKind):
    """What happens to an unknown code: a word, or `use: code`."""

    def choices(self, locale: str) -> Sequence[str]:
        return (*ChoiceKind.choices(self, locale), "use: …")

    def shown(self, value: object, locale: str) -> Cell:
        if isinstance(value, dict) and list(value) == ["use"]:
            code = value["use"]
            if isinstance(code, str) and is_safe(code) and code == code.strip():
                return f"use: {code}"
            raise NotShownError
        return ChoiceKind.shown(self, value, locale)

    def read(self, cell: Cell) -> object:
        if isinstance(cell, str) and cell.strip().startswith("use:"):
            return {"use": cell.strip().removeprefix("use:").strip()}
        return ChoiceKind.read(self, cell)
