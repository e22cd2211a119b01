"""Plans of inputs: how records are read, and how they find those that they belong to."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, TypeAlias

from kolonne.contract.quick import dataclass
from kolonne.expressions import Timeline, Value, ValueType

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
