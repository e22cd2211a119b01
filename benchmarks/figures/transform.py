"""Transform: batches in memory in, rows, failures and what is left out, out. Timed inside of each process."""

from bench import Bench
from measure import Figure, case, compare, run_once


def measured(bench: Bench) -> list[Figure]:
    """Ours against whoever evaluates the same expressions; all of them give the same, which is looked at first."""
    rows, slow = bench.rows, bench.slow_rows
    records, library = bench.records(rows), bench.library
    run_once(case("agree", records, library, 3000))
    name = f"transform, {rows:,} records"
    ours = case("transform", "ours", records, library, rows, prints=True)
    scaled = f"it takes {slow:,} records; its seconds are those, times {rows // slow}"

    def against(title: str, who: str, number: int, floor: float, note: str = "") -> Figure:
        command = case("transform", who, records, library, number, prints=True, scale=rows / number)
        return compare(name, ours, title, command, bench.runs, floor, note)

    return [
        against("stock simpleeval, row by row", "row_by_row", slow, 40, scaled),
        against("Singer SDK stream maps", "stream_maps", slow, 30, scaled),
        against("Polars by hand", "by_hand", rows, 0.8),
    ]
