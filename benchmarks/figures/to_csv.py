"""CSV, end to end: a whole process from Parquet or CSV to the bundle."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from bench import Bench
from figure import Figure, alone, compare
from measure import case, run_once

#: What ours makes → what the peer calls it.
SAME = {"": "rows.csv", ".failures.csv": "failures.csv", ".left-out.csv": "left-out.csv"}


def measured(bench: Bench) -> Iterator[Figure]:
    """Against batches by pyarrow and Polars by hand, which give the same bytes; and from .csv, by itself."""
    ours_out, theirs_out = bench.folder / "csv", bench.folder / "csv-by-hand"
    for number, floor in ((bench.many, 0.75), (bench.rows, None)):
        ours = bench.export(bench.records(number), ours_out, "csv")
        theirs = case("csv_by_hand", bench.records(number), theirs_out)
        run_once(ours)
        run_once(theirs)
        for ending, name in SAME.items():
            _same(ours_out / f"demo_work_2025.csv{ending}", theirs_out / name)
        title = f"{number:,} records from Parquet to CSV"
        yield compare(title, ours, "pyarrow and Polars by hand", theirs, bench.runs, floor, is_warm=True)
    for number in (bench.rows, bench.many):
        yield alone(
            f"{number:,} records from CSV to CSV",
            bench.export(bench.records(number, "csv"), ours_out, "csv"),
            bench.runs,
        )


def _same(one: Path, other: Path) -> None:
    """RuntimeError where two files are not the same."""
    if _digest(one) != _digest(other):
        raise RuntimeError(f"{one} and {other} differ; the peer must write the same bytes")


def _digest(path: Path) -> str:
    # In pieces: what this process holds, its children start with.
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
