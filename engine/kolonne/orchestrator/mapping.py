"""Query and map: records in, spooled rows, failures, counts and the report about them all out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import field, replace

import polars as pl

from kolonne.ahead import WORKERS, ahead, prefetched
from kolonne.contract import Counts, Source, Stage, Tick
from kolonne.contract.quick import dataclass
from kolonne.orchestrator.mapped import Mapped
from kolonne.orchestrator.reading import BATCH_ROWS, batches
from kolonne.orchestrator.spool import Spool
from kolonne.plan import Plan, SheetPlan, SummaryPlan
from kolonne.run import (
    Outcome,
    Passage,
    RecordsReader,
    absent_columns,
    advance,
    contribution_schema,
    duplicates,
    enter,
    in_order,
    looked_at,
    looked_up,
    make_report,
    resumed,
    settle,
    settled,
    unmatched,
    wanted_contributions,
)


def map_records(
    plan: Plan,
    source: Source,
    mapped: Mapped,
    ticks: Mapping[Stage, Tick],
    batch_rows: int = BATCH_ROWS,
    *,
    workers: int = WORKERS,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Read all records, transform them batch by batch, spool what they become, and make the report about them all.

    As many batches are transformed at once as there are `workers`; one, where plugins take part. `ready` is called before
    lines of sheets are written, and again: it waits until what takes them is there.
    """
    mapping = _Mapping(plan, source, mapped, ticks, batch_rows, workers, ready)
    mapping.read_related()
    mapping.read_rows()
    for at in range(1, len(plan.parts)):
        mapping.go_on(at)
    mapping.settle()
    mapping.report()
    mapped.close()


