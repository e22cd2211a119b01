"""ExportJob: one export, from query to upload. Reads like a table of contents."""

import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import field, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from kolonne.ahead import WORKERS, meanwhile
from kolonne.contract import (
    AuditStore,
    Counts,
    DocumentError,
    DownloadArtifact,
    ExportRequest,
    PartialFailureReport,
    PluginError,
    Problem,
    RowMaker,
    Sheet,
    Source,
    Stage,
    Store,
    StreamingWriter,
    Tick,
    Writer,
    WriterError,
    summarised,
)
from kolonne.contract.quick import dataclass
from kolonne.definitions import OrganisationDocument
from kolonne.documents import ORGANISATION_FILE, Library, near
from kolonne.orchestrator.bundling import Lists, bundle, list_path, write_lists
from kolonne.orchestrator.cancelling import CancelSwitch
from kolonne.orchestrator.generating import workbook_of
from kolonne.orchestrator.mapped import Mapped, open_mapped
from kolonne.orchestrator.mapping import map_records
from kolonne.orchestrator.messages import told
from kolonne.orchestrator.naming import file_stem
from kolonne.orchestrator.refusing import ExportRefusedError, refuse
from kolonne.orchestrator.streamed import row_makers, streamable
from kolonne.orchestrator.uploading import take_back, upload
from kolonne.plan import Given, Plan, compile_document, read_organisation, select_document
from kolonne.plugins import Plugins
from kolonne.registry import Registry

#: The reason of rows that nothing was wrong with, where another row stopped the export.
NO_FILE = "no_file"
#: The format of the lists in the bundle.
_LISTS = "csv"

#: Told of every step: the stage, the rows done, and the rows there are, if known.
Report = Callable[[Stage, int, int | None], None]


