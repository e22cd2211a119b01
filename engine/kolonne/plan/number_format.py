"""Number formats of spreadsheets: what no spreadsheet would open is told here."""

import re

#: A sign that stands for itself behind `\\`, that is as wide as behind `_`, that fills the cell behind `*`.
_SIGN = r"[\\_*]."
_QUOTED = r'"[^"]*"'
_BRACKETED = r"\[[^\[\]]*\]"
_WHOLE = re.compile(rf"{_SIGN}|{_QUOTED}|{_BRACKETED}", re.DOTALL)
_MOST_SECTIONS = 4
_STRAY = {
    '"': ('a `"` is not closed', 'text stands in quotes: `0 "kr"`; the sign itself is written `\\"`'),
    "[": (
        "a `[` is not closed",
        "colours and conditions stand in brackets: `[Red]0`; the sign itself is written `\\[`",
    ),
    "]": ("a `]` closes nothing", "the sign itself is written `\\]`"),
}


def wrong_number_format(written: str) -> tuple[str, str] | None:
    """Message and hint where a number format is none."""
    bare = _WHOLE.sub("", written)
    stray = re.search(r'["\[\]]', bare)
    if stray:
        message, hint = _STRAY[stray[0]]
        return f"in the format `{written}` {message}", hint
    sections = bare.count(";") + 1
    if sections > _MOST_SECTIONS:
        hint = "they are for positive numbers, negative ones, zero and text"
        return f"the format `{written}` has {sections} sections; at most {_MOST_SECTIONS} are allowed", hint
    return None
