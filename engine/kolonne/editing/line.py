"""Line: one line of a sheet, between the document and the cells."""

from collections.abc import Iterable
from dataclasses import field
from enum import Enum, auto
from typing import Final, NamedTuple

from kolonne.contract.quick import dataclass
from kolonne.editing.cell import Steps
from kolonne.editing.shape import Thing
from kolonne.workbooks import cell_name


class _Absent(Enum):
    ABSENT = auto()


#: In place of a value where there is none; None is JSON's `null`.
ABSENT: Final = _Absent.ABSENT
#: Columns that are no leaves.
NAME, REMOVED, NONE, OTHER, ORDER = "name", "removed", "none", "other", "order"
#: Where things that change with time have their items.
DATED: Steps = ("dated",)
#: When an item holds.
DAYS: frozenset[Steps] = frozenset({("from",), ("until",)})


class CellPlace(NamedTuple):
    """A cell of a workbook."""

    sheet: str
    #: Both counted from 1.
    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.sheet}!{cell_name(self.row, self.column)}"


def parent(at: int) -> str:
    """The kind of column that holds the name of a thing around, counted from outside."""
    return f"parent {at}"


@dataclass(slots=True)
class Line:
    """A thing, or what a thing is for a time."""

    #: The names of the things around it, from outside.
    parents: tuple[str, ...] = ()
    name: str = ""
    #: Values by leaf.
    cells: dict[Steps, object] = field(default_factory=dict)
    #: What has no cell of its own: members of an object, or what stands in place of an object.
    other: object = ABSENT
    #: The order of its members, where it is not the usual one.
    order: tuple[Steps, ...] = ()
    #: Whether it is an object, though there is a shorter way to say it.
    is_object: bool = False
    #: Whether `null` stands in its place.
    is_removed: bool = False
    #: Whether it says that its list is empty.
    is_none: bool = False
    #: Where its cells are, by leaf or kind of column.
    refs: "dict[Steps | str, CellPlace]" = field(default_factory=dict)
    #: Leaves whose cells cannot be read.
    unread: list[Steps] = field(default_factory=list)
    #: Where it begins.
    place: "CellPlace" = field(default_factory=lambda: CellPlace("", 1, 1))
    #: What stands in columns that hold names, by kind of column.
    names: dict[str, str] = field(default_factory=dict)


def nested(values: Iterable[tuple[Steps, object]]) -> dict[str, object]:
    """An object of values by path, in their order."""
    found: dict[str, object] = {}
    for path, value in values:
        holder = found
        for step in path[:-1]:
            inner = holder.setdefault(step, {})
            if not isinstance(inner, dict):
                inner = holder[step] = {}
            holder = inner
        holder[path[-1]] = value
    return found


def in_order(thing: Thing, paths: Iterable[Steps], order: tuple[Steps, ...], stand_in: Steps = ()) -> list[Steps]:
    """Paths in the order that is asked for; those that it does not name stand behind the one before them in the usual order.

    `stand_in` is where `dated` stands in the usual order.
    """

    def rank(path: Steps) -> tuple[int, int, str]:
        return thing.rank(stand_in if path == DATED else path)

    usual = sorted(paths, key=rank)
    if not order:
        return usual
    found = [path for path in order if path in usual]
    for at, path in enumerate(usual):
        if path not in found:
            before = usual[at - 1] if at else None
            found.insert(found.index(before) + 1 if before is not None else 0, path)
    return found
