"""XML as lines that can be compared: canonical, indented, and an element that is short enough on one line.

Attributes are in alphabetical order, and the namespaces stand in front. No text within an element is added or lost.
"""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field

_MOST_SIGNS = 110
_NAMESPACE = re.compile(r' (xmlns(?::[\w.-]+)?="[^"]*")')
#: A tag, whose attributes may hold a `>`, or text.
_PIECE = re.compile(r'<(?:[^>"]|"[^"]*")*>|[^<]+')
#: A line break between elements is how the file is laid out; one that is all of an element's text is the text.
_LAYOUT = re.compile(r">\n\s*(?=<[^/])|(?P<end></[^>]*>)\n\s*(?=</)")


@dataclass
class _Element:
    """Its opening tag, what is in it (elements, or text with elements), its closing tag."""

    opening: str
    inside: "list[_Element | str]" = field(default_factory=list)
    closing: str = ""

    def flat(self) -> str:
        within = "".join(one if isinstance(one, str) else one.flat() for one in self.inside)
        return f"{self.opening}{within}{self.closing}" if within else f"{self.opening[:-1]}/>"

    def lines(self, depth: int) -> list[str]:
        flat, blank = self.flat(), "  " * depth
        if len(flat) <= _MOST_SIGNS or any(isinstance(one, str) for one in self.inside):
            return [blank + flat]
        elements = [one for one in self.inside if isinstance(one, _Element)]
        within = [line for one in elements for line in one.lines(depth + 1)]
        return [blank + self.opening, *within, blank + self.closing] if within else [blank + flat]


def xml_lines(data: bytes) -> str:
    """The lines of a document."""
    canonical = _LAYOUT.sub(lambda found: found["end"] or ">", ET.canonicalize(data.decode()))
    namespaces = sorted(set(_NAMESPACE.findall(canonical)))
    root = _tree(_NAMESPACE.sub("", canonical))
    return "\n".join(
        [*namespaces, *(line for one in root.inside if not isinstance(one, str) for line in one.lines(0)), ""]
    )


def _tree(canonical: str) -> _Element:
    root = _Element("")
    open_ones = [root]
    for piece in _PIECE.findall(canonical):
        if piece.startswith("</"):
            open_ones.pop().closing = piece
        elif piece.startswith("<"):
            element = _Element(piece)
            open_ones[-1].inside.append(element)
            open_ones.append(element)
        else:
            open_ones[-1].inside.append(piece)
    return root
