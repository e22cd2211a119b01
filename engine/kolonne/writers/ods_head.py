"""What stands above the rows of an OpenDocument table: columns, heading, note, groups, headers."""

from collections.abc import Iterator, Mapping

from kolonne.contract import HeadingLine
from kolonne.contract.quick import dataclass
from kolonne.writers.groups import groups
from kolonne.writers.look import XlsxLook
from kolonne.writers.ods_styles import OdsStyles
from kolonne.writers.ods_text import ods_attribute, ods_block
from kolonne.writers.pages import Page
from kolonne.writers.reach import Reach
from kolonne.writers.styles import Styles
from kolonne.writers.widths import BOLD

#: In characters: the longest label that values make room for, a place to fill in, and between label and value.
_LABEL, _PLACE, _GAP = 40, 40, 2
#: In points; handwriting needs more than print.
_SIGNED_HEIGHT = 30.0


@dataclass(frozen=True, slots=True)
class OdsHead:
    """The beginning of one page."""

    page: Page
    look: XlsxLook
    styles: OdsStyles

    def xml(self) -> str:
        """All of it, from the table's start to its first row."""
        page, layout = self.page, self.page.layout
        protected = ' table:protected="true"' if any(column.locked for column in page.sheet.columns) else ""
        lines = [
            f'<table:table table:name="{ods_attribute(page.name)}" table:style-name="{self._tab}"{protected}>',
            # Locked cells can still be selected and copied.
            '<loext:table-protection loext:select-protected-cells="true" loext:select-unprotected-cells="true"/>'
            if protected
            else "",
            *self._columns(),
        ]
        reach = Reach.of(page.sheet.columns, page.fits)
        left = reach.shown(0)
        longest = max((len(line.label) for line in layout.heading), default=0)
        # Values stand below each other, in the first column to the right of every label.
        beside = reach.shown(reach.end(left, min(longest, _LABEL) * BOLD + _GAP))
        lines += [self._line(line, left, beside, reach.end(beside, _PLACE)) for line in layout.heading]
        if layout.note:
            note = self._cell(layout.note, self.styles.cell(self._looks.note(wrapped=False)))
            lines.append(self._row({left: note}, left + 1))
        if layout.has_gap:
            lines.append(self._row({}, 1))
        lines.append("<table:table-header-rows>")
        if layout.has_groups:
            lines.append(self._groups())
        return "\n".join([*filter(None, lines), self._headers(), "</table:table-header-rows>\n"])

    @property
    def _tab(self) -> str:
        return "ta2" if self.page.is_appendix else "ta1"

    @property
    def _looks(self) -> Styles:
        return Styles(self.look)

    def _columns(self) -> Iterator[str]:
        for column, fit in zip(self.page.sheet.columns, self.page.fits, strict=True):
            cells = self.styles.cell(self._looks.body(column, wrapped=fit.wraps), column.type)
            hidden = ' table:visibility="collapse"' if column.hidden else ""
            width = self.styles.column(fit.width)
            yield (f'<table:table-column table:style-name="{width}"{hidden} table:default-cell-style-name="{cells}"/>')

    def _line(self, line: HeadingLine, left: int, beside: int, end: int) -> str:
        looks = self._looks
        value = " ".join(line.value.split())
        cells = {left: self._cell(" ".join(line.label.split()), self.styles.cell(looks.label(wrapped=False)))}
        if line.sign or not value:
            place = self.styles.cell(looks.signed() if line.sign else looks.place())
            # Not merged, so that every cell has its piece of the line.
            cells |= dict.fromkeys(range(beside, end), self._cell("", place))
        if value:
            look = looks.signed() if line.sign else looks.value()
            cells[beside] = self._cell(value, self.styles.cell(look))
        return self._row(cells, max(cells) + 1, _SIGNED_HEIGHT if line.sign else 0)

    def _groups(self) -> str:
        count = len(self.page.sheet.columns)
        above = self._cell("", self.styles.cell(self._looks.header_above()))
        cells = dict.fromkeys(range(count), above)
        look = self.styles.cell(self._looks.group())
        for group in groups(self.page.sheet.columns):
            first, last = group.columns[0], group.columns[-1]
            spanned = f' table:number-columns-spanned="{last - first + 1}" table:number-rows-spanned="1"'
            cells[first] = self._cell(group.text, look, spanned if last > first else "")
            cells |= dict.fromkeys(range(first + 1, last + 1), f'<table:covered-table-cell table:style-name="{look}"/>')
        return self._row(cells, count)

    def _headers(self) -> str:
        cells: dict[int, str] = {}
        for at, column in enumerate(self.page.sheet.columns):
            look = self._looks.header(column)
            cells[at] = self._cell(column.header, self.styles.cell(look), note=column.note)
        return self._row(cells, len(cells))

    def _row(self, cells: Mapping[int, str], count: int, height: float = 0) -> str:
        blank = self._cell("", self.styles.cell(self._looks.blank()))
        inside = "".join(cells.get(at, blank) for at in range(count))
        return f'<table:table-row table:style-name="{self.styles.row(height)}">{inside}</table:table-row>'

    def _cell(self, text: str, look: str, more: str = "", note: str = "") -> str:
        begun = f'<table:table-cell table:style-name="{look}"{more}'
        said = f"<office:annotation>{ods_block(note)}</office:annotation>" if note else ""
        if not text:
            return f"{begun}>{said}</table:table-cell>" if said else f"{begun}/>"
        return f'{begun} office:value-type="string">{said}{ods_block(text)}</table:table-cell>'
