"""Mapped: everything that records became, on disk."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path

import polars as pl

from kolonne.contract import MOST_REPORTS, Counts, PartialFailureReport, RowMaker, Severity
from kolonne.contract.quick import dataclass
from kolonne.expressions import dtype
from kolonne.orchestrator.spool import Spool
from kolonne.orchestrator.streamed import StreamedRows
from kolonne.plan import Plan
from kolonne.run import FAILURES, LEFT_OUT, Report


@dataclass(slots=True)
class Mapped:
    """Everything the records became."""

    folder: Path
    #: Sheet → its lines.
    sheets: dict[str, Spool | StreamedRows]
    failures: Spool
    left_out: Spool
    counts: Counts = field(default_factory=Counts)
    #: How many rows, lines and sheets broke a fatal rule, and how many rows lay in the period.
    fatal: int = 0
    in_period: int = 0
    #: The first row that broke a fatal rule (None where it is no row that did), and where.
    first_fatal: tuple[int | None, str] | None = None
    #: The first failures, as many as a result may carry.
    reports: list[PartialFailureReport] = field(default_factory=list)
    #: Every failure, by the part that found it.
    totals: Counter[str] = field(default_factory=Counter)
    #: Totals, headings and grouped sheets; empty until all records are known.
    report: Report = field(default_factory=Report)

    @property
    def sheet_rows(self) -> int:
        """How many rows all sheets have together."""
        return sum(spool.rows for spool in self.sheets.values())

    def lines(self, sheet: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
        """All lines of a sheet at once, of some columns or of all."""
        rows = self.sheets[sheet]
        if not isinstance(rows, Spool):
            raise TypeError(f"nobody said that somebody would look at the lines of `{sheet}`")
        return rows.whole(columns)

    def close(self) -> None:
        for rows in (*self.sheets.values(), self.failures, self.left_out):
            rows.close()

    def stream(self, makers: Mapping[str, RowMaker]) -> None:
        """Let the rows of some sheets go to what makes them into a file."""
        for name, maker in makers.items():
            path = self.folder / f"streamed-{list(self.sheets).index(name)}.arrow"
            self.sheets[name] = StreamedRows(maker, path, self.sheets[name].schema)

    def tell(self, failures: pl.DataFrame) -> None:
        """Spool failures that are in order, and report the first of all."""
        self.failures.write(failures)
        self.totals.update(dict(failures["place"].value_counts().iter_rows()))
        # One more than fit, so that the summary knows there are more.
        first = failures.head(MOST_REPORTS - len(self.reports)).select("row", "key", "place", "severity", "message")
        for row, key, place, severity, message in first.iter_rows():
            rows = () if row is None else (row,)
            # A line of a grouped sheet has no number; its keys say which it is.
            reason = f"{key}: {message}" if row is None and key else message
            self.reports.append(PartialFailureReport(rows, reason, place, is_fatal=severity == Severity.FATAL))
        fatal = failures.filter(pl.col("severity") == Severity.FATAL)
        if fatal.height and self.first_fatal is None:
            self.first_fatal = fatal.select("row", "place").row(0)


def open_mapped(plan: Plan, folder: Path) -> Mapped:
    """Empty spools in a folder, which is made."""
    folder.mkdir()
    sheets: dict[str, Spool | StreamedRows] = {
        sheet.name: Spool(folder / f"sheet-{at}.arrow", {column.name: dtype(column.type) for column in sheet.columns})
        for at, sheet in enumerate(plan.sheets)
    }
    failures = Spool(folder / "failures.arrow", {name: of() for name, of in FAILURES.items()})
    left_out = Spool(folder / "left-out.arrow", {name: of() for name, of in LEFT_OUT.items()})
    return Mapped(folder, sheets, failures, left_out)
