"""Texts of values that lie close together, such as the days of a year, or repeat themselves: each is made once, and looked up."""

from collections.abc import Callable

import polars as pl

#: A table of more values than this is not worth making.
_MOST = 4096


def looked_up(cells: pl.Series, step: int, spell: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """What `spell` makes of each cell (whole numbers underneath, such as days); null stays null.

    Most cells are a multiple of `step`, in the unit of the numbers.
    """
    numbers = cells.to_physical()
    least, most = numbers.min(), numbers.max()
    if not isinstance(least, int) or not isinstance(most, int) or len(cells) < (most - least) // step:
        return spell(cells)
    if (most - least) // step > _MOST or (step > 1 and (least % step or (numbers % step != 0).any())):
        return spell(cells)
    known = pl.int_range(least, most + 1, step, eager=True).cast(numbers.dtype).cast(cells.dtype)
    return spell(known).gather(((numbers - least) // step).cast(pl.UInt32)).alias(cells.name)


def spelled_once(
    cells: pl.Series, repeats: int, spell: Callable[[pl.Series], pl.Series], blank: str | None = None
) -> pl.Series | None:
    """What `spell` makes of each cell, and `blank` for null; None where cells occur fewer than `repeats` times on average."""
    distinct = cells.unique().drop_nulls()
    if len(distinct) > len(cells) // repeats:
        return None
    return cells.replace_strict(distinct, spell(distinct), default=blank, return_dtype=pl.String)
