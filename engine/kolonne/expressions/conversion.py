"""Conversions nobody has to ask for: integers widen, a blank takes any type, a written number is exact if need be."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from kolonne.expressions.checked import Apply, Checked, Choose, Constant, FirstPresent, Widen
from kolonne.expressions.types import EXACT, MOST_SCALE, MOST_WHOLE_DIGITS, ValueType, at_scale, decimal

_BOUND = 10**MOST_WHOLE_DIGITS
_FOLDED: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": EXACT.add,
    "-": EXACT.subtract,
    "*": EXACT.multiply,
}


def fitted(node: Checked, of: ValueType) -> Checked | None:
    """The node as that type, or None where it does not fit without being asked."""
    if node.type == of or (node.type.kind == of.kind == "text"):
        return node
    if node.type.kind == "blank":
        return typed_blank(node, of)
    if of.kind == "blank" or (of.kind == node.type.kind == "list" and _items_fit(node.type.item, of.item)):
        return node
    if node.type.kind == "integer" and of.kind in {"decimal", "number"}:
        return widened(node, of)
    if of.kind == "decimal":
        found = node if node.type.kind == "decimal" else exact(node)
        return widened(found, of) if found is not None and found.type.scale <= of.scale else None
    return None


def _items_fit(one: ValueType | None, other: ValueType | None) -> bool:
    kinds = {item.kind for item in (one, other) if item is not None}
    return one == other or len(kinds) < 2 or "blank" in kinds


def widened(node: Checked, of: ValueType) -> Checked:
    """An integer or a decimal as a number or a decimal with more digits."""
    if isinstance(node, Constant) and isinstance(node.value, int | Decimal):
        if of.kind == "number":
            return Constant(float(node.value), of, node.span, Decimal(node.value))
        if abs(node.value) < _BOUND:
            return Constant(at_scale(Decimal(node.value), of.scale), of, node.span)
    return node if node.type == of else Widen(node, of, node.span)


def typed_blank(node: Checked, of: ValueType) -> Checked:
    """A blank literal, wherever it stands, as a blank of the type that is needed."""
    match node:
        case Constant(value=None):
            return replace(node, type=of)
        case Choose():
            cases = tuple((condition, typed_blank(value, of)) for condition, value in node.cases)
            return replace(node, cases=cases, otherwise=typed_blank(node.otherwise, of), type=of)
        case FirstPresent():
            return replace(node, operands=tuple(typed_blank(operand, of) for operand in node.operands), type=of)
    return node


def exact(node: Checked) -> Constant | None:
    """A written number, or a sum or product of such, as the exact decimal it spells; None for anything else."""
    if isinstance(node, Constant):
        return None if node.written is None else _decimal_constant(node.written, node)
    if isinstance(node, Apply) and node.name in {*_FOLDED, "negative"} and node.type.kind == "number":
        parts = [exact(argument) for argument in node.arguments]
        values = [part.value for part in parts if part is not None and isinstance(part.value, Decimal)]
        if len(values) < len(parts):
            return None
        return _decimal_constant(-values[0] if len(values) == 1 else _FOLDED[node.name](*values), node)
    return None


def _decimal_constant(value: Decimal, node: Checked) -> Constant | None:
    shortest = EXACT.normalize(value)
    exponent = shortest.as_tuple().exponent
    scale = max(0, -exponent) if isinstance(exponent, int) else MOST_SCALE + 1
    if scale > MOST_SCALE or shortest.copy_abs() >= _BOUND:
        return None
    return Constant(at_scale(shortest, scale), decimal(scale), node.span)
