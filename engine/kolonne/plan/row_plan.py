"""Plans of rows: what is computed for them, which are kept, and what they are held against."""

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from kolonne.contract import Severity
from kolonne.contract.quick import dataclass
from kolonne.expressions import Checked, ValueType
from kolonne.plan.gatherings import Gatherings

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Template:
    """A message with places for values of the row."""

    parts: tuple[str | Checked, ...]


@dataclass(frozen=True, slots=True)
class LetPlan:
    name: str
    value: Checked
    #: Whether it is computed of somebody's health, so that what goes wrong must not stand beside a record's key.
    is_about_health: bool = False
    #: What is told of when it fails; empty for a value of `let`.
    place: str = ""


@dataclass(frozen=True, slots=True)
class TransformPlan:
    """What a plugin computes of rows together: a transform, or a kind of rule, which makes one value, `ok`."""

    #: As the document calls it.
    name: str
    #: Frame → frame; of a rule, frame → series. Raises `PluginFaultError` and nothing else.
    function: "Callable[[pl.DataFrame], object]"
    #: The plugin, as messages name it.
    who: str
    place: str
    #: Whether all rows must be known; else batches are enough.
    sees_all: bool
    #: Whether one row may become several.
    adds: bool
    #: Parameter → the column that holds what is given.
    given: tuple[tuple[str, str], ...]
    #: Value → its type; it becomes the column `name.value`.
    makes: tuple[tuple[str, ValueType], ...]
    #: Reason → why, in the language of the export.
    reasons: Mapping[str, str] = field(default_factory=dict)
    #: Columns of rows that become what is made: `sheet/column`, and the value.
    into: tuple[tuple[str, str], ...] = ()
    #: Whether rows stay, without an answer, where it could not be computed: then the rule says nothing of them.
    is_rule: bool = False
    is_about_health: bool = False
    #: Whether what it makes is not about single persons any more.
    coarsens: bool = False

    @property
    def rule(self) -> str:
        """The rule by which rows fail that it could not be computed for."""
        return f"{self._called}.transform"

    def counted_as(self, reason: str) -> str:
        """How rows are counted that it leaves out for a reason."""
        return f"{self._called}.{reason}"

    @property
    def _called(self) -> str:
        """As the document calls it, without the sheet."""
        return self.name.rpartition("/")[2]

    def column(self, made: str) -> str:
        """The column of a value that it makes."""
        return f"{self.name}.{made}"


@dataclass(frozen=True, slots=True)
class KeepPlan:
    name: str
    when: Checked
    message: Template
    #: Whether it is decided by somebody's health, so that the reason itself must not stand beside a record's key.
    is_about_health: bool = False


@dataclass(frozen=True, slots=True)
class RulePlan:
    id: str
    check: Checked
    severity: Severity
    message: Template
    help: str
    #: The sheet whose lines (or which as a whole) it checks; empty for rows.
    sheet: str = ""
    #: Whether it is decided by somebody's health, so that it must not stand beside a record's key.
    is_about_health: bool = False


@dataclass(frozen=True, slots=True)
class StagePlan:
    """What is computed for rows together. Stages follow each other; each sees what those before have made."""

    gatherings: Gatherings = field(default_factory=Gatherings)
    lets: tuple[LetPlan, ...] = ()
    in_period: Checked | None = None
    keeps: tuple[KeepPlan, ...] = ()
    #: Whether the columns of sheets are computed here.
    makes_columns: bool = False
    rules: "tuple[RulePlan, ...]" = ()
    #: What a plugin computes here, and nothing else.
    transform: TransformPlan | None = None

    @property
    def sees_all(self) -> bool:
        """Whether all rows must be known before it."""
        return bool(self.gatherings.windows) or (self.transform is not None and self.transform.sees_all)
