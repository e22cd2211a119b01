"""Plans of sheets: their lines, columns, totals and headings."""

from collections.abc import Mapping
from dataclasses import field

from kolonne.contract import FormulaPart
from kolonne.contract.quick import dataclass
from kolonne.expressions import Checked, ValueType
from kolonne.plan.gatherings import SummaryPlan
from kolonne.plan.input_plan import UnknownPolicy


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
    #: Whether its value, or whether it is required, hangs on somebody's health: told without the record's key.
    is_about_health: bool = False
    is_required_for_health: bool = False
    #: Whether its text is guarded in .csv files; None for as the dialect says.
    guard: bool | None = None
    #: How a spreadsheet computes it anew; empty for no formula.
    formula: tuple[FormulaPart, ...] = ()
    #: The column with the addresses that its cells lead to; empty for no links.
    link: str = ""

    @property
    def level(self) -> str:
        """How private what stands in it is, for rules that look at it."""
        return "health" if self.is_about_health else "personal" if self.personal else "public"


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
