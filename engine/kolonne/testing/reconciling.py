"""check_reconciles: every row is accounted for."""

from kolonne.contract import Counts, ExportFailure, ExportSuccess
from kolonne.testing.exported import Exported
from kolonne.testing.promise import hold


def check_reconciles(result: "Exported | ExportSuccess | ExportFailure | Counts") -> None:
    """Hold counts to add up: read and added rows are as many as exported, left out and failed ones together.

    What an export never counted, because it was refused before, is told too: such a result proves nothing.
    """
    inner = result.result if isinstance(result, Exported) else result
    counts = inner if isinstance(inner, Counts) else inner.counts
    if counts is None:
        hold(kept=False, what="nothing was counted: the export ended before its records were read")
        return
    out = sum(counts.left_out.values()) + sum(counts.failed.values())
    what = (
        f"{counts.read} read and {counts.exploded} added, but {counts.exported} exported and {out} left out or failed"
    )
    hold(counts.reconciles, f"{what}: {counts.as_json()}")
    numbers = [counts.read, counts.exploded, counts.exported, *counts.left_out.values(), *counts.failed.values()]
    hold(min(numbers) >= 0, f"some rows are counted less than no times: {counts.as_json()}")
