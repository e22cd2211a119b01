"""Aggregation: one way to make a single value of many rows, for both evaluators."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import polars as pl

from kolonne.contract.quick import dataclass
from kolonne.expressions.types import Value, ValueType

#: Where it is true, the value of a group has that fault.
Faults: TypeAlias = list[tuple[str, pl.Expr]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The rows of a group while they are gathered: a column for each argument, and which rows count."""

    values: tuple[pl.Expr, ...]
    #: True or false, never blank.
    counted: pl.Expr
    types: tuple[ValueType, ...]
    result: ValueType
    #: A literal that belongs to the call, such as what `join_text` puts between texts.
    option: Value = None

    @property
    def first(self) -> pl.Expr:
        """The first argument's values, of the rows that count and have one."""
        return self.values[0].filter(self.counted & self.values[0].is_not_null())


@dataclass(frozen=True, slots=True)
class Listed:
    """The same while one value is computed: the arguments of each row that counts."""

    rows: Sequence[tuple[Value, ...]]
    types: tuple[ValueType, ...]
    result: ValueType
    option: Value = None

    @property
    def first(self) -> list[Value]:
        """The first argument's values, without blanks."""
        return [row[0] for row in self.rows if row[0] is not None]


#: The result's type for the types of the arguments; None where they do not fit.
ResultRule: TypeAlias = Callable[[tuple[ValueType, ...]], ValueType | None]


@dataclass(frozen=True, slots=True)
class AggregateExample:
    """An expression over the rows of an input `x`, and its value."""

    expression: str
    #: The rows, by field: `{"n": [1, 2], "t": ["a", "b"]}`.
    rows: dict[str, list[object]]
    value: object
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Aggregation:
    """One row of the table of aggregates."""

    name: str
    doc: str
    #: As written in the reference: `sum(value, where)`.
    signature: str
    least: int
    #: None for any number.
    most: int | None
    result: ResultRule
    #: Inside a group; gives a single value.
    gather: Callable[[Gathered], pl.Expr]
    #: What was gathered as a value of the result's type, and its faults.
    finish: Callable[[pl.Expr, ValueType], tuple[pl.Expr, Faults]]
    #: Raises CellFaultError for a fault.
    scalar: Callable[[Listed], Value]
    #: Of no rows at all, where `finish` cannot tell that from blanks.
    nothing: bool | None
    examples: tuple[AggregateExample, ...]
    #: Whether the result tells how many there are and nothing of a single one.
    is_statistic: bool = False
