"""The nearest of some known names."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

#: So many names are compared one by one; of more, only those that share a rare piece with the one that is sought.
_FEW = 64
_PIECE = 3


def near(name: str, known: Iterable[str]) -> str:
    """A hint that offers the nearest of the known names; empty where none is near."""
    names = tuple(known)
    sought = name.casefold()[:_FEW]
    if len(names) > _FEW:
        names = _index(names).candidates(sought)
    folded = {other.casefold(): other for other in names}
    matches = get_close_matches(sought, folded, n=1, cutoff=0.6)
    return f"did you mean `{folded[matches[0]]}`?" if matches else ""


class _Index:
    """Many names by their pieces, so that ten thousand misspelled names among ten thousand are told soon."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._holders: dict[str, list[str]] = defaultdict(list)
        for name in names:
            for piece in _pieces(name.casefold()):
                self._holders[piece].append(name)

    def candidates(self, sought: str) -> tuple[str, ...]:
        """Those that share the rarest pieces of the name, not many more than a few."""
        shared = sorted((self._holders[piece] for piece in _pieces(sought) if piece in self._holders), key=len)
        found: dict[str, None] = {}
        for holders in shared:
            found.update(dict.fromkeys(holders[:_FEW]))
            if len(found) >= _FEW:
                break
        return tuple(found)


@lru_cache(maxsize=4)
def _index(names: tuple[str, ...]) -> _Index:
    return _Index(names)


def _pieces(name: str) -> set[str]:
    framed = f" {name} "
    return {framed[at : at + _PIECE] for at in range(len(framed) - _PIECE + 1)}
