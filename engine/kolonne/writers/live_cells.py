"""Live cells: those with a formula, and those that lead somewhere."""

from collections.abc import Sequence

import polars as pl

from kolonne.contract import CellOf, SheetColumn
from kolonne.contract.quick import dataclass
from kolonne.writers.cells import Cells
from kolonne.writers.column_letters import column_letters
from kolonne.writers.links import leads
from kolonne.writers.parts import Part, laid, side_by_side

_INLINE, _COMPUTED = ' t="inlineStr"><is><t( xml:space="preserve")?>', ' t="str"><v>'
_INLINE_END, _COMPUTED_END = "</t></is></c>", "</v></c>"


@dataclass(frozen=True, slots=True)
class FormulaCells:
    """Cells that hold their value, and how a spreadsheet computes it anew. Blank ones, and texts in place of numbers, do not."""

    cells: Cells
    #: The formula, with the letters of columns in place of their names.
    formula: tuple[Part | CellOf, ...]

    @classmethod
    def of_sheet(cls, cells: Cells, columns: Sequence[SheetColumn]) -> "FormulaCells":
        """Of a column among those of its sheet."""
        # It brings all that is needed to fetch addresses, and most workbooks have no formula.
        from xml.sax.saxutils import escape

        letters = {column.name: column_letters(at) for at, column in enumerate(columns)}
        parts = cells.column.formula
        return cls(
            cells, tuple(CellOf(letters[one.column]) if isinstance(one, CellOf) else escape(one) for one in parts)
        )

    @property
    def column(self) -> SheetColumn:
        return self.cells.column

    @property
    def room(self) -> int:
        return self.cells.room

    def row_parts(self, piece: pl.DataFrame, numbers: pl.Series) -> list[Part]:
        """As `Cells` does it."""
        plain = laid(self.cells.row_parts(piece, numbers))
        if self.column.type == "text":
            plain = plain.str.replace(_INLINE, _COMPUTED)
            plain = plain.str.replace(_INLINE_END, _COMPUTED_END, literal=True)
        formula: list[Part] = []
        for one in self.formula:
            formula += [one.column, numbers] if isinstance(one, CellOf) else [one]
        # A cell without a value has no `<v>`.
        head, value = plain.str.split_exact("<v>", 1).struct.unnest()
        whole = side_by_side([head, "<f>", *formula, "</f><v>", value])
        return [pl.select(pl.when(value.is_not_null()).then(whole).otherwise(plain)).to_series()]


@dataclass(frozen=True, slots=True)
class LinkCells:
    """Cells of which some look as if they lead somewhere, because they do."""

    plain: Cells
    leading: Cells

    @property
    def column(self) -> SheetColumn:
        return self.plain.column

    @property
    def room(self) -> int:
        return self.plain.room

    def row_parts(self, piece: pl.DataFrame, numbers: pl.Series) -> list[Part]:
        """As `Cells` does it; the piece says of each cell whether it leads somewhere."""
        some = piece.get_column(leads(self.column.name))
        if some.all() or not some.any():
            return (self.leading if some.any() else self.plain).row_parts(piece, numbers)
        leading, plain = laid(self.leading.row_parts(piece, numbers)), laid(self.plain.row_parts(piece, numbers))
        return [pl.select(pl.when(some).then(leading).otherwise(plain)).to_series()]
