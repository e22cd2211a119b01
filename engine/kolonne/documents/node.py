"""Node: a JSON value that knows where it stands."""

import re
from typing import NamedTuple, TypeAlias

from kolonne.contract.quick import dataclass

JsonScalar: TypeAlias = str | int | float | bool | None
#: The way to a value: names of members and indexes of items.
Path: TypeAlias = tuple[str | int, ...]

#: One character of a text as JSON writes it.
_WRITTEN_SIGN = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL
)


class Place(NamedTuple):
    """A position in a file; line and column count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON value, its place, and for a member of an object the place of its key."""

    value: "JsonScalar | dict[str, Node] | list[Node]"
    place: Place
    key_place: Place | None = None
    #: How a text stands between its quotes, or a number, where that is not as it is read; empty otherwise.
    written: str = ""

    def get(self, name: str) -> "Node | None":
        """The member of that name; None where there is none or this is no object."""
        return self.value.get(name) if isinstance(self.value, dict) else None

    def member(self, step: str | int) -> "Node | None":
        """The member of an object or the item of an array."""
        if isinstance(self.value, list):
            return self.value[step] if isinstance(step, int) and 0 <= step < len(self.value) else None
        return self.get(str(step))

    def text(self, name: str) -> str | None:
        """The text of a member; None where it is missing or no text."""
        member = self.get(name)
        return member.value if member is not None and isinstance(member.value, str) else None

    def plain(self) -> object:
        """The value without places."""
        if isinstance(self.value, dict):
            return {name: node.plain() for name, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def at(self, path: Path) -> "Node":
        """The node at a path, or the deepest one on the way to it that exists."""
        node = self
        for step in path:
            member = node.member(step)
            if member is None:
                break
            node = member
        return node

    def column_of(self, index: int) -> int:
        """The column of a text's character, however it and those before it are written."""
        signs = _WRITTEN_SIGN.findall(self.written)[:index] if self.written else ()
        return self.place.column + 1 + (sum(map(len, signs)) if self.written else index)


def pointer(path: Path) -> str:
    """A path as JSON Pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)
