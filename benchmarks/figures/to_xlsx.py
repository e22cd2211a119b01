"""XLSX, end to end: a whole process from Parquet to the workbook. Peers map by hand, and write the sheet of rows only."""

from collections.abc import Iterator

from bench import Bench
from figure import Figure, compare
from measure import case, run_once

#: Script → what it is called, how many times faster ours must be.
PEERS = {
    "xlsx_xlsxwriter": ("XlsxWriter, constant memory", 15),
    "xlsx_pandas": ("pandas `to_excel`", 25),
    "xlsx_polars": ("Polars `write_excel`", 20),
    "xlsx_rustpy": ("rustpy-xlsxwriter", 2.5),
    "xlsx_xlsxturbo": ("xlsxturbo, constant memory", 2.5),
    "xlsx_jetxl": ("jetxl, whose files are twice as large", 2.5),
}


def measured(bench: Bench) -> Iterator[Figure]:
    """Against everybody's writers. What they write of fewer records is compared first, cell by cell."""
    small, records, out = bench.records(bench.slow_rows), bench.records(bench.rows), bench.folder / "xlsx"
    made = {name: bench.folder / f"{name}.xlsx" for name in PEERS}
    run_once(bench.export(small, out, "xlsx"))
    for name, path in made.items():
        run_once(case(name, small, path))
    run_once(case("same_xlsx", out / "demo_work_2025.xlsx", *made.values()))
    title = f"{bench.rows:,} records from Parquet to XLSX, 20 columns"
    ours = bench.export(records, out, "xlsx")
    for name, (peer, floor) in PEERS.items():
        theirs = case(name, records, made[name])
        yield compare(title, ours, peer, theirs, bench.runs, floor, is_warm=True)
