"""Formulas that do not grow with the rows, as in a spreadsheet: the cells in which they stand are told."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice

from kolonne.workbooks import ForeignBook, ForeignSheet, Growth, Reference, reread
from kolonne.writers.grafting.moving import Moving

#: The most cells that are named.
_MOST = 3


def left_behind(book: ForeignBook, growths: Sequence[Growth]) -> Iterator[str]:
    """Sentences about them, at most two for each worksheet."""
    growing = [growth for growth in growths if growth.more]
    order = {sheet.name.casefold(): at for at, sheet in enumerate(book.sheets)}
    for sheet in book.sheets if growing else ():
        moving = Moving(tuple(growths), sheet.name)
        if shown := _named(sheet, moving, partial(_is_over_several, growing=growing, order=order)):
            yield (
                f"sheet `{sheet.name}`: references over several worksheets do not grow with the rows; look at the "
                f"{'formulas' if ',' in shown else 'formula'} in {shown}"
            )
        if shown := _named(sheet, moving, partial(_names_each, on=sheet.name, growing=growing)):
            what = f"the formulas in {shown} name" if "," in shown else f"the formula in {shown} names"
            yield f"sheet `{sheet.name}`: {what} the template's rows one by one, and not those that came in"


def _named(sheet: ForeignSheet, moving: Moving, stays: Callable[[str], bool]) -> str:
    """The cells with such formulas, as they are called afterwards; empty for none."""
    found = (moving.name(cell.row, cell.column) for cell in sheet.cells() if cell.is_formula and stays(cell.formula))
    names = list(islice(found, _MOST + 1))
    return ", ".join(names[:_MOST]) + ", …" * (len(names) > _MOST)


def _is_over_several(formula: str, growing: Sequence[Growth], order: dict[str, int]) -> bool:
    """Whether it has a reference such as `First:Last!A1:A9` to cells that would have to grow."""
    found: list[bool] = []

    def look(one: Reference) -> str:
        first, colon, last = one.sheet.casefold().partition(":")
        if colon and first in order and last in order:
            low, high = sorted((order[first], order[last]))
            among = (growth for growth in growing if low <= order[growth.sheet.casefold()] <= high)
            found.append(any(growth.formula(one.ends, growth.sheet) != one.ends for growth in among))
        return one.ends

    # A colon is quicker found than references are.
    if ":" in formula:
        reread(formula, look)
    return any(found)


def _names_each(formula: str, on: str, growing: Sequence[Growth]) -> bool:
    """Whether a formula such as `B2+B3+B4` names a cell of one column in each of several rows that were to fill."""
    return any(
        _names_all(formula, on, growth)
        for growth in growing
        # So many cells take as many signs at least, which is quicker found out.
        if 1 < growth.last - growth.first + 1 <= len(formula) // 2
    )


def _names_all(formula: str, on: str, growth: Growth) -> bool:
    named: dict[str, set[int]] = {}

    def look(one: Reference) -> str:
        is_there = (one.sheet or on).casefold() == growth.sheet.casefold() and one.last is None
        if is_there and growth.first <= one.first.row <= growth.last:
            named.setdefault(one.first.letters.upper(), set()).add(one.first.row)
        return one.ends

    reread(formula, look)
    return any(len(rows) == growth.last - growth.first + 1 for rows in named.values())
