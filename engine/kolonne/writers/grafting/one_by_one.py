"""Formulas that name rows one by one, such as `B2+B3+B4`: rows that come in are not among them."""

from collections.abc import Iterator, Sequence
from itertools import islice

from kolonne.workbooks import ForeignBook, Growth, Reference, reread
from kolonne.writers.grafting.moving import Moving

#: The most cells that are named.
_MOST = 3


def left_out(book: ForeignBook, growths: Sequence[Growth]) -> Iterator[str]:
    """Sentences about the cells whose formulas name every row there was to fill; one for each worksheet."""
    growing = [growth for growth in growths if growth.more and growth.first < growth.last]
    for sheet in book.sheets if growing else ():
        moving = Moving(tuple(growths), sheet.name)
        behind = (
            moving.name(cell.row, cell.column)
            for cell in sheet.cells()
            if cell.is_formula and any(_names_each(cell.formula, sheet.name, growth) for growth in growing)
        )
        if names := list(islice(behind, _MOST + 1)):
            shown = ", ".join(names[:_MOST]) + ", …" * (len(names) > _MOST)
            what = f"the formula in {shown} names" if len(names) == 1 else f"the formulas in {shown} name"
            yield f"sheet `{sheet.name}`: {what} the template's rows one by one, and not those that came in"


def _names_each(formula: str, on: str, growth: Growth) -> bool:
    """Whether a formula names a cell in each row, of one column."""
    named: dict[str, set[int]] = {}

    def look(one: Reference) -> str:
        is_there = (one.sheet or on).casefold() == growth.sheet.casefold() and one.last is None
        if is_there and growth.first <= one.first.row <= growth.last:
            named.setdefault(one.first.letters.upper(), set()).add(one.first.row)
        return one.ends

    rows = growth.last - growth.first + 1
    # As many cells take that many signs at least, which is quicker found out.
    if len(formula) < 2 * rows:
        return False
    reread(formula, look)
    return any(len(found) == rows for found in named.values())
