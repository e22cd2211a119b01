"""Styles: a look as the properties of cells that XlsxWriter knows."""

from kolonne.contract import SheetColumn
from kolonne.contract.quick import dataclass
from kolonne.writers.look import XlsxLook

#: Days and hours are labels; only what can be added up stands to the right.
SUMMED = frozenset({"integer", "number", "decimal"})
_ALIGNED = {"boolean": "center", "date": "left", "time": "left", "datetime": "left"}
_FORMATS = {
    # `@` keeps text text when somebody edits it: leading zeros stay, and nothing becomes a formula.
    "text": "@",
    "integer": "0",
    # Excel shows truth in its own words whatever the format; LibreOffice shows 1 and 0 here and there without one.
    "boolean": '"TRUE";"TRUE";"FALSE"',
    "date": "dd.mm.yyyy",
    "time": "hh:mm",
    "datetime": "dd.mm.yyyy hh:mm",
}

#: Keeps a header at the right edge clear of the filter's button.
_BUTTON_INDENT = 2
#: As spreadsheets show links.
_LINK_INK = "#0563C1"
#: Properties of a cell, as XlsxWriter names them.
Style = dict[str, object]


def number_format(column: SheetColumn) -> str:
    """The spreadsheet number format of a column: its own, or its type's."""
    if column.format:
        return column.format
    if column.formula and column.type == "text":
        # Under `@`, a formula that somebody edits becomes text.
        return "General"
    if column.type == "decimal":
        return "#,##0." + "0" * column.scale if column.scale else "#,##0"
    return _FORMATS.get(column.type, "General")


@dataclass(frozen=True, slots=True)
class Styles:
    """How each kind of cell looks."""

    look: XlsxLook

    def header(self, column: SheetColumn) -> Style:
        """A column's header, aligned with its cells; in a group, those of texts and days stand in the middle."""
        style = self.header_above() | {"bottom": 2, "bottom_color": self.look.header_line}
        if column.type in SUMMED:
            return style | {"align": "right", "indent": max(_BUTTON_INDENT, self.look.indent)}
        return style | {"align": "center"} if column.group or column.type == "boolean" else style

    def header_above(self) -> Style:
        """In the line of groups, above the header of a column without one."""
        return {
            "bold": True,
            **_coloured(self.look.header_ink, self.look.header_paper),
            "text_wrap": True,
            "align": "left",
            "valign": "vcenter",
            "locked": True,
        }

    def group(self) -> Style:
        """The heading of a group."""
        return self.header_above() | {"align": "center", "border": 1, "border_color": self.look.group_line}

    def blank(self) -> Style:
        """Where nothing stands."""
        return {"valign": "bottom", "locked": True, **self._plain(), **self._standing()}

    def label(self, *, wrapped: bool) -> Style:
        """The label of a line of the heading."""
        return self.value() | {"bold": True} | ({"text_wrap": True} if wrapped else {})

    def value(self) -> Style:
        """What stands beside a label."""
        return {"num_format": "@", "align": "left", "locked": True, **self._plain(), **self._standing()}

    def note(self, *, wrapped: bool) -> Style:
        """The note."""
        return {
            "num_format": "@",
            "italic": self.look.note_italic,
            **_coloured(self.look.note_ink, self.look.paper),
            "text_wrap": wrapped,
            "align": "left",
            "valign": "vcenter",
            "locked": True,
        }

    def place(self) -> Style:
        """A place that somebody fills in on the screen."""
        shown = _coloured(self.look.ink, self.look.place_paper or self.look.paper)
        box = {"border": 1, "border_color": self.look.total_line} if self.look.place_box else {}
        return {"num_format": "@", "align": "left", "locked": False, **shown, **box}

    def signed(self) -> Style:
        """A place that somebody fills in with a pen."""
        line = {"bottom": 1, "bottom_color": self.look.ink} if self.look.ink else {"bottom": 1}
        return {"num_format": "@", "align": "left", "locked": False, **self._plain(), **line}

    def body(self, column: SheetColumn, *, wrapped: bool) -> Style:
        """A column's cells."""
        style: Style = {
            "num_format": number_format(column),
            "valign": "top",
            "bottom": 1,
            "bottom_color": self.look.row_line,
            "locked": column.locked,
            **self._plain(),
            **self._standing(),
        }
        if wrapped:
            style["text_wrap"] = True
        if column.type in _ALIGNED:
            style["align"] = _ALIGNED[column.type]
        elif self.look.indent and column.type in SUMMED:
            style |= {"align": "right", "indent": self.look.indent}
        return style

    def link(self, column: SheetColumn, *, wrapped: bool) -> Style:
        """A column's cells that lead somewhere."""
        return self.body(column, wrapped=wrapped) | {"underline": 1, "font_color": self.look.ink or _LINK_INK}

    def total(self, column: SheetColumn) -> Style:
        """A column's total."""
        line = self.look.total_line
        lines = {"top": 2, "top_color": line, "bottom": 1, "bottom_color": line}
        return self.body(column, wrapped=False) | {"bold": True, **lines, "locked": True}

    def _standing(self) -> Style:
        return {"valign": "vcenter"} if self.look.middle else {}

    def _plain(self) -> Style:
        return _coloured(self.look.ink, self.look.paper)


def _coloured(ink: str, paper: str) -> Style:
    return {name: colour for name, colour in (("font_color", ink), ("bg_color", paper)) if colour}
