"""Text as paragraphs of an OpenDocument cell."""

import re

import polars as pl

from kolonne.writers.cell_text import fitting, one_break

#: What XML 1.0 cannot hold; unlike Excel's, these files have no escape for it.
_FORBIDDEN = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x{FFFE}\x{FFFF}]"
_FORBIDDEN_SIGN = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
_INSTEAD = "\N{REPLACEMENT CHARACTER}"
#: Blanks that would be dropped: at the ends of a paragraph, or beside another blank.
_DROPPED = r"(?m)^ | $|  | \t|\t "
#: A tab stays as it is: LibreOffice 7.4 and others drop the element that the standard has for it.
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "</text:p><text:p>"}
_KEPT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
_SPACED = _SIGNS | {" ": "<text:s/>"}


def ods_texts(texts: pl.Series) -> tuple[pl.Series, int, int]:
    """The inside of each text's paragraphs, and how many texts were cut, and in how many signs were replaced."""
    fit, cut = fitting(one_break(texts))
    forbidden = int(fit.str.contains(_FORBIDDEN).sum())
    if forbidden:
        fit = fit.str.replace_all(_FORBIDDEN, _INSTEAD)
    if not fit.str.contains(r'[&<>"\n]|^ | $|  | \t|\t ').any():
        return fit, cut, forbidden
    plain, spaced = (fit.str.replace_many(list(signs), list(signs.values())) for signs in (_SIGNS, _SPACED))
    chosen = pl.when(fit.str.contains(_DROPPED)).then(spaced).otherwise(plain)
    return pl.select(chosen.alias(texts.name)).to_series(), cut, forbidden


def ods_attribute(text: str) -> str:
    """One text as it is: as an attribute in quotes, or in an element that keeps its blanks."""
    return "".join(_KEPT.get(sign, sign) for sign in re.sub(_FORBIDDEN_SIGN, _INSTEAD, text))


def ods_line(text: str) -> str:
    """One text on one line."""
    return str(ods_texts(pl.Series([" ".join(text.split())]))[0].item())


def ods_block(text: str) -> str:
    """One text as paragraphs."""
    return f"<text:p>{ods_texts(pl.Series([text]))[0].item()}</text:p>"
