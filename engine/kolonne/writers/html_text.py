"""Text as the inside of HTML elements and of attributes in quotes, so that nothing of it becomes markup."""

import polars as pl

#: Control characters (but tab and line break) and non-characters, which a page may not hold.
_FORBIDDEN = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\x{FDD0}-\x{FDEF}\x{FFFE}\x{FFFF}]"
_INSTEAD = "\N{REPLACEMENT CHARACTER}"
#: What a browser cannot break into lines without help, and where it may; a sign that no text has any more stands there.
_UNBROKEN, _BREAK = r"[^\s\-]{24}", "\0"
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", _BREAK: "<wbr>"}


def html_texts(texts: pl.Series, *, breaks: bool = False) -> tuple[pl.Series, int]:
    """Texts (String, line breaks as LF), and in how many of them signs were replaced. Null stays null.

    With `breaks`, which attributes do not take, long words may go on in the next line, so that paper cuts none.
    """
    forbidden = int(texts.str.contains(_FORBIDDEN).sum())
    if forbidden:
        texts = texts.str.replace_all(_FORBIDDEN, _INSTEAD)
    if breaks and texts.str.contains(_UNBROKEN).any():
        texts = texts.str.replace_all(f"({_UNBROKEN})", f"${{1}}{_BREAK}")
    if texts.str.contains(r'[&<>"\x00]').any():
        texts = texts.str.replace_many(list(_SIGNS), list(_SIGNS.values()))
    return texts, forbidden


def html_line(text: str) -> str:
    """One text on one line."""
    return str(html_texts(pl.Series([" ".join(text.split())]))[0].item())


def html_block(text: str) -> str:
    """One text with its line breaks."""
    return "<br>".join(html_line(line) for line in text.splitlines())
