"""Checked: an expression whose names, types and calls are settled. Both evaluators read this, and nothing else."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias

from kolonne.contract import Span
from kolonne.contract.quick import dataclass
from kolonne.expressions.aggregation import Aggregation
from kolonne.expressions.operations import Overload
from kolonne.expressions.types import BOOLEAN, Value, ValueType


@dataclass(frozen=True, slots=True)
class Constant:
    value: Value
    type: ValueType
    span: Span
    #: What a written number spells, exactly; the value of a `number` is only near to it.
    written: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    name: str
    type: ValueType
    span: Span
    #: Whether a column of faults stands beside that of the values.
    is_faulty: bool = False


@dataclass(frozen=True, slots=True)
class Widen:
    """An integer as a decimal or a number: the one conversion that nobody has to ask for."""

    operand: "Checked"
    type: ValueType
    span: Span


@dataclass(frozen=True, slots=True)
class Apply:
    name: str
    overload: Overload
    arguments: "tuple[Checked, ...]"
    constants: tuple[Value, ...]
    type: ValueType
    span: Span
    #: Whether it makes of a value about a person one that many share.
    coarsens: bool = False


@dataclass(frozen=True, slots=True)
class Junction:
    """`and` or `or`, three-valued; what comes later is not looked at once the answer is known."""

    symbol: str
    operands: "tuple[Checked, ...]"
    span: Span
    type: ValueType = BOOLEAN


@dataclass(frozen=True, slots=True)
class Choose:
    """The value of the first case whose condition is true; nothing else is looked at."""

    #: Conditions with their values.
    cases: "tuple[tuple[Checked, Checked], ...]"
    otherwise: "Checked"
    type: ValueType
    span: Span


@dataclass(frozen=True, slots=True)
class FirstPresent:
    """`coalesce`: what comes after the first value is not looked at."""

    operands: "tuple[Checked, ...]"
    type: ValueType
    span: Span


@dataclass(frozen=True, slots=True)
class Aggregate:
    """One value of many rows: those of a related input, or those of a group."""

    aggregation: Aggregation
    #: The name of the rows; empty for those of the group.
    source: str
    arguments: "tuple[Checked, ...]"
    where: "Checked | None"
    #: A literal that belongs to the call.
    option: Value
    type: ValueType
    span: Span


@dataclass(frozen=True, slots=True)
class Window:
    """A value of each row that hangs on the other rows with the same keys."""

    #: `rank` and `is_first` look at the order of rows; else an aggregate over them.
    function: str
    aggregation: Aggregation | None
    arguments: "tuple[Checked, ...]"
    keys: "tuple[Checked, ...]"
    where: "Checked | None"
    #: What rows are ordered by; the order of the records if not said.
    order: "Checked | None"
    descending: bool
    #: A literal that belongs to the call.
    option: Value
    type: ValueType
    span: Span


Checked: TypeAlias = Constant | Reference | Widen | Apply | Junction | Choose | FirstPresent | Aggregate | Window


def children(node: Checked) -> tuple[Checked, ...]:
    """The parts of a node, in the order they are evaluated."""
    match node:
        case Constant() | Reference():
            return ()
        case Widen():
            return (node.operand,)
        case Apply():
            return node.arguments
        case Junction() | FirstPresent():
            return node.operands
        case Choose():
            return (*(part for case in node.cases for part in case), node.otherwise)
        case Aggregate():
            return (*node.arguments, *((node.where,) if node.where is not None else ()))
        case Window():
            optional = (part for part in (node.where, node.order) if part is not None)
            return (*node.arguments, *node.keys, *optional)


def references(node: Checked) -> Iterator[Reference]:
    """Every name that the expression uses, as often as it does."""
    if isinstance(node, Reference):
        yield node
    for child in children(node):
        yield from references(child)


def calls_plugins(node: Checked) -> bool:
    """Whether an operation of a plugin stands anywhere in the expression."""
    own = isinstance(node, Apply) and node.overload.batch is not None
    return own or any(calls_plugins(child) for child in children(node))
