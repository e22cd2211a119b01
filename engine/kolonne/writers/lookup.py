"""Lookup: values that repeat themselves, each spelled once and found again by its hash."""

from collections.abc import Callable
from typing import TypeAlias

import polars as pl

from kolonne.contract.quick import dataclass

#: Makes texts of cells (null stays null), and gives the places of those that were guarded.
Spell: TypeAlias = Callable[[pl.Series], tuple[pl.Series, pl.Series]]
#: So many values are mostly told apart by one byte of their hashes; more of them take two.
_BYTE_VALUES = 16
#: Ways to hash that are tried, so that no two values share a slot.
_SEEDS = 4
_MOST_SLOTS = 1 << 16


@dataclass(frozen=True, slots=True)
class Found:
    """What a lookup knows of some cells."""

    #: One a cell; that of a missing cell is another's.
    texts: pl.Series
    #: How many of the others were guarded.
    guarded: int
    #: For each cell whether it is missing; None if none is.
    missing: pl.Series | None


class Lookup:
    """The texts of some values. It never changes, so that threads may share it.

    The hash of a cell leads to the only value that it can be, and the two are compared. So hashes decide how quick this
    is, and never what comes out.
    """

    def __init__(self, values: pl.Series, spell: Spell) -> None:
        """`values` are distinct, and none is null: null is known anyway."""
        #: Those that it was made for.
        self.values: pl.Series = values
        self._known = values.extend_constant(None, 1).rechunk()
        texts, guarded = spell(values)
        self._texts = None if texts.equals(values, check_dtypes=True) else texts.extend_constant(None, 1).rechunk()
        none = pl.zeros(len(self._known), dtype=pl.Boolean, eager=True)
        self._guarded = none.scatter(guarded, values=True) if len(guarded) else None
        #: Where cells of the column, by the name that the values have, are to be looked for.
        self.slots: pl.Expr = _slots_for(self._known)
        slots = self.slots_of(self._known)
        codes = pl.zeros(_MOST_SLOTS, dtype=pl.UInt32, eager=True)
        codes = codes.scatter(slots, pl.int_range(len(slots), dtype=pl.UInt32, eager=True))
        # Null, the last one, is always found, whatever else would have its slot.
        self._codes = codes.scatter(slots[-1], len(values))

    def slots_of(self, cells: pl.Series) -> pl.Series:
        """Where some cells are to be looked for."""
        return _only(cells, self.slots)

    def look(self, cells: pl.Series, slots: pl.Series) -> Found:
        """What it knows of cells."""
        codes = self._codes[slots]
        known = self._known[codes]
        # A null is neither equal nor unequal; as it is always found, no other cell may come out as one.
        is_whole = not (known != cells).any() and known.null_count() == cells.null_count()
        missing = None if is_whole else known.ne_missing(cells)
        texts = cells if self._texts is None else self._texts[codes]
        return Found(texts, self._count(codes, missing), missing)

    def _count(self, codes: pl.Series, missing: pl.Series | None) -> int:
        if self._guarded is None:
            return 0
        guarded = self._guarded[codes]
        return int((guarded if missing is None else guarded & ~missing).sum())


def _slots_for(values: pl.Series) -> pl.Expr:
    """Slots in which no two values are in each other's way, if such are soon found."""
    # As much of a hash as the type holds; a byte leaves more room for other things in the processor's cache.
    width = pl.UInt8 if len(values) <= _BYTE_VALUES else pl.UInt16
    cells = pl.col(values.name)
    tried = [cells.hash(seed).cast(width, wrap_numerical=True).cast(pl.UInt32) for seed in range(_SEEDS)]
    return next((slots for slots in tried if _only(values, slots).n_unique() == len(values)), tried[0])


def _only(cells: pl.Series, expression: pl.Expr) -> pl.Series:
    return cells.to_frame().select(expression).to_series()
