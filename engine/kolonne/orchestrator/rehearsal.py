"""Rehearsal: the tests of one document, run as an export runs up to where the file would be written."""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import timedelta
from pathlib import Path
from time import perf_counter
from types import MappingProxyType

from kolonne.contract import DEFAULT_TIMEZONE, DocumentError, KolonneError, NoDocumentError, Stage, Tick
from kolonne.contract.quick import dataclass
from kolonne.documents import DocumentFile, Library
from kolonne.orchestrator.differences import Difference, Found, differences
from kolonne.orchestrator.mapped import open_mapped
from kolonne.orchestrator.mapping import map_records
from kolonne.orchestrator.messages import told
from kolonne.orchestrator.private_folder import PrivateFolder
from kolonne.orchestrator.refusing import ExportRefusedError, code_of, refuse
from kolonne.plan import Given, Plan, TrialPlan, as_source_has_it, compile_document, read_organisation, trials_of
from kolonne.readers import RecordSource
from kolonne.registry import Registry

_NO_TICKS: Mapping[Stage, Tick] = MappingProxyType({stage: lambda _: None for stage in (Stage.QUERY, Stage.MAP)})


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """How a test ended."""

    trial: TrialPlan
    seconds: float
    #: Empty where all is as expected.
    differences: tuple[Difference, ...]


@dataclass(slots=True)
class Rehearsal:
    """Runs the tests of a document that has no problems."""

    library: Library
    file: DocumentFile
    registry: Registry
    #: One for each period, language and set of figures that tests ask for.
    _plans: dict[str, Plan] = field(default_factory=dict)

    def run(self) -> Iterator[Rehearsed]:
        """Every test, in order."""
        timezone = self.timezone()
        folder = PrivateFolder()
        try:
            for at, trial in enumerate(trials_of(self.library, self.file, timezone)):
                began = perf_counter()
                found = self.outcome(trial, timezone, folder.path / str(at))
                yield Rehearsed(trial, perf_counter() - began, differences(trial.definition, found))
        finally:
            folder.remove()

    def timezone(self) -> str:
        """That of the document's owner; what is wrong with its file is told elsewhere."""
        try:
            return read_organisation(self.library, self.library.owner_of(self.file.id)).timezone
        except (NoDocumentError, DocumentError):
            return DEFAULT_TIMEZONE

    def outcome(self, trial: TrialPlan, timezone: str, folder: Path) -> Found:
        """What an export of the test's records comes to."""
        try:
            plan = self.plan(trial, timezone)
            mapped = open_mapped(plan, folder)
            try:
                map_records(plan, _source(plan, trial), mapped, _NO_TICKS)
            finally:
                mapped.close()
        except KolonneError as error:
            return Found(refused=str(code_of(error) or type(error).__name__), reason=told(error))
        lines = {sheet.name: mapped.lines(sheet.name) for sheet in plan.sheets}
        found = Found(plan.sheets, lines, mapped.failures.whole(), mapped.counts.left_out)
        try:
            refuse(plan, mapped, trial.period.name(timezone))
        except ExportRefusedError as error:
            return replace(found, refused=str(error.code), reason=told(error))
        return found

    def plan(self, trial: TrialPlan, timezone: str) -> Plan:
        test, period = trial.definition, trial.period
        last_day = period.last_day(timezone)
        given = Given(
            org=self.library.owner_of(self.file.id),
            locale=test.locale,
            timezone=timezone,
            first_day=period.first_day(timezone),
            last_day=last_day,
            # A report is made when its period is over; a test gives the same on every day.
            export_date=last_day + timedelta(days=1),
            figures=test.figures,
        )
        key = repr(given)
        if key not in self._plans:
            plan, problems = compile_document(self.library, self.file, self.registry, given)
            if plan is None:
                raise DocumentError(problems)
            self._plans[key] = plan
        return self._plans[key]


def _source(plan: Plan, trial: TrialPlan) -> RecordSource:
    inner = {one.name: one for one in plan.relations.inputs if one.inside}
    inputs = {one.name: one for one in (plan.input, *plan.relations.inputs)}
    given = {
        name: [as_source_has_it(inputs[name], inner if name == plan.input.name else {}, record) for record in records]
        for name, records in trial.definition.given.items()
        if name in inputs
    }
    return RecordSource(given)
