"""Text in XML, against a reader that knows the rules: an XML parser, then Excel's escapes."""

import re
from xml.etree import ElementTree as ET

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kolonne.writers.cell_text import escaped, fitting

_PIECES = st.sampled_from(
    ["_x", "_", "x0041_", "005F_", "&", "<", "]]>", "\r\n", "\x00", "\ufffe", "\x1f", "å", "😀", '"', " "]
)
_TEXTS = st.lists(_PIECES | st.text(st.characters(codec="utf-8"), max_size=5), max_size=12).map("".join)


def _read(inside: str) -> str:
    text = ET.fromstring(f"<t>{inside}</t>").text or ""  # noqa: S314 # our own XML
    return re.sub("_x([0-9a-fA-F]{4})_", lambda found: chr(int(found.group(1), 16)), text)


@given(st.lists(_TEXTS, min_size=1, max_size=6))
def test_every_text_comes_back(texts: list[str]) -> None:
    """Whatever stands in it, and whatever stands in the rows beside it."""
    assert [_read(inside) for inside in escaped(pl.Series(texts))] == texts


@given(st.lists(st.none() | _TEXTS, min_size=1, max_size=6))
def test_texts_that_fit_are_not_touched(texts: list[str | None]) -> None:
    """Null stays null."""
    fit, cut = fitting(pl.Series(texts, dtype=pl.String))
    assert (fit.to_list(), cut) == (texts, 0)
