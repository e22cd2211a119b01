"""The vector evaluator: Checked → Polars expressions. This is what exports use.

Operations use their operands several times (for the value, for each fault), so that a formula written out grows with its
depth to the power of that. Here every part is computed once, as a field of a struct; what contains it reads the field.

Where columns are known to be tame (see `reach`), most operations cannot fail. What cannot fail is written out as one would
by hand, and costs nothing beside what it computes.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from functools import partial, reduce

import polars as pl

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
    references,
)
from kolonne.expressions.folding import fault_of
from kolonne.expressions.operations import Lists, VectorCall
from kolonne.expressions.operations.bounds import DECIMAL_BOUND
from kolonne.expressions.operations.polars_types import dtype, literal
from kolonne.expressions.operations.reach import UNKNOWN, Reach, of_constant, of_either, tame

_NO_FAULT = pl.lit(None, dtype=pl.String)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A value for every row, and why some rows have none."""

    value: pl.Expr
    #: The code of the first fault of each row, null where there is none; None where no fault is possible.
    fault: pl.Expr | None
    #: The struct that both are fields of (`value`, `fault`), where there is one. Polars computes it once for both, unless
    #: a plugin's Python function is in it; who makes a column of it first has it computed once in every case.
    cell: pl.Expr | None = None
    #: Whether it holds for tame columns only.
    is_tame: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """A part that has been compiled; both expressions are small, because they only read fields."""

    value: pl.Expr
    fault: pl.Expr | None = None
    #: How many stages must be done before it can be read.
    level: int = 0
    reach: Reach = UNKNOWN


def compile_vector(node: Checked, columns: Mapping[str, pl.Expr], lists: Lists, *, is_tame: bool = False) -> Compiled:
    """Polars expressions for a checked expression; `columns` says what stands for each name.

    With `is_tame`, it holds for frames only in which every column that the expression names is tame.
    """
    # Polars does not stretch everything that is made of literals alone, as what is the same for all rows.
    is_alone = bool(children(node)) and not any(columns[one.name].meta.root_names() for one in references(node))
    if not is_alone and (is_tame or not any(children(child) for child in children(node))):
        shallow = _Compiler(columns, lists, is_tame)
        found = _finished(shallow.part(node))
        if not shallow.stages:
            return replace(found, is_tame=is_tame)
    compiler = _Compiler({}, lists, is_tame)
    part = compiler.part(node)
    finished = _finished(part)
    compiler.bind(part.level, "value", finished.value)
    if finished.fault is not None:
        compiler.bind(part.level, "fault", finished.fault)
    names = [columns[name].alias(f"name {name}") for name in compiler.used]
    # As long as the frame: Polars does not stretch everything that is made of literals alone.
    cell = pl.struct(*names, pl.repeat(value=True, n=pl.len(), dtype=pl.Boolean).alias("row"))
    for stage in compiler.stages:
        cell = cell.struct.with_fields(**stage)
    fault = None if finished.fault is None else cell.struct.field("fault")
    return Compiled(cell.struct.field("value"), fault, cell, is_tame)


def _finished(part: _Part) -> Compiled:
    """The first fault ends a cell, whatever an operation that copes with blanks would have made of it."""
    if part.fault is None:
        return Compiled(part.value, None)
    return Compiled(pl.when(part.fault.is_null()).then(part.value), part.fault)


