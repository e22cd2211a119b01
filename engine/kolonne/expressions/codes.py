"""CodeList and CodeMapping: closed lists of codes as expressions need them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

#: What a mapping gives for a code that deliberately does not count.
NOT_COUNTED = "not_counted"


@dataclass(frozen=True, slots=True)
class CodeList:
    """Codes with their labels in the export's language."""

    id: str
    #: Code → label, in the list's order.
    labels: Mapping[str, str]
    #: Other spelling → code.
    aliases: Mapping[str, str] = field(default_factory=dict)
    #: Code → (first day, day after the last one); codes that are always valid are not in it.
    valid: Mapping[str, tuple[date | None, date | None]] = field(default_factory=dict)
    #: Code → the code above it.
    parents: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CodeMapping:
    """From the codes of one list to those of another."""

    id: str
    source: str
    target: str
    #: Code → code of the target list, or `not_counted`.
    codes: Mapping[str, str]
    #: Code → why it does not count, in the export's language.
    reasons: Mapping[str, str] = field(default_factory=dict)
