"""Growth: what becomes of the rows of a sheet, and of everything that names them, when data fill more than it has room for."""

from collections.abc import Callable
from dataclasses import replace

from kolonne.contract.quick import dataclass
from kolonne.workbooks.areas import MOST_COLUMNS, MOST_ROWS, Area, area
from kolonne.workbooks.references import End, Reference, reread

#: Functions that add up a column: of one in which a single row stands, a person sees no difference to a range of one row.
_OF_COLUMNS = frozenset(
    {"SUM", "SUBTOTAL", "AGGREGATE", "AVERAGE", "COUNT", "COUNTA", "MAX", "MIN", "MEDIAN", "PRODUCT"}
)


@dataclass(frozen=True, slots=True)
class Growth:
    """Rows `first` to `last` (from 1, both included) of a sheet take `rows` rows of data; what is below moves down."""

    sheet: str
    first: int
    last: int
    rows: int
    #: The columns with data, from 1; what lies beside them has cells of its own.
    left: int = 1
    right: int = MOST_COLUMNS

    @property
    def more(self) -> int:
        """How many rows come in below the last."""
        return max(0, self.rows - (self.last - self.first + 1))

    @property
    def filled(self) -> int:
        """The last row with data."""
        return self.first + self.rows - 1

    def row(self, row: int) -> int:
        """Where a row goes; none goes off the sheet."""
        return min(MOST_ROWS, row + self.more) if row > self.last else row

    def end(self, top: int, bottom: int) -> int:
        """Where the last row of a range goes: a range over the rows to fill goes on to hold all of them."""
        if bottom >= self.last and top <= self.last:
            return min(MOST_ROWS, bottom + self.more)
        if top <= self.first <= bottom:
            return max(bottom, self.filled)
        return self.row(bottom)

    def area(self, place: Area) -> Area:
        """Where an area of the sheet goes: one over the data holds all of them, one beside them stays with its cells."""
        if self.is_beside(place):
            return self.block(place)
        if place.top == 1 and place.bottom == MOST_ROWS:
            return place
        return replace(place, top=self.row(place.top), bottom=self.end(place.top, place.bottom))

    def block(self, place: Area) -> Area:
        """Where cells go that belong together, such as merged ones. No two blocks come to lie over each other.

        One grows where rows come in among its own, or at its end, if it stands beside all rows to fill, of which there are
        several. Any other keeps its rows.
        """
        if place.top == 1 and place.bottom == MOST_ROWS:
            return place
        is_beside_all = place.top <= self.first < self.last == place.bottom
        bottom = min(MOST_ROWS, place.bottom + self.more) if is_beside_all else self.row(place.bottom)
        return replace(place, top=self.row(place.top), bottom=bottom)

    def table(self, place: Area) -> Area:
        """Where a list with a filter goes: the one with the data grows with them, another one has rows of its own."""
        return self._shifted(place) if self.is_beside(place) else self.area(place)

    def areas(self, text: str) -> str:
        """`sqref`: each area of a list; what is none stays as it is."""
        return _each(text, self.area)

    def blocks(self, text: str) -> str:
        """The same for cells that belong together."""
        return _each(text, self.block)

    def tables(self, text: str) -> str:
        """The same for lists with filters."""
        return _each(text, self.table)

    def cells(self, text: str) -> str:
        """The same for cells that only move, such as those that are selected."""
        return _each(text, self._shifted)

    def is_beside(self, place: Area) -> bool:
        """Whether an area has no column of data."""
        return place.right < self.left or place.left > self.right

    def _shifted(self, place: Area) -> Area:
        if place.top == 1 and place.bottom == MOST_ROWS:
            return place
        return replace(place, top=self.row(place.top), bottom=self.row(place.bottom))

    def formula(self, text: str, on: str, *, of_row: int = 0, fills_down: bool = False, is_shown: bool = False) -> str:
        """A formula that stands on the sheet `on`.

        Of one in a row to fill, `of_row`, ranges that end in its row stay there; of one that is filled down, all ends that go
        along with its row do. Where there is but one row to fill, its cell stands for a column in totals, and in charts
        (`is_shown`).
        """

        def changed(found: Reference) -> str:
            named = found.sheet or on
            if named.casefold() != self.sheet.casefold() or not found.first.row:
                return found.ends
            if found.last is None and self._is_column(found, is_shown=is_shown, is_outside=not (of_row or fills_down)):
                return found.between(found.first, self._at(found.first, max(found.first.row, self.filled)))
            if found.last is None:
                return str(self._at(found.first, self.row(found.first.row)))
            top, bottom = sorted((found.first, found.last), key=lambda end: end.row)
            goes_along = not bottom.holds_row and (fills_down or bottom.row == of_row)
            low = self.row(bottom.row) if goes_along else self.end(top.row, bottom.row)
            moved = {id(top): self._at(top, self.row(top.row)), id(bottom): self._at(bottom, low)}
            return found.between(moved[id(found.first)], moved[id(found.last)])

        return reread(text, changed)

    def _is_column(self, found: Reference, *, is_shown: bool, is_outside: bool) -> bool:
        """Whether a single cell stands for a column of data."""
        if not self.first == self.last == found.first.row or not self.more:
            return False
        if is_shown:
            return found.is_whole and found.first.holds_row
        return is_outside and found.function in _OF_COLUMNS

    def _at(self, end: End, row: int) -> End:
        return replace(end, row=min(MOST_ROWS, row))


def _each(text: str, move: Callable[[Area], Area]) -> str:
    """A list of areas, each as it moves; those that do not stay as they are written."""
    words = ((word, area(word)) for word in text.split())
    return " ".join(word if found is None or move(found) == found else str(move(found)) for word, found in words)
