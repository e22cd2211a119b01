"""Plans of what looks at many rows: related records, other rows, groups."""

from kolonne.contract.quick import dataclass
from kolonne.expressions import Aggregation, Checked, Value, ValueType


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
class SummaryPlan:
    """Rows by groups: what each group is, and what is gathered of its rows."""

    name: str
    #: Row-level values that the rows of a group share.
    keys: tuple[str, ...]
    aggregates: tuple[AggregatePlan, ...]
    #: What the parts of those aggregates that are computed row by row need themselves.
    gatherings: Gatherings = Gatherings()
