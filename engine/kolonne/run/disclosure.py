"""Disclosure: which hidden numbers of a table can be reckoned from the numbers that are shown.

The lines of a table and its columns give and take: what flows out of a line into columns is what flows into it from its
total. So the numbers are a circulation, and each hidden number, of which it is known that it is at least 1, can be another
one exactly where there is a way around along which hidden numbers grow and shrink together by one.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import field

from kolonne.contract.quick import dataclass


@dataclass(frozen=True, slots=True)
class Flow:
    """A hidden number: from where to where it flows, and whether it could be smaller."""

    tail: Hashable
    head: Hashable
    shrinks: bool


@dataclass(slots=True)
class _Graph:
    #: Node → the nodes that it leads to, with the number of the flow.
    out: dict[Hashable, list[tuple[Hashable, int]]] = field(default_factory=dict)

    def add(self, tail: Hashable, head: Hashable, at: int) -> None:
        self.out.setdefault(tail, []).append((head, at))
        self.out.setdefault(head, [])


def certain(flows: Sequence[Flow]) -> list[int]:
    """The numbers of the flows that can have no other value."""
    forth, back = _Graph(), _Graph()
    for at, flow in enumerate(flows):
        forth.add(flow.tail, flow.head, at)
        back.add(flow.head, flow.tail, at)
        if flow.shrinks:
            forth.add(flow.head, flow.tail, at)
            back.add(flow.tail, flow.head, at)
    part = _parts(forth, back)
    inside = _Graph()
    for at, flow in enumerate(flows):
        if part[flow.tail] == part[flow.head]:
            inside.add(flow.tail, flow.head, at)
            inside.add(flow.head, flow.tail, at)
    bridges = _bridges(inside)
    return [at for at, flow in enumerate(flows) if part[flow.tail] != part[flow.head] or at in bridges]


def _parts(forth: _Graph, back: _Graph) -> Mapping[Hashable, int]:
    """Nodes that can be reached from each other have the same number (Kosaraju)."""
    finished: list[Hashable] = []
    seen: set[Hashable] = set()
    for start in forth.out:
        if start in seen:
            continue
        seen.add(start)
        waiting = [(start, iter(forth.out[start]))]
        while waiting:
            node, further = waiting[-1]
            following = next((one for one, _ in further if one not in seen), None)
            if following is None:
                finished.append(node)
                waiting.pop()
            else:
                seen.add(following)
                waiting.append((following, iter(forth.out[following])))
    part: dict[Hashable, int] = {}
    for number, start in enumerate(reversed(finished)):
        reached = [start] if start not in part else []
        while reached:
            node = reached.pop()
            part.setdefault(node, number)
            reached += [one for one, _ in back.out[node] if one not in part]
    return part


def _bridges(graph: _Graph) -> set[int]:
    """The flows without which what they join would not hang together."""
    found: set[int] = set()
    order: dict[Hashable, int] = {}
    low: dict[Hashable, int] = {}
    for start in graph.out:
        if start in order:
            continue
        order[start] = low[start] = len(order)
        waiting = [(start, -1, iter(graph.out[start]))]
        while waiting:
            node, came_by, further = waiting[-1]
            for one, at in further:
                if one not in order:
                    order[one] = low[one] = len(order)
                    waiting.append((one, at, iter(graph.out[one])))
                    break
                if at != came_by:
                    low[node] = min(low[node], order[one])
            else:
                waiting.pop()
                if waiting:
                    above = waiting[-1][0]
                    low[above] = min(low[above], low[node])
                    if low[node] > order[above]:
                        found.add(came_by)
    return found
