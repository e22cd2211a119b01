"""The figures as results.json and as Markdown."""

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from measure import Figure

ROOT = Path(__file__).parents[1]
RESULTS, PAGE = ROOT / "benchmarks/results.json", ROOT / "docs/performance.md"
BEGIN, END = "<!-- figures: made by `make bench` -->", "<!-- end of figures -->"


def is_below(figure: Figure) -> bool:
    """Whether less was measured than was promised."""
    return figure.floor is not None and figure.ratio < figure.floor


def markdown(figures: Sequence[Figure], command: str) -> str:
    """The table, and what it was measured with."""
    lines = [
        f"Measured {datetime.now(UTC):%Y-%m-%d} by `{command}` on {os.cpu_count()} cores ({platform.machine()}).",
        "",
        "| what | ours | against | theirs | times faster | at least |",
        "|---|---|---|---|---|---|",
        *(_line(one) for one in figures),
    ]
    return "\n".join(lines)


def _line(one: Figure) -> str:
    floor = "" if one.floor is None else f"{one.floor:g}{' **below**' if is_below(one) else ''}"
    return (
        f"| {one.name} | {one.ours.seconds:.2f} s, {one.ours.megabytes:.0f} MB | {one.peer} "
        f"| {one.peers.seconds:.2f} s, {one.peers.megabytes:.0f} MB | {one.ratio:.2f} | {floor} |"
    )
