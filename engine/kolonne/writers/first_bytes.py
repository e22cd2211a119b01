"""First bytes: what the texts of a column begin with, without looking at them one by one."""

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def beginnings(texts: pl.Series, among: bytes) -> "NDArray[np.intp]":
    """Where a text (String) begins with one of the bytes in UTF-8, in order. Null begins with nothing."""
    import numpy as np

    array = texts.rechunk().to_arrow(compat_level=pl.CompatLevel.newest())
    if not len(array):
        return np.empty(0, dtype=np.intp)
    view = np.dtype({"names": ["length", "first"], "formats": ["<u4", "u1"], "offsets": [0, 4], "itemsize": 16})
    views = np.frombuffer(array.buffers()[1], dtype=view)[array.offset :][: len(array)]
    wanted = np.zeros(256, dtype=np.bool_)
    wanted[list(among)] = True
    places = np.flatnonzero(wanted[views["first"]])
    # The byte of an empty text is 0, and that of a null whatever was left there.
    places = places[views["length"][places] > 0]
    return places[texts.gather(places).is_not_null().to_numpy()] if texts.null_count() and places.size else places
