"""How sheets are printed."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from kolonne.contract import SheetColumn
from kolonne.writers import XlsxFileWriter, XlsxLook
from unit.writers.workbooks import book, of_frame, written


def _printed(widths: Sequence[float], folder: Path, look: XlsxLook | None = None, hidden: int = 0) -> Any:
    columns = tuple(SheetColumn(f"c{at}", f"C{at}", "text", width=width) for at, width in enumerate(widths))
    columns = tuple(replace(column, hidden=at < hidden) for at, column in enumerate(columns))
    frame = pl.DataFrame({column.name: ["x"] for column in columns})
    workbook = book(of_frame(frame, columns))
    return openpyxl.load_workbook(written(XlsxFileWriter(look or XlsxLook()), workbook, folder).path).worksheets[0]


_PAPERS = [
    # widths of columns in letters, orientation, papers side by side, columns on each of them
    ([20], "portrait", 1, None),
    ([20] * 5, "portrait", 1, None),
    ([20] * 6, "landscape", 1, None),
    ([20] * 11, "landscape", 1, None),
    ([20] * 12, "landscape", 2, "$A:$A"),
    ([20] * 40, "landscape", 4, "$A:$A"),
    ([50] + [20] * 40, "landscape", 4, None),
    ([200, 200], "landscape", 2, None),
]


@pytest.mark.parametrize(("widths", "orientation", "across", "repeated"), _PAPERS)
def test_a_table_is_printed_so_that_it_can_be_read(
    widths: Sequence[float], orientation: str, across: int, repeated: str | None, tmp_path: Path
) -> None:
    """Upright, across, or on several papers with the first column on each; as long as the rows need."""
    page = _printed(widths, tmp_path)
    # One paper wide is what a workbook means when it does not say.
    assert (page.page_setup.orientation, page.page_setup.fitToWidth or 1) == (orientation, across)
    assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToHeight) == (True, 0)
    assert (page.print_title_rows, page.print_title_cols) == ("$1:$1", repeated)
    assert page.page_setup.pageOrder == ("overThenDown" if across > 1 else None)


def test_hidden_columns_take_no_paper(tmp_path: Path) -> None:
    """And none of them stands on each."""
    assert _printed([200, 20], tmp_path, hidden=1).page_setup.orientation == "portrait"
    assert _printed([200] + [20] * 40, tmp_path, hidden=1).print_title_cols == "$B:$B"


def test_a_look_may_print_at_full_size(tmp_path: Path) -> None:
    """On as many papers as that takes."""
    page = _printed([20] * 40, tmp_path, XlsxLook(fits_paper=False))
    assert (page.page_setup.orientation, page.sheet_properties.pageSetUpPr.fitToPage) == ("landscape", None)


def test_large_letters_need_more_paper(tmp_path: Path) -> None:
    """Widths are counted in letters."""
    assert _printed([20] * 5, tmp_path, XlsxLook(font_size=22)).page_setup.orientation == "landscape"


_HEADERS = [("text", "left", 0), ("integer", "right", 2), ("decimal", "right", 2), ("date", "left", 0), ("boolean", "center", 0)]  # fmt: skip


@pytest.mark.parametrize(("kind", "aligned", "indent"), _HEADERS)
def test_headers_stand_where_their_cells_do(kind: str, aligned: str, indent: int, tmp_path: Path) -> None:
    """Those of numbers keep clear of the filter's button."""
    columns = (SheetColumn("c", "C", kind, scale=2),)
    frame = pl.DataFrame(schema={"c": pl.String})
    page = openpyxl.load_workbook(written(XlsxFileWriter(), book(of_frame(frame, columns)), tmp_path).path).worksheets[
        0
    ]
    assert (page["A1"].alignment.horizontal, page["A1"].alignment.indent) == (aligned, indent)
