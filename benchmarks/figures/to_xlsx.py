"""XLSX, end to end: a whole process from Parquet to the workbook. Peers map by hand, and write the sheet of rows only."""

from bench import Bench
from measure import Figure, case, compare, run_once

#: Script → what it is called, and how many times faster ours must be.
PEERS = {
    "xlsx_xlsxwriter": ("XlsxWriter, constant memory", 15),
    "xlsx_pandas": ("pandas `to_excel`", 25),
    "xlsx_polars": ("Polars `write_excel`", 20),
    "xlsx_rustpy": ("rustpy-xlsxwriter", 2.5),
    "xlsx_xlsxturbo": ("xlsxturbo, constant memory", 2.5),
    "xlsx_jetxl": ("jetxl", 2.5),
}


def measured(bench: Bench) -> list[Figure]:
    """Against everybody's writers; what they write is compared cell by cell first, with fewer records."""
    small, records = bench.records(bench.slow_rows), bench.records(bench.rows)
    out, library = bench.folder / "xlsx", bench.library
    made = [str(bench.folder / f"{name}.xlsx") for name in PEERS]
    run_once(case("export", library, "demo", f"activities={small}", out, "xlsx"))
    for name, path in zip(PEERS, made, strict=True):
        run_once(case(name, small, path))
    run_once(case("same_xlsx", out / "demo_work_2025.xlsx", *made))
    title = f"{bench.rows:,} records from Parquet to XLSX, 20 columns"
    ours = case("export", library, "demo", f"activities={records}", out, "xlsx")
    return [
        compare(title, ours, peer, case(name, records, path), bench.runs, floor, is_warm=True)
        for (name, (peer, floor)), path in zip(PEERS.items(), made, strict=True)
    ]
