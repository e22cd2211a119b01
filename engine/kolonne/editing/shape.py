"""Shape: which cells and sheets a kind of document has. A thing has leaves, which are cells, and tables, which are sheets."""

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Protocol

from kolonne.contract.quick import dataclass
from kolonne.definitions import Model
from kolonne.editing.cell import CellKind, Steps
from kolonne.editing.opening import closed_object, is_language, opened_object

#: The order of languages in columns; others come behind them by name.
LANGUAGES = ("nb", "nn", "se", "en")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value of a thing that stands in a cell; a text for people has a cell for each language beside."""

    path: Steps
    kind: CellKind
    #: From the models.
    description: str
    is_required: bool = False
    #: Whether it may be said in several languages.
    is_translated: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """An object of a document: what of it stands in cells, in order, and what in sheets of its own."""

    leaves: tuple[Leaf, ...]
    tables: "tuple[Table, ...]" = ()
    #: Leaves and tables by their paths, in the order in which documents have them.
    order: tuple[Steps, ...] = ()

    def leaf(self, path: Steps) -> Leaf | None:
        """The leaf of a path, or of the text of which the path is one language."""
        for leaf in self.leaves:
            if path == leaf.path or (leaf.is_translated and path[:-1] == leaf.path and is_language(path[-1])):
                return leaf
        return None

    def table(self, path: Steps) -> "Table | None":
        """The table at a path."""
        return next((table for table in self.tables if table.path == path), None)

    def is_group(self, path: Steps) -> bool:
        """Whether there are cells or sheets for members of what is at the path."""
        inner = (known[: len(path)] == path and len(known) > len(path) for known in self.order)
        return any(inner) or any(leaf.is_translated and leaf.path == path for leaf in self.leaves)

    def rank(self, path: Steps) -> tuple[int, int, str]:
        """Where a value stands among the others, if nothing else is said."""
        for at, known in enumerate(self.order):
            if path == known:
                return at, -1, ""
            if path[:-1] == known:
                return at, *language_rank(path[-1])
        return len(self.order), 0, ""


class Form(Enum):
    """How the lines of a table stand in a document."""

    #: An object: its members by name.
    NAMED = "named"
    #: A list.
    LIST = "list"
    #: An object with a list under each name.
    LISTS = "lists"


@dataclass(frozen=True, slots=True)
class Dated:
    """Things that change with time: one line for each time, under the same name."""

    #: What stands in each item of `dated`; the first two are the days.
    items: tuple[Steps, ...]
    #: Whether a single line with days is the thing itself, which has days of its own.
    needs_several: bool


class Close(Protocol):
    """From an object to the value of a document; `is_object` says that it is one, though there is a shorter way."""

    def __call__(self, found: dict[str, object], *, is_object: bool) -> object: ...


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of a workbook: a line for each thing."""

    id: str
    #: Where it is in the thing around it.
    path: Steps
    thing: Thing
    form: Form = Form.NAMED
    #: What the things around it are, from outside; a column with their names each.
    parents: tuple[str, ...] = ()
    dated: Dated | None = None
    #: From a value to the object that its cells are made of, and back.
    opened: Callable[[object], object] = opened_object
    closed: "Close" = closed_object
    #: Whether columns are named by what the lines hold.
    is_open: bool = False
    #: Rarely used: stands behind the others where it is empty.
    is_rare: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of document as a workbook."""

    kind: str
    model: type[Model]
    thing: Thing

    def tables(self) -> tuple[Table, ...]:
        """All tables, outer ones before those inside of them."""
        return tuple(_all_tables(self.thing.tables))


def language_rank(name: str) -> tuple[int, str]:
    """Where a language stands among others."""
    return (LANGUAGES.index(name) if name in LANGUAGES else len(LANGUAGES), name)


def _all_tables(tables: Iterable[Table]) -> Iterable[Table]:
    for table in tables:
        yield table
        yield from _all_tables(table.thing.tables)
