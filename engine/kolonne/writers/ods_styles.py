"""The looks of cells, columns and rows, each under a name once, as OpenDocument tells them."""

from collections.abc import Callable, Mapping
from dataclasses import field

from kolonne.contract.quick import dataclass
from kolonne.writers.ods_formats import data_style
from kolonne.writers.styles import Style

_ALIGNED = {"left": "start", "center": "center", "right": "end"}
_STANDING = {"top": "top", "vcenter": "middle", "bottom": "bottom"}
_LINES = {1: "0.75pt", 2: "1.5pt"}
#: Of a letter, and of what a cell needs beside them, in centimetres.
_LETTER, _EDGE = 0.185, 0.13


@dataclass(slots=True)
class OdsStyles:
    """Collects looks while the sheets are laid out; `xml` is all of them."""

    _names: dict[str, str] = field(default_factory=dict)
    _xml: list[str] = field(default_factory=list)

    def cell(self, style: Style, kind: str = "text") -> str:
        """The name of a look of cells, whose number format is one of a column's type."""
        form = str(style.get("num_format", "@"))
        data = self._named("N", f"{kind}|{form}", lambda name: data_style(name, form, kind))
        return self._named("ce", f"{data}|{sorted(style.items())!r}", lambda name: _cell(name, data, style))

    def column(self, width: float) -> str:
        """The name of a width in characters."""
        size = f'<style:table-column-properties style:column-width="{width * _LETTER + _EDGE:.3f}cm"/>'
        return self._named("co", size, lambda name: _style(name, "table-column", "", size))

    def row(self, height: float = 0) -> str:
        """The name of a height in points; of rows as high as their content where that is 0."""
        fixed = f'style:row-height="{height:g}pt" style:use-optimal-row-height="false"'
        told = fixed if height else 'style:use-optimal-row-height="true"'
        size = f"<style:table-row-properties {told}/>"
        return self._named("ro", size, lambda name: _style(name, "table-row", "", size))

    def xml(self) -> str:
        """All looks that were asked for, in order."""
        return "\n".join(self._xml)

    def _named(self, prefix: str, key: str, make: Callable[[str], str]) -> str:
        known = f"{prefix}|{key}"
        if known not in self._names:
            name = f"{prefix}{sum(one.startswith(f'{prefix}|') for one in self._names) + 1}"
            self._names[known] = name
            self._xml.append(make(name))
        return self._names[known]


def _cell(name: str, data: str, style: Style) -> str:
    box: dict[str, object] = {
        "style:vertical-align": _STANDING.get(str(style.get("valign")), "bottom"),
        "fo:wrap-option": "wrap" if style.get("text_wrap") else "no-wrap",
        "style:cell-protect": "protected" if style.get("locked", True) else "none",
        "fo:background-color": style.get("bg_color"),
    }
    for side in ("top", "bottom", "left", "right"):
        if line := style.get(side, style.get("border")):
            colour = style.get(f"{side}_color", style.get("border_color", "#000000"))
            box[f"fo:border-{side}"] = f"{_LINES[1 if line == 1 else 2]} solid {colour}"
    aligned = {"fo:text-align": _ALIGNED.get(str(style.get("align")))}
    letters = {
        "fo:font-weight": "bold" if style.get("bold") else None,
        "fo:font-style": "italic" if style.get("italic") else None,
        "fo:color": style.get("font_color"),
    }
    inside = (
        f"<style:table-cell-properties{_attributes(box)}/>"
        f"<style:paragraph-properties{_attributes(aligned)}/>"
        f"<style:text-properties{_attributes(letters)}/>"
    )
    return _style(name, "table-cell", f' style:parent-style-name="Default" style:data-style-name="{data}"', inside)


def _style(name: str, family: str, more: str, inside: str) -> str:
    return f'<style:style style:name="{name}" style:family="{family}"{more}>{inside}</style:style>'


def _attributes(values: Mapping[str, object]) -> str:
    return "".join(f' {name}="{value}"' for name, value in values.items() if value)
