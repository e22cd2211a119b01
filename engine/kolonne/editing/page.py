"""Page: a sheet of a workbook before it is drawn: columns, and cells in lines."""

from collections.abc import Sequence
from dataclasses import field

from kolonne.contract.quick import dataclass
from kolonne.editing.cell import Cell, Steps


@dataclass(frozen=True, slots=True)
class PageColumn:
    """One column."""

    #: The leaf, or the kind of column.
    key: Steps | str
    header: str
    #: What it is for.
    note: str = ""
    look: str = "text"
    #: What its cells offer.
    choices: Sequence[str] = ()
    #: Whether a cell may hold something else beside.
    is_closed: bool = False
    #: The sheet whose names its cells offer; empty for none.
    names_of: str = ""
    #: Whether it is in view; others are folded away.
    is_shown: bool = True
    is_required: bool = False


@dataclass(slots=True)
class Page:
    """One sheet."""

    #: Of the table, or the kind of file.
    id: str
    name: str
    columns: list[PageColumn]
    lines: list[list[Cell | None]] = field(default_factory=list)
    #: How many columns stay in view.
    frozen: int = 1
    #: Whether it holds one thing: what its cells are stands in the first column.
    is_form: bool = False
    #: For a form, how its cells look and what they offer, a line each; None for a heading.
    forms: list[PageColumn | None] = field(default_factory=list)
    is_quiet: bool = False
