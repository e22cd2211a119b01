"""Numbers as text: at most 15 digits, and never an exponent."""

from decimal import Decimal

import polars as pl

from kolonne.writers.looked_up import spelled_once

#: A double carries no more; what stands behind is noise of binary fractions (0.1 + 0.2).
_DIGITS = 15
#: Where rounding to that many digits is exact.
_SMALLEST, _LARGEST = 1e-6, 1e15
#: Between these Polars writes every number without an exponent, by a wide margin.
_SMALL, _LARGE = 1e-3, 1e12
#: Shares and hours repeat themselves: how many numbers there must be, and how often each on average, before each is
#: spelled once and looked up.
_FEW, _REPEATS = 1024, 8


def number_texts(cells: pl.Series) -> pl.Series:
    """Each number (Float64) with a decimal point where it needs one; null stays null."""
    found = spelled_once(cells, _REPEATS, _spelled) if cells.len() > _FEW else None
    return _spelled(cells) if found is None else found


def _spelled(cells: pl.Series) -> pl.Series:
    size = cells.abs()
    most = size.max()
    if isinstance(most, float) and most < _LARGE and not size.is_between(0.0, _SMALL, closed="none").any():
        # As nearly always: none has an exponent, so that none must be looked at one by one.
        signless = pl.when(size == 0).then(pl.lit(0.0)).otherwise(cells.round_sig_figs(_DIGITS))
        return pl.select(signless.cast(pl.String).str.strip_suffix(".0").alias(cells.name)).to_series()
    # Zero is spelled out because there is a -0.0 too.
    known = pl.when(size == 0).then(pl.lit(0.0)).when(size.is_between(_SMALLEST, _LARGEST))
    rounded = known.then(cells.round_sig_figs(_DIGITS)).otherwise(cells)
    texts = pl.select(rounded.cast(pl.String).str.strip_suffix(".0").alias(cells.name)).to_series()
    powers = texts.str.contains("e", literal=True).fill_null(value=False).arg_true()
    return texts if powers.is_empty() else texts.scatter(powers, [_unpowered(text) for text in texts.gather(powers)])


def _unpowered(text: str) -> str:
    return f"{Decimal(text):f}"