@dataclass(slots=True)
class ExportJob:
    request: ExportRequest
    library: Library
    plugins_of: Callable[[], Plugins]
    source_of: Callable[[Registry], Source]
    store_of: Callable[[Registry], Store | None]
    audit: AuditStore
    audit_id: str
    lease: float
    report: Report
    switch: CancelSwitch
    #: When the export began.
    now: datetime
    #: What is known so far, for an audit record of whatever end.
    counts: Counts | None = None
    fingerprint: str = ""
    document: str = ""
    registry: Registry = field(default_factory=Registry)
    store: Store | None = None
    reports: tuple[PartialFailureReport, ...] = ()
    #: Every failure, by the part that found it.
    totals: Counter[str] = field(default_factory=Counter)
    complete_list: str = ""
    notices: tuple[str, ...] = ()
    _places: dict[str, str] = field(default_factory=dict)

    def run(self, folder: Path) -> DownloadArtifact:
        """All stages, in a private folder that the artifact owns afterwards; raises what went wrong."""
        self.switch.check()
        organisation = read_organisation(self.library, self.request.org_id)
        file = self.library.organisation(self.request.org_id)
        registry = self.plugins_of().registry(self.request.org_id, organisation.plugins, file)
        self.registry = registry
        self.library.plug(registry.code_lists)
        writer = self._writer(registry)
        self.store = self.store_of(registry)
        plan = self._plan(organisation, registry)
        self.document = plan.document
        self.audit.running(self.audit_id, plan.document, plan.fingerprint)
        source = self.source_of(registry)
        mapped = open_mapped(plan, folder / "spool")
        announced = workbook_of(self.request, organisation, plan, mapped)
        # Where the writer has threads of its own at the same time, more at once would only fill memory.
        workers = 1 if isinstance(writer, StreamingWriter) and streamable(plan) else WORKERS
        self._map(plan, source, mapped, lambda: row_makers(plan, writer, announced, mapped.folder), workers)
        self._refuse(plan, mapped)
        workbook = workbook_of(self.request, organisation, plan, mapped)
        path = folder / (file_stem(self.request.org_id, plan.document, workbook.period) + writer.suffix(workbook))
        with self._beside(lambda: write_lists(workbook, path, registry.writers[_LISTS], self._check)) as lists:
            written = writer.write(workbook, path, self._stage(Stage.GENERATE, workbook.sheets))
            self.notices = written.notices
            listed = self._stage(Stage.BUNDLE, workbook.appendices)
            complete = bundle(written, lists(), workbook, self.request, plan, registry, mapped.counts)
            listed(sum(appendix.rows for appendix in workbook.appendices))
        self._settle(mapped, list_path(path, "failures").name)
        stored = self._stage(Stage.UPLOAD, workbook.sheets)
        if self.store is not None:
            # Nothing is replaced on behalf of an export that is no longer on record.
            self.audit.heartbeat(self.audit_id, self.lease)
            self._places = upload(complete, self.store, self.switch.check)
        stored(mapped.sheet_rows)
        shutil.rmtree(folder / "spool", ignore_errors=True)
        name = written.path.name
        return DownloadArtifact(
            written.path,
            file_name=name,
            mime_type=written.mime_type,
            sha256=written.sha256,
            stored_at=self._places.get(name),
        )

    def _blame_plugins(self, problems: tuple[Problem, ...]) -> None:
        """Where a plugin is missing that may have brought what the document names, that is told, and not only its lack."""
        lacking = {"unknown_function", "unknown_plugin_name", "unknown_enumeration", "unknown_mapping"}
        incidents = self.registry.incidents.reports
        if incidents and any(problem.code in lacking for problem in problems):
            first = incidents[0]
            raise PluginError(f"{first.sub_service_name}: {first.failure_reason}; {told(DocumentError(problems))}")

    def undo(self) -> None:
        """Take back what was stored: the export did not happen after all, and nothing was exported."""
        if self.counts is not None:
            self.counts = _unexported(self.counts)
        if self.store is not None:
            take_back(self._places, self.store)
            self._places = {}

    def _plan(self, organisation: OrganisationDocument, registry: Registry) -> Plan:
        period = self.request.reporting_period
        timezone, today = organisation.timezone, self._today(organisation)
        first_day, last_day = period.first_day(timezone), period.last_day(timezone)
        file = select_document(self.library, organisation, self.request.document, first_day)
        given = Given(
            self.request.org_id, self.request.locale, timezone, first_day, last_day, today, self.request.figures
        )
        plan, problems = compile_document(self.library, file, registry, given)
        if plan is None:
            self._blame_plugins(problems)
            raise DocumentError(problems)
        self.fingerprint = plan.fingerprint
        return plan

    def _writer(self, registry: Registry) -> Writer:
        asked = str(self.request.export_format)
        writer = registry.writers.get(asked)
        if writer is None:
            there = ", ".join(f"`{name}`" for name in registry.writers)
            hint = near(asked, registry.writers) or f"there are {there}"
            raise WriterError(f"export_format: `{self.request.org_id}` has no format `{asked}`; {hint}")
        return writer

    def _today(self, organisation: OrganisationDocument) -> date:
        """The day on which the export began, where the organisation lives."""
        try:
            return self.now.astimezone(ZoneInfo(organisation.timezone)).date()
        except (KeyError, ValueError, OSError):
            file = str(self.library.root / self.request.org_id / ORGANISATION_FILE)
            message = f"there is no time zone `{organisation.timezone}`"
            problem = Problem(file, 1, 1, "/timezone", "wrong_value", message, "for instance `Europe/Oslo`")
            raise DocumentError((problem,)) from None

    def _map(
        self, plan: Plan, source: Source, mapped: Mapped, makers: Callable[[], Mapping[str, RowMaker]], workers: int
    ) -> None:
        total = source.count(plan.input.name)
        ticks = {stage: self._tick(stage, total) for stage in (Stage.QUERY, Stage.MAP)}
        ticks[Stage.QUERY](0)
        try:
            # A writer that is not loaded yet is loaded while the first records are read and mapped.
            with meanwhile(lambda: mapped.stream(makers())) as ready:
                map_records(plan, source, mapped, ticks, workers=workers, ready=ready)
        finally:
            mapped.close()
            self._settle(mapped, "not kept, as no file was made")
        for stage in ticks:
            self.report(stage, mapped.counts.read, mapped.counts.read)

    def _settle(self, mapped: Mapped, complete_list: str) -> None:
        self.counts = mapped.counts
        self.reports, self.totals, self.complete_list = tuple(mapped.reports), mapped.totals, complete_list

    @property
    def partial_failures(self) -> tuple[PartialFailureReport, ...]:
        """Everything that is to be told by now, what plugins did beside rows first; at most as many as a result carries."""
        incidents = self.registry.incidents.reports
        totals = Counter(report.sub_service_name for report in incidents)
        totals.update(self.totals)
        return summarised((*incidents, *self.reports), totals, self.complete_list)

    def _stage(self, stage: Stage, sheets: tuple[Sheet, ...]) -> Tick:
        """Begin a stage that deals with the rows of some sheets."""
        tick = self._tick(stage, sum(sheet.rows for sheet in sheets))
        tick(0)
        return tick

    def _tick(self, stage: Stage, total: int | None) -> Tick:
        def tick(rows: int) -> None:
            self.switch.check()
            self.report(stage, rows, total)

        return tick

    def _beside(self, work: Callable[[], Lists]) -> AbstractContextManager[Callable[[], Lists]]:
        """Begin with the lists while the file is written. What plugins bring has not promised that both can be at once."""
        formats = (_LISTS, str(self.request.export_format))
        is_plugins = any(("a writer of", format_) in self.registry.owners for format_ in formats)
        return nullcontext(work) if is_plugins else meanwhile(work)

    def _check(self, _rows: int) -> None:
        self.switch.check()

    def _refuse(self, plan: Plan, mapped: Mapped) -> None:
        try:
            refuse(plan, mapped, self.request.reporting_period.name(plan.timezone))
        except ExportRefusedError:
            self.counts = _unexported(mapped.counts)
            raise


def _unexported(counts: Counts) -> Counts:
    """The counts when there is no file after all: rows that would have been in it are left out for that reason."""
    if not counts.exported:
        return counts
    return replace(counts, exported=0, left_out={**counts.left_out, NO_FILE: counts.exported})
