"""Pages: which sheets a workbook file gets, and which rows stand on them."""

from dataclasses import replace
from itertools import pairwise

from kolonne.contract import Sheet, Workbook, WriterError
from kolonne.contract.quick import dataclass
from kolonne.writers.groups import full_header, groups
from kolonne.writers.layout import Layout, layouts
from kolonne.writers.look import XlsxLook
from kolonne.writers.notes import Notes
from kolonne.writers.sheet_names import sheet_names
from kolonne.writers.totals import TotalsLine, totals_line
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
    layout: Layout
    #: One a column.
    fits: tuple[Fit, ...]
    #: Of the sheet; the layout says whether it stands on this page.
    totals: TotalsLine | None
    is_appendix: bool
    #: Whether it goes on where the page before ended.
    continues: bool


def pages(workbook: Workbook, most_rows: int, notes: Notes, look: XlsxLook) -> tuple[Page, ...]:
    """All sheets of the file in order, appendices last. Raises `WriterError` for a sheet that cannot be one."""
    sheets = (*workbook.sheets, *workbook.appendices)
    if not sheets:
        raise WriterError("there is no sheet to write")
    if not look.merges:
        sheets = tuple(_ungrouped(sheet, notes) for sheet in sheets)
    laid_out = [_laid_out(sheet, most_rows, look) for sheet in sheets]
    wanted = (sheet.title or sheet.name for sheet, parts in zip(sheets, laid_out, strict=True) for _ in parts)
    names = iter(sheet_names(wanted))
    found: list[Page] = []
    for at, (sheet, parts) in enumerate(zip(sheets, laid_out, strict=True)):
        totals = totals_line(sheet)
        known = fits(sheet, totals, look)
        is_appendix = at >= len(workbook.sheets)
        found += (
            Page(sheet, next(names), layout, known, totals, is_appendix, continues=part > 0)
            for part, layout in enumerate(parts)
        )
    _tell(found, notes)
    return tuple(found)


def _laid_out(sheet: Sheet, most_rows: int, look: XlsxLook) -> tuple[Layout, ...]:
    if not 0 < len(sheet.columns) <= _MOST_COLUMNS:
        raise WriterError(
            f"sheet `{sheet.name}`: has {len(sheet.columns):,} columns; 1 to {_MOST_COLUMNS:,} are allowed"
        )
    return layouts(sheet, most_rows + 1, gap=look.gap)


def _ungrouped(sheet: Sheet, notes: Notes) -> Sheet:
    if not groups(sheet.columns):
        return sheet
    notes.say(f"sheet `{sheet.title or sheet.name}`: groups of columns stand in the headers, since no cells are merged")
    columns = tuple(replace(column, header=full_header(column), group="") for column in sheet.columns)
    return replace(sheet, columns=columns)


def _tell(found: list[Page], notes: Notes) -> None:
    for page in found:
        wanted = " ".join((page.sheet.title or page.sheet.name).split())
        if page.name != wanted and not page.continues:
            notes.say(
                f"sheet `{wanted}` is called `{page.name}`: a sheet's name has at most 31 characters, none of them one of "
                r"`[]:*?/\`, and is there once, whatever the case"
            )
    for before, page in pairwise(found):
        if page.continues:
            notes.say(
                f"sheet `{before.name}` continues on `{page.name}`: a sheet holds {before.layout.rows:,} rows, "
                f"and there are {page.sheet.rows:,}"
            )
