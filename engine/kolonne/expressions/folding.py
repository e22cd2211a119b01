"""Folding: the rows of a frame, by keys, become one value each for any number of aggregates."""

from collections.abc import Sequence

import polars as pl

from kolonne.contract.quick import dataclass
from kolonne.expressions.aggregation import Aggregation, Gathered
from kolonne.expressions.types import Value, ValueType

#: How many rows a group has.
_SIZE = "?size"


def fault_of(name: str) -> str:
    """The column that holds the codes of the faults of a value."""
    return f"{name}?fault"


@dataclass(frozen=True, slots=True)
class Fold:
    """One aggregate over columns that have been computed; each may have a column of faults beside it."""

    #: Of the column it becomes; its faults stand beside it.
    name: str
    aggregation: Aggregation
    columns: tuple[str, ...]
    types: tuple[ValueType, ...]
    result: ValueType
    #: The column of the condition; None where every row counts.
    where: str | None = None
    option: Value = None


def fold(frame: pl.DataFrame, keys: Sequence[str], folds: Sequence[Fold]) -> pl.DataFrame:
    """One row for each combination of keys, in the order of their first rows, with the columns of every fold.

    Without keys there is one row, whatever the frame has. A key that is blank equals another one.
    """
    gathered = [one for each in folds for one in _gathered(each, frame)]
    if not keys:
        return finished(frame.select(pl.len().alias(_SIZE), *gathered), folds)
    return finished(frame.group_by(list(keys), maintain_order=True).agg(pl.len().alias(_SIZE), *gathered), folds)


def fold_onto(frame: pl.DataFrame, keys: Sequence[str], rows: pl.DataFrame, folds: Sequence[Fold]) -> pl.DataFrame:
    """The frame with the columns of every fold over the rows that have its keys; no two of its rows have the same keys."""
    gathered = [one for each in folds for one in _gathered(each, rows)]
    if not keys:
        return frame.join(fold(rows, (), folds), how="cross")
    groups = rows.group_by(list(keys), maintain_order=True).agg(pl.len().alias(_SIZE), *gathered)
    return finished(frame.join(groups, on=list(keys), how="left", nulls_equal=True, maintain_order="left"), folds)


def fold_over(frame: pl.DataFrame, keys: Sequence[str], folds: Sequence[Fold]) -> pl.DataFrame:
    """The columns of every fold, for each row over those that have the same keys; the order of rows stays."""
    names = [name for each in folds for name in (each.name, fault_of(each.name))]
    if not keys:
        whole = fold(frame, (), folds).select(names)
        return whole.join(frame.select(pl.int_range(pl.len()).alias(_SIZE)), how="cross").select(names)
    groups = fold(frame, keys, folds)
    return (
        frame.select(keys)
        .join(groups, on=list(keys), how="left", nulls_equal=True, maintain_order="left")
        .select(names)
    )


def finished(groups: pl.DataFrame, folds: Sequence[Fold]) -> pl.DataFrame:
    """What was gathered as values and faults; a group that is not there is one without rows."""
    made: list[pl.Expr] = []
    for each in folds:
        raw, inner = pl.col(_raw(each.name)), pl.col(_inner(each.name))
        value, faults = each.aggregation.finish(raw, each.result)
        if each.aggregation.nothing is not None:
            value = pl.when(pl.col(_SIZE).is_null()).then(pl.lit(each.aggregation.nothing)).otherwise(value)
        own = pl.coalesce([inner, *(pl.when(where).then(pl.lit(code)) for code, where in faults)])
        made += [pl.when(own.is_null()).then(value).alias(each.name), own.alias(fault_of(each.name))]
    extra = [_SIZE, *(of(each.name) for each in folds for of in (_raw, _inner))]
    return groups.with_columns(made).drop(extra)


def _raw(name: str) -> str:
    return f"{name}?raw"


def _inner(name: str) -> str:
    """The column of the first fault among the rows of a group."""
    return f"{name}?inner"


def _gathered(each: Fold, frame: pl.DataFrame) -> list[pl.Expr]:
    # As long as the group, where a literal would be a single value.
    every = pl.repeat(value=True, n=pl.len(), dtype=pl.Boolean)
    counted = every if each.where is None else pl.col(each.where).fill_null(value=False)
    values = tuple(pl.col(name) for name in each.columns)
    call = Gathered(values, counted, each.types, each.result, each.option)
    gathered = each.aggregation.gather(call)
    return [gathered.alias(_raw(each.name)), _first_fault(each, frame).alias(_inner(each.name))]


def _first_fault(each: Fold, frame: pl.DataFrame) -> pl.Expr:
    """The first fault in the order of the rows: of the condition, or of a value in a row that counts."""
    cases: list[pl.Expr] = []
    if each.where is not None and fault_of(each.where) in frame.columns:
        cases.append(pl.col(fault_of(each.where)))
    for name in each.columns:
        if fault_of(name) in frame.columns:
            fault = pl.col(fault_of(name))
            cases.append(fault if each.where is None else pl.when(pl.col(each.where)).then(fault))
    if not cases:
        return pl.lit(None, dtype=pl.String)
    return pl.coalesce(cases).drop_nulls().first()
