"""NameTable: what expressions of a document may name, of which type, and how private it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kolonne.expressions import Checked, Lists, Operation, Scope, ValueType, references

_LEVELS = ("public", "internal", "personal", "health")
#: What every document is given.
GIVEN_TYPES = {
    "period.start": ValueType("date"),
    "period.end": ValueType("date"),
    "export_date": ValueType("date"),
    "org": ValueType("text"),
    "locale": ValueType("text"),
}


@dataclass(slots=True)
class NameTable:
    types: dict[str, ValueType] = field(default_factory=lambda: dict(GIVEN_TYPES))
    levels: dict[str, str] = field(default_factory=dict)
    #: What each name is, for messages: `a field`, `a parameter`.
    origins: dict[str, str] = field(default_factory=lambda: dict.fromkeys(GIVEN_TYPES, "given"))

    def add(self, name: str, of: ValueType, origin: str, level: str = "public") -> None:
        self.types[name], self.levels[name], self.origins[name] = of, level, origin

    def level(self, node: Checked) -> str:
        """How private the value of an expression is: as private as the most private name in it."""
        found = (self.levels.get(reference.name, "public") for reference in references(node))
        return max(found, key=_LEVELS.index, default="public")

    def scope(self, lists: Lists, operations: Mapping[str, Operation]) -> Scope:
        return Scope(self.types, lists, operations)


def is_personal(level: str) -> bool:
    """Whether values of that level must not leave unless released."""
    return level in {"personal", "health"}
