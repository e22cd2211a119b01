"""Reading a file whole, for the tests of this folder."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa

from kolonne.contract import FrameReader, Reader, Wanted


def table(
    reader: Reader,
    path: Path,
    columns: Sequence[str],
    batch_rows: int = 1000,
    lists: Sequence[str] = (),
    options: Mapping[str, str] | None = None,
    input_name: str = "activities",
) -> pa.Table:
    """All batches of the file in one table; the batches are of one schema and none is too long."""
    wanted = Wanted(input_name, tuple(columns), frozenset(lists), options or {})
    batches = list(reader.read(path, wanted, batch_rows))
    assert all(batch.num_rows <= batch_rows for batch in batches)
    found = pa.Table.from_batches(batches)
    if isinstance(reader, FrameReader):
        frames = list(reader.frames(path, wanted, batch_rows))
        assert [frame.height for frame in frames] == [batch.num_rows for batch in batches]
        assert pl.concat(frames).to_dict(as_series=False) == found.to_pydict()
    return found


def columns_of(reader: Reader, path: Path, columns: Sequence[str], **more: Any) -> dict[str, list[object]]:
    """Column name → cells."""
    found: dict[str, list[object]] = table(reader, path, columns, **more).to_pydict()
    return found
