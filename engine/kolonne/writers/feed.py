"""Feed: the rows of a sheet in pieces of bearable size, and Progress: how many of them are done."""

from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING

from kolonne.contract import Sheet, Tick, WriterError

if TYPE_CHECKING:
    import polars as pl

#: Small enough to stay in the processor's cache, large enough that Polars' fixed costs vanish.
PIECE_ROWS = 8192
#: A piece of long texts has fewer rows, so that no piece's text outgrows memory.
_PIECE_BYTES = 8 << 20


class Progress:
    """Counts the rows of the report that are done and tells `tick`, which may raise to cancel."""

    def __init__(self, tick: Tick) -> None:
        self._tick = tick
        self._rows = 0
        #: What `tick` raised, if it did and if it was an OSError such as TimeoutError.
        self.stopped_by: OSError | None = None

    def done(self, rows: int) -> None:
        """Count `rows` more; 0 only gives `tick` the chance to cancel."""
        self._rows += rows
        try:
            self._tick(self._rows)
        except OSError as error:
            self.stopped_by = error
            raise


def hold_promise(sheet: Sheet, given: int) -> None:
    """Raise `WriterError` unless a sheet gave as many rows as it promised."""
    if given != sheet.rows:
        raise WriterError(f"sheet `{sheet.name}`: promised {sheet.rows} rows, gave {given}")


class Feed:
    """Hands out the rows of one sheet, in order, and holds the sheet to the number of rows it promised."""

    def __init__(self, sheet: Sheet, piece_rows: int = PIECE_ROWS) -> None:
        self._sheet = sheet
        self._pieces = _pieces(sheet, piece_rows)
        self._kept: pl.DataFrame | None = None
        self._given = 0

    def take(self, most: int) -> "Iterator[pl.DataFrame]":
        """The next rows in pieces, at most `most` in all."""
        left = most
        while left and (piece := self._next()) is not None:
            if piece.height > left:
                self._kept, piece = piece.slice(left), piece.head(left)
            left -= piece.height
            self._given += piece.height
            yield piece

    def finish(self) -> None:
        """Raise `WriterError` unless exactly the promised rows were given."""
        while (piece := self._next()) is not None:
            self._given += piece.height
        hold_promise(self._sheet, self._given)

    def _next(self) -> "pl.DataFrame | None":
        piece, self._kept = self._kept, None
        return next(self._pieces, None) if piece is None else piece


def row_pieces(sheet: Sheet, most: int = PIECE_ROWS) -> "Iterator[pl.DataFrame]":
    """The rows of a sheet, in order, in pieces of bearable size (8,192 rows at most if not said, fewer of long texts).

    Raises `WriterError` at the end, unless there were exactly as many rows as the sheet promised.
    """
    feed = Feed(sheet, most)
    yield from feed.take(sheet.rows)
    feed.finish()


def _pieces(sheet: Sheet, most: int) -> "Iterator[pl.DataFrame]":
    for frame in sheet.frames():
        yield from cut(frame, most)


def cut(frame: "pl.DataFrame", most: int) -> "Iterator[pl.DataFrame]":
    """A frame in pieces of at most `most` rows, fewer of long texts; all have about as many, so that none is a poor rest."""
    if frame.height:
        per_row = max(1, int(frame.estimated_size()) // frame.height)
        pieces = ceil(frame.height / max(1, min(most, _PIECE_BYTES // per_row)))
        yield from frame.iter_slices(ceil(frame.height / pieces))
