"""Groups: headings above several neighbouring columns that share them."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from kolonne.contract import SheetColumn
from kolonne.contract.quick import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring columns under one heading."""

    text: str
    #: Indices of its visible columns, in order, at least one.
    columns: tuple[int, ...]


def groups(columns: Sequence[SheetColumn]) -> tuple[Group, ...]:
    """All of them, in order. A hidden column has no group and parts none."""
    shown = [(at, column.group) for at, column in enumerate(columns) if not column.hidden]
    runs = ((text, tuple(at for at, _ in run)) for text, run in groupby(shown, key=itemgetter(1)))
    return tuple(Group(text, places) for text, places in runs if text)


def full_header(column: SheetColumn) -> str:
    """The header as it reads without the group above it."""
    if not column.group or column.header.startswith(column.group):
        return column.header
    return f"{column.group} {column.header}".rstrip()
