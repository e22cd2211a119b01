"""A quick look at a column of texts: what is true of all of them, found without looking at them one by one."""

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Texts that are looked at one by one sooner than what looks at their bytes (pyarrow and numpy) is loaded.
FEW = 4096
#: Bytes that a blank may begin with in UTF-8, or end with: those of ASCII, and what those of Unicode consist of.
_BEGINNINGS = (*range(0x21), 0xC2, 0xE1, 0xE2, 0xE3)
_ENDINGS = (*range(0x21), *range(0x80, 0x8B), 0x9F, 0xA0, 0xA8, 0xA9, 0xAF)


class QuickLook:
    """The texts (String) of a column, one behind the other; nulls are passed over."""

    def __init__(self, texts: pl.Series) -> None:
        import numpy as np

        # What a null hides may be a text all the same, such as that of a struct which is null.
        array = texts.drop_nulls().rechunk().to_arrow(compat_level=pl.CompatLevel.oldest())
        _, offsets, data = array.buffers()
        places = np.frombuffer(offsets, np.int64)[array.offset :][: len(array) + 1] if len(array) else np.zeros(1, int)
        self._data = (
            np.frombuffer(data, np.uint8)[places[0] : places[-1]] if data is not None else np.zeros(0, np.uint8)
        )
        self._bytes = self._data.tobytes()
        self._places = places - places[0]
        self._lengths = np.diff(places)

    def holds(self, *signs: bytes) -> bool:
        """Whether any text holds one of some pieces of UTF-8."""
        return any(sign in self._bytes for sign in signs)

    def has_control(self) -> bool:
        """Whether any text holds a control character of ASCII."""
        return bool(self._data.size and self._data.min() < 0x20)

    def has_empty(self) -> bool:
        """Whether any text has no sign at all."""
        return bool((self._lengths == 0).any())

    def longest(self) -> int:
        """The most bytes of a text."""
        return int(self._lengths.max()) if self._lengths.size else 0

    def touches_blank(self) -> bool:
        """Whether any text may begin or end with a blank; True may only mean that this look cannot tell."""
        filled = self._lengths > 0
        first, last = self._places[:-1][filled], self._places[1:][filled] - 1
        return _among(self._data[first], _BEGINNINGS) or _among(self._data[last], _ENDINGS)


def _among(found: "NDArray[np.uint8]", wanted: tuple[int, ...]) -> bool:
    import numpy as np

    known = np.zeros(256, dtype=np.bool_)
    known[list(wanted)] = True
    return bool(known[found].any())
