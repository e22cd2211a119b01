"""ColumnTexts: the texts of a column that repeat themselves, by their places in the workbook's table."""

from collections.abc import Callable, Sequence

import polars as pl

from kolonne.contract.quick import dataclass
from kolonne.writers.new_texts import NewTexts
from kolonne.writers.notes import Kind
from kolonne.writers.shared_strings import SharedStrings

#: Rows of which it is worth while to look for texts that repeat themselves.
_LEAST_ROWS = 1024
#: Of so many rows, one at most may bring a text that is new.
_ROWS_EACH = 4
#: Texts of one column. All of them are gone through for every piece.
_MOST = 4096


@dataclass(frozen=True, slots=True)
class _Told:
    """What happened to some texts: each cell that holds one of them counts."""

    kind: Kind
    codes: pl.Series


class ColumnTexts:
    """Those of one column of a page.

    A text has a code, its place among those of the column; 0 and null are blank. Codes are given piece by piece, in the order
    of the rows, and stay what they are, so that cells can be made of a piece while codes are given to the next.
    """

    def __init__(self, strings: SharedStrings) -> None:
        self._strings = strings
        self._texts = [""]
        self._known = {""}
        #: As Polars tells them from each other.
        self._dtype = pl.Enum(self._texts)
        self._numbers = pl.Series([""])
        self._told: tuple[_Told, ...] = ()
        #: The cells of all codes, by their look.
        self._cells: dict[int, pl.Series] = {}

    def known(self, cells: pl.Series) -> pl.Series | None:
        """The code of each cell, as a category; None where a text has none."""
        # Most columns are known after the first piece, or never.
        if self._numbers.len() == 1:
            return None
        codes = cells.cast(self._dtype, strict=False)
        return codes if codes.null_count() == cells.null_count() else None

    def codes(self, cells: pl.Series) -> pl.Series:
        """The same, where every text has one."""
        return cells.cast(self._dtype)

    def fresh(self, cells: pl.Series) -> list[str] | None:
        """The texts that have no code; None where they do not repeat enough, or there are too many."""
        most = min(len(cells) // _ROWS_EACH, _MOST - len(self._texts))
        # At least so many are new, which is sooner known than what they are.
        if len(cells) < _LEAST_ROWS or cells.n_unique() - len(self._texts) - 1 > most:
            return None
        found = [text for text in cells.unique(maintain_order=True) if text is not None and text not in self._known]
        return found if len(found) <= most else None

    def take(self, fresh: Sequence[str], made: NewTexts, first: int) -> bool:
        """Give codes to new texts, which were made ready from `first` on; False, and none, if the workbook has no room."""
        behind = first + len(fresh)
        numbers = self._strings.numbers(made.entries[first:behind])
        if numbers is None:
            return False
        move = len(self._texts) - first
        for kind, places in ((Kind.BREAKS, made.broken), (Kind.CUT, made.cut)):
            if codes := [place + move for place in sorted(places) if first <= place < behind]:
                self._told += (_Told(kind, pl.Series(codes, dtype=pl.UInt32)),)
        self._texts += fresh
        self._known.update(fresh)
        self._dtype = pl.Enum(self._texts)
        self._numbers = pl.concat([self._numbers, pl.Series(map(str, numbers), dtype=pl.String)])
        return True

    def cells(self, codes: pl.Series, style: int) -> pl.Series | pl.Expr:
        """The cells with these codes as XML, with a look."""
        made = self._cells.get(style)
        if made is None or made.len() < self._numbers.len():
            filled = pl.select(
                pl.format(f'<c s="{style}" t="s"><v>{{}}</v></c>', pl.lit(self._numbers[1:]))
            ).to_series()
            made = self._cells[style] = pl.concat([pl.Series([f'<c s="{style}"/>']), filled])
        return pl.lit(made).gather(pl.lit(codes).fill_null(0)) if codes.null_count() else made[codes]

    def tell(self, codes: pl.Series, note: Callable[[Kind, int], None]) -> None:
        """Tell what happened to cells with these codes."""
        for told in self._told:
            note(told.kind, int(codes.is_in(told.codes.implode()).sum()))
