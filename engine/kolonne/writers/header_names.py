"""Names by which screen readers find the headers of a table."""

from kolonne.writers.column_letters import column_letters
from kolonne.writers.look import XlsxLook
from kolonne.writers.pages import Page

#: JAWS takes a name for the headers of the region whose corners and sheet it tells; NVDA reads the same names, without
#: the sheet. What it refers to is the cell in the region's corner.
_BEGINNINGS = {"columns": "ColumnTitleRegion", "columns and rows": "TitleRegion"}


def header_name(page: Page, number: int, look: XlsxLook) -> tuple[str, str] | None:
    """The name for a page's headers, and what it refers to, if the look announces them.

    `number` is the page's among the sheets of the file, from 1. Totals are part of the table.
    """
    if look.announces == "nothing":
        return None
    layout, columns = page.layout, page.sheet.columns
    first = next((at for at, column in enumerate(columns) if not column.hidden), 0)
    left, right = column_letters(first), column_letters(len(columns) - 1)
    # Lines are counted from 1 in a file.
    top, bottom = layout.header + 1, layout.last + 1
    quoted = page.name.replace("'", "''")
    name = f"{_BEGINNINGS[look.announces]}1.{left}{top}.{right}{bottom}.{number}"
    return name, f"='{quoted}'!${left}${top}"
