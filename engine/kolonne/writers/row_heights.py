"""Row heights: Excel fits rows to wrapped text when it opens a file, LibreOffice does not, so they are given."""

from collections.abc import Mapping

import polars as pl

#: In points.
LINE_HEIGHT = 15
#: In points, of a row.
MOST_HEIGHT = 409
_MOST_LINES = MOST_HEIGHT // LINE_HEIGHT


def heights(piece: pl.DataFrame, rooms: Mapping[str, int]) -> pl.Series:
    """One XML attribute a row (empty for rows of one line); `rooms` are characters a line of the wrapping columns."""
    lines = pl.max_horizontal(_lines(pl.col(name), room) for name, room in rooms.items()).clip(1, _MOST_LINES)
    given = pl.concat_str(pl.lit(' ht="'), lines * LINE_HEIGHT, pl.lit('"'))
    return piece.select(pl.when(lines > 1).then(given).otherwise(pl.lit(""))).to_series()


def _lines(text: pl.Expr, room: int) -> pl.Expr:
    # Lines end where words do, so a tenth of the room stays unused.
    filled = (text.str.len_chars() / (room * 0.9)).ceil().cast(pl.Int64)
    return (filled + text.str.count_matches(r"\r\n?|\n").cast(pl.Int64)).fill_null(1)
