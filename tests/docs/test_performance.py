"""The page about performance says what was measured."""

import json
from typing import Any

import pytest

from docs.pages import DOCS, ROOT

_ROWS: list[dict[str, Any]] = json.loads((ROOT / "benchmarks/results.json").read_text(encoding="utf-8"))
_FORMS = [
    {"name", "ours_s", "peer", "peer_s", "ratio", "floor"},
    {"name", "ours_mb", "peer", "peer_mb", "ratio", "floor"},
]


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: f"{row['name']} / {row['peer']}")
def test_a_figure_is_a_row_of_the_table(row: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row of results.json stands in the table, with a mark where it is less than was promised."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    import report

    assert row.keys() - {"note"} in _FORMS
    line = report.line(row)
    assert line in (DOCS / "performance.md").read_text(encoding="utf-8").splitlines()
    is_below = row["floor"] is not None and row["ratio"] < row["floor"]
    assert ("**below**" in line) == is_below


def test_the_table_has_no_other_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in the table stands in results.json."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    import report

    page = (DOCS / "performance.md").read_text(encoding="utf-8")
    table = page.partition(report.BEGIN)[2].partition(report.END)[0]
    lines = [line for line in table.splitlines() if line.startswith("|")]
    assert lines == [*report.HEAD, *map(report.line, _ROWS)]
