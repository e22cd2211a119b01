"""The figures as results.json and as the table of docs/performance.md."""

import json
import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from figure import Figure

ROOT = Path(__file__).parents[1]
RESULTS, PAGE = ROOT / "benchmarks/results.json", ROOT / "docs/performance.md"
BEGIN, END = "<!-- figures: made by `make bench` -->", "<!-- end of figures -->"
PACKAGES = (
    "kolonne", "polars", "pyarrow", "XlsxWriter", "simpleeval", "singer-sdk", "pandas", "rustpy-xlsxwriter", "xlsxturbo",
    "jetxl", "check-jsonschema",
)  # fmt: skip
HEAD = ["| what | ours | against | theirs | ratio | at least |", "|---|---|---|---|---|---|"]


def row(figure: Figure) -> dict[str, Any]:
    """The figure in results.json; null for what it does not have."""
    return {
        "name": figure.name,
        f"ours_{figure.unit}": figure.ours,
        "peer": figure.peer or None,
        f"peer_{figure.unit}": figure.peers,
        "ratio": figure.ratio,
        "floor": figure.floor,
        **({"note": figure.note} if figure.note else {}),
    }


def line(row: dict[str, Any]) -> str:
    """A row of results.json as one of the table; what is less than was promised is marked."""
    unit = "s" if "ours_s" in row else "mb"
    floor, ratio = row["floor"], row["ratio"]
    mark = " **below**" if floor is not None and ratio < floor else ""
    note = f" ({row['note']})" if "note" in row else ""
    cells = (
        f"{row['name']}{note}",
        _amount(row[f"ours_{unit}"], unit),
        row["peer"] or "",
        "" if row["peer"] is None else _amount(row[f"peer_{unit}"], unit),
        "" if ratio is None else _times(ratio),
        "" if floor is None else f"{_times(floor)}{mark}",
    )
    return f"| {' | '.join(cells)} |"


def measured_with(command: str, runs: int, began: datetime) -> str:
    """When, where, with which versions."""
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    minutes = (datetime.now(UTC) - began).total_seconds() / 60
    return (
        f"Measured {began:%Y-%m-%d} by `{command}` in {minutes:.0f} minutes on {os.cpu_count()} cores ({platform.machine()}), "
        f"Python {platform.python_version()}, {versions}. Medians of {runs} runs, ours and theirs in turn; the ratio is the "
        "median of theirs over ours."
    )


def told(figures: Sequence[Figure]) -> str:
    """What is below what was promised, as the last words of a run."""
    below = [
        f"{one.name} / {one.peer}: {_times(one.ratio or 0)}, not {_times(one.floor or 0)}"
        for one in figures
        if one.is_below
    ]
    return "\n".join(["below what was promised:", *below]) if below else "everything is as promised"


def write(figures: Sequence[Figure], head: str) -> None:
    """Write results.json and the table."""
    rows = [row(one) for one in figures]
    RESULTS.write_text(json.dumps(rows, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    table = "\n".join([head, "", *HEAD, *map(line, rows)])
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def _amount(value: float, unit: str) -> str:
    if unit == "mb":
        return f"{value:,.0f} MB" if value >= 1 else f"{value:.3f} MB"
    return f"{value:.2f} s" if value >= 0.1 else f"{value * 1000:.1f} ms"


def _times(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.1f}" if ratio >= 10 else f"{ratio:.2f}"
