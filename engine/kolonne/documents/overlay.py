"""Overlay: one document laid over another, as JSON Merge Patch (RFC 7396), with order.

A member of the patch overrides, `null` removes, a new member comes last or, where it says `"after": "name"`, after that
one. Every node keeps the place it was written at.
"""

from dataclasses import replace

from kolonne.documents.node import Node

#: Says where a new named thing goes; it is not part of the thing.
AFTER = "after"


def overlay(base: Node, patch: Node) -> Node:
    """The patch laid over the base."""
    if not isinstance(patch.value, dict):
        return patch
    members = dict(base.value) if isinstance(base.value, dict) else {}
    for name, node in patch.value.items():
        if node.value is None:
            members.pop(name, None)
            continue
        is_new = name not in members
        members[name] = (
            overlay(members[name], node)
            if not is_new
            else overlay(replace(node, value={}), node)
            if isinstance(node.value, dict)
            else node
        )
        anchor = node.text(AFTER)
        if anchor is not None and anchor in members and anchor != name:
            members = _moved(members, name, anchor)
    return replace(patch, value=members)


def _moved(members: dict[str, Node], name: str, anchor: str) -> dict[str, Node]:
    node = members.pop(name)
    moved: dict[str, Node] = {}
    for other, member in members.items():
        moved[other] = member
        if other == anchor:
            moved[name] = node
    return moved
