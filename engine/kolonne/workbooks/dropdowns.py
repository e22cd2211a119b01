"""Dropdowns: what cells offer to choose from."""

import re
from xml.etree.ElementTree import Element

from kolonne.contract.quick import dataclass
from kolonne.workbooks.areas import Area, areas
from kolonne.workbooks.markup import child, descendants

_LITERAL = re.compile(r'"((?:[^"]|"")*)"')


@dataclass(frozen=True, slots=True)
class Dropdown:
    """The choices of some cells."""

    areas: tuple[Area, ...]
    #: Where they come from: a text in quotes, a range, a name. As it is written, without `=`.
    source: str
    #: Whether a cell may hold something else, with or without a warning.
    is_loose: bool

    @property
    def written(self) -> tuple[str, ...] | None:
        """The choices where they are written out; None where they stand elsewhere."""
        literal = _LITERAL.fullmatch(self.source)
        return tuple(one.strip() for one in literal[1].replace('""', '"').split(",")) if literal else None


def read_dropdowns(root: Element) -> tuple[Dropdown, ...]:
    """Those of a worksheet, in both ways in which they are written."""
    found: list[Dropdown] = []
    for entry in descendants(root, "dataValidation"):
        if entry.get("type") != "list":
            continue
        places, source = entry.get("sqref"), child(entry, "formula1")
        newer = child(entry, "formula1", "f")
        listed = child(entry, "sqref")
        text = ((newer if newer is not None else source).text or "") if source is not None else ""
        where = places if places is not None else (listed.text or "") if listed is not None else ""
        is_loose = entry.get("showErrorMessage", "0") in {"0", "false"} or entry.get("errorStyle", "stop") != "stop"
        found.append(Dropdown(areas(where), text.strip().removeprefix("="), is_loose))
    return tuple(found)
