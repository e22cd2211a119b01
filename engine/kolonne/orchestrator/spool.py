"""Spool: rows on their way from map to generate, on disk, so that memory stays flat however many there are."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl
import pyarrow as pa

_MOST_ROWS = 65_536


class Spool:
    """Frames of one schema in an Arrow file: written once, then read as often as wanted."""

    def __init__(self, path: Path, schema: Mapping[str, pl.DataType]) -> None:
        self._path = path
        self._empty = pl.DataFrame(schema=schema)
        self._schema = self._empty.to_arrow(compat_level=pl.CompatLevel.oldest()).schema
        self._writer: pa.RecordBatchFileWriter | None = pa.ipc.new_file(str(path), self._schema)
        #: The types of its columns.
        self.schema: Mapping[str, pl.DataType] = self._empty.schema
        #: How many rows were written.
        self.rows = 0

    def write(self, frame: pl.DataFrame) -> None:
        """Add a frame."""
        if self._writer is None:
            raise RuntimeError("the spool is closed")
        if frame.height:
            # In pieces neither smaller nor much larger than what came in: a record may have become a thousand rows.
            table = frame.rechunk().to_arrow(compat_level=pl.CompatLevel.oldest()).cast(self._schema)
            self._writer.write_table(table, max_chunksize=_MOST_ROWS)
            self.rows += frame.height

    def close(self) -> None:
        """Finish writing; harmless when done already."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

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
        return Spool(self._path.with_name(f"{self._path.stem}x.arrow"), schema)

    def frames(self) -> Iterator[pl.DataFrame]:
        """The frames, in order."""
        self.close()
        with pa.memory_map(str(self._path)) as mapped, pa.ipc.open_file(mapped) as reader:
            for at in range(reader.num_record_batches):
                yield pl.DataFrame(pl.from_arrow(reader.get_batch(at)))
