"""The scalar evaluator: Checked → one value, by simpleeval. The oracle of the vector one; also explains single cells.

simpleeval never sees what a person wrote: it walks a tree that is made from the checked one, in which everything is a
constant, a name, a choice or a call of our own functions.
"""

import ast
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, cast

from simpleeval import SimpleEval

from kolonne.contract.quick import dataclass
from kolonne.expressions.checked import (
    Aggregate,
    Apply,
    Checked,
    Choose,
    Constant,
    FirstPresent,
    Junction,
    Reference,
    Widen,
    Window,
    children,
)
from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.operations import Lists, ScalarCall
from kolonne.expressions.operations.bounds import exact
from kolonne.expressions.scalar_rows import ROW, aggregate, window
from kolonne.expressions.types import Value

_FIRST_PRESENT = "first_present"
_CHOOSE = "choose"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One value, or the code of the fault that ended it."""

    value: Value
    fault: str = ""


class ScalarProgram:
    """A checked expression, ready to be evaluated for one row after another."""

    def __init__(self, node: Checked, lists: Lists) -> None:
        self._functions: dict[str, Callable[..., Value]] = {}
        self._lists = lists
        self._tree = ast.fix_missing_locations(ast.Expression(self._build(node)))

    def evaluate(self, row: Mapping[str, Any]) -> Outcome:
        """The value for a row; `row` holds a value (None for blank) for every name the expression uses.

        Under the name of an input it holds the related rows, each with names of its own such as `participants.age`.
        """
        try:
            return Outcome(self.value(row))
        except CellFaultError as fault:
            return Outcome(None, fault.code)

    def value(self, row: Mapping[str, Any]) -> Value:
        """The value for a row; raises CellFaultError."""
        names: dict[str, Any] = {**row, ROW: row}
        evaluator = _Evaluator(functions=self._functions, names=names)
        return cast(Value, evaluator.eval("", previously_parsed=self._tree.body))

    def _build(self, node: Checked) -> ast.expr:
        match node:
            case Constant():
                # Constants go through a function: simpleeval would measure and refuse some of them.
                return self._call(lambda: node.value, [])
            case Reference():
                return ast.Name(node.name, ast.Load())
            case Widen():
                return self._call(_widener(node), [node.operand])
            case Apply():
                return self._call(self._applier(node), list(node.arguments))
            case Junction():
                operator = ast.And() if node.symbol == "and" else ast.Or()
                return ast.BoolOp(operator, [self._build(operand) for operand in node.operands])
            case Choose() | FirstPresent():
                lazy = _CHOOSE if isinstance(node, Choose) else _FIRST_PRESENT
                return ast.Call(ast.Name(lazy, ast.Load()), [self._build(part) for part in children(node)], [])
            case Aggregate():
                return self._over_rows(aggregate(node, self._program))
            case Window():
                return self._over_rows(window(node, self._program))

    def _program(self, node: Checked) -> Callable[[Mapping[str, Any]], Value]:
        return ScalarProgram(node, self._lists).value

    def _over_rows(self, function: Callable[[Mapping[str, Any]], Value]) -> ast.expr:
        name = f"f{len(self._functions)}"
        self._functions[name] = function
        return ast.Call(ast.Name(name, ast.Load()), [ast.Name(ROW, ast.Load())], [])

    def _call(self, function: Callable[..., Value], arguments: list[Checked]) -> ast.expr:
        name = f"f{len(self._functions)}"
        self._functions[name] = function
        return ast.Call(ast.Name(name, ast.Load()), [self._build(argument) for argument in arguments], [])

    def _applier(self, node: Apply) -> Callable[..., Value]:
        types = tuple(argument.type for argument in node.arguments)
        lists = self._lists

        def apply(*values: Value) -> Value:
            if not node.overload.sees_blanks and any(value is None for value in values):
                return None
            return node.overload.scalar(ScalarCall(values, types, node.constants, node.type, lists))

        return apply


def _widener(node: Widen) -> Callable[[Value], Value]:
    def widen(value: Value) -> Value:
        if value is None:
            return None
        if node.type.kind == "number":
            return float(cast(int, value))
        return exact(Decimal(cast(int, value)), node.type.scale)

    return widen


class _Evaluator(SimpleEval):  # type: ignore[misc]
    """simpleeval with three-valued logic, and with choices that look at no more than they take."""

    def __init__(self, functions: Mapping[str, Callable[..., Value]], names: Mapping[str, Any]) -> None:
        super().__init__(operators={}, functions=dict(functions), names=names)
        self.nodes[ast.BoolOp] = self._junction
        self.nodes[ast.Call] = self._lazy_call

    def _junction(self, node: ast.BoolOp) -> Value:
        ends = isinstance(node.op, ast.Or)
        found: Value = not ends
        for part in node.values:
            value = self._value(part)
            if value is ends:
                return ends
            found = None if value is None else found
        return found

    def _lazy_call(self, node: ast.Call) -> Value:
        match node.func:
            case ast.Name(id="first_present"):
                return next((value for part in node.args if (value := self._value(part)) is not None), None)
            case ast.Name(id="choose"):
                cases = zip(node.args[:-1:2], node.args[1::2], strict=True)
                chosen = next((value for condition, value in cases if self._value(condition)), node.args[-1])
                return self._value(chosen)
        return cast(Value, self._eval_call(node))

    def _value(self, node: ast.expr) -> Value:
        return cast(Value, self._eval(node))
