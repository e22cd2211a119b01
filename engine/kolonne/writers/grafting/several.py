"""References over several worksheets, such as `First:Last!A1:A9`: as in a spreadsheet, they do not grow with one of them."""

from collections.abc import Iterator, Sequence
from itertools import islice

from kolonne.workbooks import ForeignBook, Growth, Reference, reread
from kolonne.writers.grafting.moving import Moving

#: The most cells that are named.
_MOST = 3


def left_behind(book: ForeignBook, growths: Sequence[Growth]) -> Iterator[str]:
    """Sentences about the cells whose formulas would have to grow, and cannot; one for each worksheet."""
    growing = [growth for growth in growths if growth.more]
    if not growing:
        return
    order = {sheet.name.casefold(): at for at, sheet in enumerate(book.sheets)}
    for sheet in book.sheets:
        moving = Moving(tuple(growths), sheet.name)
        behind = (
            moving.name(cell.row, cell.column)
            for cell in sheet.cells()
            # A colon is quicker found than references are.
            if cell.is_formula and ":" in cell.formula and _is_behind(cell.formula, growing, order)
        )
        if names := list(islice(behind, _MOST + 1)):
            shown = ", ".join(names[:_MOST]) + ", …" * (len(names) > _MOST)
            yield (
                f"sheet `{sheet.name}`: references over several worksheets do not grow with the rows; look at the "
                f"{'formula' if len(names) == 1 else 'formulas'} in {shown}"
            )


def _is_behind(formula: str, growing: Sequence[Growth], order: dict[str, int]) -> bool:
    found: list[bool] = []

    def look(one: Reference) -> str:
        first, colon, last = one.sheet.casefold().partition(":")
        if colon and first in order and last in order:
            low, high = sorted((order[first], order[last]))
            among = (growth for growth in growing if low <= order[growth.sheet.casefold()] <= high)
            found.append(any(growth.formula(one.ends, growth.sheet) != one.ends for growth in among))
        return one.ends

    reread(formula, look)
    return any(found)
