"""First bytes: what the texts of a column begin with, without looking at them one by one."""

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Arrow's view of a text: its length in four bytes, then its first four bytes, then where the rest is.
_VIEW_BYTES = 16
_FIRST = 4


def beginnings(texts: pl.Series, among: bytes) -> "NDArray[np.intp]":
    """Where a text (String) begins with one of the bytes in UTF-8, in order. Null begins with nothing."""
    import numpy as np

    array = texts.rechunk().to_arrow(compat_level=pl.CompatLevel.newest())
    if not len(array):
        return np.empty(0, dtype=np.intp)
    views = np.frombuffer(array.buffers()[1], dtype=np.uint8)
    views = views[array.offset * _VIEW_BYTES :][: len(array) * _VIEW_BYTES].reshape(-1, _VIEW_BYTES)
    wanted = np.zeros(256, dtype=np.bool_)
    wanted[list(among)] = True
    hits = wanted[views[:, _FIRST]]
    if hits.any():
        # The byte of an empty text is 0, and that of a null whatever was left there.
        hits &= views[:, :_FIRST].any(axis=1)
        if texts.null_count():
            hits &= texts.is_not_null().to_numpy()
    return np.flatnonzero(hits)
