"""Names that an expression uses, before anything is known of them."""

from collections.abc import Iterator

from kolonne.expressions.mistake import ExpressionError
from kolonne.expressions.nodes import Name, Syntax, parts
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
    for part in parts(node):
        yield from _names(part)
