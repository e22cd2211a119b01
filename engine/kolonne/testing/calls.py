"""Calls of an operation with made-up arguments: every way to call it, and what both evaluators make of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

import polars as pl

from kolonne.expressions import (
    BUILT_IN,
    Apply,
    Checked,
    Constant,
    Lists,
    Operation,
    Outcome,
    Overload,
    Reference,
    ScalarProgram,
    Scope,
    Value,
    ValueType,
    check,
    evaluate_rows,
)
from kolonne.run.calls import Called, answered
from kolonne.testing.values import series

#: What stands for parameters that may be of any type, or must be of one type with others.
_ANY = ("text", "integer", "decimal(2)", "date")
_SCALES = (2, 0, 6)
#: What literals are tried with, as expressions write them, where nobody says which ones make sense.
_LITERALS: Mapping[str, tuple[str, ...]] = {
    "text": ("'a'", "';'", "'ÆØÅ'", "''"),
    "integer": ("0", "1", "2", "5", "-1"),
    "number": ("0.5", "2.0"),
    "decimal": ("1.50", "0.00"),
    "boolean": ("true", "false"),
    "list": ("['a', 'b']", "[1, 2]"),
}
_MOST_WAYS = 40


@dataclass(frozen=True, slots=True)
class Call:
    """One way to call an operation: an expression over names of known types."""

    text: str
    types: Mapping[str, str]
    node: Checked
    lists: Lists

    def scalars(self, rows: Sequence[Mapping[str, Value]]) -> list[Outcome]:
        """What the scalar evaluator makes of rows."""
        program = ScalarProgram(self.node, self.lists)
        return [program.evaluate(row) for row in rows]

    def vectors(self, rows: Sequence[Mapping[str, Value]]) -> list[Outcome]:
        """What exports make of rows, all of them at once."""
        node = self.node
        if isinstance(node, Apply) and node.overload.batch is not None and _is_plain(node):
            values, faults = answered(Called("value", node), self.arguments(node, rows), [], self.lists)
            pairs = zip(values.to_list(), faults.to_list(), strict=True)
            return [Outcome(_back(value), fault or "") for value, fault in pairs]
        names = {name: ValueType.parse(of) for name, of in self.types.items()}
        return evaluate_rows(node, names, [dict(row) for row in rows], self.lists)

    def arguments(self, node: Apply, rows: Sequence[Mapping[str, Value]]) -> pl.DataFrame:
        """A column for each argument."""
        columns: list[pl.Series] = []
        for at, argument in enumerate(node.arguments):
            name = argument.name if isinstance(argument, Reference) else ""
            cells = [row[name] if name else node.constants[at] for row in rows]
            columns.append(series(f"a{at}", str(argument.type.plain()), cells))
        return pl.DataFrame(columns)


def calls_of(
    operation: Operation, literals: Mapping[str, Sequence[str]] | None = None, lists: Lists | None = None
) -> Iterator[Call]:
    """Every way to call an operation: types that parameters leave open, literals, and parameters left out or repeated.

    `literals` says which literals a parameter is tried with, by its name or its place (`"0"`), as expressions write them.
    """
    for overload in operation.overloads:
        ways = (way for open_type in _open_types(overload) for way in _ways(overload, literals or {}, *open_type))
        for way in islice(ways, _MOST_WAYS):
            types = {name: of for name, of in way if of}
            text = f"{operation.name}({', '.join(written for written, _ in way)})"
            known = lists or Lists()
            names = {name: ValueType.parse(of) for name, of in types.items()}
            node, _ = check(text, Scope(names, known, {**BUILT_IN, operation.name: operation}))
            if node is not None:
                yield Call(text, types, node, known)


def _open_types(overload: Overload) -> Iterator[tuple[str, int]]:
    kinds = {parameter.kind for parameter in overload.parameters}
    scales = _SCALES if "decimal" in kinds else _SCALES[:1]
    return product(_ANY if kinds & {"any", "same"} else _ANY[:1], scales)


#: What is written for an argument, and its type; the type of a literal is empty.
_Argument = tuple[str, str]


def _ways(
    overload: Overload, literals: Mapping[str, Sequence[str]], open_type: str, scale: int
) -> Iterator[tuple[_Argument, ...]]:
    choices: list[list[tuple[_Argument, ...]]] = []
    for at, parameter in enumerate(overload.parameters):
        if parameter.literal:
            given = literals.get(parameter.name) or literals.get(str(at)) or _LITERALS.get(parameter.kind, ())
            ways: list[tuple[_Argument, ...]] = [((text, ""),) for text in given]
        else:
            of = _spelled(parameter.kind, parameter.item, open_type, scale)
            name = parameter.name if parameter.name and parameter.name not in _TAKEN else f"a{at}"
            ways = [((name, of),)]
            if parameter.repeated:
                ways.append(((name, of), (f"{name}_2", of), (f"{name}_3", of)))
        if parameter.optional:
            ways.append(())
        choices.append(ways)
    for chosen in product(*choices):
        # What is left out has nothing behind it: arguments are given by their places here.
        left_out = [not way for way in chosen]
        if left_out == sorted(left_out):
            yield tuple(argument for way in chosen for argument in way)


#: Names of parameters that mean something else in an expression.
_TAKEN = {
    "text",
    "integer",
    "number",
    "decimal",
    "boolean",
    "date",
    "time",
    "datetime",
    "list",
    "in",
    "is",
    "not",
    "and",
    "or",
}


def _spelled(kind: str, item: str, open_type: str, scale: int) -> str:
    if kind in {"any", "same"}:
        return open_type
    if kind == "decimal":
        return f"decimal({scale})"
    if kind == "list":
        return f"list({_spelled(item, '', open_type, scale) if item else 'text'})"
    return kind


def _is_plain(node: Apply) -> bool:
    return bool(node.arguments) and all(isinstance(one, Reference | Constant) for one in node.arguments)


def _back(value: object) -> Value:
    return tuple(_back(item) for item in value) if isinstance(value, list) else value  # type: ignore[return-value]
