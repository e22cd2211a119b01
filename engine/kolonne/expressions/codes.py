"""CodeList and CodeMapping: closed lists of codes as expressions need them."""

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from typing import TypeVar, cast

from kolonne.contract.quick import dataclass
from kolonne.expressions.timeline import Steps

T = TypeVar("T")

#: What a mapping gives for a code that deliberately does not count.
NOT_COUNTED = "not_counted"
#: From a day, inclusive, until a day, exclusive; None: without such an end.
Interval = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Version:
    """What a code is for a time, in the export's language."""

    since: date | None
    until: date | None
    label: str
    #: Empty where nothing stands above it.
    parent: str = ""


@dataclass(frozen=True, slots=True)
class CodeList:
    """Codes with their labels in the export's language, as they are on the period's last day (or were last)."""

    id: str
    #: Code → label, in the list's order.
    labels: Mapping[str, str]
    #: Other spelling, in small letters → code.
    aliases: Mapping[str, str] = field(default_factory=dict)
    #: Code → (first day, day after the last one); codes that are always valid are not in it.
    valid: Mapping[str, Interval] = field(default_factory=dict)
    #: Code → the code above it.
    parents: Mapping[str, str] = field(default_factory=dict)
    #: Code → its versions in order, for those that have several.
    versions: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    #: The list that parents are codes of, if it is another one.
    parent_list: str = ""
    #: Code → the codes that take its place when it ends.
    successors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: What operations make of it, so that it is made once.
    made: dict[str, object] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Something that is made of the list, made at first need."""
        if name not in self.made:
            self.made[name] = make()
        return cast("T", self.made[name])

    def spellings(self) -> Mapping[str, str]:
        """Every way to write a code, in small letters; its own name wins over another's alias."""
        return self.once(
            "spellings", lambda: {**self.aliases, **{code.lower(): code for code in reversed(list(self.labels))}}
        )

    def recognised(self, text: str) -> str | None:
        """The code that a text stands for: itself, in whatever case, or one of its aliases."""
        return text if text in self.labels else self.spellings().get(text.lower())

    def is_valid(self, code: str, day: date) -> bool:
        """Whether the list has the code, and it was valid on that day."""
        since, until = self.valid.get(code, (None, None))
        return code in self.labels and (since is None or since <= day) and (until is None or day < until)


@dataclass(frozen=True, slots=True)
class CodeMapping:
    """From the codes of one list to those of another."""

    id: str
    source: str
    target: str
    #: Code → code of the target list, or `not_counted`; as of the period's first day.
    codes: Mapping[str, str]
    #: Code → why it does not count, in the export's language.
    reasons: Mapping[str, str] = field(default_factory=dict)
    #: Code → what it becomes by day, and why it does not count by day; only codes for which that changes.
    dated: Mapping[str, Steps] = field(default_factory=dict)
    dated_reasons: Mapping[str, Steps] = field(default_factory=dict)
    #: What operations make of it, so that it is made once.
    made: dict[str, object] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Something that is made of the mapping, made at first need."""
        if name not in self.made:
            self.made[name] = make()
        return cast("T", self.made[name])
