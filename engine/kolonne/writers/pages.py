"""Pages: which sheets a workbook file gets, and which rows stand on them."""

import math
from dataclasses import dataclass
from itertools import pairwise

from kolonne.contract import Sheet, Workbook, WriterError
from kolonne.writers.notes import Notes
from kolonne.writers.sheet_names import sheet_names
from kolonne.writers.widths import Fit, fits

#: A sheet's 1,048,576 rows, less the header.
MOST_ROWS = 1_048_575
_MOST_COLUMNS = 16_384


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of the file: a Sheet, or a part of one that is too long."""

    sheet: Sheet
    #: As the tab shows it.
    name: str
    rows: int
    #: One a column.
    fits: tuple[Fit, ...]
    is_appendix: bool
    #: Whether it goes on where the page before ended.
    continues: bool


def pages(workbook: Workbook, most_rows: int, notes: Notes) -> tuple[Page, ...]:
    """All sheets of the file in order, appendices last. Raises `WriterError` for a sheet that cannot be one."""
    sheets = (*workbook.sheets, *workbook.appendices)
    if not sheets:
        raise WriterError("there is no sheet to write")
    parts = [(at, sheet, part) for at, sheet in enumerate(sheets) for part in range(_parts(sheet, most_rows))]
    names = sheet_names(sheet.title or sheet.name for _, sheet, _ in parts)
    found: list[Page] = []
    for (at, sheet, part), name in zip(parts, names, strict=True):
        rows = min(most_rows, sheet.rows - part * most_rows)
        known = found[-1].fits if part else fits(sheet)
        is_appendix = at >= len(workbook.sheets)
        found.append(Page(sheet, name, rows, known, is_appendix, continues=part > 0))
    _tell(found, most_rows, notes)
    return tuple(found)


def _parts(sheet: Sheet, most_rows: int) -> int:
    if not 0 < len(sheet.columns) <= _MOST_COLUMNS:
        raise WriterError(f"sheet `{sheet.name}`: has {len(sheet.columns)} columns; 1 to {_MOST_COLUMNS:,} are allowed")
    return max(1, math.ceil(sheet.rows / most_rows))


def _tell(found: list[Page], most_rows: int, notes: Notes) -> None:
    for before, page in pairwise(found):
        if page.continues:
            notes.say(
                f"sheet `{before.name}` continues on `{page.name}`: a sheet holds {most_rows:,} rows, "
                f"and there are {page.sheet.rows:,}"
            )
