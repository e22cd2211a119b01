"""Matching the names a document wants with the names a source has."""

import unicodedata
from collections.abc import Mapping, Sequence

from kolonne.contract import Wanted


def matched(names: Sequence[str], wanted: Wanted) -> dict[str, int]:
    """Wanted name → position in `names`, in the source's order; what the source lacks is not there.

    A name matches exactly, or else in its composed form: files from macOS write `å` as two characters. Where nothing
    matches, the source's first named column stands in, because a batch without columns could not say how many records
    there are.
    """
    exact = _positions(names)
    composed = _positions([unicodedata.normalize("NFC", name) for name in names])
    found = {}
    for name in dict.fromkeys(wanted.columns):
        position = exact.get(name, composed.get(unicodedata.normalize("NFC", name)))
        if position is not None:
            found[name] = position
    if found:
        return dict(sorted(found.items(), key=lambda item: item[1]))
    return dict(list(exact.items())[:1])


def _positions(names: Sequence[str]) -> Mapping[str, int]:
    positions: dict[str, int] = {}
    for position, name in enumerate(names):
        if name:
            positions.setdefault(name, position)
    return positions
