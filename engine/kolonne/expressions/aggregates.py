"""The table of aggregates: what can be made of many rows, one row each."""

import math
from decimal import Decimal
from functools import reduce
from types import MappingProxyType
from typing import Any, cast

import polars as pl

from kolonne.expressions.aggregation import AggregateExample, Aggregation, Faults, Gathered, Listed
from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.operations.bounds import MOST_TEXT, decimal_bound, exact, integer, number, unsigned
from kolonne.expressions.types import EXACT, INTEGER, TEXT, Value, ValueType, list_of

_ORDERED = frozenset(("integer", "decimal", "number", "date", "time", "datetime", "text"))
_SUMMED = frozenset(("integer", "decimal", "number"))


def _plainly(found: pl.Expr, _: ValueType) -> tuple[pl.Expr, Faults]:
    return found, []


def _as_integer(found: pl.Expr, _: ValueType) -> tuple[pl.Expr, Faults]:
    return found.cast(pl.Int64).fill_null(0), []


def _same(kinds: frozenset[str]) -> Any:
    """The result is of the argument's type, which must be one of these."""
    return lambda types: types[0] if types[0].kind in kinds else None


def _count(call: Gathered) -> pl.Expr:
    """Of a condition, how often it holds; of another value, how often there is one."""
    if not call.values:
        return call.counted.sum()
    value = call.values[0]
    return (
        call.counted & (value.fill_null(value=False) if call.types[0].kind == "boolean" else value.is_not_null())
    ).sum()


def _count_scalar(call: Listed) -> Value:
    if not call.types:
        return len(call.rows)
    return sum(value is True for value in call.first) if call.types[0].kind == "boolean" else len(call.first)


def _complete(call: Gathered) -> pl.Expr:
    return reduce(lambda found, value: found & value.is_not_null(), call.values, call.counted)


def _distinct(call: Gathered) -> pl.Expr:
    together = pl.struct(value.alias(str(at)) for at, value in enumerate(call.values))
    return together.filter(_complete(call)).n_unique()


def _sum(call: Gathered) -> pl.Expr:
    if call.result.kind == "integer":
        return call.first.cast(pl.Int128).sum()
    # The sum of floats hangs on their order, unless it is computed exactly and rounded once.
    return call.first.implode() if call.result.kind == "number" else call.first.sum()


def _finish_sum(found: pl.Expr, of: ValueType) -> tuple[pl.Expr, Faults]:
    if of.kind == "integer":
        whole = found.fill_null(0)
        narrow = whole.cast(pl.Int64, strict=False)
        return narrow, [("overflow", narrow.is_null())]
    if of.kind == "decimal":
        whole = found.fill_null(0)
        fits = whole.abs() < decimal_bound(of.scale)
        return pl.when(fits).then(whole), [("overflow", fits.not_())]
    total = found.map_batches(_totals, return_dtype=pl.Float64)
    return unsigned(total), [("overflow", total.is_null())]


def _totals(lists: pl.Series) -> pl.Series:
    return pl.Series([_total(() if one is None else one) for one in lists.to_list()], dtype=pl.Float64)


def _total(values: Any) -> float | None:
    try:
        found = math.fsum(values)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None


def _sum_scalar(call: Listed) -> Value:
    values = cast("list[Any]", call.first)
    if call.result.kind == "integer":
        return integer(sum(values))
    if call.result.kind == "decimal":
        return exact(reduce(EXACT.add, values, Decimal(0)), call.result.scale)
    found = _total(values)
    if found is None:
        raise CellFaultError("overflow")
    return number(found)


def _extreme(call: Gathered, *, largest: bool) -> pl.Expr:
    return call.first.max() if largest else call.first.min()


def _finish_extreme(found: pl.Expr, of: ValueType) -> tuple[pl.Expr, Faults]:
    return (unsigned(found) if of.kind == "number" else found), []


def _extreme_scalar(call: Listed, *, largest: bool) -> Value:
    values = cast("list[Any]", call.first)
    if not values:
        return None
    found = max(values) if largest else min(values)
    return number(found) if isinstance(found, float) else cast("Value", found)


def _kleene(call: Gathered, *, ends: bool) -> pl.Expr:
    value = call.values[0].filter(call.counted)
    return value.any(ignore_nulls=False) if ends else value.all(ignore_nulls=False)


def _kleene_scalar(call: Listed, *, ends: bool) -> Value:
    values = [row[0] for row in call.rows]
    if ends in values:
        return ends
    return None if None in values else not ends


def _joined(call: Gathered) -> pl.Expr:
    """The texts, and `null` where they are too long to be joined."""
    text, between = call.first, cast("str", call.option)
    size = text.str.len_chars().sum() + len(between) * (text.len().clip(1) - 1)
    kept = pl.when(size <= MOST_TEXT).then(text.str.join(between))
    return pl.struct(kept.alias("text"), text.len().alias("size"))


def _finish_joined(found: pl.Expr, _: ValueType) -> tuple[pl.Expr, Faults]:
    text, size = found.struct.field("text"), found.struct.field("size")
    return pl.when(size > 0).then(text), [("overflow", (size > 0) & text.is_null())]


def _joined_scalar(call: Listed) -> Value:
    texts = cast("list[str]", call.first)
    found = cast("str", call.option).join(texts)
    if len(found) > MOST_TEXT:
        raise CellFaultError("overflow")
    return found if texts else None


def _finish_values(found: pl.Expr, _: ValueType) -> tuple[pl.Expr, Faults]:
    return found.fill_null([]), []


