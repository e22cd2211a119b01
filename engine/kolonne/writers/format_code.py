"""The number formats of spreadsheets, such as `dd.mm.yyyy` or `#,##0.00;[Red]-#,##0.00`, taken apart."""

import re
from collections.abc import Iterator

from kolonne.contract.quick import dataclass

_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<room>[_*].)|\[(?P<bracketed>[^\]]*)\]|(?P<end>;)|(?P<general>general)'
    r"|(?P<clock>am/pm|a/p|y+|m+|d+|h+|s+(?:\.0+)?)|(?P<digits>[#0?][#0?,.]*)|(?P<power>e[+-][#0?]+)|(?P<sign>[%/@])"
    r"|(?P<text>.)",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CONDITION = re.compile(r"\s*(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\s*")
#: A sign of money in a language, which may be empty: `[$kr-414]`.
_MONEY = re.compile(r"\$([^-]*)(?:-.*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FormatPart:
    """What stands side by side in a section."""

    #: `text` is shown as it is; `clock` is a part of a day or a time, `elapsed` one that counts on (`[h]`); `digits` are
    #: places for digits, `general` stands for a number as it is, `power` for an exponent; a `sign` is one of `% / @`.
    sort: str
    #: As shown if it is text, else as written, of what is elapsed without its brackets.
    text: str


@dataclass(frozen=True, slots=True)
class FormatSection:
    """How some of the numbers are shown."""

    parts: tuple[FormatPart, ...]
    #: Which numbers: an operator (`<= >= <> < > =`) and what is compared with; None where nothing is said.
    condition: tuple[str, str] | None = None

    def has(self, sort: str, text: str = "") -> bool:
        """Whether such a part stands there; with a text, one that begins with it, in any case."""
        return any(part.sort == sort and part.text.casefold().startswith(text) for part in self.parts)

    @property
    def is_of_numbers(self) -> bool:
        """Whether it has a place for a number, so that letters in it are no parts of days or times."""
        return self.has("digits") or self.has("general")


def format_sections(code: str) -> tuple[FormatSection, ...]:
    """The sections of a format of numbers, days or times, at least one.

    The last one of several is left out if it is of text (`@`). Colours, languages and what only makes room are left out.
    """
    sections: list[list[FormatPart]] = [[]]
    conditions: list[tuple[str, str] | None] = [None]
    for found in _PART.finditer(code):
        if found["end"]:
            sections.append([])
            conditions.append(None)
        elif found["bracketed"] is not None and (asked := _CONDITION.fullmatch(found["bracketed"])):
            conditions[-1] = (asked[1], asked[2])
        else:
            sections[-1] += _parts(found)
    made = [FormatSection(tuple(_joined(parts)), asked) for parts, asked in zip(sections, conditions, strict=True)]
    if len(made) > 1 and made[-1].has("sign", "@"):
        made.pop()
    return tuple(made)


def _parts(found: re.Match[str]) -> Iterator[FormatPart]:
    kind = found.lastgroup or ""
    match kind:
        case "quoted" | "escaped":
            yield FormatPart("text", found[kind])
        case "bracketed":
            if _ELAPSED.fullmatch(found[kind]):
                yield FormatPart("elapsed", found[kind])
            elif money := _MONEY.fullmatch(found[kind]):
                yield FormatPart("text", money[1])
        case "general" | "clock" | "digits" | "power" | "sign" | "text":
            yield FormatPart(kind, found[0])


def _joined(parts: list[FormatPart]) -> Iterator[FormatPart]:
    """Texts side by side as one; letters between places for digits are text too."""
    is_of_numbers = any(part.sort in {"digits", "general"} for part in parts)
    text = ""
    for part in parts:
        if part.sort == "text" or (is_of_numbers and part.sort == "clock"):
            text += part.text
            continue
        if text:
            yield FormatPart("text", text)
            text = ""
        yield part
    if text:
        yield FormatPart("text", text)