@dataclass(slots=True)
class _Compiler:
    #: What stands for each name; empty: a field of the struct.
    columns: Mapping[str, pl.Expr]
    lists: Lists
    is_tame: bool
    stages: list[dict[str, pl.Expr]] = field(default_factory=list)
    used: dict[str, None] = field(default_factory=dict)
    count: int = 0

    def bind(self, level: int, name: str, value: pl.Expr) -> None:
        """Compute a field in the stage after those that the value reads."""
        while len(self.stages) <= level:
            self.stages.append({})
        self.stages[level][name] = value

    def operand(self, node: Checked) -> _Part:
        """A part whose value and fault can be used any number of times."""
        return self.bound(node, self.part(node))

    def bound(self, node: Checked, part: _Part) -> _Part:
        """The part as fields of the struct, unless it is no more than a name or a constant."""
        inner = node.operand if isinstance(node, Widen) else node
        if not children(inner):
            return part
        self.count += 1
        value, fault = f"value {self.count}", f"fault {self.count}"
        self.bind(part.level, value, part.value)
        if part.fault is not None:
            self.bind(part.level, fault, part.fault)
        faulty = None if part.fault is None else pl.field(fault)
        return _Part(pl.field(value), faulty, part.level + 1, part.reach)

    def part(self, node: Checked) -> _Part:
        match node:
            case Constant():
                return _Part(literal(node.value, node.type), reach=of_constant(node.value))
            case Reference():
                fault = self.column(fault_of(node.name)) if node.is_faulty else None
                reach = tame(node.type) if self.is_tame else UNKNOWN
                return _Part(self.column(node.name), fault, reach=reach)
            case Aggregate() | Window():
                raise TypeError("what looks at many rows is hoisted before it is compiled")
        parts = [self.part(child) for child in children(node)]
        if self.is_tame and (plain := self.plain(node, parts)) is not None:
            return plain
        parts = [self.bound(*each) for each in zip(children(node), parts, strict=True)]
        level = max((part.level for part in parts), default=0)
        reach = UNKNOWN
        match node:
            case Widen():
                return _widened(node, parts[0])
            case Apply():
                value, fault, level, reach = self.apply(node, parts, level)
            case Junction():
                value, fault = _junction(node, parts), _junction_fault(node, parts)
            case Choose():
                value, fault, reach = _chosen(parts), _chosen_fault(parts), _reach(node, parts)
            case FirstPresent():
                value, fault = pl.coalesce([part.value for part in parts]), _first_present_fault(parts)
                reach = _reach(node, parts)
        return _Part(value, fault, level, reach)

    def plain(self, node: Checked, parts: list[_Part]) -> _Part | None:
        """What cannot fail and reads each of its parts once, written out; None where that is not so."""
        if any(part.fault is not None for part in parts):
            return None
        level = max((part.level for part in parts), default=0)
        match node:
            case Widen():
                found = _widened(node, parts[0])
                return found if found.fault is None else None
            case Apply():
                way = node.overload.plain
                if not way or (way == "leaves" and any(children(child) for child in node.arguments)):
                    return None
                call = self.call(node, parts, level)
                value = node.overload.vector(call)
                return None if call.faults else _Part(value, None, level, _last(call.results))
            case Junction():
                return _Part(_junction(node, parts), None, level)
            case Choose():
                return _Part(_chosen(parts), None, level, _reach(node, parts))
            case FirstPresent():
                return _Part(pl.coalesce([part.value for part in parts]), None, level, _reach(node, parts))
        return None

    def call(self, node: Apply, parts: list[_Part], level: int) -> VectorCall:
        """The call that an operation is built with."""
        return VectorCall(
            tuple(part.value for part in parts),
            tuple(argument.type for argument in node.arguments),
            node.constants,
            node.type,
            self.lists,
            [],
            partial(self.once, level),
            tuple(part.reach for part in parts) if self.is_tame else (),
        )

    def column(self, name: str) -> pl.Expr:
        """What stands for a name."""
        self.used[name] = None
        return self.columns[name] if self.columns else pl.field(f"name {name}")

    def once(self, level: int, value: pl.Expr) -> pl.Expr:
        """A field for something that an operation computes on its way."""
        self.count += 1
        self.bind(level, f"step {self.count}", value)
        return pl.field(f"step {self.count}")

    def apply(self, node: Apply, parts: list[_Part], level: int) -> tuple[pl.Expr, pl.Expr | None, int, Reach]:
        before = self.count
        call = self.call(node, parts, level)
        value = node.overload.vector(call)
        own = [(where, pl.lit(code) if isinstance(code, str) else code) for code, where in call.faults]
        blank = None if node.overload.sees_blanks else _any_blank(node, parts)
        level += self.count > before
        if blank is None:
            return value, _first([*_passed_on(parts), *own]), level, _last(call.results)
        # Blank in, blank out, and nothing fails: `x / 0` is no division where `x` is blank.
        own = [(blank, _NO_FAULT), *own] if own else []
        value = value if node.overload.plain else pl.when(blank.not_()).then(value)
        return value, _first([*_passed_on(parts), *own]), level, _last(call.results)


