"""Workbooks without the columns that a sighted reader would not see either."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kolonne.hookspecs import Sheet, Workbook, WriterError

if TYPE_CHECKING:
    import polars as pl


def visible(workbook: Workbook) -> tuple[Workbook, tuple[str, ...]]:
    """The workbook without hidden columns, and a sentence for each sheet that had some.

    Raises `WriterError` when there is no sheet, or nothing of one would be left.
    """
    if not workbook.sheets and not workbook.appendices:
        raise WriterError("there is no sheet to write")
    notices: list[str] = []
    sheets = tuple(_shown(sheet, notices) for sheet in workbook.sheets)
    appendices = tuple(_shown(sheet, notices) for sheet in workbook.appendices)
    return replace(workbook, sheets=sheets, appendices=appendices), tuple(notices)


def _shown(sheet: Sheet, notices: list[str]) -> Sheet:
    columns = tuple(column for column in sheet.columns if not column.hidden)
    if not columns:
        raise WriterError(f"sheet `{sheet.name}`: has no column to write")
    hidden = [column for column in sheet.columns if column.hidden]
    if not hidden:
        return sheet
    several = "hidden column is" if len(hidden) == 1 else f"{len(hidden)} hidden columns are"
    notices.append(f"sheet `{sheet.title or sheet.name}`: the {several} not in the file")
    names = [column.name for column in columns]

    def frames() -> "Iterator[pl.DataFrame]":
        for frame in sheet.frames():
            yield frame.select(names)

    totals = {name: total for name, total in sheet.totals.items() if name in names}
    return replace(sheet, columns=columns, frames=frames, totals=totals)
