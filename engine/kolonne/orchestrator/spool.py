"""Spool: rows on their way from map to generate, so that memory stays flat however many there are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

import polars as pl

_MOST_ROWS = 65_536
#: What waits in memory before a file is begun; a small report needs none.
_MOST_BYTES = 1 << 20


class Spool:
    """Frames of one schema, written once, then read as often as wanted: few in memory, more in an Arrow file."""

    def __init__(self, path: Path, schema: Mapping[str, pl.DataType], most_bytes: int = _MOST_BYTES) -> None:
        """`path` is where the file is made once there are more than `most_bytes`."""
        self._path, self._most_bytes = path, most_bytes
        self._empty = pl.DataFrame(schema=schema)
        self._in_memory: list[pl.DataFrame] = []
        self._bytes = 0.0
        self._file: _File | None = None
        self._is_closed = False
        #: The types of its columns.
        self.schema: Mapping[str, pl.DataType] = self._empty.schema
        #: How many rows were written.
        self.rows = 0

    def write(self, frame: pl.DataFrame) -> None:
        """Add a frame."""
        if self._is_closed:
            raise RuntimeError("the spool is closed")
        if not frame.height:
            return
        frame = fitted(frame, self.schema)
        self.rows += frame.height
        if self._file is not None:
            self._file.write(frame)
            return
        self._in_memory.append(frame)
        self._bytes += frame.estimated_size()
        if self._bytes > self._most_bytes:
            self._file = _File(self._path)
            for waiting in self._in_memory:
                self._file.write(waiting)
            self._in_memory.clear()

    def close(self) -> None:
        """Finish writing; harmless when done already."""
        self._is_closed = True

    def whole(self, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """All rows at once, of some columns or of all."""
        frames = [frame if columns is None else frame.select(columns) for frame in self.frames()]
        return pl.concat([self._empty if columns is None else self._empty.select(columns), *frames])

    def sorted(self, column: str) -> "Spool":
        """A spool of the same rows, ordered by a column; equal ones stay as they are."""
        found = self.renewed(self._empty.schema)
        found.write(self.whole().sort(column, maintain_order=True, nulls_last=False))
        return found

    def renewed(self, schema: Mapping[str, pl.DataType]) -> "Spool":
        """An empty spool beside this one, which is not needed any more."""
        self.close()
        return Spool(self._path.with_name(f"{self._path.stem}x.arrow"), schema, self._most_bytes)

    def frames(self) -> Iterator[pl.DataFrame]:
        """The frames, in order, in pieces neither smaller nor much larger than what came in: a record may have become a
        thousand rows."""
        self.close()
        if self._file is not None:
            yield from self._file.frames()
        for frame in self._in_memory:
            yield from frame.iter_slices(_MOST_ROWS)


def gathered(frames: Iterable[pl.DataFrame], least_rows: int) -> Iterator[pl.DataFrame]:
    """The rows of frames of one schema, in frames that have at least so many, but for the last."""
    waiting: list[pl.DataFrame] = []
    for frame in frames:
        waiting.append(frame)
        if sum(map(len, waiting)) >= least_rows:
            yield pl.concat(waiting).rechunk()
            waiting.clear()
    if waiting:
        yield pl.concat(waiting).rechunk()


def fitted(frame: pl.DataFrame, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """The frame in one piece, with these columns and types."""
    frame = frame.rechunk()
    return frame if frame.schema == schema else frame.select(pl.col(name).cast(of) for name, of in schema.items())


class _File:
    """Frames in a file, one Arrow stream behind the other. Polars writes and reads them: pyarrow would take longer to load."""

    def __init__(self, path: Path) -> None:
        self._path = path
        #: Where each frame ends.
        self._ends: list[int] = []

    def write(self, frame: pl.DataFrame) -> None:
        # Opened anew, so that an export that ends early leaves nothing open.
        with self._path.open("ab") as stream:
            for piece in frame.iter_slices(_MOST_ROWS):
                piece.write_ipc_stream(stream, compat_level=pl.CompatLevel.newest())
                self._ends.append(stream.tell())

    def frames(self) -> Iterator[pl.DataFrame]:
        with self._path.open("rb") as stream:
            begin = 0
            for end in self._ends:
                yield pl.read_ipc_stream(BytesIO(stream.read(end - begin)))
                begin = end
