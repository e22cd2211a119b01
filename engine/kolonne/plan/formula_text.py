"""The text of a formula → its parts. What is not known to be harmless and readable by every program is refused."""

import re
from collections.abc import Iterator
from dataclasses import field

from kolonne.contract import CellOf, FormulaPart, Span
from kolonne.contract.quick import dataclass
from kolonne.documents import near
from kolonne.expressions import Mistake
from kolonne.plan.formula_functions import FUNCTIONS, NORWEGIAN

_TOKEN = re.compile(
    r"""(?P<blank>\s+)
    |(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    |(?P<text>"(?:[^"]|"")*")
    |\{(?P<cell>[A-Za-z_][A-Za-z0-9_]*)\}
    |(?P<function>[^\W\d][\w.]*)(?=\()
    |(?P<truth>(?i:TRUE|FALSE))(?![\w.])
    |(?P<operator><=|>=|<>|[-+*/^&=<>%])
    |(?P<bracket>[(),])""",
    re.VERBOSE,
)
#: How files write control characters.
_ESCAPE = re.compile(r"_x[0-9a-fA-F]{4}_")
_WORD = re.compile(r"[\w.$!:\[\]']+|.", re.DOTALL)
#: Excel's: of a text within a formula, and of brackets in brackets.
_MOST_TEXT, _MOST_DEPTH = 255, 60
_CELLS = "a formula looks at cells of its own row: `{hours}` is that of the column `hours`"
_SEPARATOR = "arguments are parted by `,` and decimals by `.`, also where programs show other signs"
_HINTS = {
    ";": _SEPARATOR,
    "{": "the name of a column stands in braces: `{hours}`",
    "}": "the name of a column stands in braces: `{hours}`",
    '"': 'text stands in `"…"`; the sign itself is written twice',
    "'": 'text stands in `"…"`',
}


class _WrongError(Exception):
    def __init__(self, start: int, end: int, message: str, hint: str = "", code: str = "formula_syntax") -> None:
        self.mistake = Mistake(code, message, Span(start, end), hint)


def formula_parts(text: str) -> tuple[FormulaPart, ...] | Mistake:
    """The parts of a formula such as `={hours} * {rate}`, without the `=`, or the first mistake in it."""
    try:
        if not text.startswith("="):
            raise _WrongError(0, 1, "a formula begins with `=`", "for instance `={hours} * {rate}`")
        return tuple(_Reading(text).parts())
    except _WrongError as wrong:
        return wrong.mistake


@dataclass(slots=True)
class _Open:
    """A bracket that is not closed yet."""

    at: int
    #: Of the function that it belongs to; empty for none.
    name: str
    arguments: int = 1


