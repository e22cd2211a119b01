"""Plan: a document with everything resolved, typed and ordered; all that `transform` needs to know."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import field
from typing import TypeVar, cast

from kolonne.contract import CsvDialect, Template
from kolonne.contract.quick import dataclass
from kolonne.expressions import Lists, Value, ValueType
from kolonne.plan.gatherings import Gatherings, SummaryPlan
from kolonne.plan.input_plan import InputPlan, RelationsPlan
from kolonne.plan.row_plan import LetPlan, RulePlan, StagePlan, TransformPlan
from kolonne.plan.sheet_plan import SheetPlan

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SheetRulePlan:
    """A check of a sheet as a whole, or of the report."""

    rule: RulePlan
    #: What is gathered of the lines of the sheet; of the whole report the report's own summary has it.
    summary: SummaryPlan | None


@dataclass(frozen=True, slots=True)
class Plan:
    document: str
    title: str
    locale: str
    timezone: str
    #: SHA-256 over the resolved document, the lists it uses, and the versions of engine and plugins.
    fingerprint: str
    input: InputPlan
    relations: RelationsPlan
    #: The name of the exploded item and the list it comes from.
    each: LetPlan | None
    each_gatherings: Gatherings
    stages: tuple[StagePlan, ...]
    sheets: tuple[SheetPlan, ...]
    #: Checks of the lines of grouped sheets.
    line_rules: tuple[RulePlan, ...]
    #: Checks of sheets and of the report.
    sheet_rules: tuple[SheetRulePlan, ...]
    #: What the whole report is asked for: by its rules, and by headings.
    report: SummaryPlan
    lists: Lists
    #: Names whose values come with the request, and parameters.
    given: Mapping[str, tuple[ValueType, Value]]
    csv: CsvDialect
    #: Whether operations of plugins are in its expressions.
    has_plugin_operations: bool = False
    #: The workbook that the report fills; None where it makes its own.
    template: Template | None = None
    #: What those who run it make of it, so that it is made once and not for every batch.
    made: dict[Hashable, object] = field(default_factory=dict, init=False, compare=False, repr=False)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Something that is made of the plan alone, made at first need."""
        if key not in self.made:
            self.made[key] = make()
        return cast("T", self.made[key])

    @property
    def parts(self) -> tuple[tuple[StagePlan, ...], ...]:
        """The stages in parts: a part begins where all rows must be known, and the first one may be empty."""
        return self.once("parts", lambda: _in_parts(self.stages))

    @property
    def row_sheets(self) -> tuple[SheetPlan, ...]:
        """The sheets in which each row has a line."""
        return tuple(sheet for sheet in self.sheets if sheet.group is None)

    @property
    def lets(self) -> tuple[LetPlan, ...]:
        """Every named value, in an order in which each uses earlier ones only."""
        return tuple(let for stage in self.stages for let in stage.lets)

    @property
    def transforms(self) -> tuple[TransformPlan, ...]:
        """What plugins compute of rows, in order."""
        return tuple(stage.transform for stage in self.stages if stage.transform is not None)

    @property
    def rules(self) -> tuple[RulePlan, ...]:
        """The rules of rows."""
        return tuple(rule for stage in self.stages for rule in stage.rules)

    @property
    def summaries(self) -> tuple[SummaryPlan, ...]:
        """Everything that is gathered of rows by groups."""
        grouped = [sheet.group for sheet in self.sheets if sheet.group is not None]
        spread = [group.spread.summary for group in grouped if group.spread is not None]
        return (*(group.summary for group in grouped), *spread, self.report)


def _in_parts(stages: tuple[StagePlan, ...]) -> tuple[tuple[StagePlan, ...], ...]:
    found: list[list[StagePlan]] = [[]]
    for stage in stages:
        if stage.sees_all:
            found.append([])
        found[-1].append(stage)
    return tuple(tuple(part) for part in found)
