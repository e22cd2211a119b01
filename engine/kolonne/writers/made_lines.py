"""MadeLines: the lines of a table, made while its rows come, in a file that can become the table itself."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kolonne.ahead import Ahead
from kolonne.contract.quick import dataclass
from kolonne.writers.feed import cut
from kolonne.writers.in_order import Begun, InOrder
from kolonne.writers.notes import Notes

if TYPE_CHECKING:
    import polars as pl

#: Rows that are made into text at a time; more would take memory and hardly less time.
MADE_ROWS = 8192
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Made:
    """The lines of some rows."""

    rows: int
    data: bytes
    notes: Notes


class MadeLines:
    """A `RowMaker`. What `make` raises is raised by `add` or `close`."""

    def __init__(self, head: bytes, make: "Callable[[tuple[int, pl.DataFrame]], Made]", path: Path) -> None:
        """`head` is what will stand above the rows; `make` is given the number of the first row, from 1, and some rows."""
        self._path, self._head = path, head
        self._file = InOrder(path)
        self._file.write(head)
        self._line = Ahead(make)
        #: How many rows there are.
        self.rows = 0
        #: What was noted of them.
        self.notes = Notes()
        self._given = 0

    def add(self, rows: "pl.DataFrame") -> None:
        """Make lines of the next rows."""
        for piece in cut(rows, MADE_ROWS):
            self._take(self._line.give((self._given + 1, piece)))
            self._given += piece.height

    def close(self) -> None:
        """Make what is under way; harmless when done already."""
        try:
            self._take(self._line.rest())
        finally:
            self._line.close()
            self._file.close()

    def move(self, head: bytes, begin_with: Callable[[Begun], bool]) -> bool:
        """Let another file begin with this one, if it has the head that was expected; False where it cannot."""
        return head == self._head and begin_with(self._file.begun())

    def data(self) -> Iterator[bytes]:
        """The lines without the head."""
        with self._path.open("rb") as stream:
            stream.seek(len(self._head))
            while data := stream.read(_CHUNK):
                yield data

    def _take(self, made: Iterable[Made]) -> None:
        for one in made:
            self._file.write(one.data)
            self.notes.take(one.notes)
            self.rows += one.rows


def numbered(pieces: "Iterable[pl.DataFrame]") -> "Iterator[tuple[int, pl.DataFrame]]":
    """Pieces with the number of their first row, from 1."""
    first = 1
    for piece in pieces:
        yield first, piece
        first += piece.height
