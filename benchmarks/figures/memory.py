"""Peaks of memory: flat, however many records there are, and small."""

from collections.abc import Iterator

from bench import Bench
from figure import Figure, against, compare_peaks
from measure import Command, run_once

#: MB that no export of the workload may need, and how much more those of many records may than those of few.
MOST, GROWTH = 350.0, 1.15


def measured(bench: Bench) -> Iterator[Figure]:
    """Many records against few of them, and against the limit."""
    _see_that_children_start_small()
    for format_, number in (("csv", bench.most), ("xlsx", bench.many)):
        out = bench.folder / "memory"
        ours, few = (bench.export(bench.records(rows), out, format_) for rows in (number, bench.rows))
        name = f"peak memory, {number:,} records from Parquet to {format_.upper()}"
        peer, note = (
            f"the same of {bench.rows:,} records",
            f"at most {GROWTH} times as much; median of {bench.runs}",
        )
        figure, runs = compare_peaks(name, ours, peer, few, bench.runs, 1 / GROWTH, note)
        yield figure
        yield against(name, "mb", [(run.megabytes, MOST) for run in runs], "the limit", 1)


def _see_that_children_start_small() -> None:
    """A process begins with its parent's peak; RuntimeError where that would be what is measured."""
    smallest = run_once(Command(("/bin/true",))).megabytes
    if smallest > MOST / 4:
        raise RuntimeError(f"a process that does nothing has a peak of {smallest:.0f} MB: this one is too large")
