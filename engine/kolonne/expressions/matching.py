"""Matching: which overload a call means, and its arguments made to fit."""

from decimal import Decimal
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
    if not overload.keeps_scales:
        arguments = _same(parameters, arguments)
    cost = 0
    fitting: list[Checked] = []
    for parameter, argument in zip(parameters, arguments, strict=True):
        found = _to_parameter(parameter, argument)
        if found is None:
            return None
        # An overload that wants a written value is taken for a computed one only if no other fits.
        cost += found[0] + (100 if parameter.literal and not isinstance(argument, Constant) else 0)
        fitting.append(found[1])
    if any(not _alike(one, other) for one, other in pairwise(_the_same(parameters, fitting))):
        return None
    return cost, fitting


def _the_same(parameters: list[Parameter], arguments: list[Checked]) -> list[ValueType]:
    """The types of which all must be one: of `same` parameters, and of the items of a list beside one."""
    pairs = [(parameter.kind, node.type) for parameter, node in zip(parameters, arguments, strict=True)]
    items = [of.item for kind, of in pairs if kind == "list" and of.item is not None]
    found = [of for kind, of in pairs if kind == "same"]
    return [*found, *items] if found else []


def _alike(one: ValueType, other: ValueType) -> bool:
    if one.kind == other.kind == "list" and one.item is not None and other.item is not None:
        return _alike(one.item, other.item)
    return one.kind == other.kind or "blank" in {one.kind, other.kind}


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
        written = exact(argument) if together is None and of is not None and of.kind == "decimal" else None
        if together is None and of is not None and argument.type.kind == "decimal" and of.kind == "number":
            together = argument.type
        of = common(of, written.type) if written is not None and of is not None else together
    if of is None or (kinds[0] != "same" and of.kind != "decimal" and of.kind != kinds[0]):
        return arguments
    return [fitted(argument, of) or argument for argument in arguments]


def _same_as_items(arguments: list[Checked]) -> list[Checked]:
    value, items = arguments
    item = items.type.item or BLANK
    if not isinstance(items, Constant) or not isinstance(items.value, tuple):
        return [fitted(value, item) or value, items]
    written = [_constant_item(one, items.span) for one in items.value]
    wanted = _wanted(value.type, item, written)
    converted = [fitted(one, wanted) for one in written]
    if not all(isinstance(one, Constant) for one in converted):
        return arguments
    values = tuple(one.value for one in converted if isinstance(one, Constant))
    return [fitted(value, wanted) or value, Constant(values, list_of(wanted), items.span)]


def _wanted(value: ValueType, item: ValueType, written: list[Constant]) -> ValueType:
    """The type for a value and the written items of a list: as fine as the finest of them."""
    if value.kind == "blank" or (value.kind == "integer" and item.kind == "number"):
        return item
    if value.kind != "decimal":
        return value
    scales = [found.type.scale for one in written if (found := exact(one)) is not None]
    return decimal(max(value.scale, *scales) if scales else value.scale)


def _constant_item(value: Value, span: Span) -> Constant:
    return Constant(value, type_of(value), span, Decimal(repr(value)) if isinstance(value, float) else None)


def _to_parameter(parameter: Parameter, argument: Checked) -> tuple[int, Checked] | None:
    kind, of = parameter.kind, argument.type
    if kind in {"any", "same"}:
        return (0, argument)
    if of.kind == kind:
        return _with_items(parameter, argument)
    if of.kind == "blank":
        return (0, typed_blank(argument, _blank_type(parameter)))
    if kind == "number" and of.kind == "integer":
        return (1, widened(argument, ValueType("number")))
    if kind == "decimal" and of.kind == "integer":
        return (2, widened(argument, decimal(0)))
    written = exact(argument) if kind == "decimal" else None
    return (3, written) if written is not None else None


def _with_items(parameter: Parameter, argument: Checked) -> tuple[int, Checked] | None:
    """A list only where its items are of the kind that is wanted; one of nothing but blanks is of every kind."""
    item = argument.type.item
    if not parameter.item or item is None or item.kind == parameter.item:
        return (0, argument)
    if item.kind == "blank" and isinstance(argument, Constant):
        return (0, Constant(argument.value, list_of(ValueType.parse(parameter.item)), argument.span))
    return None


def _blank_type(parameter: Parameter) -> ValueType:
    if parameter.item:
        return list_of(ValueType.parse(parameter.item))
    return ValueType.parse("decimal(0)" if parameter.kind == "decimal" else parameter.kind)
