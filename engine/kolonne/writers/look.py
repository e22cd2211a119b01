"""The look of a report's sheets: a dark header that stays, quiet lines, and numbers as Norwegians write them."""

from collections.abc import Mapping

from kolonne.contract import SheetColumn

_LINE = "#D9D9D9"
HEADER: Mapping[str, object] = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": "#1F4E78",
    "text_wrap": True,
    "align": "left",
    "valign": "vcenter",
    "bottom": 2,
    "bottom_color": "#163A5A",
    "locked": True,
}
#: Where there are groups: above the header of a column without one, the header of one with, and the group itself.
HEADER_ABOVE: Mapping[str, object] = {key: value for key, value in HEADER.items() if not key.startswith("bottom")}
HEADER_BELOW: Mapping[str, object] = {**HEADER, "align": "center"}
GROUP: Mapping[str, object] = {**HEADER_ABOVE, "align": "center", "border": 1, "border_color": "#9DB8D2"}
#: Lines of a heading.
PAPER: Mapping[str, object] = {"valign": "bottom", "locked": True}
LABEL: Mapping[str, object] = {"num_format": "@", "bold": True, "align": "left", "locked": True}
LONG_LABEL: Mapping[str, object] = {**LABEL, "text_wrap": True}
VALUE: Mapping[str, object] = {"num_format": "@", "align": "left", "locked": True}
NOTE: Mapping[str, object] = {
    "num_format": "@",
    "italic": True,
    "font_color": "#595959",
    "text_wrap": True,
    "align": "left",
    "valign": "vcenter",
    "locked": True,
}
#: Places that somebody fills in, on the screen or with a pen.
PLACE: Mapping[str, object] = {"num_format": "@", "bg_color": "#FFF8E1", "align": "left", "locked": False}
SIGNED: Mapping[str, object] = {"num_format": "@", "bottom": 1, "align": "left", "locked": False}
TAB, TAB_APPENDIX = "#1F4E78", "#A6A6A6"
#: Points above and below the lines of a header, and of a note.
HEADER_EDGE = 9.0
# Days and hours are labels; only what can be added up stands to the right.
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


def number_format(column: SheetColumn) -> str:
    """The spreadsheet number format of a column: its own, or its type's."""
    if column.format:
        return column.format
    if column.type == "decimal":
        return "#,##0." + "0" * column.scale if column.scale else "#,##0"
    return _FORMATS.get(column.type, "General")


def body(column: SheetColumn, *, wrapped: bool) -> dict[str, object]:
    """The look of a column's cells."""
    look: dict[str, object] = {
        "num_format": number_format(column),
        "valign": "top",
        "bottom": 1,
        "bottom_color": _LINE,
        "locked": column.locked,
    }
    if wrapped:
        look["text_wrap"] = True
    if column.type in _ALIGNED:
        look["align"] = _ALIGNED[column.type]
    return look


def total(column: SheetColumn) -> dict[str, object]:
    """The look of a column's total."""
    line = {"bold": True, "top": 2, "top_color": "#1F4E78", "bottom": 1, "bottom_color": "#1F4E78", "locked": True}
    return body(column, wrapped=False) | line
