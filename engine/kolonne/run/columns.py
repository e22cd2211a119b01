"""Columns of frames, chosen without asking Polars for a plan: cheap, however often it happens to a batch."""

from collections.abc import Iterable

import polars as pl


def without(frame: pl.DataFrame, names: Iterable[str]) -> pl.DataFrame:
    """The frame without some columns, whether it has them or not."""
    gone = set(names)
    kept = [name for name in frame.columns if name not in gone]
    if len(kept) == frame.width:
        return frame
    # In brackets, no names at all would mean no rows of all columns.
    return frame[kept] if kept else frame.select()


def stacked(frames: Iterable[pl.DataFrame], nothing: pl.DataFrame) -> pl.DataFrame:
    """Frames of one kind one below the other; `nothing` is such a frame without rows."""
    found = [frame for frame in frames if frame.height]
    return nothing if not found else found[0] if len(found) == 1 else pl.concat(found)