def _aggregation(name: str, signature: str, doc: str, *examples: AggregateExample, **rest: Any) -> Aggregation:
    usual = {"least": 1, "most": 1, "finish": _plainly, "nothing": None}
    return Aggregation(name=name, signature=signature, doc=doc, examples=examples, **{**usual, **rest})


_PEOPLE: dict[str, list[object]] = {"age": [12, 15, None], "name": ["Kari", "Ola", "Kari"]}
_TABLE = (
    _aggregation(
        "count",
        "count(rows or value or condition, where)",
        "How many rows there are; of a value, how many have one; of a condition, for how many it is true.",
        AggregateExample("count(x)", _PEOPLE, 3),
        AggregateExample("count(x.age)", _PEOPLE, 2),
        AggregateExample("count(x, x.age < 14)", _PEOPLE, 1),
        AggregateExample("count(x)", {"age": []}, 0),
        least=0,
        result=lambda _: INTEGER,
        gather=_count,
        finish=_as_integer,
        scalar=_count_scalar,
        is_statistic=True,
    ),
    _aggregation(
        "count_distinct",
        "count_distinct(value, …, where)",
        "How many different values there are; of several, how many different combinations. What is blank is not counted.",
        AggregateExample("count_distinct(x.name)", _PEOPLE, 2),
        AggregateExample("count_distinct(x.name, x.age)", _PEOPLE, 2),
        most=None,
        result=lambda types: INTEGER if all(of.kind != "list" for of in types) else None,
        gather=_distinct,
        finish=_as_integer,
        scalar=lambda call: len({row for row in call.rows if None not in row}),
        is_statistic=True,
    ),
    _aggregation(
        "sum",
        "sum(value, where)",
        "The sum of the values; blanks are passed over, and the sum of none is zero. Decimals are exact; numbers are added "
        "exactly and rounded once.",
        AggregateExample("sum(x.age)", _PEOPLE, 27),
        AggregateExample("sum(x.n)", {"n": [0.1, 0.2, 0.3]}, 0.6),
        AggregateExample("sum(x.n)", {"n": [9223372036854775807, 1]}, None, "overflow"),
        result=_same(_SUMMED),
        gather=_sum,
        finish=_finish_sum,
        scalar=_sum_scalar,
    ),
    _aggregation(
        "min",
        "min(value, where)",
        "The smallest of the values; blank if there is none.",
        AggregateExample("min(x.age)", _PEOPLE, 12),
        result=_same(_ORDERED),
        gather=lambda call: _extreme(call, largest=False),
        finish=_finish_extreme,
        scalar=lambda call: _extreme_scalar(call, largest=False),
    ),
    _aggregation(
        "max",
        "max(value, where)",
        "The largest of the values; blank if there is none.",
        AggregateExample("max(x.age)", _PEOPLE, 15),
        result=_same(_ORDERED),
        gather=lambda call: _extreme(call, largest=True),
        finish=_finish_extreme,
        scalar=lambda call: _extreme_scalar(call, largest=True),
    ),
    _aggregation(
        "any",
        "any(condition, where)",
        "Whether the condition is true for some row: `or` over all of them, so that it is blank where it might be.",
        AggregateExample("any(x.age < 14)", _PEOPLE, value=True),
        AggregateExample("any(x.age > 20)", _PEOPLE, None),
        result=_same(frozenset(("boolean",))),
        gather=lambda call: _kleene(call, ends=True),
        scalar=lambda call: _kleene_scalar(call, ends=True),
        nothing=False,
    ),
    _aggregation(
        "all",
        "all(condition, where)",
        "Whether the condition is true for every row: `and` over all of them; true if there is none.",
        AggregateExample("all(x.age > 10, present(x.age))", _PEOPLE, value=True),
        AggregateExample("all(x.age > 13)", _PEOPLE, value=False),
        result=_same(frozenset(("boolean",))),
        gather=lambda call: _kleene(call, ends=False),
        scalar=lambda call: _kleene_scalar(call, ends=False),
        nothing=True,
    ),
    _aggregation(
        "first",
        "first(value, where)",
        "The first value that is not blank, in the order of the records.",
        AggregateExample("first(x.name, x.age > 13)", _PEOPLE, "Ola"),
        result=lambda types: None if types[0].kind == "list" else types[0],
        gather=lambda call: call.first.first(),
        scalar=lambda call: next(iter(call.first), None),
    ),
    _aggregation(
        "join_text",
        "join_text(text, separator, where)",
        "The texts one after the other, with `, ` (or what is said) between them; blank if there is none.",
        AggregateExample("join_text(x.name)", _PEOPLE, "Kari, Ola, Kari"),
        AggregateExample("join_text(x.name, ' / ', x.age > 13)", _PEOPLE, "Ola"),
        result=lambda types: TEXT if types[0].kind == "text" else None,
        gather=_joined,
        finish=_finish_joined,
        scalar=_joined_scalar,
    ),
    _aggregation(
        "values",
        "values(value, where)",
        "The values as a list, in the order of the records, without blanks.",
        AggregateExample("values(x.age)", _PEOPLE, [12, 15]),
        result=lambda types: None if types[0].kind in {"list", "decimal"} else list_of(types[0].plain()),
        gather=lambda call: call.first.implode(),
        finish=_finish_values,
        scalar=lambda call: tuple(call.first),
    ),
)

#: Name → aggregation.
AGGREGATES = MappingProxyType({one.name: one for one in _TABLE})
