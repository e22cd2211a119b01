"""Widths: how wide a column should be, guessed from its header and its first rows."""

import math
from dataclasses import replace

import polars as pl

from kolonne.contract import Sheet, SheetColumn
from kolonne.contract.quick import dataclass
from kolonne.writers.cell_text import one_break
from kolonne.writers.groups import groups
from kolonne.writers.look import XlsxLook
from kolonne.writers.styles import SUMMED
from kolonne.writers.totals import TotalsLine

NARROWEST = 6.0
#: What a cell's edges take beside its letters, in letters.
CELL_EDGE = 0.71
#: Bold letters are wider.
BOLD = 1.1
_SAMPLE_ROWS = 1000
#: Of a column whose cells hold labels and notes that are not merged: the most for labels, and the least for a note.
_LABEL, _NOTE = 28, 30.0
#: Room for the cell's edges, and in headers for the filter's button.
_EDGE, _BUTTON = 2, 4
#: What spreadsheets take for one step of indentation.
_INDENT = 2
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


def fits(sheet: Sheet, totals: TotalsLine | None, look: XlsxLook) -> tuple[Fit, ...]:
    """One a column, in order. The width that a column asks for is kept."""
    sample = next((frame.head(_SAMPLE_ROWS) for frame in sheet.frames() if frame.height), None)
    # A group's longest word has the width of all its columns.
    shares = {
        at: math.ceil(max(map(len, group.text.split()), default=0) / len(group.columns))
        for group in groups(sheet.columns)
        for at in group.columns
    }
    least = [max(_total(totals, at), shares.get(at, 0)) for at in range(len(sheet.columns))]
    shown = [at for at, column in enumerate(sheet.columns) if not column.hidden]
    if shown and not look.merges:
        least[shown[0]] = max(least[shown[0]], _labels(sheet))
    found = [_fit(column, sample, room, look) for column, room in zip(sheet.columns, least, strict=True)]
    if shown and not look.merges and len(sheet.note) > sum(found[at].width for at in shown):
        # It stands in the first cell alone, in several lines.
        at = shown[0]
        found[at] = replace(found[at], width=max(found[at].width, _NOTE))
    return tuple(found)


def _labels(sheet: Sheet) -> int:
    longest = max((len(line.label) for line in sheet.heading), default=0)
    return min(_LABEL, math.ceil(longest * BOLD))


def _fit(column: SheetColumn, sample: pl.DataFrame | None, least: int, look: XlsxLook) -> Fit:
    # A header may break between words, so it asks for its longest word, and for half of its length; above numbers it
    # keeps clear of the filter's button.
    words = column.header.split()
    header = max([math.ceil(len(column.header) / 2), *map(len, words)]) + _BUTTON + (column.type in SUMMED)
    offered = max(map(len, column.choices), default=0) + _BUTTON
    cells = pl.Series([], dtype=pl.String) if sample is None else sample.get_column(column.name)
    cells = one_break(cells) if column.type == "text" else cells
    edge = _EDGE if column.type in {"text", *_FIXED} else _EDGE + _INDENT * look.indent
    content = _content(column, cells) + edge
    guess = float(min(look.widest, max(NARROWEST, header, content, offered, least + edge)))
    width = guess if column.width is None else column.width
    is_broken = column.type == "text" and bool(cells.str.contains("\n", literal=True).any())
    return Fit(width, wraps=column.type == "text" and (is_broken or content > width))


def _total(totals: TotalsLine | None, at: int) -> int:
    if totals is None or totals.cells[:, at].null_count():
        return 0
    # Bold letters are wider.
    return math.ceil(_content(totals.columns[at], totals.cells[:, at]) * BOLD)


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
