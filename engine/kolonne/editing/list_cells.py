"""Cells with several things: lists, names with values, cases."""

import re
from collections.abc import Sequence

from kolonne.contract.quick import dataclass
from kolonne.editing import removal
from kolonne.editing.cell import Cell, CellKind, NotShownError, UnreadableError, is_safe, told
from kolonne.editing.json_text import same
from kolonne.editing.text_cells import TextKind

_EMPTY_LIST, _EMPTY_OBJECT = "[]", "{}"
_ARROW = re.compile(r"\s*(?:→|->|=>)\s*")
_THEN = " → "


@dataclass(frozen=True, slots=True)
class ListKind:
    """Texts with commas between them, or one a line."""

    #: Whether a single one stands without a list around it.
    is_bare: bool = False
    look: str = "text"

    def choices(self, locale: str) -> Sequence[str]:  # noqa: ARG002 - see CellKind
        return ()

    def shown(self, value: object, locale: str) -> Cell:  # noqa: ARG002
        items = [value] if self.is_bare and isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) and is_safe(item) for item in items):
            raise NotShownError
        for cell in (", ".join(items) or _EMPTY_LIST, "\n".join(items)):
            if cell and same(self.read(cell), value):
                return cell
        raise NotShownError

    def read(self, cell: Cell) -> object:
        text = str(TextKind().read(cell))
        if text.strip() == _EMPTY_LIST:
            return []
        pieces = text.split("\n") if "\n" in text else text.split(",")
        items = [piece.strip() for piece in pieces if piece.strip()]
        return items[0] if self.is_bare and len(items) == 1 else items


@dataclass(frozen=True, slots=True)
class LinesKind:
    """Names with values, a line each: `name: value`."""

    values: CellKind
    look: str = "formula"

    def choices(self, locale: str) -> Sequence[str]:  # noqa: ARG002 - see CellKind
        return ()

    def shown(self, value: object, locale: str) -> Cell:
        if not isinstance(value, dict):
            raise NotShownError
        if not value:
            return _EMPTY_OBJECT
        lines = [f"{name}: {self._text(one, locale)}" for name, one in value.items()]
        cell = "\n".join(lines)
        if not is_safe(cell) or not same(self._reread(cell), value):
            raise NotShownError
        return cell

    def read(self, cell: Cell) -> object:
        text = str(TextKind().read(cell))
        if text.strip() == _EMPTY_OBJECT:
            return {}
        found: dict[str, object] = {}
        for line in filter(str.strip, text.split("\n")):
            name, colon, value = line.partition(":")
            name = name.strip()
            if not colon or not name or not value.strip():
                raise UnreadableError(f"found {told(line.strip())}; each line is a name, `:` and a value")
            if name in found:
                raise UnreadableError(f"`{name}` stands twice")
            found[name] = removal.read(self.values, value.strip())
        return found

    def _text(self, value: object, locale: str) -> str:
        cell = removal.shown(self.values, value, locale)
        return str(cell).lower() if isinstance(cell, bool) else str(cell)

    def _reread(self, cell: str) -> object:
        try:
            return self.read(cell)
        except UnreadableError:
            return None


@dataclass(frozen=True, slots=True)
class CasesKind:
    """The cases of a column, a line each: `condition → value`."""

    look: str = "formula"

    def choices(self, locale: str) -> Sequence[str]:  # noqa: ARG002 - see CellKind
        return ()

    def shown(self, value: object, locale: str) -> Cell:  # noqa: ARG002
        if not isinstance(value, list) or not value:
            raise NotShownError
        lines: list[str] = []
        for case in value:
            if not isinstance(case, dict) or list(case) != ["when", "then"]:
                raise NotShownError
            if not all(isinstance(part, str) and is_safe(part) for part in case.values()):
                raise NotShownError
            lines.append(_THEN.join(case.values()))
        cell = "\n".join(lines)
        try:
            if same(self.read(cell), value):
                return cell
        except UnreadableError:
            pass
        raise NotShownError

    def read(self, cell: Cell) -> object:
        cases: list[object] = []
        for line in filter(str.strip, str(TextKind().read(cell)).split("\n")):
            when, arrow, then = line.partition("→")
            if not arrow:
                when, then = ([*_ARROW.split(line, maxsplit=1), ""])[:2]
            if not when.strip() or not then.strip():
                raise UnreadableError(
                    f"found {told(line.strip())}; each line is a condition, `→` and a value", "`->` will do for `→`"
                )
            cases.append({"when": when.strip(), "then": then.strip()})
        return cases
