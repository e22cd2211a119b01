"""Plan: a document with everything resolved, typed and ordered; all that `transform` needs to know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kolonne.contract import CsvDialect, Severity
from kolonne.expressions import Aggregation, Checked, Lists, Timeline, Value, ValueType

#: What happens to an unknown code: `use` puts `replacement` in its place.
UnknownAction: TypeAlias = Literal["error", "blank", "keep", "fatal", "use"]


@dataclass(frozen=True, slots=True)
class UnknownPolicy:
    action: UnknownAction
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """How one field is read from its source."""

    name: str
    #: The source's name for it.
    source: str
    type: ValueType
    required: bool
    default: Value
    #: strptime forms of dates and times, tried in order.
    formats: tuple[str, ...]
    #: `any`, `,` or `.`.
    decimal_sign: str
    true: tuple[str, ...]
    false: tuple[str, ...]
    separator: str
    keep_empty: bool
    unknown: UnknownPolicy | None
    #: Whether its values must not stand in messages.
    personal: bool
    #: Whether a code as it stands in the list is accepted, and wins over other spellings.
    by_code: bool = True
    #: Accepted ways to write codes, in small letters → codes.
    spellings: Mapping[str, str] = field(default_factory=dict)
    #: Accepted labels, in small letters → codes by day; None where labels are not accepted.
    spoken: Timeline | None = None
    #: The date field on which codes must have been valid; empty for none.
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class LinkPlan:
    """How a record finds the one it belongs to."""

    #: The input it belongs to.
    parent: str
    #: Its own field, and that of the other, which hold the same value; both are empty for records inside of records.
    by: str
    key: str


@dataclass(frozen=True, slots=True)
class InputPlan:
    name: str
    fields: tuple[FieldPlan, ...]
    #: The field that tells records apart; empty if none.
    key: str
    options: Mapping[str, str]
    links: tuple[LinkPlan, ...] = ()
    #: Where in the records of the input that it belongs to its own records lie; empty if they are a source of their own.
    inside: str = ""
    #: Whether records are told of that belong to none.
    tells_unmatched: bool = True


@dataclass(frozen=True, slots=True)
class RelationsPlan:
    """Which inputs are read beside the one that makes rows, and how their records are found."""

    #: All of them, in an order in which each comes after those that it belongs to.
    inputs: tuple[InputPlan, ...] = ()
    #: Those whose records a row belongs to, nearest first.
    above: tuple[str, ...] = ()
    #: Those whose records belong to a row → the links from them up to it.
    below: Mapping[str, tuple[LinkPlan, ...]] = field(default_factory=dict)
    #: Those that have nothing to do with rows.
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A message with places for values of the row."""

    parts: tuple[str | Checked, ...]


@dataclass(frozen=True, slots=True)
class LetPlan:
    name: str
    value: Checked


@dataclass(frozen=True, slots=True)
class KeepPlan:
    name: str
    when: Checked
    message: Template


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    name: str
    header: str
    value: Checked
    #: Of what stands in the cells.
    type: ValueType
    #: The list whose labels stand in place of codes; empty for none.
    labels: str
    #: The list that the code is checked against here; empty where it was checked before.
    checked_codes: str
    unknown: UnknownPolicy
    required: bool | Checked
    format: str
    width: float | None
    choices: tuple[str, ...]
    note: str
    locked: bool
    hidden: bool
    #: Whether its values must not stand in messages.
    personal: bool
    #: What stands above its header, and above those of its neighbours that have the same.
    above: str = ""
    #: The date on which codes must have been valid, and whose labels are shown; None for no such date.
    as_of: Checked | None = None
    #: Whether that date must not stand in messages.
    as_of_personal: bool = False


@dataclass(frozen=True, slots=True)
class AggregatePlan:
    """One value of many rows."""

    #: Of the column it becomes.
    name: str
    #: The name of the rows: an input, `sheets.NAME`, or empty for the rows of a group.
    source: str
    aggregation: Aggregation
    arguments: tuple[Checked, ...]
    where: Checked | None
    option: Value
    type: ValueType


@dataclass(frozen=True, slots=True)
class WindowPlan:
    """A value that hangs on the other rows."""

    name: str
    function: str
    aggregation: Aggregation | None
    arguments: tuple[Checked, ...]
    keys: tuple[Checked, ...]
    where: Checked | None
    order: Checked | None
    descending: bool
    option: Value
    type: ValueType


