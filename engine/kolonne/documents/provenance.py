"""Provenance: which file and line gave each value of a resolved document, and which took values away."""

from collections.abc import Iterator, Sequence

from kolonne.contract.quick import dataclass
from kolonne.documents.node import JsonScalar, Node, Path, Place
from kolonne.documents.overlay import arranged, overlay


@dataclass(frozen=True, slots=True)
class Origin:
    """One value of a resolved document (a scalar, or an empty object or list) and where it was written."""

    path: Path
    value: JsonScalar | dict[str, object] | list[object]
    place: Place


@dataclass(frozen=True, slots=True)
class Removal:
    """A member that a document over another took away."""

    path: Path
    #: Of the `null` that takes it away.
    place: Place
    #: Of what was there.
    was: Place


def origins(node: Node, path: Path = ()) -> Iterator[Origin]:
    """Every value in the order of the document."""
    members = node.value
    if isinstance(members, dict) and members:
        for name, member in members.items():
            yield from origins(member, (*path, name))
    elif isinstance(members, list) and members:
        for index, item in enumerate(members):
            yield from origins(item, (*path, index))
    else:
        value = node.value
        yield Origin(path, {} if isinstance(value, dict) else [] if isinstance(value, list) else value, node.place)


def removals(roots: Sequence[Node]) -> tuple[Removal, ...]:
    """What is taken away and stays away, when the roots are laid over each other, the lowest first."""
    found: dict[Path, Removal] = {}
    resolved = arranged(roots[0])[0]
    for root in roots[1:]:
        for removal in _removed(resolved, root, ()):
            found[removal.path] = removal
        resolved = overlay(resolved, root)[0]
    return tuple(removal for path, removal in found.items() if not _is_there(resolved, path))


def _removed(base: Node, patch: Node, path: Path) -> Iterator[Removal]:
    if not isinstance(patch.value, dict):
        return
    for name, node in patch.value.items():
        under = base.get(name)
        if under is None:
            continue
        if node.value is None:
            yield Removal((*path, name), node.place, under.key_place or under.place)
        else:
            yield from _removed(under, node, (*path, name))


def _is_there(root: Node, path: Path) -> bool:
    node: Node | None = root
    for step in path:
        node = node.member(step) if node is not None else None
    return node is not None
