"""Text as the inside of HTML elements and attributes, so that nothing of it becomes markup."""

import html
import re

import polars as pl

#: Control characters (but tab and line break) and non-characters, which a page may not hold.
_FORBIDDEN = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\x{FDD0}-\x{FDEF}\x{FFFE}\x{FFFF}]"
_FORBIDDEN_SIGN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
#: What stands in their place.
_INSTEAD = "\N{REPLACEMENT CHARACTER}"
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "<br>"}


def line(text: str) -> str:
    """A text on one line, as an element or an attribute in quotes can hold it."""
    return html.escape(_FORBIDDEN_SIGN.sub(_INSTEAD, " ".join(text.split())))


def lines(texts: pl.Series) -> tuple[pl.Series, int]:
    """Texts (String, line breaks as LF) as an element can hold them, and in how many of them signs were replaced.

    Null stays null.
    """
    forbidden = int(texts.str.contains(_FORBIDDEN).sum())
    if forbidden:
        texts = texts.str.replace_all(_FORBIDDEN, _INSTEAD)
    if texts.str.contains(r"[&<>\n]").any():
        texts = texts.str.replace_many(list(_SIGNS), list(_SIGNS.values()))
    return texts, forbidden


def label(header: str) -> str:
    """A header with a colon behind it, unless it ends with a sign of its own."""
    text = " ".join(header.split())
    return line(text if text.endswith((":", "?", "!", ".")) else f"{text}:")
