"""Parts: what the text of rows is put together from, side by side."""

from collections.abc import Iterable
from typing import TypeAlias

import polars as pl

#: The same text for every row, or one text a row.
Part: TypeAlias = str | pl.Series
#: Rows whose texts are copied together sooner than pyarrow is loaded.
_FEW = 4096


def joined(parts: Iterable[Part]) -> bytes:
    """The rows, each made of these parts, one after the other, in UTF-8. At least one part has a text a row."""
    return bytes(joined_view(parts))


def joined_view(parts: Iterable[Part]) -> memoryview:
    """The same, of many rows without a copy of its own."""
    texts = laid(parts)
    if texts.len() <= _FEW:
        return memoryview(texts.str.join("").item().encode())
    # As a column in Arrow the texts stand one behind the other already, so that nothing is copied any more.
    _, offsets, data = texts.to_arrow(compat_level=pl.CompatLevel.oldest()).buffers()
    last = memoryview(offsets).cast("q")
    return memoryview(data)[last[0] : last[-1]]


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
