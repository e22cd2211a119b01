"""A quick look at a column of texts: whether none of them needs quotes, found without looking at them one by one."""

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Bytes that a blank may begin with in UTF-8, or end with: those of ASCII, and what those of Unicode consist of.
_BEGINNINGS = (*range(0x21), 0xC2, 0xE1, 0xE2, 0xE3)
_ENDINGS = (*range(0x21), *range(0x80, 0x8B), 0x9F, 0xA0, 0xA8, 0xA9, 0xAF)


def is_bare(texts: pl.Series, signs: bytes) -> bool:
    """Whether no text (String) holds one of the signs (ASCII), or begins or ends with a blank.

    False may only mean that this look cannot tell.
    """
    import numpy as np

    array = texts.rechunk().to_arrow(compat_level=pl.CompatLevel.oldest())
    _, offsets_buffer, data_buffer = array.buffers()
    if data_buffer is None or not len(array):
        return True
    offsets = np.frombuffer(offsets_buffer, np.int64)[array.offset :][: len(array) + 1]
    data = np.frombuffer(data_buffer, np.uint8)[offsets[0] : offsets[-1]]
    held = data.tobytes()
    if any(sign in held for sign in signs):
        return False
    filled = offsets[1:] > offsets[:-1]
    first, last = offsets[:-1][filled] - offsets[0], offsets[1:][filled] - offsets[0] - 1
    return not (_among(data[first], _BEGINNINGS) or _among(data[last], _ENDINGS))


def _among(found: "NDArray[np.uint8]", wanted: tuple[int, ...]) -> bool:
    import numpy as np

    known = np.zeros(256, dtype=np.bool_)
    known[list(wanted)] = True
    return bool(known[found].any())
