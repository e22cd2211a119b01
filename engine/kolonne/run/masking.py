"""Masking: small numbers are hidden, and so much besides that they cannot be reckoned from totals.

Only sums that the sheet shows can give a hidden number away: the total of a line over its spread cells, and the totals
below columns. Wherever one of them has a single hidden number, another one is hidden with it: the smallest that is not zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from kolonne.plan import MaskPlan


@dataclass(slots=True)
class Masking:
    """The numbers of a table, and which of them are hidden."""

    mask: MaskPlan
    #: Column → its numbers by line.
    cells: dict[str, list[int | None]]
    hidden: set[tuple[str, int]] = field(default_factory=set)

    def hide_small(self) -> None:
        for name, values in self.cells.items():
            self.hidden.update((name, at) for at, value in enumerate(values) if value and 0 < value < self.mask.below)

    def hide_complements(self, sums: Sequence[Sequence[tuple[str, int]]]) -> None:
        """Hide more, until no sum has a single hidden number; `sums` are the cells of each sum that is shown."""
        changed = True
        while changed:
            changed = False
            for cells in sums:
                hidden = [cell for cell in cells if cell in self.hidden]
                others = [cell for cell in cells if cell not in self.hidden and self.value(cell)]
                if len(hidden) == 1 and others:
                    self.hidden.add(min(others, key=lambda cell: (self.value(cell), cells.index(cell))))
                    changed = True

    def bare(self, sums: Sequence[Sequence[tuple[str, int]]]) -> list[int]:
        """The sums that still give their only hidden number away, because all else in them is zero."""
        return [at for at, cells in enumerate(sums) if sum(cell in self.hidden for cell in cells) == 1]

    def value(self, cell: tuple[str, int]) -> int:
        return self.cells[cell[0]][cell[1]] or 0


def masked(
    frame: pl.DataFrame, mask: MaskPlan, spread: Sequence[str], total: str, totals: dict[str, object]
) -> tuple[pl.DataFrame, dict[str, object], int]:
    """The lines with small numbers hidden, the totals that may be shown, and how many numbers are hidden.

    `spread` are the columns that `total` (empty if there is none) adds up line by line; `totals` are those below columns.
    """
    columns = [*spread, *(name for name in mask.columns if name not in spread)]
    own_total = [total] if total and total not in columns else []
    masking = Masking(mask, {name: frame[name].to_list() for name in (*columns, *own_total)})
    masking.hide_small()
    lines = range(frame.height)
    # A total is one more number of its own sum: where it is hidden, the others may be shown.
    across = [[(name, at) for name in (*spread, *own_total)] for at in lines] if own_total else []
    down = {name: [(name, at) for at in lines] for name in (*columns, *own_total) if name in totals}
    sums = [*across, *down.values()]
    if mask.complementary:
        masking.hide_complements(sums)
    kept = dict(totals)
    bare = set(masking.bare(sums)) if mask.complementary else set()
    for at, name in enumerate(down, len(across)):
        if at in bare:
            kept.pop(name)
    made = [
        _hidden(frame, name, {at for column, at in masking.hidden if column == name}, mask) for name in masking.cells
    ]
    return frame.with_columns(made), kept, len(masking.hidden)


def _hidden(frame: pl.DataFrame, name: str, lines: set[int], mask: MaskPlan) -> pl.Series:
    values = frame[name].to_list()
    if not mask.shown:
        return pl.Series(
            name, [None if at in lines else value for at, value in enumerate(values)], dtype=frame[name].dtype
        )
    texts = [mask.shown if at in lines else None if value is None else str(value) for at, value in enumerate(values)]
    return pl.Series(name, texts, dtype=pl.String)
