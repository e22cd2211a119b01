"""Likeness: how much two headers look alike."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from kolonne.workbooks.headers import plain

#: Less alike than this, and it is guessing.
ENOUGH = 0.6
#: How much a word in common counts.
_SHARED = 0.75
_WORD = re.compile(r"[^\W\d_]{4,}")


def likeness(one: str, other: str) -> float:
    """1 for the same, 0 for nothing in common; `Deltakere` and `Antall deltakere` share a word, which is much."""
    first, second = plain(one.replace("_", " ")), plain(other.replace("_", " "))
    if first == second:
        return 1.0
    shared = _SHARED if set(_WORD.findall(first)) & set(_WORD.findall(second)) else 0.0
    return max(SequenceMatcher(None, first, second).ratio(), shared) * 0.99


def nearest(text: str, known: Iterable[str]) -> str:
    """The one that is most like the text; empty where none is."""
    found = max(((likeness(text, one), one) for one in known), default=(0.0, ""), key=lambda pair: pair[0])
    return found[1] if found[0] >= ENOUGH else ""
