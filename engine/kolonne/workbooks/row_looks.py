"""RowLooks: which rows of a form look like the first one to fill, and what those look like that come in."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from kolonne.contract.quick import dataclass
from kolonne.workbooks.sheet import ForeignSheet
from kolonne.workbooks.styles import CellLook


@dataclass(frozen=True, slots=True)
class Run:
    """Rows `first` to `last` (from 1, both included) that look, in turn, like one or two rows of the form."""

    first: int
    last: int
    models: tuple[int, ...]


@dataclass(frozen=True)
class RowLooks:
    """The looks of rows between two columns, seen from the first row to fill.

    Forms have frames, so that the first and the last row have other lines than those between, and stripes.
    """

    sheet: ForeignSheet
    first: int
    left: int
    right: int

    def is_like(self, row: int) -> bool:
        """Whether a row is one of those to fill, by its look: only its lines may differ, and its colour in stripes."""
        if self._styles(row) == self._styles(self.first):
            return True
        looks = self._looks(row)
        # A row of totals may have nothing but its label, in front of the table.
        if self._has_label(row) and not self._has_label(self.first):
            return False
        return self._is_alike_but_for_colour(looks) and _fills(looks) == self._stripes[(row - self.first) % 2]

    def _is_alike_but_for_colour(self, looks: Sequence[CellLook]) -> bool:
        first = self._looks(self.first)
        cores = [look.core for look in looks] == [look.core for look in first]
        return cores and _has_lines(looks) == _has_lines(first)

    def runs(self, last: int, rows: int) -> Iterator[Run]:
        """What so many rows from the first on look like, of which those to `last` are in the form.

        Each has its own look; in a table of the spreadsheet, that of the first where its own would be another one. Rows that
        come in look like those in the middle, and the last one like the last one of the form.
        """
        own = self._own(last)
        count = len(own)
        if rows <= count:
            yield from _runs(own[:rows], self.first)
            return
        end = self.first + rows - 1
        # Of two, one begins and the other ends a frame.
        if len(set(own)) == 1 or (count > 2 and _are_in_turn(own)):
            yield Run(self.first, end, _in_turn(own, 0))
            return
        yield from _runs(own[:-1], self.first)
        yield Run(last, end - 1, _in_turn(own[1:-1] or own[:1], count - 2))
        yield Run(end, end, (own[-1],))

    def _own(self, last: int) -> list[int]:
        """For each row of the form, the first one with its look."""
        known: dict[tuple[int, ...], int] = {}
        return [
            known.setdefault(self._styles(row), row) if self.is_like(row) else self.first
            for row in range(self.first, last + 1)
        ]

    @cached_property
    def _stripes(self) -> tuple[list[int], list[int]]:
        """The colours of every other row, where the third row has those of the first again."""
        looks = [self._looks(self.first + at) for at in range(3)]
        one, two, three = (_fills(row) for row in looks)
        are_stripes = one == three and self.first + 2 in self.sheet.rows and self._is_alike_but_for_colour(looks[2])
        return (one, two) if are_stripes else (one, one)

    def _has_label(self, row: int) -> bool:
        cell = self.sheet.rows.get(row, {}).get(self.left - 1)
        return cell is not None and not cell.is_empty

    def _styles(self, row: int) -> tuple[int, ...]:
        return tuple(self.sheet.style(row, column) for column in range(self.left, self.right + 1))

    def _looks(self, row: int) -> list[CellLook]:
        return [self.sheet.reader.styles.look(style) for style in self._styles(row)]


def _fills(looks: Sequence[CellLook]) -> list[int]:
    return [look.fill for look in looks]


def _has_lines(looks: Sequence[CellLook]) -> bool:
    return any(look.has_lines for look in looks)


def _in_turn(models: Sequence[int], at: int) -> tuple[int, ...]:
    """What comes next, where the last two were in turn and `at` rows are over; else what was last."""
    if len(models) > 1 and models[-1] != models[-2] and _are_in_turn(models):
        return (models[at % 2], models[(at + 1) % 2])
    return (models[-1],)


def _are_in_turn(models: Sequence[int]) -> bool:
    return all(one == other for one, other in zip(models, models[2:], strict=False))


def _runs(models: Sequence[int], first: int) -> Iterator[Run]:
    start = 0
    while start < len(models):
        end = start + 2
        while end < len(models) and models[end] == models[end - 2]:
            end += 1
        end = min(end, len(models))
        yield Run(first + start, first + end - 1, tuple(dict.fromkeys(models[start : start + 2])))
        start = end
