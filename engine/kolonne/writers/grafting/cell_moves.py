"""Cells with formulas, changed where they stand: their references follow, and what was last computed is forgotten."""

import re
from xml.sax.saxutils import escape

from kolonne.writers.grafting.moving import Moving
from kolonne.writers.grafting.sheet_text import CellText
from kolonne.writers.grafting.tags import attributes, spelled

_FORMULA = re.compile(
    r"<(?P<name>(?:[\w.-]+:)?f)(?P<attributes>(?:\s+[\w.:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(?:/>|>(?P<text>[^<]*)</(?P=name)\s*>)"
)
#: Of a formula over one cell nothing needs to be known; of a shared one, each follower gets its own.
_DROPPED = frozenset({"t", "si", "ref"})
#: The types of what was computed; without it they mean nothing.
_COMPUTED = frozenset({"str", "b", "e", "n"})


def moved_cell(cell: CellText, name: str, formula: str, moving: Moving, prefix: str, of_row: int = 0) -> str:
    """The cell's XML at its new place (none if `name` is empty); `formula` is its own in full."""
    place = {"r": name} if name else {}
    if not cell.has_formula:
        given = spelled(place | cell.attributes)
        return f"<{prefix}c{given}>{cell.inside}</{prefix}c>" if cell.inside else f"<{prefix}c{given}/>"
    kept = {key: one for key, one in cell.attributes.items() if key != "t" or one not in _COMPUTED}
    found = _FORMULA.search(cell.inside)
    said = attributes(found["attributes"]) if found is not None else {}
    if said.get("t") in {"array", "dataTable"}:
        own = moving.own
        named = {
            key: own.blocks(one) if own is not None and key in {"ref", "r1", "r2"} else one for key, one in said.items()
        }
    else:
        named = {key: one for key, one in said.items() if key not in _DROPPED}
    text = escape(moving.formula(formula, of_row=of_row))
    return f"<{prefix}c{spelled(place | kept)}><{prefix}f{spelled(named)}>{text}</{prefix}f></{prefix}c>"
