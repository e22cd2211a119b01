"""Lines: rows of data as XML, each cell with the look that the template gives its column."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias
from xml.sax.saxutils import escape

import polars as pl

from kolonne.contract.quick import dataclass
from kolonne.workbooks import Reference, letters, reread
from kolonne.writers.cells import RowCells
from kolonne.writers.grafting.tags import spelled
from kolonne.writers.parts import Part, joined, laid
from kolonne.writers.row_heights import heights
from kolonne.writers.text_bytes import text_bytes

_MARK = re.compile(r"\x00(-?[0-9]+)\x00")


@dataclass(frozen=True, slots=True)
class FilledDown:
    """A formula that each row has, its references going along; or the row's own number."""

    opening: str
    #: Texts, escaped, and how many rows below its own each reference in between lies.
    pieces: tuple[str | int, ...]
    closing: str

    @classmethod
    def of(cls, formula: str, row: int, column: int, given: dict[str, str], *, is_array: bool) -> "FilledDown":
        """The formula of a row, with the attributes of its cell."""
        opening: list[str | int] = [f"<c{spelled({key: one for key, one in given.items() if key != 't'})}><f"]
        if is_array:
            opening += [f' t="array" ref="{letters(column)}', 0, '"']
        pieces = [*opening, ">", *_apart(formula, row)]
        return cls("", tuple(pieces), "</f></c>")

    @classmethod
    def counting(cls, number: int, row: int, style: int) -> "FilledDown":
        """The numbers of rows, from that of a row on."""
        return cls("", (f'<c s="{style}"><v>', number - row), "</v></c>")

    def parts(self, numbers: "Numbers") -> list[Part]:
        """Its cells, side by side in parts."""
        return [*(numbers.at(piece) if isinstance(piece, int) else piece for piece in self.pieces), self.closing]


#: What stands in one column of a row: XML that is the same in all rows, a column of the data, or a formula.
Slot: TypeAlias = str | RowCells | FilledDown


class Numbers:
    """The numbers of the rows of a piece, or of every other one, and of rows so many above or below."""

    def __init__(self, first: int, rows: int, step: int = 1) -> None:
        self._rows = pl.int_range(first, first + step * rows, step, eager=True)
        self._made: dict[int, pl.Series] = {}

    def at(self, offset: int) -> pl.Series:
        """As text."""
        if offset not in self._made:
            self._made[offset] = (self._rows + offset).cast(pl.String)
        return self._made[offset]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows with the same around the data, that look alike, or by turns."""

    #: Both included, from 1.
    first: int
    last: int
    #: One a column, from column A; where rows take turns, those of the first and of the second.
    slots: Sequence[Sequence[Slot]]
    #: Attributes of the row, as they stand in its tag.
    attributes: str
    #: Columns of the data whose text is broken into lines, and how many characters a line has.
    rooms: Mapping[str, int]
    #: In points.
    line_height: int

    def xml(self, piece: pl.DataFrame, first: int) -> bytes:
        """The rows of a piece, the first of which has the number `first`."""
        turns = len(self.slots)
        slots = [self.slots[(first - self.first + at) % turns] for at in range(turns)]
        if turns == 1 or piece.height == 1:
            return joined(self._parts(piece, Numbers(first, piece.height), slots[0]))
        each = [piece.gather_every(turns, at) for at in range(turns)]
        texts = [
            laid(self._parts(rows, Numbers(first + at, rows.height, turns), slots[at])) for at, rows in enumerate(each)
        ]
        order = pl.int_range(piece.height, eager=True)
        places = order // turns + (order % turns) * each[0].height
        return b"".join(text_bytes(pl.concat(texts).gather(places)))

    def _parts(self, piece: pl.DataFrame, numbers: Numbers, slots: Sequence[Slot]) -> list[Part]:
        parts: list[Part] = ['<row r="', numbers.at(0), f'"{self.attributes}']
        if self.rooms:
            parts.append(heights(piece, self.rooms, self.line_height))
        parts.append(">")
        for slot in slots:
            if isinstance(slot, str):
                parts.append(slot)
            elif isinstance(slot, FilledDown):
                parts += slot.parts(numbers)
            else:
                parts += slot.row_parts(piece, numbers.at(0))
        return [*parts, "</row>"]


def stretched(stretches: Sequence[Stretch], piece: pl.DataFrame, first: int) -> Iterator[bytes]:
    """The rows of a piece, cut where another stretch begins."""
    for stretch in stretches:
        low, high = max(first, stretch.first), min(first + piece.height - 1, stretch.last)
        if low <= high:
            yield stretch.xml(piece.slice(low - first, high - low + 1), low)


def _apart(formula: str, row: int) -> Iterator[str | int]:
    """The formula at the references that go along with its row."""

    def marked(found: Reference) -> str:
        shown = (
            end
            if end is None or end.holds_row or not end.row
            else f"{'$' * end.holds_column}{end.letters}\x00{end.row - row}\x00"
            for end in (found.first, found.last)
        )
        return found.between(*shown)

    pieces = _MARK.split(reread(formula, marked))
    for at, text in enumerate(pieces):
        if at % 2:
            yield int(text)
        elif text:
            yield escape(text)
