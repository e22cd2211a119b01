"""SharedTexts: which cells of a page are written by the number that their text has in the workbook."""

from collections.abc import Sequence

import polars as pl

from kolonne.contract import SheetColumn
from kolonne.writers.column_texts import ColumnTexts
from kolonne.writers.shared_strings import SharedStrings


def codes_of(name: str) -> str:
    """The column of a coded piece that says which text each cell of a column holds."""
    return f"\0text {name}"


class SharedTexts:
    """Those of the columns of one page. A computed cell holds its text itself."""

    def __init__(self, columns: Sequence[SheetColumn], strings: SharedStrings) -> None:
        self._strings = strings
        #: One a column that may have some.
        self.columns = {one.name: ColumnTexts(strings) for one in columns if one.type == "text" and not one.formula}

    def coded(self, piece: pl.DataFrame) -> pl.DataFrame:
        """The piece, and the codes of each column whose texts repeat themselves. To be called piece by piece, in order."""
        given = ((name, texts.codes(piece.get_column(name))) for name, texts in self.columns.items())
        found = [codes.alias(codes_of(name)) for name, codes in given if codes is not None]
        if not found:
            return piece
        coded = pl.DataFrame(found).select(pl.all().to_physical())
        self._strings.hold(coded.select(pl.sum_horizontal((pl.all() != 0).sum())).item())
        return piece.hstack(coded)
