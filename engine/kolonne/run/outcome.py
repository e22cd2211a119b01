"""Outcome: what a batch of records became."""

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from kolonne.contract import Counts
from kolonne.contract.quick import dataclass
from kolonne.expressions import dtype
from kolonne.plan import Plan
from kolonne.run.columns import stacked

#: Types of the columns of failures and of what was left out.
FAILURES = {
    "row": pl.Int64, "number": pl.Int64, "key": pl.String, "place": pl.String, "rule": pl.String, "code": pl.String,
    "severity": pl.String, "message": pl.String, "value": pl.String, "out": pl.Boolean,
}  # fmt: skip
LEFT_OUT = {"row": pl.Int64, "number": pl.Int64, "key": pl.String, "reason": pl.String, "message": pl.String}

NO_FAILURES, NO_LEFT_OUT = pl.DataFrame(schema=FAILURES), pl.DataFrame(schema=LEFT_OUT)
_NO_ROWS = pl.Series("?row", [], dtype=pl.Int64)

#: The name of a summary, and that of the rows it looks at.
Contribution = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Rows for each sheet, what went wrong, and what was left out. Frames; counts reconcile."""

    #: Sheet → its columns by name; sheets in which each row has a line.
    rows: Mapping[str, pl.DataFrame]
    #: What rows have to say to the groups that they belong to.
    contributions: Mapping[Contribution, pl.DataFrame]
    #: Columns FAILURES.
    failures: pl.DataFrame
    #: Columns LEFT_OUT.
    left_out: pl.DataFrame
    counts: Counts
    #: The rows that broke a fatal rule.
    fatal_rows: pl.Series
    #: How many rows lay in the reporting period.
    in_period: int

    @property
    def fatal(self) -> int:
        """How many rows broke a fatal rule."""
        return len(self.fatal_rows)

    @classmethod
    def of(
        cls,
        plan: Plan,
        failures: pl.DataFrame,
        counts: Counts,
        left_out: pl.DataFrame | None = None,
        in_period: int = 0,
    ) -> "Outcome":
        """An outcome without finished rows."""
        nothing = NO_LEFT_OUT if left_out is None else left_out
        return cls(plan.once("no rows", lambda: _no_rows(plan)), {}, failures, nothing, counts, _NO_ROWS, in_period)

    def plus(self, other: "Outcome") -> "Outcome":
        """Both together: `other` is what became of the rows that went on."""
        return replace(
            other,
            failures=stacked([self.failures, other.failures], NO_FAILURES),
            left_out=stacked([self.left_out, other.left_out], NO_LEFT_OUT),
            counts=self.counts.plus(other.counts),
            fatal_rows=pl.concat([self.fatal_rows, other.fatal_rows]) if len(self.fatal_rows) else other.fatal_rows,
            in_period=self.in_period + other.in_period,
        )


def _no_rows(plan: Plan) -> dict[str, pl.DataFrame]:
    """Every sheet in which rows have lines, without any."""
    return {
        sheet.name: pl.DataFrame(schema={column.name: dtype(column.type) for column in sheet.columns})
        for sheet in plan.row_sheets
    }
