"""What ten plugins of other organisations cost an export that is not theirs."""

import statistics
from collections.abc import Iterator
from dataclasses import replace

from bench import Bench
from figure import Figure
from make_plugins import make_plugins
from measure import Command, case, run_once


def measured(bench: Bench) -> Iterator[Figure]:
    """What they cost against the whole export. It is timed inside: exports differ more from run to run than they cost."""
    source = f"activities={bench.records(bench.rows)}"
    without = case("plugin_dispatch", bench.library, source, bench.folder / "dispatch")
    with_them = replace(without, environment={"PYTHONPATH": str(make_plugins(bench.folder / "site"))})
    pairs = [(_spent(without), _spent(with_them)) for _ in range(bench.runs + 2)]
    alone, together, whole = (
        statistics.median(values) for values in zip(*((one[0], other[0], one[1]) for one, other in pairs), strict=True)
    )
    # Less than a millisecond cannot be told from none.
    cost = max(together - alone, 0.001)
    name = f"ten plugins of other organisations, {bench.rows:,} records from Parquet to CSV"
    yield Figure(name, "s", cost, "the export without them", whole, whole / cost, 50, "at most 2% of it")


def _spent(command: Command) -> tuple[float, float]:
    """Seconds of plugins, and of the whole."""
    of_plugins, of_all = run_once(command).said.split()
    return float(of_plugins), float(of_all)
