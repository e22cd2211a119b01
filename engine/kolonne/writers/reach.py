"""Reach: how far across a page's columns a text of some length goes."""

from kolonne.contract import SheetColumn
from kolonne.contract.quick import dataclass
from kolonne.writers.widths import Fit

#: Of the columns to the right of the table, in characters: those of a new sheet.
_BESIDE = 8.43


@dataclass(frozen=True, slots=True)
class Reach:
    """Columns side by side."""

    #: In characters; 0 for a hidden column.
    widths: tuple[float, ...]

    @classmethod
    def of(cls, columns: tuple[SheetColumn, ...], fits: tuple[Fit, ...]) -> "Reach":
        """Of a page's table."""
        pairs = zip(columns, fits, strict=True)
        return cls(tuple(0.0 if column.hidden else fit.width for column, fit in pairs))

    def shown(self, at: int) -> int:
        """The first visible column from `at` on."""
        while at < len(self.widths) and not self.widths[at]:
            at += 1
        return at

    def end(self, first: int, room: float) -> int:
        """The column behind the last one that a text of `room` characters needs, if it begins in `first`."""
        at = first
        while room > 0:
            room -= self._width(at)
            at += 1
        return at

    def width(self, first: int, end: int) -> float:
        """Of the columns from `first` to before `end`, together."""
        return sum(self._width(at) for at in range(first, end))

    def _width(self, at: int) -> float:
        return self.widths[at] if at < len(self.widths) else _BESIDE
