"""Exports that look at related records, at other rows and at groups."""

import sys
from collections.abc import Iterator
from pathlib import Path

from bench import Bench
from figure import Figure, compare
from measure import HERE, Command, case, run_once

#: Participants of an activity.
HEADS = 3


def measured(bench: Bench) -> Iterator[Figure]:
    """Against the same two tables by hand, which check, tell, count and record nothing."""
    for number in (bench.rows, bench.many):
        folder = _made(bench, number)
        name = f"{number:,} records with {number * HEADS:,} that belong to them, other rows and groups, to CSV"
        ours = case("export", folder / "org", "demo", folder / "records", folder / "out", "csv")
        yield compare(name, ours, "Polars by hand, unchecked", case("related_polars", folder), bench.runs)


def _made(bench: Bench, number: int) -> Path:
    """By another process: what this one holds, its children start with."""
    folder = bench.folder / f"related-{number}"
    run_once(Command((sys.executable, str(HERE / "related.py"), str(folder), str(number))))
    return folder