@dataclass(slots=True)
class _Mapping:
    plan: Plan
    source: Source
    mapped: Mapped
    ticks: Mapping[Stage, Tick]
    batch_rows: int
    workers: int
    ready: Callable[[], None]
    reader: RecordsReader = field(init=False)
    #: What rows have to say to groups, by summary and kind of rows.
    contributed: dict[tuple[str, str], Spool] = field(default_factory=dict)
    #: Rows that wait until all of them are known; None while there are none.
    waiting: Spool | None = None
    #: Records that lie inside of those rows, by input.
    nested: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    #: Failures of waiting rows: whether a row stops the export is not known before the end.
    unsettled: list[pl.DataFrame] = field(default_factory=list)
    fatal_rows: list[pl.Series] = field(default_factory=list)
    keys: dict[str, list[pl.Series]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reader = RecordsReader(self.plan)
        for at, (summary, source) in enumerate(wanted_contributions(self.plan)):
            path = self.mapped.folder / f"group-{at}.arrow"
            self.contributed[summary.name, source] = Spool(path, contribution_schema(self.plan, summary, source))

    def read_related(self) -> None:
        """Read the inputs that make no rows."""
        for one in self.plan.relations.inputs:
            if not one.inside:
                self.mapped.tell(self.reader.read(one, batches(self.plan, one, self.source, self.batch_rows)))
                read, failed = self.reader.counts[one.name]
                self.mapped.counts = self.mapped.counts.plus(
                    Counts(related={one.name: {"read": read, "failed": failed}})
                )
        self.mapped.fatal += self.reader.fatal

    def read_rows(self) -> None:
        """Read the input that makes rows, and take its rows through the first part of the stages."""
        records, is_last = self.reader.records(), len(self.plan.parts) == 1

        def begun(numbered: tuple[int, pl.DataFrame]) -> tuple[Outcome, Passage]:
            outcome, passage = enter(self.plan, numbered[1], numbered[0], records)
            outcome = outcome.plus(advance(passage, 0))
            return settle(outcome) if is_last else outcome, passage

        # What plugins bring has not promised that it can be called from several threads at once.
        workers = 1 if self.plan.has_plugin_operations or self.plan.transforms else self.workers
        with closing(prefetched(self.numbered())) as read, closing(ahead(read, begun, workers)) as done:
            for outcome, passage in done:
                for name, values in passage.keys.items():
                    self.keys.setdefault(name, []).append(values)
                self.keep(outcome, passage, is_last=is_last)
                self.ticks[Stage.MAP](self.mapped.counts.read)

    def numbered(self) -> Iterator[tuple[int, pl.DataFrame]]:
        """The batches of the input that makes rows, each with the number of its first record."""
        read, first = 0, True
        for batch in batches(self.plan, self.plan.input, self.source, self.batch_rows):
            if first:
                self.mapped.tell(absent_columns(self.plan, self.plan.input, batch))
            self.ticks[Stage.QUERY](read + batch.height)
            yield read, batch
            read, first = read + batch.height, False

    def go_on(self, at: int) -> None:
        """Take the rows that wait through the next part: what the functions over all rows give is known now."""
        rows, self.waiting = self.waiting, None
        if rows is None:
            return
        stage = self.plan.parts[at][0]
        results = looked_up(rows.whole(looked_at(stage)), stage)
        nested = {name: pl.concat(frames) for name, frames in self.nested.items()}
        records = replace(self.reader.records(), nested=nested)
        done = 0
        for frame in rows.frames():
            found = pl.concat([frame, results.slice(done, frame.height)], how="horizontal")
            passage = resumed(self.plan, found, records)
            self.keep(advance(passage, at), passage, is_last=at == len(self.plan.parts) - 1, is_nested=False)
            done += frame.height
            self.ticks[Stage.MAP](self.mapped.counts.read)

    def keep(self, outcome: Outcome, passage: Passage, *, is_last: bool, is_nested: bool = True) -> None:
        """Spool what became of a batch: finished rows, or rows that wait."""
        mapped = self.mapped
        if is_last and len(self.plan.parts) == 1:
            mapped.tell(outcome.failures)
        else:
            self.unsettled.append(outcome.failures)
        if is_last:
            self.ready()
            for name, frame in outcome.rows.items():
                mapped.sheets[name].write(frame)
            for key, frame in outcome.contributions.items():
                self.contributed[key].write(frame)
        else:
            if self.waiting is None:
                path = mapped.folder / f"rows-{len(list(mapped.folder.glob('rows-*')))}.arrow"
                self.waiting = Spool(path, passage.frame.schema)
            self.waiting.write(passage.frame)
            for name, frame in passage.records.nested.items() if is_nested else ():
                self.nested.setdefault(name, []).append(frame)
        mapped.left_out.write(outcome.left_out)
        mapped.counts = mapped.counts.plus(outcome.counts)
        mapped.fatal += outcome.fatal
        mapped.in_period += outcome.in_period
        self.fatal_rows.append(outcome.fatal_rows)

    def settle(self) -> None:
        """Tell what could not be told before all rows were known."""
        if self.unsettled:
            fatal = pl.concat(self.fatal_rows)
            self.mapped.tell(settled(pl.concat(self.unsettled), fatal))
            self.mapped.left_out = self.mapped.left_out.sorted("row")
        keys = {name: pl.concat(values) for name, values in self.keys.items()}
        self.mapped.tell(duplicates(self.plan, keys))
        self.mapped.tell(unmatched(self.plan, self.reader.records(), keys))

    def report(self) -> None:
        """Make grouped sheets, totals and headings, apply the rules of sheets and of the report, and order lines."""
        self.ready()
        mapped = self.mapped
        failed = any(mapped.counts.failed.values())
        heights = {name: lines.rows for name, lines in mapped.sheets.items()}
        records = self.reader.records()
        found = make_report(self.plan, self.contribution, records, self.lines, heights, some_failed=failed)
        mapped.report = found
        mapped.fatal += len(found.fatal)
        mapped.tell(found.failures)
        for sheet in self.plan.sheets:
            self.put_in_order(sheet, found.sheets.get(sheet.name), found.nil_rows.get(sheet.name))

    def put_in_order(self, sheet: SheetPlan, lines: pl.DataFrame | None, nil_row: pl.DataFrame | None) -> None:
        """The spool of a sheet as it will be written."""
        spool = self.mapped.sheets[sheet.name]
        if lines is not None:
            # Hidden numbers may have made texts of numbers.
            spool = self.mapped.sheets[sheet.name] = spool.renewed(lines.schema)
            spool.write(lines)
        elif sheet.sort and spool.rows:
            whole = in_order(self.mapped.lines(sheet.name), sheet)
            spool = self.mapped.sheets[sheet.name] = spool.renewed(whole.schema)
            spool.write(whole)
        if nil_row is not None:
            spool = self.mapped.sheets[sheet.name] = spool.renewed(nil_row.schema)
            spool.write(nil_row)

    def contribution(self, summary: SummaryPlan, source: str) -> pl.DataFrame:
        return self.contributed[summary.name, source].whole()

    def lines(self, sheet: str, columns: Sequence[str]) -> pl.DataFrame:
        return self.mapped.lines(sheet, columns or None)
