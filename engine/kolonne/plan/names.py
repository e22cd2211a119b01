"""NameTable: what expressions of a document may name, of which type, and how private it is."""

import keyword
from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from typing import Any

from kolonne.contract.quick import dataclass
from kolonne.documents import Path
from kolonne.expressions import (
    GIVEN_TYPES,
    Aggregate,
    Apply,
    Checked,
    Lists,
    Operation,
    Reference,
    Scope,
    Value,
    ValueType,
    children,
)
from kolonne.plan.problems import Desk

#: What a transform is, for messages.
TRANSFORM = "a transform"
_LEVELS = ("public", "internal", "personal", "health")
#: Words of the expression language, which cannot be names.
_WORDS = {"true", "false", "none", "null"}


@dataclass(slots=True)
class NameTable:
    types: dict[str, ValueType] = field(default_factory=lambda: dict(GIVEN_TYPES))
    levels: dict[str, str] = field(default_factory=dict)
    #: What each name is, for messages: `a field`, `a parameter`.
    origins: dict[str, str] = field(
        default_factory=lambda: dict.fromkeys(["period", *GIVEN_TYPES], "given to every document")
    )
    #: Names of things that are wrong themselves: that they are used is no mistake of their users.
    broken: set[str] = field(default_factory=set)
    #: Sheets of which it is not known which columns they would have, because something is wrong with them.
    vague: set[str] = field(default_factory=set)
    #: Whether names may be missing because of such a thing.
    is_vague: bool = False
    #: Whether the input that makes rows is only guessed at.
    is_guessed: bool = False
    #: Names that a document takes from what it extends → the ID of that document.
    removed: dict[str, str] = field(default_factory=dict)
    #: Rows that aggregates can look at → their names with types.
    sources: dict[str, dict[str, ValueType]] = field(default_factory=dict)
    #: Rows that they cannot look at → why.
    unreachable: dict[str, str] = field(default_factory=dict)
    #: The names of the rows of a group; None where there is no group.
    rows: "NameTable | None" = None
    #: Whether functions over other rows can be called.
    windows: bool = False
    #: Parameters that change with time → their values.
    dated: dict[str, tuple[tuple[date | None, date | None, Value], ...]] = field(default_factory=dict)
    #: Inputs that some expression looks at.
    used: set[str] = field(default_factory=set)

    def within(self, types: Mapping[str, ValueType], **changed: Any) -> "NameTable":
        """A table of other names of the same document."""
        return replace(self, types=dict(types), origins=dict(self.origins), **changed)

    def claim(self, path: Path, name: str, origin: str, desk: Desk) -> bool:
        """Take a name for something; tells where it is taken already, or is no name that expressions can use."""
        if keyword.iskeyword(name) or name.casefold() in _WORDS:
            message = f"`{name}` cannot be a name: it is a word of the expression language"
            desk.report(path, "bad_name", message, f"for instance `{name}_`", at_key=True)
            self.broken.add(name)
            return False
        if name in self.origins:
            hint = f"give it another name, for instance `{name}_2`"
            desk.report(path, "name_taken", f"`{name}` is {self.origins[name]} already", hint, at_key=True)
            # Which of the two its users mean is not known.
            self.types.pop(name, None)
            self.broken.add(name)
            return False
        self.origins[name] = origin
        return True

    def add(self, name: str, of: ValueType | None, level: str = "public") -> None:
        """Give a claimed name its type; None where it has none because something is wrong with it."""
        if of is None:
            self.broken.add(name)
        else:
            self.types[name], self.levels[name] = of, level

    def who_removed(self, name: str) -> str:
        """A hint that tells who took a name away, or what it is a part of; empty where nobody did."""
        steps = name.split(".")
        fronts = (".".join(steps[:length]) for length in range(len(steps), 0, -1))
        remover = next((self.removed[front] for front in fronts if front in self.removed), "")
        return f"`{remover}` removes it" if remover else ""

    def level(self, node: Checked) -> str:
        """How private the value of an expression is: as private as the most private name in it."""
        if isinstance(node, Reference):
            return self.levels.get(node.name, "public")
        level = most_private(["public", *(self.level(child) for child in children(node))])
        # How many there are says nothing of a single one; small numbers are what `mask` is for.
        is_statistic = isinstance(node, Aggregate) and node.aggregation.is_statistic
        # What many persons share is not about one of them; that somebody is ill stays so however coarsely it is said.
        is_coarse = isinstance(node, Apply) and node.coarsens and level == "personal"
        # Of the records of a single row, a number may well say whether somebody is ill.
        is_statistic = is_statistic and (level == "personal" or self.rows is not None)
        return "internal" if is_coarse or (is_statistic and is_personal(level)) else level

    def use(self, node: Checked) -> None:
        """Note which inputs an expression looks at."""
        if isinstance(node, Reference):
            self.used.add(node.name.partition(".")[0])
        if isinstance(node, Aggregate):
            self.used.add(node.source)
        for child in children(node):
            self.use(child)

    def scope(self, lists: Lists, operations: Mapping[str, Operation]) -> Scope:
        rows = self.rows.scope(lists, operations) if self.rows is not None else None
        named = (*self.types, *(self.rows.types if self.rows is not None else ()))
        own = frozenset(name for name in named if self.origins.get(name.partition(".")[0]) == TRANSFORM)
        return Scope(self.types, lists, operations, self.sources, rows, self.windows, self.dated, self.unreachable, own)


def is_personal(level: str) -> bool:
    """Whether values of that level must not leave unless released."""
    return level in {"personal", "health"}


def most_private(levels: list[str]) -> str:
    """The most private of some levels."""
    return max(levels, key=_LEVELS.index)
