"""Rows as records of a page: a heading, then a line for each column, made column by column."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import polars as pl

from kolonne import cell_texts, full_header
from kolonne.hookspecs import SheetColumn, Workbook
from kolonne_blindeforbundet.markup import label, lines
from kolonne_blindeforbundet.settings import Linear
from kolonne_blindeforbundet.words import Words

#: In letters, of what a heading says of a record; the line below it says all.
_MOST_HEADING = 60
#: What a record's text is put together from: the same text for every record, or one text a record.
_Part: TypeAlias = str | pl.Series


@dataclass(frozen=True, slots=True)
class Records:
    """The records of one sheet."""

    workbook: Workbook
    columns: Sequence[SheetColumn]
    words: Words
    settings: Linear
    #: In how many cells of which column signs were replaced that a page may not hold.
    replaced: dict[str, int] = field(default_factory=dict)

    def html(self, piece: pl.DataFrame, first: int) -> bytes:
        """The piece's rows; `first` is the number of its first one, from 1."""
        numbers = pl.int_range(first, first + piece.height, eager=True).cast(pl.String)
        texts = [self._texts(piece, column) for column in self.columns]
        parts: list[_Part] = [f"<h3>{self.words.record} ", numbers]
        if self.settings.record_headings == "number-and-first-column":
            parts.append(_beginning(piece, self._said(piece, self.columns[0])))
        parts.append("</h3>\n<ul>\n")
        for column, inside in zip(self.columns, texts, strict=True):
            parts += self._line(column, inside)
        whole = pl.concat_str([pl.lit(part) for part in _merged([*parts, "</ul>\n"])])
        return bytes(pl.select(whole.str.join("").cast(pl.Binary)).item())

    def _said(self, piece: pl.DataFrame, column: SheetColumn) -> pl.Series:
        return cell_texts(piece.get_column(column.name), column, self.workbook.locale, self.workbook.timezone)

    def _texts(self, piece: pl.DataFrame, column: SheetColumn) -> pl.Series:
        texts = self._said(piece, column)
        if column.type != "text":
            return texts
        safe, replaced = lines(texts)
        if replaced:
            self.replaced[column.name] = self.replaced.get(column.name, 0) + replaced
        return safe

    def _line(self, column: SheetColumn, inside: pl.Series) -> list[_Part]:
        opening, closing = f"<li><b>{label(full_header(column))}</b> ", "</li>\n"
        if not inside.null_count():
            return [opening, inside, closing]
        if self.settings.blank_cells == "told":
            return [opening, inside.fill_null(self.words.blank), closing]
        whole = pl.concat_str(pl.lit(opening), pl.lit(inside), pl.lit(closing))
        return [pl.select(whole.fill_null("")).to_series()]


def _beginning(piece: pl.DataFrame, said: pl.Series) -> pl.Series:
    """What a record's heading says behind the number: nothing where the cell is blank."""
    short = said.str.replace_all("\n", " ", literal=True)
    is_long = short.str.len_chars() > _MOST_HEADING
    if is_long.any():
        cut = pl.concat_str(pl.lit(short.str.slice(0, _MOST_HEADING).str.strip_chars_end()), pl.lit("…"))
        short = pl.select(pl.when(is_long).then(cut).otherwise(short)).to_series()
    safe, _ = lines(short)
    return piece.select(pl.concat_str(pl.lit(": "), pl.lit(safe)).fill_null("")).to_series()


def _merged(parts: list[_Part]) -> list[_Part]:
    # Every part costs a visit to every row, so texts that are the same for all rows are put together first.
    merged: list[_Part] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        else:
            merged.append(part)
    return merged