@dataclass(frozen=True, slots=True)
class Gatherings:
    """What looks at many rows and must be known before the values of a stage can be computed."""

    #: Over the rows that belong to a row.
    aggregates: tuple[AggregatePlan, ...] = ()
    #: Over all rows; the export waits for the last one.
    windows: tuple[WindowPlan, ...] = ()
    #: Those that windows look at.
    before_windows: tuple[AggregatePlan, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Of the columns they become."""
        aggregates = (*self.aggregates, *self.before_windows)
        return (*(one.name for one in aggregates), *(one.name for one in self.windows))


@dataclass(frozen=True, slots=True)
class StagePlan:
    """What is computed for rows together. Stages follow each other; each sees what those before have made."""

    gatherings: Gatherings
    lets: tuple[LetPlan, ...] = ()
    in_period: Checked | None = None
    keeps: tuple[KeepPlan, ...] = ()
    #: Whether the columns of sheets are computed here.
    makes_columns: bool = False
    rules: "tuple[RulePlan, ...]" = ()


@dataclass(frozen=True, slots=True)
class SummaryPlan:
    """Rows by groups: what each group is, and what is gathered of its rows."""

    name: str
    #: Row-level values that the rows of a group share.
    keys: tuple[str, ...]
    aggregates: tuple[AggregatePlan, ...]
    #: What the parts of those aggregates that are computed row by row need themselves.
    gatherings: Gatherings = Gatherings()


@dataclass(frozen=True, slots=True)
class KeyPlan:
    """A value by which rows are grouped."""

    name: str
    type: ValueType
    #: Its codes in the order of their list, where it is one of a list: those that are valid in the period, or all used.
    codes: tuple[str, ...]
    labels: Mapping[str, str]
    #: Whether its values must not stand in messages.
    is_personal: bool = False


@dataclass(frozen=True, slots=True)
class SpreadPlan:
    over: tuple[KeyPlan, ...]
    summary: SummaryPlan
    value: Checked
    #: The columns that it makes: their names, and the codes they are for (blank for rows without one).
    cells: tuple[tuple[str, tuple[str | None, ...]], ...]
    has_unknown: bool
    has_total: bool


@dataclass(frozen=True, slots=True)
class MaskPlan:
    below: int
    columns: tuple[str, ...]
    shown: str
    complementary: bool
    note: str


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """How the lines of a grouped sheet come about."""

    keys: tuple[KeyPlan, ...]
    summary: SummaryPlan
    #: Whether every combination of codes has a line.
    fills: bool
    spread: SpreadPlan | None


@dataclass(frozen=True, slots=True)
class HeadingPlan:
    label: str
    value: Checked | None
    sign: bool


@dataclass(frozen=True, slots=True)
class SheetPlan:
    name: str
    title: str
    columns: tuple[ColumnPlan, ...]
    #: None where each row has a line.
    group: GroupPlan | None = None
    #: Columns by which lines are ordered, and whether downwards.
    sort: tuple[tuple[str, bool], ...] = ()
    #: Column → how its total is made.
    totals: Mapping[str, str] = field(default_factory=dict)
    totals_label: str = ""
    heading: tuple[HeadingPlan, ...] = ()
    mask: MaskPlan | None = None
    #: Column → its value, of the line that stands in an empty sheet; None for no such line.
    nil_row: Mapping[str, Checked] | None = None
    min_rows: int = 0


@dataclass(frozen=True, slots=True)
class RulePlan:
    id: str
    check: Checked
    severity: Severity
    message: Template
    help: str
    #: The sheet whose lines (or which as a whole) it checks; empty for rows.
    sheet: str = ""


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

    @property
    def looks_across_rows(self) -> bool:
        """Whether rows must be kept until all of them are known; else they are dealt with as they come."""
        return any(stage.gatherings.windows for stage in self.stages)

    @property
    def parts(self) -> tuple[tuple[StagePlan, ...], ...]:
        """The stages in parts: a part begins where all rows must be known, and the first one may be empty."""
        found: list[list[StagePlan]] = [[]]
        for stage in self.stages:
            if stage.gatherings.windows:
                found.append([])
            found[-1].append(stage)
        return tuple(tuple(part) for part in found)

    @property
    def row_sheets(self) -> tuple[SheetPlan, ...]:
        """The sheets in which each row has a line."""
        return tuple(sheet for sheet in self.sheets if sheet.group is None)

    @property
    def lets(self) -> tuple[LetPlan, ...]:
        """Every named value, in an order in which each uses earlier ones only."""
        return tuple(let for stage in self.stages for let in stage.lets)

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
