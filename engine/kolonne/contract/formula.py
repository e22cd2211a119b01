"""Formulas of columns, as writers need to know them."""

from kolonne.contract.quick import dataclass


@dataclass(frozen=True, slots=True)
class CellOf:
    """The cell of the same row in another column."""

    column: str


#: A piece of a formula: text as it stands in the file, or the place of a cell.
FormulaPart = str | CellOf
