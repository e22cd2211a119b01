"""Repeats: a column that repeats itself, of which each value is spelled once, as far as its pieces have shown them."""

import polars as pl

from kolonne.writers.lookup import Lookup, Spell

#: The most values that are looked up, and how often each must occur on average in the first piece.
_MOST, _REPEATS = 1024, 8


class Repeats:
    """Learns from each piece of a column what the next one may hold. Nothing that comes out hangs on what was learnt.

    Threads may use it at the same time: at worst one forgets what another has just learnt.
    """

    def __init__(self, spell: Spell, most: int = _MOST, repeats: int = _REPEATS) -> None:
        self._spell, self._most, self._repeats = spell, most, repeats
        #: What was learnt; None at first, and for good once the column has shown that it does not repeat itself.
        self.lookup: Lookup | None = None
        self._is_worth_it = True

    def texts(self, cells: pl.Series, known: tuple[Lookup, pl.Series] | None = None) -> tuple[pl.Series, int]:
        """The texts of cells, and how many were guarded.

        `known` is what had been learnt when the cells were looked at, with the slots of the cells in it.
        """
        known = known or self._begun(cells)
        if known is None:
            texts, guarded = self._spell(cells)
            return texts, len(guarded)
        lookup, slots = known
        found = lookup.look(cells, slots)
        if found.missing is not None:
            grown = self._grown(lookup, cells, found.missing)
            if grown is not lookup:
                found = grown.look(cells, grown.slots_of(cells))
        if found.missing is None:
            return found.texts, found.guarded
        places = found.missing.arg_true()
        texts, guarded = self._spell(cells.gather(places))
        return found.texts.clone().scatter(places, texts), found.guarded + len(guarded)

    def _begun(self, cells: pl.Series) -> tuple[Lookup, pl.Series] | None:
        if not self._is_worth_it:
            return None
        values = cells.unique().drop_nulls()
        self._is_worth_it = len(values) <= min(self._most, len(cells) // self._repeats)
        if not self._is_worth_it:
            self.lookup = None
            return None
        self.lookup = lookup = Lookup(values, self._spell)
        return lookup, lookup.slots_of(cells)

    def _grown(self, lookup: Lookup, cells: pl.Series, missing: pl.Series) -> Lookup:
        values = pl.concat([lookup.values, cells.filter(missing)]).unique()
        if len(values) <= self._most:
            # Values that are in each other's way are missing every time.
            self.lookup = lookup if len(values) == len(lookup.values) else Lookup(values, self._spell)
            return self.lookup
        is_other = int(missing.sum()) > len(cells) // 2
        begun = self._begun(cells) if is_other else None
        return begun[0] if begun else lookup
