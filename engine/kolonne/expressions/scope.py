"""Scope: what an expression may name."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date

from kolonne.contract.quick import dataclass
from kolonne.documents import near
from kolonne.expressions.operations import BUILT_IN, Lists, Operation
from kolonne.expressions.types import Value, ValueType

#: What every export gives to its expressions.
GIVEN_TYPES = {
    "period.start": ValueType("date"),
    "period.end": ValueType("date"),
    "export_date": ValueType("date"),
    "org": ValueType("text"),
    "locale": ValueType("text"),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Names with their types, lists, and the operations that can be called."""

    names: Mapping[str, ValueType]
    lists: Lists = field(default_factory=Lists)
    operations: Mapping[str, Operation] = field(default_factory=lambda: BUILT_IN)
    #: Rows that aggregates can look at, by name → the names of those rows, as `participants.age`, with their types.
    sources: Mapping[str, Mapping[str, ValueType]] = field(default_factory=dict)
    #: What may be named of the rows of a group; None where there is no group.
    rows: "Scope | None" = None
    #: Whether functions over other rows (`rank`, `count_over`, …) can be called.
    windows: bool = False
    #: Names of values that change with time → the values, each with its first day and the day after its last one.
    dated: Mapping[str, Sequence[tuple[date | None, date | None, Value]]] = field(default_factory=dict)
    #: Names of rows that cannot be looked at here → why not.
    unreachable: Mapping[str, str] = field(default_factory=dict)
    #: Names with dots that are values of the rows themselves, and not of what they belong to.
    own: frozenset[str] = frozenset()
    #: The function over many rows whose arguments these are; empty elsewhere.
    inside: str = ""


#: Forms that look like functions but do not look at all of their arguments.
FORMS = ("coalesce", "if_", "case", "as_of")


def near_hint(name: str, known: list[str]) -> str:
    """A hint that offers the nearest known name; empty where none is near."""
    return near(name, known)
