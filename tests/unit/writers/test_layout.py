"""On which lines of a page what stands, as a table of cases."""

from dataclasses import replace

import pytest

from kolonne.contract import HeadingLine, Sheet, SheetColumn, WriterError
from kolonne.writers.layout import layouts
from unit.writers.workbooks import one

_LINES = (HeadingLine("Lag", "Oslo"), HeadingLine("Underskrift", sign=True))
_TOTALS = {"c": 3}
_GROUPED = (SheetColumn("c", "C", "integer", group="Gruppe"), SheetColumn("ved", "Ved", "text"))
_BARE = one("integer", [1, 2, 3])

_CASES = [
    # sheet, lines above the table, header, first row, last row, last line
    (_BARE, 0, 0, 1, 3, 3),
    (replace(_BARE, columns=_GROUPED), 0, 1, 2, 4, 4),
    (replace(_BARE, totals=_TOTALS), 0, 0, 1, 3, 4),
    (replace(_BARE, note="Skjult"), 2, 2, 3, 5, 5),
    (replace(_BARE, heading=_LINES), 3, 3, 4, 6, 6),
    (replace(_BARE, heading=_LINES, note="Skjult", totals=_TOTALS, columns=_GROUPED), 4, 5, 6, 8, 9),
    (replace(one("integer", []), heading=_LINES, totals=_TOTALS), 3, 3, 4, 3, 4),
]


@pytest.mark.parametrize(("sheet", "above", "header", "first", "last_row", "last"), _CASES)
def test_a_page_is_laid_out_from_the_top(
    sheet: Sheet, above: int, header: int, first: int, last_row: int, last: int
) -> None:
    """One empty line parts heading and table."""
    (page,) = layouts(sheet, 100)
    assert (page.above, page.header, page.first_row, page.last_row, page.last) == (above, header, first, last_row, last)


_SEVEN = one("integer", list(range(7)))
_LONG = [
    # sheet, most lines, rows a page, lines of heading a page, totals a page
    (_SEVEN, 4, [3, 3, 1], [0, 0, 0], [False, False, False]),
    (_SEVEN, 8, [7], [0], [False]),
    (replace(_SEVEN, totals=_TOTALS), 8, [6, 1], [0, 0], [False, True]),
    (replace(_SEVEN, totals=_TOTALS), 9, [7], [0], [True]),
    (replace(_SEVEN, heading=_LINES), 6, [2, 5], [2, 0], [False, False]),
    (replace(_SEVEN, heading=_LINES, totals=_TOTALS), 6, [1, 4, 2], [2, 0, 0], [False, False, True]),
]


@pytest.mark.parametrize(("sheet", "most", "rows", "heading", "totals"), _LONG)
def test_a_long_sheet_has_its_heading_first_and_its_totals_last(
    sheet: Sheet, most: int, rows: list[int], heading: list[int], totals: list[bool]
) -> None:
    """No page has more lines than it may."""
    pages = layouts(replace(sheet, note=""), most)
    assert [page.rows for page in pages] == rows
    assert [len(page.heading) for page in pages] == heading
    assert [page.has_totals for page in pages] == totals
    assert all(page.last < most for page in pages)


def test_a_note_and_groups_stand_on_every_page() -> None:
    """What they say holds for every row."""
    pages = layouts(replace(_SEVEN, note="Skjult", columns=_GROUPED), 8)
    assert [(page.note, page.has_groups, page.rows) for page in pages] == [("Skjult", True, 4), ("Skjult", True, 3)]


def test_a_heading_that_fills_the_page_is_an_error() -> None:
    """It would leave the rows nowhere to go."""
    with pytest.raises(WriterError, match="sheet `akt`: its heading of 2 lines leaves no room for rows"):
        layouts(replace(_SEVEN, heading=_LINES), 4)
