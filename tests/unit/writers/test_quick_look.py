"""A quick look at texts never takes one for bare that is not."""

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolonne.writers.quick_look import QuickLook, is_bare

_SIGNS = b'"\r\n;'
_TEXT = st.text(st.sampled_from('abÆ;"\n\r\t \u00a0\u2003\u3000\u1680\u0085é€😀'), max_size=5)


@given(st.lists(st.none() | _TEXT, max_size=8), st.integers(0, 3), st.sampled_from(["whole", "parts"]))
def test_what_is_bare_needs_no_quotes(texts: list[str | None], start: int, how: str) -> None:
    """No sign inside, no blank at an end; of part of a column, and of one in several chunks too."""
    whole = pl.Series(texts, dtype=pl.String)
    column = pl.concat([whole[:start], whole[start:]], rechunk=False) if how == "parts" else whole[start:]
    needing = [text for text in column if text is not None and (re.search('[";\r\n]', text) or text != text.strip())]
    assert not (is_bare(column, _SIGNS) and needing)


@pytest.mark.parametrize("texts", [["a", "æ b", None, ""], [], [None], ["Ålesund", "Bodø"]])
def test_ordinary_texts_are_bare(texts: list[str | None]) -> None:
    """So that the look is worth it."""
    assert is_bare(pl.Series(texts, dtype=pl.String), _SIGNS)


def test_what_a_null_hides_is_not_looked_at() -> None:
    """A field of a struct that is null may have a text of its own, which is in no cell."""
    whole = pl.DataFrame({"s": [{"t": "long;" * 9}, {"t": ""}, {"t": "a"}], "is_there": [False, True, True]})
    texts = whole.select(pl.when("is_there").then("s").struct.field("t")).to_series()
    look = QuickLook(texts)
    assert (texts.to_list(), look.has_empty(), look.longest(), look.holds(b";")) == ([None, "", "a"], True, 1, False)
