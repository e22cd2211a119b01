"""Widths: how wide a column should be, guessed from its header and its first rows."""

import math
from dataclasses import dataclass

import polars as pl

from kolonne.contract import Sheet, SheetColumn
from kolonne.writers.cell_text import one_break
from kolonne.writers.groups import groups
from kolonne.writers.totals import TotalsLine

NARROWEST, WIDEST = 6.0, 60.0
_SAMPLE_ROWS = 1000
#: Room for the cell's edges, and in headers for the filter's button.
_EDGE, _BUTTON = 2, 4
#: Of a date, time or instant in the usual forms; true and false are five letters in Norwegian at most.
_FIXED = {"boolean": 6, "date": 10, "time": 6, "datetime": 16}


@dataclass(frozen=True, slots=True)
class Fit:
    """How a column fits its content."""

    #: In characters.
    width: float
    #: Whether the content is broken into lines.
    wraps: bool = False

    @property
    def room(self) -> int:
        """Characters a line of wrapped text; 0 where nothing wraps."""
        return max(1, int(self.width) - 1) if self.wraps else 0


def fits(sheet: Sheet, totals: TotalsLine | None = None) -> tuple[Fit, ...]:
    """One a column, in order. The width that a column asks for is kept."""
    sample = next((frame.head(_SAMPLE_ROWS) for frame in sheet.frames() if frame.height), None)
    # A group's longest word has the width of all its columns.
    shares = {
        at: math.ceil(max(map(len, group.text.split()), default=0) / len(group.columns))
        for group in groups(sheet.columns)
        for at in group.columns
    }
    least = [max(_total(totals, at), shares.get(at, 0)) for at in range(len(sheet.columns))]
    return tuple(_fit(column, sample, room) for column, room in zip(sheet.columns, least, strict=True))


def _fit(column: SheetColumn, sample: pl.DataFrame | None, least: int) -> Fit:
    # A header may break between words, so it asks for its longest word, and for half of its length.
    words = column.header.split()
    header = max([math.ceil(len(column.header) / 2), *map(len, words)]) + _BUTTON
    offered = max(map(len, column.choices), default=0) + _BUTTON
    cells = pl.Series([], dtype=pl.String) if sample is None else sample.get_column(column.name)
    cells = one_break(cells) if column.type == "text" else cells
    content = _content(column, cells) + _EDGE
    guess = float(min(WIDEST, max(NARROWEST, header, content, offered, least + _EDGE)))
    width = guess if column.width is None else column.width
    is_broken = column.type == "text" and bool(cells.str.contains("\n", literal=True).any())
    return Fit(width, wraps=column.type == "text" and (is_broken or content > width))


def _total(totals: TotalsLine | None, at: int) -> int:
    if totals is None or totals.cells[:, at].null_count():
        return 0
    # Bold letters are wider.
    return math.ceil(_content(totals.columns[at], totals.cells[:, at]) * 1.1)


def _content(column: SheetColumn, cells: pl.Series) -> int:
    if column.type in _FIXED:
        return max(_FIXED[column.type], len(column.format.split(";")[0]))
    texts = cells.drop_nulls().cast(pl.String)
    if column.type == "text":
        texts = texts.str.split("\n").explode(empty_as_null=True)
    longest = texts.str.len_chars().max()
    digits = longest if isinstance(longest, int) else 0
    # Signs between thousands.
    return digits + digits // 4 if column.type == "decimal" else digits
