"""Code: one code of an enumeration, in every language and at all times."""

from datetime import date
from typing import TypeAlias

from kolonne.contract.quick import dataclass
from kolonne.definitions import CodeDefinition, CodeVersion, DatedCode, pick
from kolonne.documents import Path, Place
from kolonne.expressions import Version

#: Text for people: the same in every language, or one text a language.
Text: TypeAlias = str | dict[str, str]


@dataclass(frozen=True, slots=True)
class Era:
    """What a code is for a time: `since` inclusive, `until` exclusive."""

    label: Text
    since: date | None = None
    until: date | None = None
    parent: str | None = None
    #: The line of the code file it stands in; 0 for none.
    line: int = 0
    #: The way to it from the code, where it is one of several in a document.
    steps: Path = ()

    def holds(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def in_language(self, locale: str) -> Version:
        return Version(self.since, self.until, pick(self.label, locale), self.parent or "")


@dataclass(frozen=True, slots=True)
class Code:
    """A code and where it stands."""

    #: In the order of time; never empty.
    eras: tuple[Era, ...]
    place: Place
    aliases: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    description: str | None = None

    @property
    def since(self) -> date | None:
        return self.eras[0].since

    @property
    def until(self) -> date | None:
        return self.eras[-1].until

    def shown(self, day: date | None) -> Era:
        """The era of a day; where the code is not valid then, or no day is given, the last one."""
        if day is None:
            return self.eras[-1]
        return next((era for era in self.eras if era.holds(day)), self.eras[-1])

    def content(self) -> object:
        """Everything it says, for the fingerprint."""
        eras = [[era.label, str(era.since or ""), str(era.until or ""), era.parent or ""] for era in self.eras]
        return [eras, self.aliases, self.successors]


def code_of(definition: str | dict[str, str] | CodeDefinition | DatedCode, place: Place) -> Code:
    """A code as a document writes it."""
    if isinstance(definition, str | dict):
        return Code((Era(definition),), place)
    eras = (
        [_era(definition, ())]
        if isinstance(definition, CodeDefinition)
        else [_era(version, ("dated", at)) for at, version in enumerate(definition.dated)]
    )
    successors = definition.successor or ()
    return Code(
        tuple(sorted(eras, key=lambda era: era.since or date.min)),
        place,
        tuple(definition.aliases),
        (successors,) if isinstance(successors, str) else tuple(successors),
        definition.description,
    )


def _era(version: CodeDefinition | CodeVersion, steps: Path) -> Era:
    return Era(version.label, _day(version.since), _day(version.until), version.parent, steps=steps)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
