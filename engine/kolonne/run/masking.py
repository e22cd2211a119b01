"""Masking: small numbers are hidden, and so much besides that they cannot be reckoned from what is shown.

What gives hidden numbers away are the sums that the sheet shows: the total of a line over its spread cells, and the totals
below columns. Totals are numbers of the table as well: small ones are hidden, and one that would give too much away is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import TypeAlias

import polars as pl

from kolonne.contract.quick import dataclass
from kolonne.plan import MaskPlan
from kolonne.run.disclosure import Flow, certain

#: A number of the table: its column, and its line. The totals stand in a line of their own.
Cell: TypeAlias = tuple[str, int]
_TOTALS = -1
#: Where the numbers flow from and to that no shown sum holds together.
_OUTSIDE = "outside"


@dataclass(slots=True)
class Masking:
    """The numbers of a table, and which of them are hidden."""

    below: int
    #: Zero and blank are not hidden, and not in here.
    numbers: Mapping[Cell, int]
    #: The lines in which `total` is the sum of the others, and the columns with a sum below.
    added_lines: frozenset[int]
    added_columns: frozenset[str]
    spread: frozenset[str]
    total: str
    hidden: set[Cell] = field(default_factory=set)

    def hide_small(self) -> None:
        self.hidden.update(cell for cell, value in self.numbers.items() if 0 < value < self.below)

    def hide_complements(self) -> None:
        """Hide more, the smallest first, until no hidden number can have but one value."""
        while exposed := self.exposed():
            touched: set[object] = set()
            for cell in exposed:
                sums = set(self.ends(cell)) - {_OUTSIDE}
                if sums & touched:
                    continue
                beside = [one for one in self.shown() if sums & set(self.ends(one))]
                if beside:
                    touched |= sums
                    self.hidden.add(min(beside, key=self.rank))
            if not touched:
                # Nothing is left in the sums themselves, but what they hang together with can be hidden.
                anywhere = [one for one in self.shown() if set(self.ends(one)) != {_OUTSIDE}]
                if not anywhere:
                    return
                self.hidden.add(min(anywhere, key=self.rank))

    def exposed(self) -> list[Cell]:
        """The hidden numbers that can be reckoned."""
        cells = sorted(self.hidden)
        flows = [Flow(*self.ends(cell), shrinks=self.numbers[cell] != 1) for cell in cells]
        return [cells[at] for at in certain(flows)]

    def shown(self) -> Iterator[Cell]:
        return (cell for cell in self.numbers if cell not in self.hidden)

    def rank(self, cell: Cell) -> tuple[int, bool, Cell]:
        return self.numbers[cell], cell[1] == _TOTALS, cell

    def ends(self, cell: Cell) -> tuple[object, object]:
        """From where to where the number flows: from its line to its column, and totals the other way round."""
        name, at = cell
        line = ("line", at) if at in self.added_lines and (name in self.spread or name == self.total) else _OUTSIDE
        column = ("column", name) if name in self.added_columns else _OUTSIDE
        return (column, line) if (name == self.total) != (at == _TOTALS) else (line, column)


def masked(
    frame: pl.DataFrame,
    mask: MaskPlan,
    spread: Sequence[str],
    total: str,
    totals: Mapping[str, object],
    how: Mapping[str, str],
) -> tuple[pl.DataFrame, dict[str, object], int]:
    """The lines with small numbers hidden, the totals as they may be shown, and how many numbers are hidden.

    `spread` are the columns that `total` (empty if there is none) adds up line by line; `totals` are those below columns,
    and `how` each of them is made.
    """
    columns = list(dict.fromkeys((*spread, *mask.columns, *([total] if total else []))))
    sums = {name: totals.get(name) for name in columns if how.get(name) == "sum" and totals.get(name) is not None}
    numbers = {(name, at): value for name in columns for at, value in enumerate(frame[name].to_list()) if value}
    numbers |= {(name, _TOTALS): value for name, value in sums.items() if isinstance(value, int) and value}
    added = set(range(frame.height)) if total else set()
    if total and {*spread, total} <= set(sums):
        added.add(_TOTALS)
    masking = Masking(mask.below, numbers, frozenset(added), frozenset(sums), frozenset(spread), total)
    masking.hide_small()
    if mask.complementary:
        masking.hide_complements()
    lost = {name for name, at in masking.hidden if at == _TOTALS}
    lost |= {
        name for name in columns if how.get(name) in {"min", "max"} and _tells(totals.get(name), name, frame, masking)
    }
    sign = {name: mask.shown for name in totals if name in lost and mask.shown}
    kept = {name: value for name, value in totals.items() if name not in lost} | sign
    lines = {name: {at for column, at in masking.hidden if column == name} for name in columns}
    return frame.with_columns(_hidden(frame, name, lines[name], mask) for name in columns), kept, len(masking.hidden)


def _tells(value: object, name: str, frame: pl.DataFrame, masking: Masking) -> bool:
    """Whether the smallest or the largest number of a column is a hidden one."""
    found = [at for at, number in enumerate(frame[name].to_list()) if number == value]
    return value is not None and bool(found) and all((name, at) in masking.hidden for at in found)


def _hidden(frame: pl.DataFrame, name: str, lines: set[int], mask: MaskPlan) -> pl.Series:
    values = frame[name].to_list()
    if not mask.shown:
        return pl.Series(
            name, [None if at in lines else value for at, value in enumerate(values)], dtype=frame[name].dtype
        )
    # One sign for all: two would say which of them are small, and that may be all that was missing to reckon them.
    texts = [mask.shown if at in lines else None if value is None else str(value) for at, value in enumerate(values)]
    return pl.Series(name, texts, dtype=pl.String)
