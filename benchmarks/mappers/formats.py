"""How cells are shown that are not shown as they are; every writer of .xlsx is told so."""

import polars as pl

FORMATS: dict[str, str] = {"day": "dd.mm.yyyy", "start": "hh:mm", "subsidy": "#,##0.000"}


def with_serial_times(frame: pl.DataFrame) -> pl.DataFrame:
    """For writers that know no time of day and no decimal: the part of a day that Excel means by a time, and floats."""
    return frame.with_columns(pl.col("start").cast(pl.Int64) / 86_400_000_000_000, pl.col("subsidy").cast(pl.Float64))
