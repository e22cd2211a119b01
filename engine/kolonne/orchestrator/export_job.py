"""ExportJob: one export, from query to upload, in a thread of its own. Reads like a table of contents."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kolonne.contract import (
    AuditStore,
    Counts,
    DocumentError,
    DownloadArtifact,
    ExportErrorCode,
    ExportRequest,
    PartialFailureReport,
    Source,
    Stage,
    Store,
    Tick,
    summarised,
)
from kolonne.definitions import OrganisationDocument
from kolonne.documents import Library
from kolonne.orchestrator.bundling import bundle, list_name
from kolonne.orchestrator.cancelling import CancelSwitch
from kolonne.orchestrator.generating import generate, workbook_of
from kolonne.orchestrator.mapping import Mapped, map_records, open_mapped
from kolonne.orchestrator.uploading import take_back, upload
from kolonne.plan import Given, Plan, compile_document, read_organisation, select_document
from kolonne.plugins import Plugins
from kolonne.registry import Registry

#: Told of every step: the stage, the rows done, and the rows there are, if known.
Report = Callable[[Stage, int, int | None], None]


class ExportRefusedError(Exception):
    """An expected end without a file: there is nothing to report, or a fatal rule was broken."""

    def __init__(self, code: ExportErrorCode, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Finished:
    """What a successful export leaves."""

    artifact: DownloadArtifact
    fingerprint: str


@dataclass(slots=True)
class ExportJob:
    request: ExportRequest
    library: Library
    plugins: Plugins
    source_of: Callable[[Registry], Source]
    store: Store | None
    audit: AuditStore
    audit_id: str
    #: A private folder; the finished file stays in it until it is delivered.
    folder: Path
    report: Report
    switch: CancelSwitch
    today: date
    #: What is known so far, for an audit record of whatever end.
    counts: Counts | None = None
    fingerprint: str = ""
    partial_failures: tuple[PartialFailureReport, ...] = ()
    _places: dict[str, str] = field(default_factory=dict)

    def run(self) -> Finished:
        """All stages; raises what went wrong."""
        organisation = read_organisation(self.library, self.request.org_id)
        registry = self.plugins.registry(self.request.org_id, organisation.plugins)
        plan = self._plan(organisation, registry)
        self.audit.running(self.audit_id, plan.document, plan.fingerprint)
        mapped = self._map(plan, self.source_of(registry))
        self._refuse(plan, mapped)
        writer = registry.writers[self.request.export_format]
        workbook = workbook_of(self.request, organisation, plan, mapped)
        total = sum(sheet.rows for sheet in workbook.sheets)
        self.report(Stage.GENERATE, 0, total)
        written = generate(writer, workbook, self.request, plan, self.folder, self._tick(Stage.GENERATE, total))
        complete = bundle(written, workbook, self.request, plan, mapped.counts, registry.writers["csv"])
        self.report(Stage.BUNDLE, total, total)
        self._settle(mapped, list_name(written.path, "failures"))
        stored_at = None
        if self.store is not None:
            self._places = upload(complete, self.store)
            stored_at = self._places[written.path.name]
        self.report(Stage.UPLOAD, total, total)
        shutil.rmtree(self.folder / "spool", ignore_errors=True)
        artifact = DownloadArtifact(
            written.path,
            file_name=written.path.name,
            mime_type=written.mime_type,
            sha256=written.sha256,
            stored_at=stored_at,
        )
        return Finished(artifact, plan.fingerprint)

    def undo(self) -> None:
        """Take back what was stored: the export did not happen after all."""
        if self.store is not None:
            take_back(self._places, self.store)

    def _plan(self, organisation: OrganisationDocument, registry: Registry) -> Plan:
        period = self.request.reporting_period
        timezone = organisation.timezone
        first_day = period.first_day(timezone)
        file = select_document(self.library, organisation, self.request.document, first_day)
        given = Given(
            self.request.org_id, self.request.locale, timezone, first_day, period.last_day(timezone), self.today
        )
        plan, problems = compile_document(self.library, file, registry, given)
        if plan is None:
            raise DocumentError(problems)
        self.fingerprint = plan.fingerprint
        return plan

    def _map(self, plan: Plan, source: Source) -> Mapped:
        total = source.count(plan.input.name)
        self.report(Stage.QUERY, 0, total)
        mapped = open_mapped(plan, self.folder / "spool")
        try:
            ticks = {stage: self._tick(stage, total) for stage in (Stage.QUERY, Stage.MAP)}
            map_records(plan, source, mapped, ticks)
        finally:
            mapped.close()
            self._settle(mapped, "in the bundle")
        return mapped

    def _settle(self, mapped: Mapped, complete_list: str) -> None:
        self.counts = mapped.counts
        self.partial_failures = summarised(tuple(mapped.reports), mapped.totals, complete_list)

    def _tick(self, stage: Stage, total: int | None) -> Tick:
        def tick(rows: int) -> None:
            self.switch.check()
            self.report(stage, rows, total)

        return tick

    def _refuse(self, plan: Plan, mapped: Mapped) -> None:
        if mapped.fatal:
            first = next((report.failure_reason for report in mapped.reports if report.is_fatal), "")
            message = f"{mapped.fatal} rows break a fatal rule, so that no file is made: {first}".rstrip(": ")
            raise ExportRefusedError(ExportErrorCode.DATA_REJECTED, message)
        if mapped.in_period == 0 and mapped.counts.exported == 0:
            raise ExportRefusedError(ExportErrorCode.NO_DATA_FOR_PERIOD, self._nothing(plan, mapped.counts))

    def _nothing(self, plan: Plan, counts: Counts) -> str:
        period = self.request.reporting_period.name(plan.timezone)
        reasons = ", ".join(f"{name}: {rows}" for name, rows in {**counts.left_out, **counts.failed}.items())
        return f"input `{plan.input.name}`: none of {counts.read} records lies in {period}{f' ({reasons})' if reasons else ''}"
