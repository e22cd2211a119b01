"""Workbooks from elsewhere: opened safely, read as typed cells.

`open_book(path)` (or `open_book(content, name)`) gives a `ForeignBook` or raises `WorkbookError`, whose text is for people
and names the file, and whose `reason` is one of `missing`, `unreadable`, `too_large`, `unsafe`. Nothing is unpacked to
disk, no formula is computed, no link is followed.

    book = open_book(Path("form.xlsx"))
    book.sheet_names                     # ("Aktiviteter", "Lister")
    sheet = book.sheet("aktiviteter")    # None where there is none
    for number, values in sheet.lines(): # rows in which something stands, values from column A on
        ...                              # str, int, float, bool, date, time, datetime or None
    sheet.rows[4][2].formula             # Cell by row and column, counted from 1; also .type, .style, .is_formula
    sheet.merged, sheet.tables           # Areas; tables with name, area and counts of header and totals rows
    offered = sheet.dropdown(5, 2)       # a Dropdown, or None
    book.choices(sheet, offered)         # its texts, looked up where it names a range or a name; None where computed
    book.styles.format(cell.style)       # the number format

Of a formula the value is the one that was last computed. Numbers are days or times where their format says so, whole
numbers are int, and errors such as `#N/A` have the type `error`.
"""

from kolonne.workbooks.areas import MOST_ROWS, Area, area, areas, cell_name, column_number, column_of, letters
from kolonne.workbooks.book import ForeignBook, open_book
from kolonne.workbooks.cells import Cell, CellType, CellValue
from kolonne.workbooks.dropdowns import Dropdown
from kolonne.workbooks.fill_area import FillArea, Unfillable, counts_rows, fill_area, joined_cells
from kolonne.workbooks.growth import Growth
from kolonne.workbooks.headers import HeaderRow, Headers, HeaderText, plain
from kolonne.workbooks.likeness import ENOUGH, likeness, nearest
from kolonne.workbooks.limits import USUAL, Limits
from kolonne.workbooks.markup import parsed
from kolonne.workbooks.number_formats import Clock, clock_of
from kolonne.workbooks.package import relations_name
from kolonne.workbooks.references import End, Reference, reread
from kolonne.workbooks.row_looks import RowLooks, Run
from kolonne.workbooks.sheet import ForeignSheet, SheetTable
from kolonne.workbooks.styles import GENERAL, Styles
from kolonne.workbooks.translation import translated

__all__ = [
    "ENOUGH",
    "GENERAL",
    "MOST_ROWS",
    "USUAL",
    "Area",
    "Cell",
    "CellType",
    "CellValue",
    "Clock",
    "Dropdown",
    "End",
    "FillArea",
    "ForeignBook",
    "ForeignSheet",
    "Growth",
    "HeaderRow",
    "HeaderText",
    "Headers",
    "Limits",
    "Reference",
    "RowLooks",
    "Run",
    "SheetTable",
    "Styles",
    "Unfillable",
    "area",
    "areas",
    "cell_name",
    "clock_of",
    "column_number",
    "column_of",
    "counts_rows",
    "fill_area",
    "joined_cells",
    "letters",
    "likeness",
    "nearest",
    "open_book",
    "parsed",
    "plain",
    "relations_name",
    "reread",
    "translated",
]
