"""Matching: which column of the records belongs under which header, by how much the two look alike."""

from collections.abc import Sequence

from kolonne.workbooks import ENOUGH, likeness


def matched(headers: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """Header → name, each once, those that are most alike first."""
    pairs = [(likeness(header, name), -at, header, name) for header in headers for at, name in enumerate(names)]
    found: dict[str, str] = {}
    for alike, _, header, name in sorted(pairs, reverse=True):
        if alike >= ENOUGH and header not in found and name not in found.values():
            found[header] = name
    return found
