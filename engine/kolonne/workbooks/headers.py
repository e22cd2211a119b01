"""Headers: in which row of a worksheet, and in which of its columns, given headers stand."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import field

from kolonne.contract.quick import dataclass
from kolonne.workbooks.areas import Area
from kolonne.workbooks.sheet import ForeignSheet

#: What a header reads, and what reads above it; empty for nothing in particular.
HeaderText = tuple[str, str]
_SPACES = re.compile(r"\s+")
_MOST_ABOVE = 3
#: What is longer is no header.
_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """A row in which at least one of the headers stands."""

    row: int
    #: Wanted name → every column in which its header stands, from 1.
    columns: Mapping[str, tuple[int, ...]]

    @property
    def score(self) -> int:
        """How many of the headers stand in it."""
        return len(self.columns)


@dataclass(frozen=True)
class Headers:
    """The texts of a worksheet, row by row, as headers are read: of merged cells, in their last row."""

    sheet: ForeignSheet
    _texts: dict[int, dict[int, str]] = field(init=False, default_factory=dict)
    _spans: dict[tuple[int, int], Area] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        merged = {(one.top, one.left): one for one in self.sheet.merged}
        for cell in self.sheet.cells():
            if isinstance(cell.value, str) and len(cell.value) <= _LONGEST and plain(cell.value):
                span = merged.get((cell.row, cell.column), Area(cell.row, cell.column, cell.row, cell.column))
                self._texts.setdefault(span.bottom, {})[cell.column] = cell.value
                self._spans[span.bottom, cell.column] = span

    def rows(self, wanted: Mapping[str, Sequence[HeaderText]]) -> tuple[HeaderRow, ...]:
        """The rows with wanted headers, those with most of them first; each wanted one may read in several ways."""
        spelled = {name: {(plain(above), plain(text)) for text, above in texts} for name, texts in wanted.items()}
        found = [HeaderRow(row, self._found(row, spelled)) for row in self._texts]
        return tuple(sorted((one for one in found if one.score), key=lambda one: (-one.score, one.row)))

    def texts(self, row: int) -> dict[int, str]:
        """The texts of a row by column, in order."""
        return dict(sorted(self._texts.get(row, {}).items()))

    def _found(self, row: int, spelled: Mapping[str, set[tuple[str, str]]]) -> dict[str, tuple[int, ...]]:
        here = {column: plain(text) for column, text in sorted(self._texts[row].items())}
        words: dict[str, list[int]] = {}
        for column, text in here.items():
            words.setdefault(text, []).append(column)
        found: dict[str, tuple[int, ...]] = {}
        for name, ways in spelled.items():
            likely = {
                one for above, text in ways for word in (text, plain(f"{above} {text}")) for one in words.get(word, ())
            }
            columns = tuple(column for column in sorted(likely) if self._reads(row, column, here[column], ways))
            if columns:
                found[name] = columns
        return found

    def _reads(self, row: int, column: int, text: str, ways: set[tuple[str, str]]) -> bool:
        for above, own in ways:
            if text == own and (not above or above in self._above(row, column)):
                return True
            if above and text == plain(f"{above} {own}"):
                return True
        return False

    def _above(self, row: int, column: int) -> set[str]:
        """What stands above a header: over it, or over its neighbours to the left."""
        found: set[str] = set()
        top = self._spans[row, column].top
        for line in range(top - 1, max(0, top - 1 - _MOST_ABOVE), -1):
            before = [at for at in self._texts.get(line, {}) if at <= column]
            if before and self._reaches(line, max(before), column):
                found.add(plain(self._texts[line][max(before)]))
        return found

    def _reaches(self, row: int, start: int, column: int) -> bool:
        span = self._spans[row, start]
        # One that is not merged stands above all that follow.
        return span.right >= column or span.left == span.right


def plain(text: str) -> str:
    """A header as it is compared: without case, line breaks, signs that nobody sees, and what marks it as one to fill in."""
    if not text.isascii():
        # Signs that nobody sees, such as soft hyphens and blanks without width.
        text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _SPACES.sub(" ", folded).strip().rstrip("*: ").strip()
