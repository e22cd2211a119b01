"""Mentions: what an argument names before anything is known of it, and whether it is an aggregate or a condition itself."""

from collections.abc import Iterable, Iterator

from kolonne.expressions.aggregates import AGGREGATES
from kolonne.expressions.nodes import Call, Logic, Name, Operator, Syntax, parts

#: Aggregates that are functions of several values too.
OF_VALUES = frozenset(("min", "max", "sum"))
#: What makes a condition of two values, or of one.
_CONDITIONS = frozenset(("==", "!=", "<", "<=", ">", ">=", "in", "not in", "not"))


def source_of(name: Name, sources: Iterable[str]) -> str:
    """The source that a name is, or is a field of; empty for none."""
    return next((one for one in sources if name.name == one or name.name.startswith(f"{one}.")), "")


def own_names(node: Syntax) -> Iterator[Name]:
    """The names of an argument, without those in aggregates inside it, which say themselves which rows they mean."""
    if isinstance(node, Name):
        yield node
    if not is_aggregate(node):
        for part in parts(node):
            yield from own_names(part)


def has_aggregate(node: Syntax) -> bool:
    """Whether it is an aggregate, or one is in it."""
    return is_aggregate(node) or any(has_aggregate(part) for part in parts(node))


def is_aggregate(node: Syntax) -> bool:
    """Whether a call is one over rows for sure; `min(a, b)` may be one of values, `min(a, b > 2)` is none."""
    if not isinstance(node, Call) or node.function not in AGGREGATES:
        return False
    return (
        node.function not in OF_VALUES
        or len(node.arguments) < 2
        or any(name == "where" for name, _ in node.named)
        or is_condition(node.arguments[1])
    )


def is_condition(node: Syntax) -> bool:
    """Whether it is a comparison, or some joined; a name or a call may be one, too."""
    return isinstance(node, Logic) or (isinstance(node, Operator) and node.symbol in _CONDITIONS)
