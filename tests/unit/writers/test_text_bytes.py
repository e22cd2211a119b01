"""Texts are given as they lie in memory where that is one behind the other, and copied where it is not."""

import subprocess
import sys

import polars as pl
import pytest

from kolonne.writers.text_bytes import lying, text_bytes

_ROWS = 5000
_NUMBERS = pl.int_range(_ROWS, eager=True)


def _made() -> pl.Series:
    """Texts that were just put together, of many lengths, and more of them than one stretch of memory holds."""
    return pl.select(pl.format("<rad {}>{}</rad>", pl.lit(_NUMBERS), pl.lit("å😀"))).to_series()


_ODD = {
    "the first": lambda: _made()[:4000],
    "the last": lambda: _made()[1000:],
    "backwards": lambda: _made().reverse(),
    "each twice": lambda: _made().gather([at // 2 for at in range(2 * _ROWS)]),
    "some": lambda: _made().gather_every(2),
    "short": lambda: _NUMBERS.cast(pl.String),
    "in chunks": lambda: pl.concat([_made(), _made()], rechunk=False),
    "few": lambda: _made()[:3],
    "none": lambda: _made()[:0],
    "empty": lambda: pl.Series([""] * _ROWS),
}


def test_what_was_just_made_is_not_copied() -> None:
    """All of it, in order, in several stretches."""
    texts = _made()
    stretches = lying(texts)
    assert len(stretches) > 1
    assert b"".join(stretches) == "".join(texts).encode()


@pytest.mark.parametrize("case", _ODD)
def test_what_lies_otherwise_is_copied(case: str) -> None:
    """Parts of a column, and what is put together from others, come out right too."""
    texts = _ODD[case]()
    assert lying(texts) == []
    assert b"".join(text_bytes(texts)) == "".join(texts).encode()


def test_missing_texts_are_not_taken_for_memory() -> None:
    """A null has no place."""
    assert lying(_made().extend(pl.Series([None], dtype=pl.String))) == []


def test_memory_stays_for_as_long_as_somebody_looks_at_it() -> None:
    """The texts themselves may be gone."""
    stretches = text_bytes(_made())
    others = [_made() for _ in range(20)]
    assert b"".join(stretches) == "".join(others[0]).encode()


def test_neither_pyarrow_nor_numpy_is_loaded_for_it() -> None:
    """They would take longer than what is saved."""
    script = (
        "import sys, polars as pl\n"
        "from kolonne.writers.text_bytes import lying\n"
        "texts = pl.select(pl.format('{} is a number', pl.int_range(5000))).to_series()\n"
        "assert lying(texts)\n"
        "print(sorted({'numpy', 'pyarrow'} & set(sys.modules)))\n"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
