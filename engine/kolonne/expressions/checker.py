"""Syntax → Checked: names are resolved, calls are matched with their overloads, every mistake is collected."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

from kolonne.contract import Span
from kolonne.expressions.checked import (
    Apply,
    Checked,
    Choose,
    Constant,
    FirstPresent,
    Junction,
    Reference,
    Widen,
    children,
)
from kolonne.expressions.mistake import ExpressionError, Mistake
from kolonne.expressions.nodes import Call, IfElse, ListLiteral, Literal, Logic, Name, Operator, Syntax
from kolonne.expressions.operations import Operation, Overload, Parameter, TypedCall
from kolonne.expressions.parser import parse
from kolonne.expressions.scope import FORMS, Scope, near_hint
from kolonne.expressions.types import (
    BLANK,
    BOOLEAN,
    MOST_SCALE,
    TEXT,
    Value,
    ValueType,
    common,
    decimal,
    list_of,
    type_of,
)


class FoundMistakeError(Exception):
    """The mistake is noted; what contains it cannot be checked further."""


def check(text: str, scope: Scope, expected: ValueType | None = None) -> tuple[Checked | None, tuple[Mistake, ...]]:
    """The checked expression, or None, with all of its mistakes.

    `expected` is the type it must give: a boolean for conditions, for instance.
    """
    try:
        syntax = parse(text)
    except ExpressionError as error:
        return None, (error.mistake,)
    checker = Checker(scope)
    try:
        checked = checker.check(syntax)
        if expected is not None:
            checked = checker.fit(checked, expected, _what(expected))
    except FoundMistakeError:
        return None, tuple(checker.mistakes)
    return (checked if not checker.mistakes else None), tuple(checker.mistakes)


def _what(expected: ValueType) -> str:
    return "a condition (true or false)" if expected.kind == "boolean" else f"`{expected}`"


@dataclass(slots=True)
class Checker:
    scope: Scope
    mistakes: list[Mistake] = field(default_factory=list)

    def wrong(self, code: str, message: str, span: Span, hint: str = "") -> FoundMistakeError:
        self.mistakes.append(Mistake(code, message, span, hint))
        return FoundMistakeError()

    def check(self, node: Syntax) -> Checked:
        match node:
            case Literal():
                return Constant(node.value, type_of(node.value), node.span)
            case ListLiteral():
                return self.list_literal(node)
            case Name():
                return self.name(node)
            case Operator():
                return self.apply(self.scope.operations[node.symbol], self.all(node.operands), node.span)
            case Logic():
                what = f"what stands beside `{node.symbol}`"
                operands = [self.condition(operand, what) for operand in self.all(node.operands)]
                return Junction(node.symbol, tuple(operands), node.span)
            case IfElse():
                condition, then, otherwise = self.all((node.condition, node.then, node.otherwise))
                return self.choose([(condition, then)], otherwise, node.span)
            case Call():
                return self.call(node)

    def all(self, nodes: tuple[Syntax, ...]) -> list[Checked]:
        """Check every part before giving up, so that the mistakes of all of them are told."""
        found: list[Checked] = []
        for node in nodes:
            try:
                found.append(self.check(node))
            except FoundMistakeError:
                continue
        if len(found) < len(nodes):
            raise FoundMistakeError
        return found

    def list_literal(self, node: ListLiteral) -> Checked:
        values: tuple[Value, ...] = tuple(item.value for item in node.items)
        try:
            of = type_of(values)
        except ValueError as error:
            raise self.wrong("mixed_list", str(error), node.span) from None
        item = of.item or BLANK
        if item.kind == "number":
            values = tuple(float(value) if isinstance(value, int | float) else value for value in values)
        return Constant(values, list_of(item), node.span)

    def name(self, node: Name) -> Checked:
        of = self.scope.names.get(node.name)
        if of is None:
            hint = near_hint(node.name, list(self.scope.names))
            if not hint and node.name in self.scope.operations:
                hint = f"`{node.name}` is a function: write `{node.name}(…)`"
            raise self.wrong("unknown_name", f"there is no `{node.name}`", node.span, hint)
        return Reference(node.name, of, node.span)

    def condition(self, node: Checked, what: str) -> Checked:
        if node.type.kind in {"boolean", "blank"}:
            return _typed_blank(node, BOOLEAN)
        hint = "compare it with something: `x == …`, `x > …`, `present(x)`"
        raise self.wrong("not_a_condition", f"{what} must be true or false, not {node.type}", node.span, hint)

    def call(self, node: Call) -> Checked:
        if node.function in FORMS:
            return self.form(node)
        operation = self.scope.operations.get(node.function)
        if operation is None or not node.function.isidentifier():
            known = [name for name in self.scope.operations if name.isidentifier()]
            hint = near_hint(node.function, [*known, *FORMS])
            raise self.wrong("unknown_function", f"there is no function `{node.function}`", node.name_span, hint)
        if node.named:
            name = node.named[0][0]
            message = f"`{node.function}` has no argument called `{name}`"
            raise self.wrong("bad_argument", message, node.span, "give the arguments in order")
        return self.apply(operation, self.all(node.arguments), node.span)

    def form(self, node: Call) -> Checked:
        arguments = self.all(node.arguments)
        least = {"coalesce": 1, "if_": 2, "case": 2}[node.function]
        if len(arguments) < least or node.named or (node.function == "if_" and len(arguments) > 3):
            raise self.wrong(
                "bad_argument", f"`{node.function}` takes other arguments", node.span, _FORM_HINTS[node.function]
            )
        if node.function == "coalesce":
            return self.first_present(arguments, node.span)
        pairs = list(zip(arguments[0::2], arguments[1::2], strict=False))
        otherwise = arguments[-1] if len(arguments) % 2 else Constant(None, BLANK, node.span)
        return self.choose(pairs, otherwise, node.span)

    def first_present(self, values: list[Checked], span: Span) -> Checked:
        of = self.joined(values, span)
        return FirstPresent(tuple(self.fit(value, of, "") for value in values), of, span)

    def choose(self, cases: list[tuple[Checked, Checked]], otherwise: Checked, span: Span) -> Checked:
        of = self.joined([*(value for _, value in cases), otherwise], span)
        fitted = tuple(
            (self.condition(condition, "the condition"), self.fit(value, of, "")) for condition, value in cases
        )
        return Choose(fitted, self.fit(otherwise, of, ""), of, span)

    def joined(self, nodes: list[Checked], span: Span) -> ValueType:
        """The type that all of them fit."""
        found = BLANK
        for node in nodes:
            together = self.pair(found, node)
            if together is None:
                raise self.wrong(*_clash(found, node.type, "the values of one choice"), span=span)
            found = together
        return found

    def pair(self, found: ValueType, node: Checked) -> ValueType | None:
        together = common(found, node.type)
        if together is None and found.kind == "decimal":
            exact = _exact(node)
            return common(found, exact.type) if exact else None
        return together

    def fit(self, node: Checked, of: ValueType, what: str) -> Checked:
        """The node as a value of that type."""
        fitted = _fitted(node, of)
        if fitted is not None:
            return fitted
        if of.kind == "boolean":
            return self.condition(node, "this")
        raise self.wrong("wrong_type", f"found {_a(node.type)}; {what or of} is needed", node.span)

    def apply(self, operation: Operation, arguments: list[Checked], span: Span) -> Checked:
        best: tuple[int, Overload, list[Checked]] | None = None
        for overload in operation.overloads:
            fitted = _match(overload, arguments)
            if fitted is not None and (best is None or fitted[0] < best[0]):
                best = (fitted[0], overload, fitted[1])
        if best is None:
            raise self.mismatch(operation, arguments, span)
        _, overload, fitted_arguments = best
        self.demand_literals(overload, fitted_arguments)
        constants = tuple(node.value if isinstance(node, Constant) else None for node in fitted_arguments)
        self.codes(operation, fitted_arguments)
        types = tuple(node.type for node in fitted_arguments)
        result = overload.result(TypedCall(types, constants, self.scope.lists))
        if isinstance(result, Mistake):
            raise self.wrong(result.code, result.message, span, result.hint)
        return Apply(operation.name, overload, tuple(fitted_arguments), constants, result, span)

    def demand_literals(self, overload: Overload, arguments: list[Checked]) -> None:
        for parameter, argument in zip(_spread(overload, len(arguments)), arguments, strict=True):
            if parameter.literal and (not isinstance(argument, Constant) or argument.value is None):
                raise self.wrong("not_a_literal", "a written value is needed here, not a computed one", argument.span)

    def codes(self, operation: Operation, arguments: list[Checked]) -> None:
        """A comparison with a code that its list does not have can never be true."""
        if operation.name not in {"==", "!=", "in", "not in"}:
            return
        for one, other in ((arguments[0], arguments[1]), (arguments[1], arguments[0])):
            known = self.scope.lists.codes.get(one.type.codes)
            if known is None or not isinstance(other, Constant):
                continue
            for value in other.value if isinstance(other.value, tuple) else (other.value,):
                if isinstance(value, str) and value not in known.labels and value != "not_counted":
                    label = next(
                        (code for code, text in known.labels.items() if text.casefold() == value.casefold()), ""
                    )
                    hint = f"that is a label; the code is `{label}`" if label else near_hint(value, list(known.labels))
                    raise self.wrong("unknown_code", f"`{known.id}` has no code `{value}`", other.span, hint)

    def mismatch(self, operation: Operation, arguments: list[Checked], span: Span) -> FoundMistakeError:
        types = [argument.type for argument in arguments]
        if len(types) == 2 and {of.kind for of in types} == {"number", "decimal"}:
            return self.wrong(*_clash(types[0], types[1], f"the sides of `{operation.name}`"), span=span)
        shown = ", ".join(str(of) for of in types)
        name = operation.name
        forms = "; ".join(_readable(overload, name) for overload in operation.overloads[:6])
        if name.isidentifier() and name not in {"negative", "not"}:
            return self.wrong("wrong_arguments", f"`{name}({shown})` does not exist; there is {forms}", span)
        joined = f" {name} ".join(str(of) for of in types) if len(types) > 1 else f"{name} {shown}"
        hint = "`text(…)` makes text of a number" if name == "+" and TEXT in [of.plain() for of in types] else ""
        return self.wrong("wrong_operands", f"`{joined}` does not exist; there is {forms}", span, hint)


_FORM_HINTS = {
    "coalesce": "`coalesce(x, y, …)` takes the first value that is not blank",
    "if_": "`if_(condition, then, otherwise)`",
    "case": "`case(condition, value, condition, value, …, otherwise)`",
}


def _a(of: ValueType) -> str:
    return "a blank" if of.kind == "blank" else f"{'an' if of.kind == 'integer' else 'a'} {of}"


def _clash(one: ValueType, other: ValueType, where: str) -> tuple[str, str]:
    if {one.kind, other.kind} == {"number", "decimal"}:
        message = f"{where} mix an exact decimal with a number that is not exact ({one}, {other})"
        return "float_and_decimal", message
    return "mixed_types", f"{where} are of different types: {one} and {other}"


def _readable(overload: Overload, name: str) -> str:
    words = [parameter.kind for parameter in overload.parameters]
    if not name.isidentifier():
        return f"`{words[0]} {name} {words[1]}`"
    return f"`{name}({', '.join(words)})`"


def _spread(overload: Overload, count: int) -> list[Parameter]:
    """The parameters for so many arguments, the repeated one as often as needed."""
    found = list(overload.parameters[:count])
    while len(found) < count:
        found.append(overload.parameters[-1])
    return found


def _match(overload: Overload, arguments: list[Checked]) -> tuple[int, list[Checked]] | None:
    """What it costs to make the arguments fit, and the arguments made to fit."""
    least = sum(not parameter.optional and not parameter.repeated for parameter in overload.parameters)
    repeats = any(parameter.repeated for parameter in overload.parameters)
    if len(arguments) < least or (len(arguments) > len(overload.parameters) and not repeats):
        return None
    parameters = _spread(overload, len(arguments))
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
        exact = _exact(argument) if together is None and of is not None and of.kind == "decimal" else None
        if together is None and of is not None and argument.type.kind == "decimal" and of.kind == "number":
            together = argument.type
        of = common(of, exact.type) if exact is not None and of is not None else together
    if of is None or (kinds[0] != "same" and of.kind != "decimal" and of.kind != kinds[0]):
        return arguments
    return [_fitted(argument, of) or argument for argument in arguments]


def _same_as_items(arguments: list[Checked]) -> list[Checked]:
    value, items = arguments
    item = items.type.item or BLANK
    wanted = value.type if value.type.kind != "blank" else item
    if isinstance(items, Constant) and isinstance(items.value, tuple):
        if wanted.kind == "integer" and item.kind == "number":
            wanted = item
        converted = [_fitted(_constant_item(one, items.span), wanted) for one in items.value]
        if all(isinstance(one, Constant) for one in converted):
            values = tuple(one.value for one in converted if isinstance(one, Constant))
            return [_fitted(value, wanted) or value, Constant(values, list_of(wanted), items.span)]
    return [_fitted(value, item) or value, items]


def _constant_item(value: Value, span: Span) -> Constant:
    return Constant(value, type_of(value), span)


def _to_parameter(parameter: Parameter, argument: Checked) -> tuple[int, Checked] | None:
    kind, of = parameter.kind, argument.type
    if kind in {"any", "same"}:
        return (0, argument)
    if of.kind == kind:
        return (0, argument)
    if of.kind == "blank":
        return (0, _typed_blank(argument, ValueType.parse("decimal(0)" if kind == "decimal" else kind)))
    if kind == "number" and of.kind == "integer":
        return (1, _widened(argument, ValueType("number")))
    if kind == "decimal" and of.kind == "integer":
        return (2, _widened(argument, decimal(0)))
    exact = _exact(argument) if kind == "decimal" else None
    return (3, exact) if exact is not None else None


def _fitted(node: Checked, of: ValueType) -> Checked | None:
    """The node as that type, or None where it does not fit without being asked."""
    if node.type == of or (node.type.kind == of.kind == "text"):
        return node
    if node.type.kind == "blank":
        return _typed_blank(node, of)
    if of.kind == "blank" or (of.kind == node.type.kind == "list"):
        return node
    if node.type.kind == "integer" and of.kind in {"decimal", "number"}:
        return _widened(node, of)
    if of.kind == "decimal":
        exact = node if node.type.kind == "decimal" else _exact(node)
        return _widened(exact, of) if exact is not None and exact.type.scale <= of.scale else None
    return None


def _widened(node: Checked, of: ValueType) -> Checked:
    if isinstance(node, Constant) and isinstance(node.value, int | Decimal):
        value = float(node.value) if of.kind == "number" else Decimal(node.value)
        return Constant(value, of, node.span)
    return node if node.type == of else Widen(node, of, node.span)


def _typed_blank(node: Checked, of: ValueType) -> Checked:
    """A blank literal, wherever it stands, as a blank of the type that is needed."""
    match node:
        case Constant(value=None):
            return replace(node, type=of)
        case Choose():
            cases = tuple((condition, _typed_blank(value, of)) for condition, value in node.cases)
            return replace(node, cases=cases, otherwise=_typed_blank(node.otherwise, of), type=of)
        case FirstPresent():
            return replace(node, operands=tuple(_typed_blank(operand, of) for operand in node.operands), type=of)
    return node


def _exact(node: Checked) -> Checked | None:
    """A written number with a decimal point as the exact decimal it spells; None for anything else."""
    if isinstance(node, Constant) and isinstance(node.value, float):
        value = Decimal(repr(node.value)).normalize()
        exponent = value.as_tuple().exponent
        scale = max(0, -exponent) if isinstance(exponent, int) else MOST_SCALE + 1
        if scale <= MOST_SCALE and abs(value) < Decimal(10) ** 18:
            return Constant(value.quantize(Decimal(1).scaleb(-scale)), decimal(scale), node.span)
    if isinstance(node, Apply) and node.name in {"+", "-", "*"} and node.type.kind == "number":
        parts = [_exact(part) or part for part in (_unwidened(child) for child in children(node))]
        if all(isinstance(part, Constant) for part in parts):
            return _folded(node, parts)
    return None


def _unwidened(node: Checked) -> Checked:
    """`1 - 0.2` is written with an integer that was made a number for the sake of 0.2."""
    if (
        isinstance(node, Constant)
        and isinstance(node.value, float)
        and node.value.is_integer()
        and abs(node.value) < 1e15
    ):
        return Constant(Decimal(int(node.value)), decimal(0), node.span)
    return node


def _folded(node: Apply, parts: list[Checked]) -> Constant | None:
    left, right = (part.value for part in parts if isinstance(part, Constant))
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return None
    value = {"+": left + right, "-": left - right, "*": left * right}[node.name]
    exponent = value.as_tuple().exponent
    scale = max(0, -exponent) if isinstance(exponent, int) else MOST_SCALE + 1
    return Constant(value, decimal(scale), node.span) if scale <= MOST_SCALE else None
