"""Nodes: an expression as it was written. Frozen; every node knows its span in the text."""

from typing import TypeAlias

from kolonne.contract import Span
from kolonne.contract.quick import dataclass


@dataclass(frozen=True, slots=True)
class Literal:
    value: str | int | float | bool | None
    #: As written; a number's exact decimal value is in its text, not in the float.
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class ListLiteral:
    items: tuple[Literal, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    #: `minutes`, or dotted: `period.start`, `branch.county`.
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator with its operands: `+ - * / // % ** negative not`, `== != < <= > >= in not_in`."""

    symbol: str
    operands: "tuple[Syntax, ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class Logic:
    #: `and` or `or`.
    symbol: str
    operands: "tuple[Syntax, ...]"
    span: Span


@dataclass(frozen=True, slots=True)
class IfElse:
    condition: "Syntax"
    then: "Syntax"
    otherwise: "Syntax"
    span: Span


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: "tuple[Syntax, ...]"
    named: "tuple[tuple[str, Syntax], ...]"
    span: Span
    #: Of the function's name alone.
    name_span: Span


Syntax: TypeAlias = Literal | ListLiteral | Name | Operator | Logic | IfElse | Call


def parts(node: Syntax) -> "tuple[Syntax, ...]":
    """The parts of a node, in the order they are written."""
    match node:
        case Operator() | Logic():
            return node.operands
        case IfElse():
            return (node.condition, node.then, node.otherwise)
        case Call():
            return (*node.arguments, *(value for _, value in node.named))
        case _:
            return ()
