"""Matching: which overload a call means, and its arguments made to fit."""

from itertools import pairwise

from kolonne.contract import Span
from kolonne.expressions.checked import Checked, Constant
from kolonne.expressions.conversion import exact, fitted, typed_blank, widened
from kolonne.expressions.operations import Overload, Parameter
from kolonne.expressions.types import BLANK, Value, ValueType, common, decimal, list_of, type_of


def spread(overload: Overload, count: int) -> list[Parameter]:
    """The parameters for so many arguments, the repeated one as often as needed."""
    found = list(overload.parameters[:count])
    while len(found) < count:
        found.append(overload.parameters[-1])
    return found


def match(overload: Overload, arguments: list[Checked]) -> tuple[int, list[Checked]] | None:
    """What it costs to make the arguments fit, and the arguments made to fit."""
    least = sum(not parameter.optional and not parameter.repeated for parameter in overload.parameters)
    repeats = any(parameter.repeated for parameter in overload.parameters)
    if len(arguments) < least or (len(arguments) > len(overload.parameters) and not repeats):
        return None
    parameters = spread(overload, len(arguments))
    arguments = _same(parameters, arguments)
    cost = 0
    fitted: list[Checked] = []
    for parameter, argument in zip(parameters, arguments, strict=True):
        found = _to_parameter(parameter, argument)
        if found is None:
            return None
        # An overload that wants a written value is taken for a computed one only if no other fits.
        cost += found[0] + (100 if parameter.literal and not isinstance(argument, Constant) else 0)
        fitted.append(found[1])
    if any(one.type.kind != other.type.kind for one, other in pairwise(_the_same(parameters, fitted))):
        return None
    return cost, fitted


def _the_same(parameters: list[Parameter], arguments: list[Checked]) -> list[Checked]:
    return [node for parameter, node in zip(parameters, arguments, strict=True) if parameter.kind == "same"]


def _same(parameters: list[Parameter], arguments: list[Checked]) -> list[Checked]:
    """Arguments of `same` parameters, and the items of a list beside them, brought to one type where that is possible."""
    kinds = [parameter.kind for parameter in parameters]
    if kinds == ["same", "list"] and arguments[1].type.item is not None:
        return _same_as_items(arguments)
    if "same" not in kinds and len(set(kinds)) != 1:
        return arguments
    of: ValueType | None = BLANK
    for argument in arguments:
        together = common(of, argument.type) if of is not None else None
        exact = exact(argument) if together is None and of is not None and of.kind == "decimal" else None
        if together is None and of is not None and argument.type.kind == "decimal" and of.kind == "number":
            together = argument.type
        of = common(of, exact.type) if exact is not None and of is not None else together
    if of is None or (kinds[0] != "same" and of.kind != "decimal" and of.kind != kinds[0]):
        return arguments
    return [fitted(argument, of) or argument for argument in arguments]


def _same_as_items(arguments: list[Checked]) -> list[Checked]:
    value, items = arguments
    item = items.type.item or BLANK
    wanted = value.type if value.type.kind != "blank" else item
    if isinstance(items, Constant) and isinstance(items.value, tuple):
        if wanted.kind == "integer" and item.kind == "number":
            wanted = item
        converted = [fitted(_constant_item(one, items.span), wanted) for one in items.value]
        if all(isinstance(one, Constant) for one in converted):
            values = tuple(one.value for one in converted if isinstance(one, Constant))
            return [fitted(value, wanted) or value, Constant(values, list_of(wanted), items.span)]
    return [fitted(value, item) or value, items]


def _constant_item(value: Value, span: Span) -> Constant:
    return Constant(value, type_of(value), span)


def _to_parameter(parameter: Parameter, argument: Checked) -> tuple[int, Checked] | None:
    kind, of = parameter.kind, argument.type
    if kind in {"any", "same"}:
        return (0, argument)
    if of.kind == kind:
        return (0, argument)
    if of.kind == "blank":
        return (0, typed_blank(argument, ValueType.parse("decimal(0)" if kind == "decimal" else kind)))
    if kind == "number" and of.kind == "integer":
        return (1, widened(argument, ValueType("number")))
    if kind == "decimal" and of.kind == "integer":
        return (2, widened(argument, decimal(0)))
    exact = exact(argument) if kind == "decimal" else None
    return (3, exact) if exact is not None else None
