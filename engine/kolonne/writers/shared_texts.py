"""SharedTexts: which cells of a page are written by the number that their text has in the workbook."""

from collections.abc import Mapping, Sequence

import polars as pl

from kolonne.contract import SheetColumn
from kolonne.writers.column_texts import ColumnTexts
from kolonne.writers.new_texts import NewTexts, new_texts
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
        cells = {name: piece.get_column(name) for name in self.columns}
        known = {name: texts.known(cells[name]) for name, texts in self.columns.items()}
        known.update(self._taken({name: cells[name] for name, codes in known.items() if codes is None}))
        found = [codes.alias(codes_of(name)) for name, codes in known.items() if codes is not None]
        if not found:
            return piece
        coded = pl.DataFrame(found).select(pl.all().to_physical())
        self._strings.hold(coded.select(pl.sum_horizontal((pl.all() != 0).sum())).item())
        return piece.hstack(coded)

    def _taken(self, cells: Mapping[str, pl.Series]) -> dict[str, pl.Series]:
        """The codes of columns with new texts, column by column, as far as they repeat themselves and there is room."""
        fresh = {name: texts for name, one in cells.items() if (texts := self.columns[name].fresh(one)) is not None}
        made = new_texts([text for texts in fresh.values() for text in texts]) if fresh else NewTexts([])
        found: dict[str, pl.Series] = {}
        first = 0
        for name, texts in fresh.items():
            if self.columns[name].take(texts, made, first):
                found[name] = self.columns[name].codes(cells[name])
            first += len(texts)
        return found
