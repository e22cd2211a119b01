"""Overlay: one document laid over another, as JSON Merge Patch (RFC 7396), with order.

A member of the patch overrides, `null` removes, a new member comes last. A named thing that says `"after": "name"` goes
behind that one; several that name the same one follow it in the order they are written. Every node keeps the place it
was written at.
"""

from collections.abc import Iterator
from dataclasses import field

from kolonne.contract import Problem
from kolonne.contract.quick import dataclass
from kolonne.documents.near import near
from kolonne.documents.node import Node, Path, pointer

#: Says where a named thing goes; it is not part of the thing.
AFTER = "after"
#: The objects that hold named things; elsewhere `after` is a name as any other.
_NAMED_THINGS = {
    "parameters",
    "figures",
    "inputs",
    "fields",
    "keep",
    "sheets",
    "columns",
    "heading",
    "rules",
    "tests",
}


def overlay(base: Node, patch: Node) -> tuple[Node, tuple[Problem, ...]]:
    """The patch laid over the base, and what is wrong with its order."""
    problems: list[Problem] = []
    return _merged(base, patch, (), problems, removes=True), tuple(problems)


def arranged(document: Node) -> tuple[Node, tuple[Problem, ...]]:
    """A document that lies over nothing: as it is written, in the order it asks for."""
    problems: list[Problem] = []
    return _merged(None, document, (), problems, removes=False), tuple(problems)


def removed_names(patch: Node) -> set[str]:
    """Names of parameters, figures, inputs, fields, computed values, sheets and columns that the patch takes away.

    Those of fields and columns with their input or sheet in front, too.
    """
    holders = {
        "": [patch.get("parameters"), patch.get("figures"), patch.get("inputs"), *_of(patch, "rows", "each", "let")]
    }
    for name, node in _members(patch.get("inputs")):
        holders[""].append(node.get("fields"))
        holders[f"{name}."] = [node.get("fields")]
    holders["sheets."] = [patch.get("sheets")]
    for name, node in _members(patch.get("sheets")):
        holders[f"sheets.{name}."] = [node.get("columns")]
    return {
        f"{front}{name}"
        for front, several in holders.items()
        for holder in several
        for name, node in _members(holder)
        if node.value is None
    }


def _of(patch: Node, name: str, *inner: str) -> list[Node | None]:
    node = patch.get(name)
    return [node.get(one) for one in inner] if node is not None else []


def _members(node: Node | None) -> list[tuple[str, Node]]:
    return list(node.value.items()) if node is not None and isinstance(node.value, dict) else []


def _merged(base: Node | None, patch: Node, path: Path, problems: list[Problem], *, removes: bool) -> Node:
    if not isinstance(patch.value, dict):
        return patch
    members = dict(base.value) if base is not None and isinstance(base.value, dict) else {}
    for name, node in patch.value.items():
        if node.value is None and removes:
            members.pop(name, None)
        else:
            members[name] = _merged(members.get(name), node, (*path, name), problems, removes=removes)
    if path and path[-1] in _NAMED_THINGS:
        members = _Order(members, patch.value, path, problems).members_in_order()
    return Node(members, patch.place, patch.key_place)


@dataclass(slots=True)
class _Order:
    members: dict[str, Node]
    patch: dict[str, Node]
    path: Path
    problems: list[Problem]
    #: Names that stand behind no other, in order.
    first: list[str] = field(default_factory=list)
    #: Name → those that follow it, in order.
    followers: dict[str, list[str]] = field(default_factory=dict)

    def members_in_order(self) -> dict[str, Node]:
        anchors = {name: node.get(AFTER) for name, node in self.patch.items() if name in self.members}
        waiting = {
            name: anchor for name, anchor in anchors.items() if anchor is not None and isinstance(anchor.value, str)
        }
        if not waiting:
            return self.members
        self.first = [name for name in self.members if name not in waiting]
        put = set(self.first)
        for name in waiting:
            # An anchor that has to be put itself goes first.
            chain: list[str] = []
            behind = name
            while behind in waiting and behind not in put:
                put.add(behind)
                chain.append(behind)
                behind = str(waiting[behind].value)
            if chain and (behind not in put or behind in set(chain)):
                orphan = chain.pop()
                self.first.append(orphan)
                self.complain(orphan, waiting[orphan])
                behind = orphan
            for follower in reversed(chain):
                self.followers.setdefault(behind, []).append(follower)
                behind = follower
        return {name: self.members[name] for name in self.order()}

    def order(self) -> Iterator[str]:
        """Each name with its followers, and theirs, behind it."""
        following = list(reversed(self.first))
        while following:
            name = following.pop()
            yield name
            following.extend(reversed(self.followers.get(name, ())))

    def complain(self, name: str, anchor: Node) -> None:
        wanted = str(anchor.value)
        if wanted in self.members:
            message = f"`{name}` cannot stand after `{wanted}`, which stands after it"
            if wanted == name:
                message = f"`{name}` cannot stand after itself"
            hint = ""
        else:
            removed = wanted in self.patch
            message = f"there is no `{wanted}` to stand after" + (": this document removes it" if removed else "")
            hint = near(wanted, self.members)
            # It cannot be meant itself.
            hint = "" if f"`{name}`" in hint else hint
        place = anchor.place
        where = pointer((*self.path, name, AFTER))
        self.problems.append(Problem(place.file, place.line, place.column, where, "unknown_anchor", message, hint))
