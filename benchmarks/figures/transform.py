"""Transform: batches in memory in; rows, failures and what is left out, out. Timed inside of each process."""

from collections.abc import Iterator

from bench import Bench
from figure import Figure, compare
from measure import case, run_once


def measured(bench: Bench) -> Iterator[Figure]:
    """Against whoever evaluates the same expressions. All of them make the same of the same records: that is seen to first."""
    run_once(case("agree", bench.records(bench.rows), bench.library, 3000))

    def against(title: str, who: str, rows: int, number: int, floor: float) -> Figure:
        records, library = bench.records(rows), bench.library
        ours = case("transform", "ours", records, library, rows, prints=True)
        theirs = case("transform", who, records, library, number, prints=True, scale=rows / number)
        note = "" if number == rows else f"the peer took {number:,} records, and its seconds are multiplied"
        return compare(f"transform, {rows:,} records", ours, title, theirs, bench.runs, floor, note=note)

    yield against("stock simpleeval, row by row", "row_by_row", bench.rows, bench.slow_rows, 40)
    yield against("Singer SDK stream maps", "stream_maps", bench.rows, bench.slow_rows, 30)
    yield against("Polars by hand", "by_hand", bench.many, bench.many, 0.8)