@dataclass(slots=True)
class _Reading:
    text: str
    opened: list[_Open] = field(default_factory=list)
    #: Whether a value is to come, not an operator.
    is_value_next: bool = True
    #: Whether a function's bracket was just opened.
    is_call_begun: bool = False
    called: str = ""

    def parts(self) -> Iterator[FormulaPart]:
        at, plain = 1, ""
        while at < len(self.text):
            found = _TOKEN.match(self.text, at)
            if found is None:
                raise self.unknown(at)
            if found.lastgroup != "blank":
                self.take(found)
            if found["cell"]:
                yield from [plain] if plain else []
                yield CellOf(found["cell"])
                plain = ""
            else:
                # A line break or a tab is no mistake, and no part of a formula either.
                plain += (
                    " " if found["blank"] else found[0].upper() if found["function"] or found["truth"] else found[0]
                )
            at = found.end()
        if self.opened:
            raise _WrongError(self.opened[-1].at, self.opened[-1].at + 1, "the `(` is not closed")
        if self.is_value_next:
            raise _WrongError(len(self.text) - 1, len(self.text), "a value is missing at the end")
        yield from [plain] if plain else []

    def take(self, found: re.Match[str]) -> None:
        begun, self.is_call_begun = self.is_call_begun, False
        match found.lastgroup:
            case "operator":
                self.operator(found)
            case "bracket" if found[0] == "(":
                self.open(found)
            case "bracket":
                self.close(found, begun=begun)
            case "function":
                self.value(found)
                self.called, self.is_value_next = self.function(found), True
            case "text":
                self.value(found)
                self.quoted(found)
            case _:
                self.value(found)

    def value(self, found: re.Match[str]) -> None:
        if not self.is_value_next:
            message = f"an operator is missing in front of `{found[0]}`"
            raise _WrongError(found.start(), found.end(), message, "for instance `*`, `+` or `&`")
        self.is_value_next = False

    def quoted(self, found: re.Match[str]) -> None:
        length = len(found[0]) - 2
        if length > _MOST_TEXT:
            message = f"a text of {length} characters; at most {_MOST_TEXT} are allowed"
            raise _WrongError(found.start(), found.end(), message, "several can be joined by `&`")
        if not found[0].isprintable() or _ESCAPE.search(found[0]):
            message = "a text of a formula cannot hold control characters, or what a file would read as one"
            raise _WrongError(found.start(), found.end(), message)

    def operator(self, found: re.Match[str]) -> None:
        if self.is_value_next and found[0] not in "+-":
            raise _WrongError(found.start(), found.end(), f"a value is missing in front of `{found[0]}`")
        if not self.is_value_next and found[0] != "%":
            self.is_value_next = True

    def open(self, found: re.Match[str]) -> None:
        if not self.is_value_next:
            raise _WrongError(found.start(), found.end(), "an operator is missing in front of `(`")
        if len(self.opened) >= _MOST_DEPTH:
            raise _WrongError(found.start(), found.end(), f"more than {_MOST_DEPTH} brackets stand in each other")
        self.opened.append(_Open(found.start(), self.called))
        self.is_call_begun, self.called = bool(self.called), ""

    def close(self, found: re.Match[str], *, begun: bool) -> None:
        sign, start = found[0], found.start()
        if not self.opened or (sign == "," and not self.opened[-1].name):
            what = "closes nothing" if sign == ")" else "parts no arguments"
            raise _WrongError(start, start + 1, f"the `{sign}` {what}", _SEPARATOR if sign == "," else "")
        call = self.opened[-1]
        if self.is_value_next and not (begun and sign == ")"):
            raise _WrongError(start, start + 1, f"a value is missing in front of `{sign}`")
        if sign == ",":
            call.arguments, self.is_value_next = call.arguments + 1, True
            return
        self.opened.pop()
        self.is_value_next = False
        if call.name:
            self.count(call, 0 if begun else call.arguments, start)

    def function(self, found: re.Match[str]) -> str:
        name = found["function"].upper()
        if name in FUNCTIONS:
            return name
        english = NORWEGIAN.get(name)
        hint = f"it is called `{english}` in a file" if english else near(name, FUNCTIONS)
        message = f"formulas of documents cannot call `{found['function']}`"
        raise _WrongError(found.start(), found.end(), message, hint, "unknown_function")

    def count(self, call: _Open, given: int, end: int) -> None:
        least, most = FUNCTIONS[call.name]
        if not least <= given <= most:
            allowed = f"{least}" if least == most else f"{least} to {most}"
            message = f"`{call.name}` takes {allowed} argument{'s' * (allowed != '1')}; found {given}"
            raise _WrongError(call.at - len(call.name), end + 1, message, "", "wrong_arguments")

    def unknown(self, at: int) -> _WrongError:
        found = _WORD.match(self.text, at)
        word = found[0] if found is not None else self.text[at]
        shown = word if word.isprintable() else f"U+{ord(word[0]):04X}"
        return _WrongError(at, at + len(word), f"`{shown}` cannot stand in a formula", _HINTS.get(word[0], _CELLS))
