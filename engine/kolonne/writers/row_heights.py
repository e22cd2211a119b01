"""Row heights: Excel fits rows to wrapped text when it opens a file, LibreOffice does not, so they are given."""

from collections.abc import Mapping

import polars as pl

from kolonne.writers.look import MOST_HEIGHT


def heights(piece: pl.DataFrame, rooms: Mapping[str, int], line_height: int) -> pl.Series:
    """One XML attribute a row (empty for rows of one line).

    `rooms` are characters a line of the wrapping columns, `line_height` is in points.
    """
    lines = pl.max_horizontal(_lines(pl.col(name), room) for name, room in rooms.items()).clip(
        1, MOST_HEIGHT // line_height
    )
    given = pl.concat_str(pl.lit(' ht="'), lines * line_height, pl.lit('"'))
    return piece.select(pl.when(lines > 1).then(given).otherwise(pl.lit(""))).to_series()


def _lines(text: pl.Expr, room: int) -> pl.Expr:
    # Lines end where words do, so a tenth of the room stays unused.
    filled = (text.str.len_chars() / (room * 0.9)).ceil().cast(pl.Int64)
    return (filled + text.str.count_matches(r"\r\n?|\n").cast(pl.Int64)).fill_null(1)
