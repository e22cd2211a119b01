"""Do all mappers make the same of the same records, sound or not? PARQUET LIBRARY ROWS; ends with 1 where one does not."""

import sys
from pathlib import Path

import polars as pl
from polars.testing import assert_frame_equal

from mappers import by_hand, ours, row_by_row, stream_maps

path, library, rows = sys.argv[1:]
n, c = pl.int_range(pl.len()), pl.col
records = pl.read_parquet(path).head(int(rows))
# Everything that the checks are for, also several in one record.
spoilt = records.with_columns(
    pl.when(n % 17 != 0).then("id"),
    pl.when(n % 13 != 0).then("kind").otherwise(pl.lit("ukjent")),
    pl.when(n % 19 != 0).then("county").otherwise(pl.lit("99")),
    pl.when(n % 23 != 0).then("audience").otherwise(pl.lit("x")),
    pl.when(n % 5 != 0).then("leader").otherwise(pl.lit(" ")),
    pl.when(n % 7 != 0).then("municipality").otherwise(pl.lit("")),
    pl.when(n % 11 != 0).then("cost"),
)
# What stock simpleeval and stream maps cannot say: an order for None, and that blank text is none.
ordered = spoilt.with_columns(c("cost").fill_null(0))
filled = ordered.with_columns(
    pl.when(c("leader", "municipality").str.strip_chars() != "").then(c("leader", "municipality"))
)
mapper = ours.mapper(Path(library))
for given, peer in ((spoilt, by_hand), (ordered, row_by_row), (filled, stream_maps)):
    expected, found = mapper(given, 1000), peer.mapped(given, 1000)
    for name, mine, theirs in zip(expected._fields, expected, found, strict=True):
        # Stream maps tell nothing of what they drop.
        if peer is stream_maps and name != "rows":
            continue
        if not mine.height:
            sys.exit(f"{name}: the sample has none, which proves nothing")
        try:
            assert_frame_equal(mine, theirs, rel_tol=1e-12)
        except AssertionError as error:
            sys.exit(f"{name} of {peer.__name__}: {error}")
