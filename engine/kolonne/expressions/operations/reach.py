"""Reach: how far the values of an expression can go. Where that is known to fit, nobody needs to look whether it does."""

import math
from decimal import Decimal

import polars as pl

from kolonne.contract.quick import dataclass
from kolonne.expressions.types import Value, ValueType


@dataclass(frozen=True, slots=True)
class Reach:
    """What is known of values; of others than numbers and texts, nothing needs to be."""

    #: The largest magnitude of numbers, or the most signs of texts.
    most: float = math.inf
    #: The smallest magnitude of numbers that are not zero.
    least: float = 0.0


UNKNOWN = Reach()
#: What a tame column has at most: nearly every column of nearly every batch is tame.
_TAME = {
    "integer": Reach(2.0**31, 1.0),
    "decimal": Reach(1e9, 1e-12),
    "number": Reach(1e30, 1e-30),
    "text": Reach(4096.0),
}


def tame(of: ValueType) -> Reach:
    """How far the values of a tame column of a type go."""
    return _TAME.get(of.kind, UNKNOWN)


def is_tame(column: pl.Series) -> bool:
    """Whether a column goes no further than tame ones do. Types of which nothing needs to be known are always tame."""
    of = column.dtype
    if of == pl.String:
        lengths = column.str.len_bytes()
        return int(lengths.max() or 0) <= _TAME["text"].most  # type: ignore[arg-type] # an integer, of all that max gives
    if of.is_float():
        sizes = column.abs()
        wild = (sizes > _TAME["number"].most) | ((sizes < _TAME["number"].least) & (sizes > 0.0))
        # A zero with a sign, which no expression gives and no field, is wild as well.
        return not wild.any() and not (1.0 / column == -math.inf).any()
    if not of.is_numeric():
        return True
    most = _TAME["decimal" if of.is_decimal() else "integer"].most
    least, largest = column.min(), column.max()
    return least is None or bool(-most <= least and largest <= most)  # type: ignore[operator] # numbers, as the column has


def of_constant(value: Value) -> Reach:
    """How far one value goes."""
    if isinstance(value, str):
        return Reach(float(len(value)))
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        size = abs(float(value))
        return Reach(size, size or math.inf)
    return UNKNOWN if value is not None else Reach(0.0, math.inf)


def of_either(reaches: list[Reach]) -> Reach:
    """How far values go that are those of one or the other."""
    return Reach(max(reach.most for reach in reaches), min(reach.least for reach in reaches))
