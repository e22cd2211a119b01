"""Plans of rows: what is computed for them, which are kept, and what they are held against."""

from dataclasses import dataclass

from kolonne.contract import Severity
from kolonne.expressions import Checked
from kolonne.plan.gatherings import Gatherings


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

    gatherings: Gatherings
    lets: tuple[LetPlan, ...] = ()
    in_period: Checked | None = None
    keeps: tuple[KeepPlan, ...] = ()
    #: Whether the columns of sheets are computed here.
    makes_columns: bool = False
    rules: "tuple[RulePlan, ...]" = ()
