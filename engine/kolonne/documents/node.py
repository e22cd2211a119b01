"""Node: a JSON value that knows where it stands."""

from dataclasses import dataclass
from typing import TypeAlias

JsonScalar: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Place:
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

    def get(self, name: str) -> "Node | None":
        """The member of that name; None where there is none or this is no object."""
        return self.value.get(name) if isinstance(self.value, dict) else None

    def member(self, step: str | int) -> "Node | None":
        """The member of an object or the item of an array."""
        if isinstance(self.value, list):
            return self.value[step] if isinstance(step, int) and step < len(self.value) else None
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

    def at(self, path: tuple[str | int, ...]) -> "Node":
        """The node at a path, or the deepest one on the way to it that exists."""
        node = self
        for step in path:
            member = node.member(step)
            if member is None:
                break
            node = member
        return node


def pointer(path: tuple[str | int, ...]) -> str:
    """A path as JSON Pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)
