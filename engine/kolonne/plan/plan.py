"""Plan: a document with everything resolved, typed and ordered; all that `transform` needs to know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from kolonne.contract import CsvDialect, Severity
from kolonne.expressions import Checked, Lists, Timeline, Value, ValueType

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
class InputPlan:
    name: str
    fields: tuple[FieldPlan, ...]
    #: The field that tells records apart; empty if none.
    key: str
    options: Mapping[str, str]


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
    #: The date on which codes must have been valid, and whose labels are shown; None for no such date.
    as_of: Checked | None = None
    #: Whether that date must not stand in messages.
    as_of_personal: bool = False


@dataclass(frozen=True, slots=True)
class SheetPlan:
    name: str
    title: str
    columns: tuple[ColumnPlan, ...]


@dataclass(frozen=True, slots=True)
class RulePlan:
    id: str
    check: Checked
    severity: Severity
    message: Template
    help: str


@dataclass(frozen=True, slots=True)
class Plan:
    document: str
    title: str
    locale: str
    timezone: str
    #: SHA-256 over the resolved document, the lists it uses, and the versions of engine and plugins.
    fingerprint: str
    input: InputPlan
    #: The name of the exploded item and the list it comes from.
    each: LetPlan | None
    #: In an order in which each uses earlier ones only.
    lets: tuple[LetPlan, ...]
    in_period: Checked | None
    keeps: tuple[KeepPlan, ...]
    sheets: tuple[SheetPlan, ...]
    rules: tuple[RulePlan, ...]
    lists: Lists
    #: Names whose values come with the request, and parameters.
    given: Mapping[str, tuple[ValueType, Value]]
    csv: CsvDialect