def _widened(node: Widen, part: _Part) -> _Part:
    value = part.value.cast(dtype(node.type))
    if (node.operand.type.kind, node.type.kind) != ("integer", "decimal") or part.reach.most < DECIMAL_BOUND:
        return _Part(value, part.fault, part.level, part.reach)
    # An integer may have a digit more than a decimal.
    large = part.value.is_between(1 - DECIMAL_BOUND, DECIMAL_BOUND - 1).not_()
    return _Part(value, _first([*_passed_on([part]), (large, pl.lit("overflow"))]), part.level)


def _last(reaches: list[Reach]) -> Reach:
    return reaches[-1] if reaches else UNKNOWN


def _reach(node: Choose | FirstPresent, parts: list[_Part]) -> Reach:
    """How far one of several values goes; of a choice, those behind its conditions."""
    values = parts if isinstance(node, FirstPresent) else [*parts[1:-1:2], parts[-1]]
    return of_either([part.reach for part in values])


def _any_blank(node: Apply, parts: list[_Part]) -> pl.Expr | None:
    known = (isinstance(argument, Constant) and argument.value is not None for argument in node.arguments)
    blanks = [part.value.is_null() for part, present in zip(parts, known, strict=True) if not present]
    return reduce(lambda a, b: a | b, blanks) if blanks else None


#: Cases in order: where it holds, the fault is that one (null: none).
_Cases = list[tuple[pl.Expr, pl.Expr]]


def _first(cases: _Cases, otherwise: pl.Expr | None = None) -> pl.Expr | None:
    """The first case that holds, as one expression; None where there is none."""
    if not cases:
        return otherwise
    last = _NO_FAULT if otherwise is None else otherwise
    return reduce(lambda rest, case: pl.when(case[0]).then(case[1]).otherwise(rest), reversed(cases), last)


def _passed_on(parts: list[_Part]) -> _Cases:
    return [(part.fault.is_not_null(), part.fault) for part in parts if part.fault is not None]


def _sequence(parts: list[_Part], ends: list[pl.Expr]) -> pl.Expr | None:
    """The first fault of parts that are looked at one after the other, until one of them ends it."""
    last = max((at for at, part in enumerate(parts) if part.fault is not None), default=-1)
    cases: _Cases = []
    for part, end in zip(parts[: last + 1], ends, strict=False):
        cases += [*_passed_on([part]), (end, _NO_FAULT)]
    return _first(cases)


def _junction(node: Junction, parts: list[_Part]) -> pl.Expr:
    values = [part.value for part in parts]
    # In pairs of pairs, so that a long one is not a deep one.
    while len(values) > 1:
        pairs = [values[at : at + 2] for at in range(0, len(values), 2)]
        values = [reduce(lambda a, b: a & b if node.symbol == "and" else a | b, pair) for pair in pairs]
    return values[0]


def _junction_fault(node: Junction, parts: list[_Part]) -> pl.Expr | None:
    return _sequence(parts, [part.value if node.symbol == "or" else part.value.not_() for part in parts])


def _first_present_fault(parts: list[_Part]) -> pl.Expr | None:
    return _sequence(parts, [part.value.is_not_null() for part in parts])


def _chosen(parts: list[_Part]) -> pl.Expr:
    """`parts` are conditions and values in turn, and what it is otherwise. A blank condition is not fulfilled."""
    found = parts[-1].value
    for condition, then in reversed(list(zip(parts[:-1:2], parts[1::2], strict=True))):
        found = pl.when(condition.value).then(then.value).otherwise(found)
    return found


def _chosen_fault(parts: list[_Part]) -> pl.Expr | None:
    if all(part.fault is None for part in parts):
        return None
    cases: _Cases = []
    for condition, then in zip(parts[:-1:2], parts[1::2], strict=True):
        cases += [*_passed_on([condition]), (condition.value, _NO_FAULT if then.fault is None else then.fault)]
    return _first(cases, parts[-1].fault)
