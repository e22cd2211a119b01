"""A quick look at texts never takes one for bare that is not."""

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolonne.writers.quick_look import QuickLook

_SIGNS = (b'"', b"\r", b"\n", b";")
_TEXT = st.text(st.sampled_from('abÆ;"\n\r\t \u00a0\u2003\u3000\u1680\u0085é€😀'), max_size=5)


@given(st.lists(st.none() | _TEXT, max_size=8), st.integers(0, 3), st.sampled_from(["whole", "parts"]))
def test_nothing_that_is_there_is_overlooked(texts: list[str | None], start: int, how: str) -> None:
    """Signs inside, blanks at an end; of part of a column, and of one in several chunks too."""
    whole = pl.Series(texts, dtype=pl.String)
    column = pl.concat([whole[:start], whole[start:]], rechunk=False) if how == "parts" else whole[start:]
    cells, look = [text for text in column if text is not None], QuickLook(column)
    assert look.holds(*_SIGNS) == any(re.search('[";\r\n]', text) for text in cells)
    assert look.touches_blank() or not any(text != text.strip() for text in cells)


@pytest.mark.parametrize("texts", [["a", "æ b", None, ""], [], [None], ["Ålesund", "Bodø"]])
def test_ordinary_texts_touch_no_blank(texts: list[str | None]) -> None:
    """So that the look is worth it."""
    assert not QuickLook(pl.Series(texts, dtype=pl.String)).touches_blank()


def test_what_a_null_hides_is_not_looked_at() -> None:
    """A field of a struct that is null may have a text of its own, which is in no cell."""
    whole = pl.DataFrame({"s": [{"t": "long;" * 9}, {"t": ""}, {"t": "a"}], "is_there": [False, True, True]})
    texts = whole.select(pl.when("is_there").then("s").struct.field("t")).to_series()
    look = QuickLook(texts)
    assert (texts.to_list(), look.has_empty(), look.longest(), look.holds(b";")) == ([None, "", "a"], True, 1, False)
