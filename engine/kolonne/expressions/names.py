"""Names that an expression uses, before anything is known of them."""

from collections.abc import Iterator

from kolonne.expressions.mistake import ExpressionError
from kolonne.expressions.nodes import Call, IfElse, Logic, Name, Operator, Syntax
from kolonne.expressions.parser import parse


def names_used(text: str) -> frozenset[str]:
    """The names in an expression; none where it cannot be read, which the checker tells."""
    try:
        return frozenset(_names(parse(text)))
    except ExpressionError:
        return frozenset()


def _names(node: Syntax) -> Iterator[str]:
    if isinstance(node, Name):
        yield node.name
    for part in _parts(node):
        yield from _names(part)


def _parts(node: Syntax) -> tuple[Syntax, ...]:
    match node:
        case Operator() | Logic():
            return node.operands
        case IfElse():
            return (node.condition, node.then, node.otherwise)
        case Call():
            return (*node.arguments, *(value for _, value in node.named))
        case _:
            return ()
