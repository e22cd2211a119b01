"""MadeSheet: the rows of a workbook's first sheet, made while they come."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kolonne.ahead import Ahead
from kolonne.contract.quick import dataclass
from kolonne.writers.deflated import Entry
from kolonne.writers.feed import cut
from kolonne.writers.page_rows import MADE_ROWS, MadeRows, Numbered, PageRows
from kolonne.writers.shared_strings import SharedStrings

if TYPE_CHECKING:
    import polars as pl

_CHUNK = 1 << 20


@dataclass(slots=True)
class MadePage:
    """A page whose rows are made, and lie deflated in a file."""

    rows: PageRows
    entry: Entry
    #: How many it was given, and how many of these are made.
    given: int = 0
    made: int = 0

    @property
    def room(self) -> int:
        """How many more it takes."""
        return self.rows.page.layout.rows - self.given


#: Given the first rows, the pages on which rows may stand, as many as are wanted; their layouts say how many each takes.
Pages: TypeAlias = "Callable[[pl.DataFrame, SharedStrings], Iterator[PageRows]]"


class MadeSheet:
    """A `RowMaker`. How the sheet looks hangs on its first rows, so that nothing is decided before they are there."""

    def __init__(self, pages: Pages, path: Path) -> None:
        """`pages` gives them one by one; what is made of their rows lies in a new file at `path`."""
        self._path, self._new_pages = path, pages
        self._stream = path.open("xb")
        self._line = Ahead(_made)
        self._coming: Iterator[PageRows] | None = None
        #: The first rows, and the pages on which rows stand.
        self.sample: pl.DataFrame | None = None
        self.pages: list[MadePage] = []
        #: The numbers that texts have.
        self.strings = SharedStrings()

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return sum(page.made for page in self.pages)

    def add(self, rows: "pl.DataFrame") -> None:
        """Make the next rows."""
        if self._coming is None:
            self.sample = rows
            self._coming = self._new_pages(rows, self.strings)
        for piece in cut(rows, MADE_ROWS):
            self._give(piece, self._coming)

    def close(self) -> None:
        """Make what is under way; harmless when done already."""
        try:
            self._take(self._line.rest())
        finally:
            self._line.close()
            self._stream.close()

    def stretches(self) -> Iterator[tuple[MadePage, Iterator[bytes]]]:
        """Each page in order with what its rows became; that is to be taken before the next page is."""
        with self._path.open("rb") as stream:
            for page in self.pages:
                size = page.entry.packed_bytes
                yield page, (stream.read(min(_CHUNK, size - begin)) for begin in range(0, size, _CHUNK))

    def _give(self, piece: "pl.DataFrame", coming: Iterator[PageRows]) -> None:
        while piece.height:
            if not self.pages or not self.pages[-1].room:
                self.pages.append(MadePage(next(coming), Entry(self._stream)))
            page = self.pages[-1]
            part, piece = piece.head(page.room), piece.slice(page.room)
            page.given += part.height
            self._take(self._line.give((page, page.rows.numbered(part))))

    def _take(self, made: Iterable[tuple[MadePage, MadeRows]]) -> None:
        for page, one in made:
            page.entry.add(one.stretch)
            page.rows.notes.take(one.notes)
            page.made += one.rows


def _made(given: tuple[MadePage, Numbered]) -> tuple[MadePage, MadeRows]:
    page, numbered = given
    return page, page.rows.made(numbered)
