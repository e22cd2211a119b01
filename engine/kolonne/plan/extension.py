"""Extension: an enumeration laid over another one, as JSON Merge Patch (RFC 7396), code by code."""

from dataclasses import field, replace

from kolonne.contract.quick import dataclass
from kolonne.documents import DocumentFile, Node, Place, near, overlay
from kolonne.plan.code import Code, Era, Text
from kolonne.plan.problems import Desk

#: What a list has from its base where it does not say it itself.
_INHERITED = ("title", "description", "unknown", "parents")
#: A code in its short form is a label; its long form has one of these.
_LONG = {"label", "from", "until", "parent", "aliases", "successor", "description", "dated"}


@dataclass(frozen=True, slots=True)
class Extended:
    """The list's own file with the base laid under it, and the codes of the base that it does not touch."""

    root: Node
    #: In the base's order; None for those that the file changes.
    inherited: dict[str, Code | None] = field(default_factory=dict)


def extended(
    file: DocumentFile, root: Node, base_id: str, base_root: Node, base: dict[str, Code], desk: Desk
) -> Extended:
    """The file's root laid over its base."""
    members = root.value if isinstance(root.value, dict) else {}
    own = members.get("codes")
    patch = own.value if own is not None and isinstance(own.value, dict) else {}
    inherited: dict[str, Code | None] = dict(base)
    under: dict[str, Node] = {}
    over: dict[str, Node] = {}
    for name, node in patch.items():
        code = base.get(name)
        if node.value is None:
            if code is None:
                hint = near(name, base)
                desk.report(
                    ("codes", name), "unknown_code", f"`{base_id}` has no code `{name}` to remove", hint, at_key=True
                )
            inherited.pop(name, None)
            continue
        over[name] = _long(node)
        if code is not None:
            inherited[name] = None
            under[name] = _node(code, over[name])
            if len(code.eras) > 1:
                over[name] = _over_all_times(over[name], under[name])
    place = file.root.place if file.root is not None else root.place
    below = {
        name: base_root.value[name]
        for name in _INHERITED
        if isinstance(base_root.value, dict) and name in base_root.value
    }
    below["codes"] = Node(dict(under), place)
    above = {**members, "codes": replace(own, value=over) if own is not None else Node(over, place)}
    return Extended(overlay(Node(dict(below), place), replace(root, value=above))[0], inherited)


def _long(node: Node) -> Node:
    """A code in its long form."""
    if isinstance(node.value, dict) and (not node.value or _LONG & node.value.keys()):
        return node
    return replace(node, value={"label": node}) if isinstance(node.value, str | dict) else node


def _node(code: Code, over: Node) -> Node:
    """A code of the base as if it were written; what the file says by time takes the place of all that it said by time."""
    place = code.place
    said: dict[str, object] = {
        "aliases": list(code.aliases),
        "successor": list(code.successors),
        "description": code.description,
    }
    if over.get("dated") is None:
        said |= _era(code.eras[0]) if len(code.eras) == 1 else {"dated": [_era(era) for era in code.eras]}
    return Node({name: _placed(value, place) for name, value in said.items() if value}, place)


def _over_all_times(over: Node, under: Node) -> Node:
    """A label that is said of a code that changes with time is its label at all times."""
    label, dated = over.get("label"), under.get("dated")
    if label is None or dated is None or not isinstance(dated.value, list) or not isinstance(over.value, dict):
        return over
    members = {name: node for name, node in over.value.items() if name != "label"}
    patch = replace(over, value={"label": label})
    return replace(
        over, value={**members, "dated": replace(dated, value=[overlay(era, patch)[0] for era in dated.value])}
    )


def _era(era: Era) -> dict[str, object]:
    found: dict[str, object] = {"label": era.label, "parent": era.parent}
    found |= {"from": era.since and era.since.isoformat(), "until": era.until and era.until.isoformat()}
    return {name: value for name, value in found.items() if value}


def _placed(value: "object | Text", place: Place) -> Node:
    if isinstance(value, dict):
        return Node({name: _placed(one, place) for name, one in value.items()}, place)
    if isinstance(value, list):
        return Node([_placed(one, place) for one in value], place)
    return Node(value if isinstance(value, str) else None, place)
