"""The word that stands in a cell for JSON's `null`: what is under it is taken away."""

from kolonne.editing.cell import Cell, CellKind, NotShownError

_WORDS = {"nb": "(fjernes)", "en": "(removed)"}
#: Where nothing is taken away by it.
_NULL = "(null)"
_ALL = {*_WORDS.values(), _NULL}


def removal_word(locale: str) -> str:
    """The word in a language."""
    return _WORDS[locale]


def is_removal(cell: Cell) -> bool:
    """Whether the cell holds the word, in any language."""
    return isinstance(cell, str) and cell.strip().casefold() in _ALL


def shown(kind: CellKind, value: object, locale: str) -> Cell:
    """The cell of a value or of `null`; raises NotShownError where it would not be read again as it was."""
    if value is None:
        return removal_word(locale)
    cell = kind.shown(value, locale)
    if is_removal(cell):
        raise NotShownError
    return cell


def read(kind: CellKind, cell: Cell) -> object:
    """The value of a cell, None for the word; raises UnreadableError."""
    return None if is_removal(cell) else kind.read(cell)
