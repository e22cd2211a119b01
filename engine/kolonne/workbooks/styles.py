"""Styles: what the looks of cells mean, so far as it matters for their content."""

from xml.etree.ElementTree import Element

from kolonne.contract.quick import dataclass
from kolonne.workbooks.markup import child, children
from kolonne.workbooks.number_formats import BUILT_IN, Clock, clock_of

GENERAL = "General"


@dataclass(frozen=True, slots=True)
class CellLook:
    """What a look is made of."""

    #: Number format, letters, alignment and protection.
    core: tuple[object, ...] = ()
    #: The number of its colour; 0 for none.
    fill: int = 0
    #: Whether it has a line on any side.
    has_lines: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """The looks of a workbook's cells, by index."""

    #: The number format of each.
    formats: tuple[str, ...] = ()
    #: Whether a cell of that look cannot be changed where its sheet is protected.
    locks: tuple[bool, ...] = ()
    #: Whether its text is broken into lines.
    wraps: tuple[bool, ...] = ()
    looks: tuple[CellLook, ...] = ()

    @classmethod
    def of(cls, root: Element | None) -> "Styles":
        """Those of a `styleSheet`; None for a workbook without."""
        if root is None:
            return cls()
        own = child(root, "numFmts")
        codes = {
            int(entry.get("numFmtId", "0")): entry.get("formatCode", GENERAL)
            for entry in (children(own, "numFmt") if own is not None else ())
            if entry.get("numFmtId", "").isdecimal()
        }
        looks = child(root, "cellXfs")
        entries = list(children(looks, "xf")) if looks is not None else []
        lined = _lined(root)
        return cls(
            tuple(_format(entry, codes) for entry in entries),
            tuple(_is_locked(entry) for entry in entries),
            tuple(_wraps(entry) for entry in entries),
            tuple(_look(entry, lined) for entry in entries),
        )

    def format(self, style: int) -> str:
        """The number format of a look; `General` for one that there is not."""
        return self.formats[style] if 0 <= style < len(self.formats) else GENERAL

    def clock(self, style: int) -> Clock:
        """Whether numbers of a look are days or times."""
        return clock_of(self.format(style))

    def look(self, style: int) -> CellLook:
        """What a look is made of."""
        return self.looks[style] if 0 <= style < len(self.looks) else CellLook()

    def is_locked(self, style: int) -> bool:
        """Whether cells of a look are locked, which they are unless it is said."""
        return self.locks[style] if 0 <= style < len(self.locks) else True

    def is_wrapped(self, style: int) -> bool:
        """Whether text in cells of a look is broken into lines."""
        return self.wraps[style] if 0 <= style < len(self.wraps) else False


def _format(entry: Element, codes: dict[int, str]) -> str:
    number = int(entry.get("numFmtId", "0")) if entry.get("numFmtId", "0").isdecimal() else 0
    return codes.get(number) or BUILT_IN.get(number, GENERAL)


def _is_locked(entry: Element) -> bool:
    protection = child(entry, "protection")
    return protection is None or protection.get("locked", "1") not in {"0", "false"}


def _wraps(entry: Element) -> bool:
    alignment = child(entry, "alignment")
    return alignment is not None and alignment.get("wrapText", "0") in {"1", "true"}


def _look(entry: Element, lined: frozenset[str]) -> CellLook:
    parts = [tuple(sorted(one.attrib.items())) for one in entry if one.attrib]
    core = (entry.get("numFmtId", "0"), entry.get("fontId", "0"), tuple(sorted(parts)))
    fill = entry.get("fillId", "0")
    return CellLook(core, int(fill) if fill.isdecimal() else 0, entry.get("borderId", "0") in lined)


def _lined(root: Element) -> frozenset[str]:
    """The numbers of borders that have a line."""
    borders = child(root, "borders")
    entries = children(borders, "border") if borders is not None else ()
    return frozenset(
        str(at) for at, border in enumerate(entries) if any(side.get("style", "none") != "none" for side in border)
    )
