"""Outcome: what a batch of records became."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from kolonne.contract import Counts

#: Types of the columns of failures and of what was left out.
FAILURES = {
    "row": pl.Int64, "number": pl.Int64, "key": pl.String, "place": pl.String, "rule": pl.String, "code": pl.String,
    "severity": pl.String, "message": pl.String, "value": pl.String, "out": pl.Boolean,
}  # fmt: skip
LEFT_OUT = {"row": pl.Int64, "number": pl.Int64, "key": pl.String, "reason": pl.String, "message": pl.String}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Rows for each sheet, what went wrong, and what was left out. Frames; counts reconcile."""

    #: Sheet → its columns by name.
    rows: Mapping[str, pl.DataFrame]
    #: Columns FAILURES.
    failures: pl.DataFrame
    #: Columns LEFT_OUT.
    left_out: pl.DataFrame
    counts: Counts
    #: How many rows broke a fatal rule.
    fatal: int
    #: How many rows lay in the reporting period.
    in_period: int
