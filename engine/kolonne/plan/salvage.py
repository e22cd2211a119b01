"""Salvage: of a document with mistakes in its structure, what can be read all the same, so that the rest is checked too."""

import copy
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from kolonne.definitions import ColumnDocument
from kolonne.documents import Path
from kolonne.plan.loc import existing

#: Named things, by the steps to them (`*` is any name): with a mistake in it, the whole thing is left out.
_THINGS = (
    ("parameters", "*"),
    ("inputs", "*", "fields", "*"),
    ("rows", "each", "*"),
    ("rows", "let", "*"),
    ("rows", "keep", "*"),
    ("sheets", "*", "columns", "*"),
    ("rules", "*"),
    ("tests", "*"),
)
#: Those of them whose names expressions use.
_NAMED = (("parameters",), ("inputs", "*", "fields"), ("rows", "each"), ("rows", "let"))
_MOST_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What could be read, and the names of what was left out of it."""

    document: ColumnDocument
    broken: frozenset[str]


def salvage(plain: object) -> Salvaged | None:
    """The document without what is wrong with it; None where nothing useful remains."""
    rest: Any = copy.deepcopy(plain)
    broken: set[str] = set()
    for _ in range(_MOST_ROUNDS):
        try:
            return Salvaged(ColumnDocument.model_validate(rest), frozenset(broken))
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
            if any(_matches(path[:-1], named) for named in _NAMED):
                broken.add(str(path[-1]))
            _remove(rest, path)
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


def _remove(rest: Any, path: Path) -> None:
    holder = rest
    for step in path[:-1]:
        members = holder if isinstance(holder, dict) else dict(enumerate(holder)) if isinstance(holder, list) else {}
        if step not in members:
            return
        holder = members[step]
    if isinstance(holder, dict):
        holder.pop(path[-1], None)
    elif isinstance(holder, list) and isinstance(path[-1], int) and path[-1] < len(holder):
        del holder[path[-1]]
