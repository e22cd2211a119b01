"""Moving: what names cells of sheets that grow, changed wherever it stands."""

import re
from collections.abc import Callable, Mapping

from kolonne.contract.quick import dataclass
from kolonne.workbooks import Growth, areas, cell_name
from kolonne.writers.grafting.tags import attributes, retagged, retexted

_FORMULAS = frozenset({"f", "formula", "formula1", "formula2"})
_AREAS = frozenset({"sqref"})
#: What stands for cells: how each attribute that names them follows.
_FOLLOWING: Mapping[str, Callable[[Growth, str], str]] = {
    **dict.fromkeys(
        ("dimension", "conditionalFormatting", "dataValidation", "protectedRange", "ignoredError"), Growth.areas
    ),
    **dict.fromkeys(("table", "autoFilter", "sortState", "sortCondition"), Growth.tables),
    "mergeCell": Growth.blocks,
    # Single cells, or what is seen.
    **dict.fromkeys(
        (
            "selection", "pane", "sheetView", "hyperlink", "cellWatch", "inputCells", "comment", "threadedComment",
        ),
        Growth.cells,
    ),
}  # fmt: skip
_NAMING = ("ref", "sqref", "activeCell", "topLeftCell", "r")
#: Rules with a place of their own, to which their formulas are relative.
_RULES = re.compile(
    r"<((?:[\w.-]+:)?(?:conditionalFormatting|dataValidation))(?=[\s>])((?:\s+[\w.:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*>"
    r"(.*?)</\1\s*>",
    re.DOTALL,
)
_OWN_AREA = re.compile(r"<(?:[\w.-]+:)?sqref>([^<]*)<")


@dataclass(frozen=True, slots=True)
class Moving:
    """All sheets that grow, seen from one sheet; `on` is empty for what stands on none."""

    growths: tuple[Growth, ...]
    on: str = ""

    @property
    def own(self) -> Growth | None:
        """How the sheet itself grows, if it does."""
        return next((one for one in self.growths if one.sheet.casefold() == self.on.casefold()), None)

    def name(self, row: int, column: int) -> str:
        """What a cell of the sheet is called afterwards."""
        own = self.own
        return cell_name(own.row(row) if own is not None else row, column)

    def formula(self, text: str, *, of_row: int = 0, fills_down: bool = False) -> str:
        """A formula on the sheet."""
        for growth in self.growths:
            text = growth.formula(text, self.on, of_row=of_row, fills_down=fills_down)
        return text

    def shown(self, text: str) -> str:
        """What a chart shows."""
        for growth in self.growths:
            text = growth.formula(text, self.on, is_shown=True)
        return text

    def markup(self, text: str) -> str:
        """XML around rows: areas, rules, links, and what else names cells."""
        pieces: list[str] = []
        at = 0
        for rule in _RULES.finditer(text):
            pieces += [self._plain(text[at : rule.start()]), self._plain(rule[0], fills_down=self._is_filled(rule))]
            at = rule.end()
        return "".join([*pieces, self._plain(text[at:])])

    def _plain(self, text: str, *, fills_down: bool = False) -> str:
        own = self.own
        text = retexted(text, _FORMULAS, lambda _, formula: self.formula(formula, fills_down=fills_down))
        if own is not None:
            text = retexted(text, _AREAS, lambda _, named: own.areas(named))
        return retagged(text, self._attributes)

    def _is_filled(self, rule: re.Match[str]) -> bool:
        inside = _OWN_AREA.search(rule[3])
        named = attributes(rule[2]).get("sqref") or (inside[1] if inside is not None else "")
        own = self.own
        return own is not None and any(
            own.first <= place.top <= own.last and not own.is_beside(place) for place in areas(named)
        )

    def _attributes(self, name: str, given: dict[str, str]) -> Mapping[str, str] | None:
        if name == "hyperlink" and "location" in given:
            given["location"] = self.formula(given["location"])
        own = self.own
        if own is None:
            return given
        if name == "brk" and given.get("id", "").isdecimal():
            # A page ends behind that row.
            given["id"] = str(int(given["id"]) + (own.more if int(given["id"]) >= own.last else 0))
        if follow := _FOLLOWING.get(name):
            given |= {key: follow(own, given[key]) for key in _NAMING if key in given}
        return given
