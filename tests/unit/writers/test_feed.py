"""Rows come in pieces that memory can bear, and stop where they are told."""

from dataclasses import replace

import polars as pl
import pytest

from kolonne.contract import Sheet, SheetColumn, WriterError
from kolonne.writers.feed import Feed, Progress
from unit.writers.workbooks import of_frame

_COLUMNS = (SheetColumn("c", "C", "text"),)


def test_pieces_are_small_in_rows_and_in_bytes() -> None:
    """A frame of long texts is taken in fewer rows at a time, and none is left with few rows."""
    short = of_frame(pl.DataFrame({"c": ["x"] * 20_000}), _COLUMNS, frame_rows=20_000)
    long = of_frame(pl.DataFrame({"c": ["x" * 100_000] * 300}), _COLUMNS, frame_rows=300)
    assert [piece.height for piece in Feed(short).take(20_000)] == [6667, 6667, 6666]
    heights = [piece.height for piece in Feed(long).take(300)]
    assert sum(heights) == 300
    assert max(heights) <= 84


@pytest.mark.parametrize("most", [1, 4, 5, 7, 100])
def test_taking_goes_on_where_it_stopped(most: int) -> None:
    """Nothing is lost or given twice at a border."""
    feed = Feed(of_frame(pl.DataFrame({"c": [str(at) for at in range(13)]}), _COLUMNS, frame_rows=5))
    given: list[str] = []
    while taken := [cell for piece in feed.take(most) for cell in piece["c"]]:
        assert len(taken) <= most
        given += taken
    feed.finish()
    assert given == [str(at) for at in range(13)]


def test_finishing_counts_what_was_not_taken() -> None:
    """Rows beyond what was promised are noticed too."""
    feed = Feed(of_frame(pl.DataFrame({"c": ["a", "b"]}), _COLUMNS))
    assert sum(piece.height for piece in feed.take(1)) == 1
    feed.finish()
    with pytest.raises(WriterError, match="promised 2 rows, gave 0"):
        Feed(_empty()).finish()


def _empty() -> Sheet:
    return replace(of_frame(pl.DataFrame({"c": ["a", "b"]}), _COLUMNS), frames=list)


def test_progress_remembers_only_what_it_must() -> None:
    """The OSError of a tick, to tell it from the file's own."""

    def late(rows: int) -> None:
        if rows > 5:
            raise TimeoutError

    fine = Progress(late)
    fine.done(5)
    assert fine.stopped_by is None
    progress = Progress(late)
    progress.done(5)
    with pytest.raises(TimeoutError):
        progress.done(1)
    assert isinstance(progress.stopped_by, TimeoutError)
