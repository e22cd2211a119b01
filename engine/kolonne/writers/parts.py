"""Parts: what the text of rows is put together from, side by side."""

from collections.abc import Iterable
from typing import TypeAlias

import polars as pl

from kolonne.writers.text_bytes import text_bytes

#: The same text for every row, or one text a row: there already, or to be made together with the row.
Part: TypeAlias = str | pl.Series | pl.Expr


def joined(parts: Iterable[Part]) -> bytes:
    """The rows, each made of these parts, one after the other, in UTF-8. At least one part has a text a row."""
    return b"".join(text_bytes(laid(parts)))


def laid(parts: Iterable[Part]) -> pl.Series:
    """The same as one text a row."""
    return pl.select(side_by_side(parts)).to_series()


def side_by_side(parts: Iterable[Part]) -> pl.Expr:
    """The same, to be made together with what it becomes a part of."""
    # What is the same for all rows is not a part, so that no row is visited for it.
    form, given = "", []
    for part in parts:
        if isinstance(part, str):
            form += part.replace("{", "{{").replace("}", "}}")
        else:
            form += "{}"
            given.append(part if isinstance(part, pl.Expr) else pl.lit(part))
    return pl.format(form, *given)
