"""Measure everything; write results.json and the table of docs/performance.md.

`run.py transform to_csv` measures these groups only, QUICK=1 fewer records fewer times; neither writes anything.
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import report
from bench import Bench
from figure import Figure
from figures import (
    artifact,
    expressions,
    memory,
    plugins,
    related_records,
    small,
    to_csv,
    to_others,
    to_xlsx,
    transform,
)

GROUPS = {
    group.__name__.partition(".")[2]: group
    for group in (
        transform, to_csv, to_xlsx, memory, small, to_others, expressions, related_records, plugins, artifact,
    )
}  # fmt: skip


def measure(bench: Bench, groups: Sequence[str]) -> list[Figure]:
    """Every figure of some groups, each printed when it is known."""
    print("\n".join(report.HEAD), flush=True)
    figures: list[Figure] = []
    for name in groups:
        for figure in GROUPS[name].measured(bench):
            print(report.line(report.row(figure)), flush=True)
            figures.append(figure)
    return figures


def main(wanted: Sequence[str]) -> None:
    """Measure, print, and write."""
    if unknown := [name for name in wanted if name not in GROUPS]:
        sys.exit(f"there is no group {', '.join(unknown)}; there are {', '.join(GROUPS)}")
    began, is_quick = datetime.now(UTC), os.environ.get("QUICK") == "1"
    with tempfile.TemporaryDirectory(prefix="kolonne-bench-") as name:
        bench = Bench(Path(name), is_quick)
        figures = measure(bench, wanted or list(GROUPS))
    command = f"make bench{' QUICK=1' if is_quick else ''}{': ' if wanted else ''}{', '.join(wanted)}"
    head = report.measured_with(command, bench.runs, began)
    print(f"\n{head}\n\n{report.told(figures)}")
    if is_quick:
        print("what was promised is about ten times as many records, on a quiet machine")
    if not wanted and not is_quick:
        report.write(figures, head)


if __name__ == "__main__":
    main(sys.argv[1:])
