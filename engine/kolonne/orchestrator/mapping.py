"""Query and map: records in, spooled rows, failures and counts out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from kolonne.contract import (
    MOST_REPORTS,
    Counts,
    PartialFailureReport,
    Severity,
    Source,
    SourceError,
    Stage,
    Tick,
    Wanted,
)
from kolonne.expressions import dtype
from kolonne.orchestrator.spool import Spool
from kolonne.plan import Plan
from kolonne.run import FAILURES, LEFT_OUT, Outcome, absent_columns, transform

#: Enough for vectorised work to pay, few enough for memory to stay small.
BATCH_ROWS = 32_768


@dataclass(slots=True)
class Mapped:
    """Everything the records became."""

    sheets: dict[str, Spool]
    failures: Spool
    left_out: Spool
    counts: Counts = field(default_factory=Counts)
    #: How many rows broke a fatal rule, and how many lay in the period.
    fatal: int = 0
    in_period: int = 0
    #: The first row that broke a fatal rule, and where.
    first_fatal: tuple[int, str] | None = None
    #: The first failures, as many as a result may carry.
    reports: list[PartialFailureReport] = field(default_factory=list)
    #: Every failure, by the part that found it.
    totals: Counter[str] = field(default_factory=Counter)

    @property
    def sheet_rows(self) -> int:
        """How many rows all sheets have together."""
        return sum(spool.rows for spool in self.sheets.values())

    def close(self) -> None:
        for spool in (*self.sheets.values(), self.failures, self.left_out):
            spool.close()


def open_mapped(plan: Plan, folder: Path) -> Mapped:
    """Empty spools in a folder, which is made."""
    folder.mkdir()
    sheets = {
        sheet.name: Spool(folder / f"sheet-{at}.arrow", {column.name: dtype(column.type) for column in sheet.columns})
        for at, sheet in enumerate(plan.sheets)
    }
    failures = Spool(folder / "failures.arrow", {name: of() for name, of in FAILURES.items()})
    return Mapped(sheets, failures, Spool(folder / "left-out.arrow", {name: of() for name, of in LEFT_OUT.items()}))


def wanted_of(plan: Plan) -> Wanted:
    """What the plan wants to know of its input."""
    fields = plan.input.fields
    lists = frozenset(field.source for field in fields if field.type.kind == "list")
    columns = tuple(dict.fromkeys(field.source for field in fields))
    return Wanted(plan.input.name, columns, lists, plan.input.options)


def map_records(
    plan: Plan, source: Source, mapped: Mapped, ticks: dict[Stage, Tick], batch_rows: int = BATCH_ROWS
) -> None:
    """Read all records, transform them batch by batch, and spool what they become."""
    first = True
    for batch in _batches(source, wanted_of(plan), batch_rows):
        if first:
            _refuse_lacking(plan, batch)
            _spool_failures(mapped, absent_columns(plan, batch))
        first, first_row = False, mapped.counts.read
        ticks[Stage.QUERY](first_row + batch.height)
        _spool(mapped, transform(plan, batch, first_row))
        ticks[Stage.MAP](mapped.counts.read)
    mapped.close()


def _batches(source: Source, wanted: Wanted, batch_rows: int) -> Iterator[pl.DataFrame]:
    try:
        for batch in source.read(wanted, batch_rows):
            yield pl.DataFrame(pl.from_arrow(batch))
    except OSError as error:
        raise SourceError(f"input `{wanted.input}` cannot be read: {error.strerror or error}") from error


def _refuse_lacking(plan: Plan, batch: pl.DataFrame) -> None:
    """A required field that no record can have is a mistake about the source, not one a row."""
    lacking = [field for field in plan.input.fields if field.required and field.source not in batch.columns]
    if lacking:
        names = ", ".join(f"`{field.source}`" for field in lacking)
        there = ", ".join(f"`{name}`" for name in _wanted_there(plan, batch)) or "none"
        raise SourceError(f"input `{plan.input.name}` has no column {names}; of the wanted columns it has {there}")


def _wanted_there(plan: Plan, batch: pl.DataFrame) -> list[str]:
    wanted = {field.source for field in plan.input.fields}
    return [name for name in batch.columns if name in wanted]


def _spool(mapped: Mapped, outcome: Outcome) -> None:
    for name, frame in outcome.rows.items():
        mapped.sheets[name].write(frame)
    mapped.left_out.write(outcome.left_out)
    mapped.counts = mapped.counts.plus(outcome.counts)
    mapped.fatal += outcome.fatal
    mapped.in_period += outcome.in_period
    _spool_failures(mapped, outcome.failures)
    if outcome.fatal and mapped.first_fatal is None:
        fatal = outcome.failures.filter(pl.col("severity") == Severity.FATAL)
        mapped.first_fatal = fatal.select("row", "place").row(0)


def _spool_failures(mapped: Mapped, failures: pl.DataFrame) -> None:
    mapped.failures.write(failures)
    mapped.totals.update(dict(failures["place"].value_counts().iter_rows()))
    # One more than fit, so that the summary knows there are more.
    for row, place, severity, message in (
        failures.head(MOST_REPORTS - len(mapped.reports)).select("row", "place", "severity", "message").iter_rows()
    ):
        rows = () if row is None else (row,)
        mapped.reports.append(PartialFailureReport(rows, message, place, is_fatal=severity == Severity.FATAL))
