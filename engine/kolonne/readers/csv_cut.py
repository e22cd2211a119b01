"""Where the last complete record of a piece of CSV ends."""

from typing import TYPE_CHECKING

from kolonne.readers.csv_dialect import Dialect

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LINE_FEED, _RETURN = b"\n\r"


def last_line_end(data: bytes, start: int, end: int, *, is_last: bool) -> int:
    """The position behind the last line end in `data[start:end]`, or 0.

    A return that ends the data does not count before the file's end: a line feed may follow it in the next piece.
    """
    before_return = end if is_last or end < len(data) else end - 1
    return max(data.rfind(b"\n", start, end), data.rfind(b"\r", start, before_return)) + 1


def records_end(data: bytes, dialect: Dialect, *, is_last: bool) -> int | None:
    """The position behind the last line end that stands outside quotes, or 0; None when a quote is out of place.

    `data` begins where a record begins. In place means: opening after a delimiter or a line end, closing before one,
    doubled inside. Then, and only then, a line end is outside quotes when the number of quotes before it is even.
    """
    if not dialect.quote or dialect.quote.encode() not in data:
        return last_line_end(data, 0, len(data), is_last=is_last)
    import numpy as np

    signs = np.frombuffer(data, np.uint8)
    quotes = np.flatnonzero(signs == ord(dialect.quote))
    before = len(quotes) - len(quotes) % 2
    end = len(data) if before == len(quotes) else int(quotes[-1])
    while not (cut := last_line_end(data, int(quotes[before - 1]) + 1 if before else 0, end, is_last=is_last)):
        if not before:
            return 0 if _in_place(signs, quotes[: len(quotes) - len(quotes) % 2], dialect) else None
        end, before = int(quotes[before - 2]), before - 2
    return cut if _in_place(signs, quotes[:before], dialect) else None


def _in_place(signs: "NDArray[np.uint8]", quotes: "NDArray[np.intp]", dialect: Dialect) -> bool:
    """Whether the quotes, opening and closing in turn, have a delimiter, a line end or their twin outside them."""
    import numpy as np

    around = np.zeros(256, dtype=bool)
    around[[_LINE_FEED, _RETURN, ord(dialect.delimiter), ord(dialect.quote)]] = True
    opening, closing = quotes[0::2], quotes[1::2]
    opening = opening[opening > 0]
    closing = closing[closing < len(signs) - 1]
    return bool(around[signs[opening - 1]].all() and around[signs[closing + 1]].all())
