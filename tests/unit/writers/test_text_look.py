"""A look at texts never takes one for harmless that is not."""

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolonne.writers.text_look import TextLook

_TEXT = st.text(st.sampled_from("abÆ_x0;&<>\n\r\t\x00\x1f\x7f \u00a0\u2003\u3000\u1680\u0085\ufffeé€😀"), max_size=5)
_SPECIAL = re.compile(r"[&<>\ufffe\uffff]|_x[0-9a-fA-F]{4}_")


@given(st.lists(st.none() | _TEXT, max_size=8), st.integers(0, 3), st.sampled_from(["whole", "parts"]))
def test_nothing_that_is_there_is_overlooked(texts: list[str | None], start: int, how: str) -> None:
    """Of part of a column, and of one in several chunks too."""
    whole = pl.Series("c", texts, dtype=pl.String)
    column = pl.concat([whole[:start], whole[start:]], rechunk=False) if how == "parts" else whole[start:]
    cells, look = [text for text in column if text is not None], TextLook(column)
    assert look.has_control() == any(re.search(r"[\x00-\x08\x0b-\x1f]", text) for text in cells)
    assert look.is_special() or not any(_SPECIAL.search(text) for text in cells)
    assert look.has_control() or look.touches_blank() or not any(text != text.strip() for text in cells)
    lengths = [len(text.encode()) for text in cells]
    assert look.is_between(1, 3) == all(1 <= length <= 3 for length in lengths)


@pytest.mark.parametrize("texts", [["a", "æ b", None, ""], [], [None], ["Ålesund", "a\nb"], ["«§»"]])
def test_ordinary_texts_need_nothing(texts: list[str | None]) -> None:
    """So that the look is worth it."""
    look = TextLook(pl.Series("c", texts, dtype=pl.String))
    assert (look.has_control(), look.is_special(), look.touches_blank()) == (False, False, False)


def test_what_a_null_hides_is_not_looked_at() -> None:
    """A field of a struct that is null may have a text of its own, which is in no cell."""
    whole = pl.DataFrame({"s": [{"t": "&long" * 9}, {"t": ""}, {"t": "a"}], "is_there": [False, True, True]})
    look = TextLook(whole.select(pl.when("is_there").then("s").struct.field("t")).to_series())
    assert (look.is_between(0, 1), look.is_between(1, 1), look.is_special()) == (True, False, False)
