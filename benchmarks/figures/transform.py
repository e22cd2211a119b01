"""Transform: batches in memory in; rows, failures and what is left out, out. Timed inside of each process."""

from collections.abc import Iterator

from bench import Bench
from figure import Figure, compare
from measure import case, run_once


def measured(bench: Bench) -> Iterator[Figure]:
    """Against whoever evaluates the same expressions. All of them make the same of the same records: that is seen to first."""
    rows, slow = bench.rows, bench.slow_rows
    records, library = bench.records(rows), bench.library
    run_once(case("agree", records, library, 3000))
    ours = case("transform", "ours", records, library, rows, prints=True)

    def against(title: str, who: str, number: int, floor: float) -> Figure:
        theirs = case("transform", who, records, library, number, prints=True, scale=rows / number)
        note = "" if number == rows else f"the peer took {number:,} records, and its seconds are multiplied"
        return compare(f"transform, {rows:,} records", ours, title, theirs, bench.runs, floor, note=note)

    yield against("stock simpleeval, row by row", "row_by_row", slow, 40)
    yield against("Singer SDK stream maps", "stream_maps", slow, 30)
    yield against("Polars by hand", "by_hand", rows, 0.8)
