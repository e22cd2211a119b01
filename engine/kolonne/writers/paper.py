"""Paper: how a page's table is printed, so that it fits and can still be read."""

import math

from kolonne.contract.quick import dataclass
from kolonne.writers.look import XlsxLook
from kolonne.writers.pages import Page
from kolonne.writers.widths import CELL_EDGE

#: What A4 holds between its margins, in letters of the usual size: upright, and across.
_UPRIGHT, _ACROSS = 102, 149
#: Letters may become this much smaller; smaller ones are printed for nobody.
_SMALLEST = 0.6
#: How much smaller they may become before the paper is turned.
_TURNED = 0.9
#: In letters: a first column that is wider would leave too little to the others, if it stood on each paper.
_REPEATED = 40
_USUAL_SIZE = 11


@dataclass(frozen=True, slots=True)
class Paper:
    """Of one sheet; pages are as many downwards as its rows need."""

    is_upright: bool
    #: How many sheets of paper are side by side; 0 for as many as there are at full size.
    across: int
    #: The column that stands on each of them, if there are several.
    repeated: int | None = None

    @property
    def room(self) -> int:
        """How many letters stand side by side on it."""
        return _UPRIGHT if self.is_upright else _ACROSS

    @classmethod
    def of(cls, page: Page, look: XlsxLook) -> "Paper":
        """What a page's table needs."""
        if not look.fits_paper:
            return cls(is_upright=False, across=0)
        size = look.font_size / _USUAL_SIZE
        pairs = zip(page.sheet.columns, page.fits, strict=True)
        shown = {at: (fit.width + CELL_EDGE) * size for at, (column, fit) in enumerate(pairs) if not column.hidden}
        whole = sum(shown.values())
        if whole <= _UPRIGHT / _TURNED:
            return cls(is_upright=True, across=1)
        if whole <= _ACROSS / _SMALLEST:
            return cls(is_upright=False, across=1)
        first, width = next(iter(shown.items()))
        repeated = width if width <= _REPEATED * size else 0
        # The first paper has all of its room; on the others the first column stands again.
        more = math.ceil((whole - _ACROSS / _SMALLEST) / (_ACROSS / _SMALLEST - repeated))
        return cls(is_upright=False, across=1 + more, repeated=first if repeated else None)
