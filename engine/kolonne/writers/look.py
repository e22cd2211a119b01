"""XlsxLook: how a workbook's sheets look, and what they tell a screen reader."""

import math
from typing import Literal

from kolonne.contract.quick import dataclass

#: In points.
_USUAL_SIZE = 11
#: In points, of a row; spreadsheets allow no more.
MOST_HEIGHT = 409


@dataclass(frozen=True, slots=True)
class XlsxLook:
    """The look of all sheets of a file; the usual one is a dark header that stays, quiet lines and Norwegian numbers.

    Colours are `#RRGGBB`. Where one may be empty, nothing is said of it: the program, or the reader's own settings for
    contrast, choose it. Row heights follow from the size of letters; column widths are counted in letters.
    """

    #: The font of every cell and of what is printed above the pages.
    font: str = "Calibri"
    #: In points.
    font_size: int = _USUAL_SIZE
    #: Letters of cells, headings and totals; may be empty.
    ink: str = ""
    #: What lies behind them, to the end of the sheet; may be empty.
    paper: str = ""
    #: Letters of the headers; may be empty.
    header_ink: str = "#FFFFFF"
    #: What lies behind the headers; may be empty.
    header_paper: str = "#1F4E78"
    #: The line below the headers.
    header_line: str = "#163A5A"
    #: The lines around a group of columns.
    group_line: str = "#9DB8D2"
    #: The line below a row.
    row_line: str = "#D9D9D9"
    #: The lines above and below the totals.
    total_line: str = "#1F4E78"
    #: Letters of the note; may be empty.
    note_ink: str = "#595959"
    #: Whether the note slants.
    note_italic: bool = True
    #: What lies behind a place that somebody fills in; may be empty.
    place_paper: str = "#FFF8E1"
    #: Whether such a place has a line around it, and says its label when it is selected.
    place_box: bool = False
    #: The tabs of the report's sheets; may be empty.
    tab: str = "#1F4E78"
    #: The tabs of sheets about the report; may be empty.
    appendix_tab: str = "#A6A6A6"
    #: In letters: no column becomes wider, unless the document says so.
    widest: float = 60.0
    #: In letters, between a number and the right edge of its cell, so that it keeps away from the next column.
    indent: int = 1
    #: Whether cells stand in the middle of their rows, and not at the top, where large letters touch the line above.
    middle: bool = False
    #: Whether groups, long labels and notes stand in merged cells. Without, a group stands in each of its headers,
    #: values stand in the column beside their labels, and everything keeps to a single cell.
    merges: bool = True
    #: Whether an empty line parts what stands above a table from it.
    gap: bool = True
    #: Whether printed pages shrink until the table is as wide as one of them.
    fits_paper: bool = True
    #: What a screen reader announces with a cell: nothing of the table, its column's header, or also the first cell of
    #: its row. Told by a defined name for each sheet, which JAWS and NVDA look for.
    announces: Literal["nothing", "columns", "columns and rows"] = "nothing"
    #: Whether dates are counted from 1904-01-01, as old Macintosh workbooks do, and not from 1900.
    counts_from_1904: bool = False
    #: Whether the file's properties name its language.
    says_language: bool = False

    @property
    def has_usual_letters(self) -> bool:
        """Whether font and size are those that a spreadsheet has anyway."""
        return (self.font, self.font_size) == ("Calibri", _USUAL_SIZE)

    @property
    def line_height(self) -> int:
        """Of a row with one line, in points."""
        # What spreadsheets give to letters of this size, and never less.
        return math.ceil(1.25 * self.font_size + 1)

    @property
    def edge(self) -> float:
        """Above and below the lines of a header or a note together, in points."""
        return 0.6 * self.line_height
