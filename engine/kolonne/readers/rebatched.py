"""Cutting tables of any length into batches of one length."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


def rebatched(tables: Iterable["pa.Table"], batch_rows: int) -> Iterator["pa.RecordBatch"]:
    """The same rows in the same order, `batch_rows` at a time, the last batch shorter.

    All tables have one schema. Tables without any row give one empty batch, so that the columns are known; no table
    gives none.
    """
    import pyarrow as pa

    waiting: list[pa.Table] = []
    rows, given = 0, False
    for table in tables:
        waiting.append(table)
        rows += table.num_rows
        if rows >= batch_rows:
            whole = pa.concat_tables(waiting)
            ready = rows - rows % batch_rows
            yield from _batches(whole.slice(0, ready), batch_rows)
            waiting, rows, given = [whole.slice(ready)], rows - ready, True
    if rows:
        yield from _batches(pa.concat_tables(waiting), batch_rows)
    elif waiting and not given:
        yield pa.RecordBatch.from_pylist([], schema=waiting[0].schema)


def _batches(table: "pa.Table", batch_rows: int) -> Iterator["pa.RecordBatch"]:
    for start in range(0, table.num_rows, batch_rows):
        # Copied together piece by piece: text of more than 2 GiB stays in several chunks, which are batches of their own.
        yield from table.slice(start, batch_rows).combine_chunks().to_batches()
