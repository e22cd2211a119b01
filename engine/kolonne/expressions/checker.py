"""Syntax → Checked: names are resolved, calls are matched with their overloads, every mistake is collected."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from functools import partial
from types import MappingProxyType

from kolonne.contract import Span
from kolonne.contract.quick import dataclass
from kolonne.expressions.checked import (
    Apply,
    Checked,
    Choose,
    Constant,
    FirstPresent,
    Junction,
    Reference,
)
from kolonne.expressions.complaints import (
    COMPARE_HINT,
    FORM_HINTS,
    a_kind,
    clash,
    mismatch,
    unknown_codes,
    unknown_function_hint,
    unknown_name_hint,
)
from kolonne.expressions.conversion import exact, fitted, typed_blank
from kolonne.expressions.dated import value_on
from kolonne.expressions.gathering import gathered
from kolonne.expressions.keywords import arranged, wrong_names
from kolonne.expressions.matching import match, spread
from kolonne.expressions.mistake import ExpressionError, Mistake, MistakeFoundError
from kolonne.expressions.nodes import Call, IfElse, ListLiteral, Literal, Logic, Name, Operator, Syntax
from kolonne.expressions.operations import Operation, Overload, TypedCall
from kolonne.expressions.parser import parse
from kolonne.expressions.scope import FORMS, Scope
from kolonne.expressions.types import (
    BLANK,
    BOOLEAN,
    Value,
    ValueType,
    common,
    list_of,
    type_of,
)

_NONE_NAMED: Mapping[str, Checked] = MappingProxyType({})


def check(text: str, scope: Scope, expected: ValueType | None = None) -> tuple[Checked | None, tuple[Mistake, ...]]:
    """The checked expression, or None, with all of its mistakes.

    `expected` is the type it must give: a boolean for conditions, for instance.
    """
    try:
        syntax = parse(text)
    except ExpressionError as error:
        return None, error.mistakes
    checker = Checker(scope)
    try:
        checked = checker.check(syntax)
        if expected is not None:
            checked = checker.fit(checked, expected, _what(expected))
    except MistakeFoundError:
        return None, tuple(checker.mistakes)
    return (checked if not checker.mistakes else None), tuple(checker.mistakes)


def _what(expected: ValueType) -> str:
    return "a condition (true or false)" if expected.kind == "boolean" else f"`{expected}`"


@dataclass(slots=True)
class Checker:
    scope: Scope
    mistakes: list[Mistake] = field(default_factory=list)

    def wrong(self, code: str, message: str, span: Span, hint: str = "") -> MistakeFoundError:
        self.mistakes.append(Mistake(code, message, span, hint))
        return MistakeFoundError()

    def check(self, node: Syntax) -> Checked:
        match node:
            case Literal():
                written = Decimal(repr(node.value)) if isinstance(node.value, float) else None
                return Constant(node.value, type_of(node.value), node.span, written)
            case ListLiteral():
                return self.list_literal(node)
            case Name():
                return self.name(node)
            case Operator():
                return self.apply(self.scope.operations[node.symbol], self.all(node.operands), node.span)
            case Logic():
                what = f"what stands beside `{node.symbol}`"
                parts = [partial(self.condition_of, part, what) for part in node.operands]
                return Junction(node.symbol, tuple(self.each(parts)), node.span)
            case IfElse():
                condition, then, otherwise = self.all((node.condition, node.then, node.otherwise))
                return self.choose([(condition, then)], otherwise, node.span)
            case Call():
                return self.call(node)

    def all(self, nodes: tuple[Syntax, ...]) -> list[Checked]:
        """Check every part before giving up, so that the mistakes of all of them are told."""
        return self.each([partial(self.check, node) for node in nodes])

    def each(self, makers: Sequence[Callable[[], Checked]]) -> list[Checked]:
        found: list[Checked] = []
        for make in makers:
            try:
                found.append(make())
            except MistakeFoundError:
                continue
        if len(found) < len(makers):
            raise MistakeFoundError
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
            hint = unknown_name_hint(node.name, self.scope)
            raise self.wrong("unknown_name", f"there is no `{node.name[:60]}`", node.span, hint)
        return Reference(node.name, of, node.span)

    def condition(self, node: Checked, what: str) -> Checked:
        if node.type.kind in {"boolean", "blank"}:
            return typed_blank(node, BOOLEAN)
        raise self.wrong("not_a_condition", f"{what} must be true or false, not {node.type}", node.span, COMPARE_HINT)

    def condition_of(self, node: Syntax, what: str) -> Checked:
        return self.condition(self.check(node), what)

    def call(self, node: Call) -> Checked:
        if node.function in FORMS:
            return self.form(node)
        if (over_rows := gathered(self, node)) is not None:
            return over_rows
        operation = self.scope.operations.get(node.function)
        if operation is None or not node.function.isidentifier():
            hint = unknown_function_hint(node.function, self.scope)
            raise self.wrong("unknown_function", f"there is no function `{node.function[:60]}`", node.name_span, hint)
        wrong = wrong_names(operation, node)
        found = self.all((*node.arguments, *(value for _, value in node.named)))
        if wrong:
            self.mistakes += wrong
            raise MistakeFoundError
        named = dict(zip((name for name, _ in node.named), found[len(node.arguments) :], strict=True))
        return self.apply(operation, found[: len(node.arguments)], node.span, named)

    def form(self, node: Call) -> Checked:
        if node.function == "as_of":
            return value_on(self, node)
        arguments = self.all(node.arguments)
        least = {"coalesce": 1, "if_": 2, "case": 2}[node.function]
        if len(arguments) < least or node.named or (node.function == "if_" and len(arguments) > 3):
            raise self.wrong(
                "bad_argument", f"`{node.function}` cannot take these arguments", node.span, FORM_HINTS[node.function]
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
        conditions = self.each([partial(self.condition, condition, "the condition") for condition, _ in cases])
        of = self.joined([*(value for _, value in cases), otherwise], span)
        values = [self.fit(value, of, "") for _, value in cases]
        return Choose(tuple(zip(conditions, values, strict=True)), self.fit(otherwise, of, ""), of, span)

    def joined(self, nodes: list[Checked], span: Span) -> ValueType:
        """The type that all of them fit."""
        found = BLANK
        for node in nodes:
            together = self.pair(found, node)
            if together is None:
                raise self.wrong(*clash(found, node.type, "the values of one choice"), span=span)
            found = together
        return found

    def pair(self, found: ValueType, node: Checked) -> ValueType | None:
        together = common(found, node.type)
        if together is None and found.kind == "decimal":
            written = exact(node)
            return common(found, written.type) if written else None
        return together

    def fit(self, node: Checked, of: ValueType, what: str) -> Checked:
        """The node as a value of that type."""
        found = fitted(node, of)
        if found is not None:
            return found
        if of.kind == "boolean":
            return self.condition(node, "this")
        raise self.wrong("wrong_type", f"found {a_kind(node.type)}; {what or of} is needed", node.span)

    def apply(
        self, operation: Operation, arguments: list[Checked], span: Span, named: Mapping[str, Checked] = _NONE_NAMED
    ) -> Checked:
        best: tuple[int, Overload, list[Checked]] | None = None
        for overload in operation.overloads:
            given = arranged(overload, arguments, named, span)
            found = match(overload, given) if given is not None else None
            if found is not None and (best is None or found[0] < best[0]):
                best = (found[0], overload, found[1])
        if best is None:
            code, message, hint = mismatch(operation, arguments, named)
            raise self.wrong(code, message, span, hint)
        _, overload, fitted_arguments = best
        self.demand_literals(overload, fitted_arguments)
        constants = tuple(node.value if isinstance(node, Constant) else None for node in fitted_arguments)
        self.codes(operation, fitted_arguments)
        types = tuple(node.type for node in fitted_arguments)
        result = overload.result(TypedCall(types, constants, self.scope.lists))
        if isinstance(result, Mistake):
            raise self.wrong(result.code, result.message, span, result.hint)
        return Apply(operation.name, overload, tuple(fitted_arguments), constants, result, span, operation.coarsens)

    def demand_literals(self, overload: Overload, arguments: list[Checked]) -> None:
        for parameter, argument in zip(spread(overload, len(arguments)), arguments, strict=True):
            if parameter.literal and (not isinstance(argument, Constant) or argument.value is None):
                raise self.wrong("not_a_literal", "a written value is needed here, not a computed one", argument.span)

    def codes(self, operation: Operation, arguments: list[Checked]) -> None:
        """A comparison with a code that its list does not have can never be true."""
        if operation.name not in {"==", "!=", "in", "not in"}:
            return
        for one, other in (arguments, reversed(arguments)):
            for message, hint in unknown_codes(one, other, self.scope.lists):
                self.wrong("unknown_code", message, other.span, hint)
