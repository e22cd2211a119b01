"""Field: one field of a line, the cells that it takes, and what it makes of them."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

#: Turns cells into text; gives null where a cell does not fit.
Shape = Callable[[pl.Expr], pl.Expr]

CODE_TYPES = frozenset({"text", "integer"})


@dataclass(frozen=True, slots=True)
class Field:
    """One field. What its shape makes null does not fit, unless the cell was blank and something stands for a blank."""

    #: Of the column that fills it.
    name: str
    #: Types of columns that can.
    types: frozenset[str]
    #: What is told of a cell that does not fit.
    allowed: str
    shape: Shape
    #: What stands for a blank cell; None if there must be a value.
    blank: str | None = None
    #: Whether it is told how many cells were blank.
    tells_blanks: bool = False
    #: Another name that its column may have: columns that a document writes itself cannot have `-` and `+` in theirs.
    alias: str = ""
    #: Whether a sheet may be without its column.
    optional: bool = False
    #: Whether it may hold anything, so that what the file cannot hold must be taken out.
    is_free_text: bool = False


def digits(pattern: str, width: int) -> Shape:
    """Digits that match a pattern, with as many zeros in front as a width needs and no more."""

    def shape(cells: pl.Expr) -> pl.Expr:
        filled = _code(cells).str.strip_chars_start("0").str.zfill(width)
        return pl.when(_code(cells).str.contains(f"^(?:{pattern})$")).then(filled)

    return shape


def one_of(codes: tuple[str, ...]) -> Shape:
    """One of some codes."""
    return lambda cells: pl.when(_code(cells).is_in(codes)).then(_code(cells))


def heads(cells: pl.Expr) -> pl.Expr:
    """A number of people."""
    return pl.when(cells >= 0).then(cells.cast(pl.String))


def day(form: str) -> Shape:
    """A day, in a form of strftime."""
    return lambda cells: cells.dt.to_string(form)


def hours(cells: pl.Expr) -> pl.Expr:
    """Hours with two decimals and a comma."""
    exact = cells.cast(pl.Decimal(38, 2), strict=False)
    return pl.when((exact >= 0) & (exact == cells)).then(exact.cast(pl.String).str.replace(".", ",", literal=True))


def free_text(cells: pl.Expr) -> pl.Expr:
    """Text as it stands; what it must not hold is dealt with by `Lettering`."""
    return cells


def _code(cells: pl.Expr) -> pl.Expr:
    return cells.cast(pl.String).str.strip_chars()
