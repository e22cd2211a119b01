"""Windowing: columns of all rows → for each row its value among those with the same keys."""

from collections.abc import Sequence

import polars as pl

from kolonne.contract.quick import dataclass
from kolonne.expressions.folding import Fold, fault_of, fold_over
from kolonne.expressions.windows import RANK

_AT = "?at"


@dataclass(frozen=True, slots=True)
class Placing:
    """A function over other rows, over columns that have been computed; each may have a column of faults beside it."""

    name: str
    function: str
    keys: tuple[str, ...]
    #: Of `rank` and `is_first`.
    order: str | None
    descending: bool
    where: str | None
    #: Of the others.
    fold: Fold | None

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column it looks at."""
        own = self.fold.columns if self.fold is not None else ()
        return (*self.keys, *own, *(one for one in (self.order, self.where) if one is not None))


def placed(frame: pl.DataFrame, placings: Sequence[Placing]) -> pl.DataFrame:
    """For each row of the frame, in its order, the value and the fault of each function."""
    found = [_placed(frame, one) for one in placings]
    return pl.concat(found, how="horizontal") if found else frame.select()


def _placed(frame: pl.DataFrame, one: Placing) -> pl.DataFrame:
    # A row whose place cannot be told has a fault, and is not in the way of others.
    told = [*one.keys, *((name for name in (one.order, one.where) if name is not None) if one.fold is None else ())]
    faults = [pl.col(fault_of(name)) for name in told if fault_of(name) in frame.columns]
    own = pl.coalesce(faults) if faults else pl.lit(None, dtype=pl.String)
    rows = frame.select(pl.int_range(pl.len()).alias(_AT), own.alias(_AT + "?"), pl.all())
    sound = rows.filter(pl.col(_AT + "?").is_null()) if faults else rows
    values = _ordered(sound, one) if one.fold is None else fold_over(sound, one.keys, [one.fold])
    if not faults:
        return values
    together = rows.select(_AT, _AT + "?").join(
        pl.concat([sound.select(_AT), values], how="horizontal"), on=_AT, how="left", maintain_order="left"
    )
    fault = pl.coalesce(pl.col(_AT + "?"), pl.col(fault_of(one.name)))
    return together.select(one.name, fault.alias(fault_of(one.name)))


def _ordered(rows: pl.DataFrame, one: Placing) -> pl.DataFrame:
    counted = pl.lit(value=True) if one.where is None else pl.col(one.where).fill_null(value=False)
    by = [pl.col(_AT)] if one.order is None else [pl.col(one.order), pl.col(_AT)]
    descending = [False] if one.order is None else [one.descending, False]
    # What has nothing to be ordered by has no place.
    takes = counted if one.order is None else counted & pl.col(one.order).is_not_null()
    sorted_ = rows.filter(takes).sort(by, descending=descending, maintain_order=True)
    place = pl.int_range(1, pl.len() + 1, dtype=pl.Int64)
    if one.function == RANK and one.order is not None:
        place = pl.col(one.order).rank("min", descending=one.descending).cast(pl.Int64)
    ranked = sorted_.select(_AT, (place.over(list(one.keys)) if one.keys else place).alias(one.name))
    found = rows.select(_AT).join(ranked, on=_AT, how="left", maintain_order="left")
    value = pl.col(one.name) if one.function == RANK else (pl.col(one.name) == 1).fill_null(value=False)
    return found.select(value.alias(one.name), pl.lit(None, dtype=pl.String).alias(fault_of(one.name)))
