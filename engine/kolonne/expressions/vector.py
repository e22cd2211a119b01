"""The vector evaluator: Checked → Polars expressions. This is what exports use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from kolonne.expressions.checked import Apply, Checked, Choose, Constant, FirstPresent, Junction, Reference, Widen
from kolonne.expressions.operations import Lists, VectorCall
from kolonne.expressions.operations.polars_types import dtype, literal


@dataclass(frozen=True, slots=True)
class Compiled:
    """A value for every row, and why some rows have none."""

    value: pl.Expr
    #: The code of the first fault of each row, null where there is none; None where no fault is possible.
    fault: pl.Expr | None


def compile_vector(node: Checked, columns: Mapping[str, pl.Expr], lists: Lists) -> Compiled:
    """Polars expressions for a checked expression; `columns` says what stands for each name."""
    compiler = _Compiler(columns, lists)
    value = compiler.compile(node, None)
    if not compiler.faults:
        return Compiled(value, None)
    fault: pl.Expr = pl.lit(None, dtype=pl.String)
    for code, where in reversed(compiler.faults):
        fault = pl.when(where).then(pl.lit(code)).otherwise(fault)
    # The first fault ends a cell, whatever an operation that copes with blanks would have made of it.
    return Compiled(pl.when(fault.is_null()).then(value), fault)


@dataclass(slots=True)
class _Compiler:
    columns: Mapping[str, pl.Expr]
    lists: Lists
    #: In the order in which they would happen.
    faults: list[tuple[str, pl.Expr]] = field(default_factory=list)

    def compile(self, node: Checked, active: pl.Expr | None) -> pl.Expr:
        """The value; its faults count only where `active` is true (None: everywhere)."""
        match node:
            case Constant():
                return literal(node.value, node.type)
            case Reference():
                return self.columns[node.name]
            case Widen():
                return self.compile(node.operand, active).cast(dtype(node.type))
            case Apply():
                return self.apply(node, active)
            case Junction():
                return self.junction(node, active)
            case Choose():
                condition = self.compile(node.condition, active).fill_null(value=False)
                then = self.compile(node.then, _both(active, condition))
                otherwise = self.compile(node.otherwise, _both(active, condition.not_()))
                return pl.when(condition).then(then).otherwise(otherwise)
            case FirstPresent():
                return self.first_present(node.operands, active)

    def apply(self, node: Apply, active: pl.Expr | None) -> pl.Expr:
        arguments = tuple(self.compile(argument, active) for argument in node.arguments)
        types = tuple(argument.type for argument in node.arguments)
        call = VectorCall(arguments, types, node.constants, node.type, self.lists, [])
        value = node.overload.vector(call)
        self.faults.extend((code, _both(active, where)) for code, where in call.faults)
        return value

    def junction(self, node: Junction, active: pl.Expr | None) -> pl.Expr:
        found = self.compile(node.operands[0], active)
        for operand in node.operands[1:]:
            if node.symbol == "and":
                value = self.compile(operand, _both(active, found.fill_null(value=True)))
                found = found & value
            else:
                value = self.compile(operand, _both(active, found.fill_null(value=False).not_()))
                found = found | value
        return found

    def first_present(self, operands: Sequence[Checked], active: pl.Expr | None) -> pl.Expr:
        found = self.compile(operands[0], active)
        for operand in operands[1:]:
            found = pl.coalesce(found, self.compile(operand, _both(active, found.is_null())))
        return found


def _both(active: pl.Expr | None, where: pl.Expr) -> pl.Expr:
    return where if active is None else active & where
