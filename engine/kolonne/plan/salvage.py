"""Salvage: of a document with mistakes in its structure, what can be read all the same, so that the rest is checked too."""

import copy
import re
from dataclasses import field, replace
from typing import Any

from pydantic import ValidationError

from kolonne.contract.quick import dataclass
from kolonne.definitions import ColumnDocument
from kolonne.documents import Path
from kolonne.plan.loc import existing

#: Named things, by the steps to them (`*` is any name): with a mistake in it, the whole thing is left out.
_THINGS = (
    ("parameters", "*"),
    ("figures", "*"),
    ("inputs", "*", "fields", "*"),
    ("inputs", "*", "belongs_to", "*"),
    ("rows", "each", "*"),
    ("rows", "let", "*"),
    ("rows", "keep", "*"),
    ("rows", "transforms", "*"),
    ("sheets", "*", "transforms", "*"),
    ("sheets", "*", "columns", "*"),
    ("sheets", "*", "spread"),
    ("sheets", "*", "mask"),
    ("sheets", "*", "heading", "*"),
    ("rules", "*"),
    ("tests", "*"),
)
#: Those of them whose names expressions use.
_NAMED = (
    ("parameters",),
    ("figures",),
    ("inputs",),
    ("inputs", "*", "fields"),
    ("rows", "each"),
    ("rows", "let"),
    ("rows", "transforms"),
)
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_MOST_ROUNDS = 50


@dataclass(slots=True)
class Salvaged:
    """What could be read, and the names of what was left out of it."""

    document: ColumnDocument | None = None
    #: Names of what was left out; of fields and columns also as `input.field` and `sheets.sheet.column`.
    broken: set[str] = field(default_factory=set)
    #: Sheets of which it is not known which columns they would have.
    vague: set[str] = field(default_factory=set)
    #: Whether names may be missing because all of a kind are.
    is_vague: bool = False
    #: Words in what was left out: names that would be used.
    mentioned: set[str] = field(default_factory=set)

    def leave_out(self, path: Path, rest: Any) -> None:
        """Take something out of the rest."""
        match path:
            case ("inputs", name, "fields", member):
                self.broken.add(f"{name}.{member}")
            case ("inputs", name, _, *_):
                # Where its records belong may have been said there.
                self.broken.add(str(name))
            case ("sheets", sheet, "columns", column):
                self.broken.add(f"sheets.{sheet}.{column}")
            case ("sheets", sheet, "group", *_):
                # Without its groups nothing in it can be understood.
                self.vague.add(str(sheet))
                self.mentioned.update(_WORD.findall(str(rest["sheets"][sheet])))
                rest["sheets"][sheet] = {"title": rest["sheets"][sheet].get("title", "?")}
                return
            case ("parameters",) | ("figures",) | ("rows", "let") | ("rows", "each"):
                self.is_vague = True
            case ("sheets", sheet, "columns" | "spread"):
                self.vague.add(str(sheet))
            case ("sheets", sheet):
                self.broken.add(f"sheets.{sheet}")
        if any(_matches(path[:-1], named) for named in _NAMED):
            self.broken.add(str(path[-1]))
        self.mentioned.update(_WORD.findall(str(_remove(rest, path))))


def salvage(plain: object) -> Salvaged | None:
    """The document without what is wrong with it; None where nothing useful remains."""
    rest: Any = copy.deepcopy(plain)
    found = Salvaged()
    for _ in range(_MOST_ROUNDS):
        try:
            return replace(found, document=ColumnDocument.model_validate(rest))
        except ValidationError as error:
            paths = {existing(detail["loc"], rest) for detail in error.errors() if detail["type"] != "missing"}
            absent = [
                (existing(detail["loc"], rest), str(detail["loc"][-1]))
                for detail in error.errors()
                if detail["type"] == "missing"
            ]
        for path, name in absent:
            if _thing(path) is not None or not _stand_in(rest, path, name):
                paths.add(path)
        # The deepest first, so that none is gone before its turn.
        for path in sorted((_thing(path) or path for path in paths), key=len, reverse=True):
            if not path:
                return None
            found.leave_out(path, rest)
    return None


def _thing(path: Path) -> Path | None:
    """The named thing that a path lies in."""
    return next((path[: len(thing)] for thing in _THINGS if _matches(path[: len(thing)], thing)), None)


def _matches(path: Path, pattern: tuple[str, ...]) -> bool:
    return len(path) == len(pattern) and all(wanted in {"*", step} for step, wanted in zip(path, pattern, strict=True))


def _stand_in(rest: Any, path: Path, name: str) -> bool:
    """Put something in the place of what the checks of the rest do not need."""
    value: Any
    if name == "title":
        value = "?"
    elif (path, name) == ((), "document"):
        value = "some.document"
    elif (path, name) == (("rows",), "from") and isinstance(rest.get("inputs"), dict) and rest["inputs"]:
        value = next(iter(rest["inputs"]))
    else:
        return False
    holder = rest
    for step in path:
        holder = holder[step]
    holder[name] = value
    return True


def _remove(rest: Any, path: Path) -> Any:
    """What was there."""
    holder = rest
    for step in path[:-1]:
        members = holder if isinstance(holder, dict) else dict(enumerate(holder)) if isinstance(holder, list) else {}
        if step not in members:
            return None
        holder = members[step]
    if isinstance(holder, dict):
        return holder.pop(path[-1], None)
    if isinstance(holder, list) and isinstance(path[-1], int) and path[-1] < len(holder):
        return holder.pop(path[-1])
    return None
