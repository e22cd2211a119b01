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
class _Content:
    """What a column's cells show: the letters of the longest line, and whether any cell has several."""

    length: int
    has_breaks: bool = False


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
    contents = _contents(sheet)
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
    found = [
        _fit(column, content, room, look) for column, content, room in zip(sheet.columns, contents, least, strict=True)
    ]
    if shown and not look.merges and len(sheet.note) > sum(found[at].width for at in shown):
        # It stands in the first cell alone, in several lines.
        at = shown[0]
        found[at] = replace(found[at], width=max(found[at].width, _NOTE))
    return tuple(found)


def _labels(sheet: Sheet) -> int:
    longest = max((len(line.label) for line in sheet.heading), default=0)
    return min(_LABEL, math.ceil(longest * BOLD))


def _contents(sheet: Sheet) -> "list[_Content]":
    """Of each column, what its first rows show."""
    sample = next((frame.head(_SAMPLE_ROWS) for frame in sheet.frames() if frame.height), None)
    if sample is None:
        return [_Content(_fixed(column)) for column in sheet.columns]
    # All columns at once: asking one by one takes twenty times as long.
    asked = [
        one.alias(f"{what} {at}")
        for at, column in enumerate(sheet.columns)
        if column.type not in _FIXED
        for what, one in (("length", _length(column)), ("breaks", _has_breaks(column)))
    ]
    found = sample.select(asked).row(0, named=True) if asked else {}
    return [
        _Content(_fixed(column))
        if column.type in _FIXED
        else _Content(_broken_length(sample.get_column(column.name)), has_breaks=True)
        if found[f"breaks {at}"]
        else _Content(_in_thousands(column, found[f"length {at}"] or 0))
        for at, column in enumerate(sheet.columns)
    ]


def _length(column: SheetColumn) -> pl.Expr:
    return pl.col(column.name).cast(pl.String).str.len_chars().max()


def _has_breaks(column: SheetColumn) -> pl.Expr:
    if column.type != "text":
        return pl.lit(value=False)
    return pl.col(column.name).str.contains_any(["\n", "\r"]).any()


def _broken_length(texts: pl.Series) -> int:
    longest = one_break(texts).drop_nulls().str.split("\n").explode(empty_as_null=True).str.len_chars().max()
    return longest if isinstance(longest, int) else 0


def _fixed(column: SheetColumn) -> int:
    return max(_FIXED[column.type], len(column.format.split(";")[0])) if column.type in _FIXED else 0


def _in_thousands(column: SheetColumn, digits: int) -> int:
    """With signs between thousands."""
    return digits + digits // 4 if column.type == "decimal" else digits


def _fit(column: SheetColumn, shown: "_Content", least: int, look: XlsxLook) -> Fit:
    # A header may break between words, so it asks for its longest word, and for half of its length; above numbers it
    # keeps clear of the filter's button.
    words = column.header.split()
    header = max([math.ceil(len(column.header) / 2), *map(len, words)]) + _BUTTON + (column.type in SUMMED)
    offered = max(map(len, column.choices), default=0) + _BUTTON
    edge = _EDGE if column.type in {"text", *_FIXED} else _EDGE + _INDENT * look.indent
    content = shown.length + edge
    guess = float(min(look.widest, max(NARROWEST, header, content, offered, least + edge)))
    width = guess if column.width is None else column.width
    return Fit(width, wraps=column.type == "text" and (shown.has_breaks or content > width))


def _total(totals: TotalsLine | None, at: int) -> int:
    if totals is None or totals.cells[:, at].null_count():
        return 0
    column, texts = totals.columns[at], totals.cells[:, at].cast(pl.String)
    length = _fixed(column) if column.type in _FIXED else _in_thousands(column, len(texts.item()))
    # Bold letters are wider.
    return math.ceil(length * BOLD)
