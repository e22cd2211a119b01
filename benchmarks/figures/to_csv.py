"""CSV, end to end: a whole process from Parquet to the bundle."""

import hashlib
from pathlib import Path

from bench import Bench
from measure import Figure, case, compare, run_once

#: Ours → the peer's.
SAME = {"": "rows.csv", ".failures.csv": "failures.csv", ".left-out.csv": "left-out.csv"}


def measured(bench: Bench) -> list[Figure]:
    """Against batches by pyarrow and Polars by hand, which give the same bytes."""
    records, ours_out, peer_out = bench.records(bench.many), bench.folder / "csv", bench.folder / "csv-by-hand"
    ours = case("export", bench.library, "demo", f"activities={records}", ours_out, "csv")
    peer = case("csv_by_hand", records, peer_out)
    run_once(ours)
    run_once(peer)
    for ending, name in SAME.items():
        same(ours_out / f"demo_work_2025.csv{ending}", peer_out / name)
    title = f"{bench.many:,} records from Parquet to CSV"
    return [compare(title, ours, "pyarrow and Polars by hand, same bytes", peer, bench.runs, 0.75, is_warm=True)]


def same(one: Path, other: Path) -> None:
    """RuntimeError where two files are not the same."""
    first, second = (_digest(path) for path in (one, other))
    if first != second:
        raise RuntimeError(f"{one.name} is not what {other.name} by hand is: {first}, {second}")


def _digest(path: Path) -> str:
    # In pieces: what this process holds, its children start with.
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
