"""Hoisting: what looks at many rows is taken out of an expression, computed before, and read like any other name."""

from collections.abc import Callable
from dataclasses import field, fields, is_dataclass, replace
from typing import TypeAlias

from kolonne.contract import Span
from kolonne.contract.quick import dataclass
from kolonne.expressions.checked import (
    Aggregate,
    Apply,
    Checked,
    Choose,
    FirstPresent,
    Junction,
    Reference,
    Widen,
    Window,
    children,
)

Gathering: TypeAlias = Aggregate | Window


def gatherings(node: Checked) -> tuple[Gathering, ...]:
    """What looks at many rows in an expression, the outer before the inner."""
    own = (node,) if isinstance(node, Aggregate | Window) else ()
    return (*own, *(found for child in children(node) for found in gatherings(child)))


@dataclass(slots=True)
class Hoist:
    """Takes gatherings out; the same one, however often it is written, is computed once."""

    #: What the names of the columns begin with.
    prefix: str
    found: dict[object, tuple[str, Gathering]] = field(default_factory=dict)

    def out_of(self, node: Checked) -> Checked:
        """The expression with references in place of what looks at many rows."""
        if isinstance(node, Aggregate | Window):
            name, _ = self.found.setdefault(_without_spans(node), (f"{self.prefix}{len(self.found) + 1}", node))
            return Reference(name, node.type, node.span, is_faulty=True)
        return rebuilt(node, self.out_of)

    @property
    def named(self) -> dict[str, Gathering]:
        """Name → what it stands for, in the order they were found."""
        return dict(self.found.values())


def rebuilt(node: Checked, change: Callable[[Checked], Checked]) -> Checked:
    """The node with every part changed."""
    match node:
        case Widen():
            return replace(node, operand=change(node.operand))
        case Apply():
            return replace(node, arguments=tuple(change(one) for one in node.arguments))
        case Junction() | FirstPresent():
            return replace(node, operands=tuple(change(one) for one in node.operands))
        case Choose():
            cases = tuple((change(condition), change(value)) for condition, value in node.cases)
            return replace(node, cases=cases, otherwise=change(node.otherwise))
        case Aggregate():
            return replace(
                node,
                arguments=tuple(change(one) for one in node.arguments),
                where=None if node.where is None else change(node.where),
            )
        case Window():
            return replace(
                node,
                arguments=tuple(change(one) for one in node.arguments),
                keys=tuple(change(one) for one in node.keys),
                where=None if node.where is None else change(node.where),
                order=None if node.order is None else change(node.order),
            )
        case _:
            return node


def _without_spans(value: object) -> object:
    """What an expression says, wherever it is written."""
    if isinstance(value, Span):
        return None
    if isinstance(value, tuple):
        return tuple(_without_spans(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        if hasattr(value, "scalar"):
            # An overload or an aggregation is itself, not what it is made of.
            return (type(value).__name__, id(value))
        return (type(value).__name__, *(_without_spans(getattr(value, one.name)) for one in fields(value)))
    return (type(value).__name__, value)
