"""Parts: what the text of rows is put together from, side by side."""

from collections.abc import Iterable
from typing import TypeAlias

import polars as pl

#: The same text for every row, or one text a row.
Part: TypeAlias = str | pl.Series


def joined(parts: Iterable[Part]) -> bytes:
    """The rows, each made of these parts, one after the other, in UTF-8. At least one part has a text a row."""
    whole = pl.concat_str([pl.lit(part) for part in _merged(parts)])
    return bytes(pl.select(whole.str.join("").cast(pl.Binary)).item())


def laid(parts: Iterable[Part]) -> pl.Series:
    """The same as one text a row."""
    return pl.select(pl.concat_str([pl.lit(part) for part in _merged(parts)])).to_series()


def _merged(parts: Iterable[Part]) -> list[Part]:
    # Every part costs a visit to every row, so texts that are the same for all rows are put together first.
    merged: list[Part] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        else:
            merged.append(part)
    return merged
