"""Overload: one way to call an operation, for both evaluators."""

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Literal, TypeAlias

import polars as pl

from kolonne.contract.quick import dataclass
from kolonne.expressions.codes import CodeList, CodeMapping
from kolonne.expressions.mistake import Mistake
from kolonne.expressions.operations.reach import UNKNOWN, Reach
from kolonne.expressions.types import Value, ValueType


@dataclass(frozen=True, slots=True)
class Lists:
    """The code lists and mappings that expressions may name, and the time zone they reckon in."""

    codes: Mapping[str, CodeList] = field(default_factory=dict)
    mappings: Mapping[str, CodeMapping] = field(default_factory=dict)
    #: Where the organisation's clocks stand: what the local date and time of an instant are.
    timezone: str = "Europe/Oslo"


@dataclass(frozen=True, slots=True)
class TypedCall:
    """A call while its type is found: what its arguments are."""

    types: tuple[ValueType, ...]
    #: Values of arguments that are literals; None for the others.
    constants: tuple[Value, ...]
    lists: Lists


@dataclass(frozen=True, slots=True)
class VectorCall:
    """A call while it is compiled to Polars: `arguments` are expressions of the parameters' types, blank is null."""

    arguments: tuple[pl.Expr, ...]
    types: tuple[ValueType, ...]
    constants: tuple[Value, ...]
    result: ValueType
    lists: Lists
    #: Faults so far, as (code, where); where it is true, the cell has that fault.
    faults: list[tuple[str | pl.Expr, pl.Expr]]
    #: Computes an expression once, however often what it gives is used.
    once: Callable[[pl.Expr], pl.Expr]
    #: How far the arguments go; empty where nothing is known of them.
    reaches: tuple[Reach, ...] = ()
    #: How far the result goes, if it is known: the last one.
    results: list[Reach] = field(default_factory=list)

    def reach(self, at: int) -> Reach:
        """How far an argument goes."""
        return self.reaches[at] if self.reaches else UNKNOWN

    def fits(self, result: Reach, bound: float) -> bool:
        """Whether a result of such a reach stays within a bound; then nothing needs to look whether it does."""
        if result.most > bound:
            return False
        self.results.append(result)
        return True

    def fault(self, code: str | pl.Expr, where: pl.Expr) -> None:
        """Record a fault for the rows where the expression is true."""
        self.faults.append((code, where))

    def guarded(self, code: str, good: pl.Expr, value: pl.Expr) -> pl.Expr:
        """The value where it is good; a fault and blank where it is not, and blank where `good` is blank."""
        self.fault(code, good.not_())
        return pl.when(good).then(value)


@dataclass(frozen=True, slots=True)
class BatchCall:
    """A call for many rows at once, outside of Polars' engine: for what plugins compute."""

    #: A column for each argument, `a0`, `a1`, …; no cell is blank, unless the overload sees blanks.
    arguments: pl.DataFrame
    types: tuple[ValueType, ...]
    #: Values of arguments that are literals; None for the others.
    constants: tuple[Value, ...]
    result: ValueType
    lists: Lists


@dataclass(frozen=True, slots=True)
class ScalarCall:
    """A call while one value is computed; raises CellFaultError for a fault."""

    arguments: tuple[Value, ...]
    types: tuple[ValueType, ...]
    constants: tuple[Value, ...]
    result: ValueType
    lists: Lists


#: The result's type, or what is wrong with this call.
TypeRule: TypeAlias = Callable[[TypedCall], "ValueType | Mistake"]
VectorBuilder: TypeAlias = Callable[[VectorCall], pl.Expr]
# The arguments' types are checked before any call, by the parameters; the functions themselves are typed by hand.
ScalarFunction: TypeAlias = Callable[[ScalarCall], Value]


#: Values of the result's type for every row, and the fault of each that has none for a reason (String; null for none).
BatchFunction: TypeAlias = Callable[[BatchCall], tuple[pl.Series, pl.Series]]


Plain: TypeAlias = Literal["", "leaves", "all"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: `kind` is a kind of value, `any`, or `same` (all such parameters share one type)."""

    kind: str
    literal: bool = False
    optional: bool = False
    repeated: bool = False
    #: What a call may call it; empty where it can be given by its place only.
    name: str = ""
    #: Of lists: the kind of their items; empty where any will do.
    item: str = ""
    #: What stands for it where a call leaves it out; None: nothing does.
    default: Value = None

    def __str__(self) -> str:
        kind = f"{self.kind}({self.item})" if self.item else self.kind
        return f"{self.name}: {kind}" if self.name and self.name != kind else kind


@dataclass(frozen=True, slots=True)
class Overload:
    """Parameters, result and both implementations."""

    parameters: tuple[Parameter, ...]
    #: As written in the reference, for instance `text integer -> text`.
    signature: str
    result: TypeRule
    vector: VectorBuilder
    scalar: ScalarFunction
    #: Whether the functions are called with blank arguments too; otherwise blank in, blank out.
    sees_blanks: bool = False
    #: Whether decimals come with the digits they have behind the point; otherwise all get as many as the finest.
    keeps_scales: bool = False
    #: Whether `vector`, where it finds no fault, gives blank for blank by itself and reads each argument once (`all`), or
    #: some twice, which costs nothing where they are columns or constants (`leaves`).
    plain: Plain = ""
    #: Of operations of plugins: what exports call, before expressions are evaluated, in place of `vector`.
    batch: BatchFunction | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """An expression and its value as it stands in JSON, or a decimal; both evaluators are held to it."""

    expression: str
    value: object
    #: Code of the fault it ends in, if it does.
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One row of the table of operations."""

    name: str
    group: str
    doc: str
    overloads: tuple[Overload, ...]
    examples: tuple[Example, ...]
    #: Whether it makes of a value about a person one that many share, and that is personal no longer.
    coarsens: bool = False


_WORD = re.compile(r"(?:(?P<name>[a-z_]+):)?(?P<kind>[a-z]+)(?:\((?P<item>[a-z]+)\))?(?P<marks>[!?*]*)")


def overload(
    signature: str,
    vector: VectorBuilder,
    scalar: ScalarFunction,
    *,
    result: TypeRule | None = None,
    sees_blanks: bool = False,
    keeps_scales: bool = False,
    plain: Plain = "",
    defaults: Mapping[str, Value] | None = None,
) -> Overload:
    """Read a signature: `text count:integer! -> text`, where `!` is a literal, `?` may be missing, `*` may repeat.

    `defaults` says, by name, what stands for parameters that a call leaves out.
    """
    before, _, after = signature.partition("->")
    parameters = tuple(_parameter(word, defaults or {}) for word in before.split())
    return Overload(
        parameters, signature, result or _fixed(after.strip()), vector, scalar, sees_blanks, keeps_scales, plain
    )


def _parameter(word: str, defaults: Mapping[str, Value]) -> Parameter:
    found = _WORD.fullmatch(word)
    if found is None:
        raise ValueError(f"found `{word}`; a parameter is written like `name:integer!?`")
    name, marks = found["name"] or "", found["marks"]
    return Parameter(
        found["kind"], "!" in marks, "?" in marks, "*" in marks, name, found["item"] or "", defaults.get(name)
    )


def _fixed(name: str) -> TypeRule:
    if name == "same":
        return lambda call: next((known for known in call.types if known.kind != "blank"), call.types[0])
    found = ValueType.parse(name)
    return lambda _: found
