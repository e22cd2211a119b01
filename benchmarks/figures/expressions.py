"""One expression, and a document of many."""

import statistics
from collections.abc import Iterator

from bench import Bench
from figure import Figure, compare
from measure import case, run_once
from organisation import make_organisation


def measured(bench: Bench) -> Iterator[Figure]:
    """A single expression against stock simpleeval, whole processes; and how long a wide document takes to become a plan."""
    number = bench.many
    yield compare(
        f"one expression, {number:,} rows, whole process",
        case("evaluate_vector", number),
        "stock simpleeval, row by row",
        case("evaluate_simpleeval", number),
        bench.runs,
    )
    wide = case("compile_document", make_organisation(bench.folder / "wide", 1, 200, lookups=100), prints=True)
    seconds = statistics.median(run_once(wide).seconds for _ in range(bench.runs))
    yield Figure("plan of a document of 200 columns with 100 lookups, after imports", "s", seconds)
