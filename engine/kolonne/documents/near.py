"""The nearest of some known names."""

from collections.abc import Iterable
from difflib import get_close_matches


def near(name: str, known: Iterable[str]) -> str:
    """A hint that offers the nearest of the known names; empty where none is near."""
    folded = {other.casefold(): other for other in known}
    matches = get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return f"did you mean `{folded[matches[0]]}`?" if matches else ""
