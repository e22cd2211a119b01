"""Where formulas name cells: found in their text, so that they can be changed there."""

import re
from collections.abc import Callable
from dataclasses import replace

from kolonne.contract.quick import dataclass

_SHEET = r"(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*(?::[\w.]+)?)!)?"
_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_COLUMN = r"\$?[A-Za-z]{1,3}"
_ROW = r"\$?[0-9]{1,7}"
#: Between two ends: blanks, and the sheet once more, as in `Sheet!A1:Sheet!A9`.
_COLON = rf"\s*:\s*{_SHEET}"
_PLACE = rf"{_CELL}(?:{_COLON}{_CELL})?|{_COLUMN}{_COLON}{_COLUMN}|{_ROW}{_COLON}{_ROW}"
#: In the order in which they are tried: texts, columns of tables, references, and all other words and numbers.
_TOKEN = re.compile(
    r"(?P<text>\"(?:[^\"]|\"\")*\")"
    r"|(?P<table>[\w.]*\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])"
    rf"|(?P<sheet>{_SHEET})(?P<place>{_PLACE})(?![\w(.!\[])"
    r"|'(?:[^']|'')*'!?"
    r"|[\w.\\?]+"
)
_PART = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)")
_BETWEEN = re.compile(_COLON)
#: A function with a single range, in front of that range; numbers before it say how it adds up.
_ALONE = re.compile(r"(?<![\w.])(?P<function>[A-Za-z]+)\(\s*(?:[0-9]+\s*,\s*)*$")


@dataclass(frozen=True, slots=True)
class End:
    """One end of a reference; letters or row are missing in whole rows and columns."""

    letters: str
    #: 0 for none.
    row: int
    holds_column: bool
    holds_row: bool

    @classmethod
    def of(cls, text: str) -> "End":
        """The end that is written so."""
        first, letters, second, row = _PART.fullmatch(text).groups()  # type: ignore[union-attr] # it was found as one
        # In a whole row, the only sign belongs to the row.
        return cls(letters, int(row or 0), bool(first and letters), bool(second or (first and not letters)))

    def __str__(self) -> str:
        column = ("$" if self.holds_column else "") + self.letters
        return column + (("$" if self.holds_row else "") + str(self.row) if self.row else "")


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell or a range."""

    #: The sheet, without quotes; empty where the formula's own is meant.
    sheet: str
    first: End
    #: None for a single cell.
    last: End | None = None
    #: What is written between the ends: a colon, with blanks and the sheet once more where they are.
    colon: str = ":"
    #: The function of which it is the only range, in capital letters; empty for none.
    function: str = ""
    #: Whether it is all that the formula is.
    is_whole: bool = False

    @property
    def ends(self) -> str:
        """Both ends as they are written, without the sheet."""
        return self.between(self.first, self.last)

    def between(self, first: object, last: object) -> str:
        """Other ends, written in the same way; None for the last of a single cell."""
        return str(first) if last is None else f"{first}{self.colon}{last}"


def reread(formula: str, change: Callable[[Reference], str]) -> str:
    """The formula with the ends of every reference as `change` gives them. Texts, names and columns of tables stay."""

    def changed(found: re.Match[str]) -> str:
        if found["place"] is None:
            return found[0]
        reference = _reference(found["sheet"], found["place"])
        if reference is None:
            return found[0]
        before, behind = formula[: found.start()], formula[found.end() :].lstrip()
        around = _ALONE.search(before) if behind.startswith(")") else None
        is_whole = not behind and not before.strip()
        reference = replace(reference, function=around["function"].upper() if around else "", is_whole=is_whole)
        return found["sheet"] + change(reference)

    return _TOKEN.sub(changed, formula)


def _reference(sheet: str, place: str) -> Reference | None:
    """None for one whose ends are on two sheets, which no spreadsheet takes."""
    named = _name(sheet)
    between = _BETWEEN.search(place)
    if between is None:
        return Reference(named, End.of(place))
    again = _name(between[0].strip().removeprefix(":").strip())
    if again and again.casefold() != named.casefold():
        return None
    return Reference(named, End.of(place[: between.start()]), End.of(place[between.end() :]), between[0])


def _name(sheet: str) -> str:
    named = sheet.removesuffix("!")
    return named[1:-1].replace("''", "'") if named.startswith("'") else named
