"""Looks: the template's styles, and those that had to be added because a day would be shown as a number."""

import re

from kolonne.contract import SheetColumn, WriterError
from kolonne.workbooks import GENERAL, clock_of
from kolonne.writers.grafting.tags import TAG, attributes, spelled
from kolonne.writers.styles import SUMMED, number_format

_CLOCKS = frozenset({"date", "time", "datetime"})
_TEXT = "@"
_FIRST_OWN = 164
_XF = r"<{prefix}xf(?=[\s/>])[^>]*?(?:/>|>.*?</{prefix}xf\s*>)"


def is_text(template_format: str) -> bool:
    """Whether everything in such cells is text."""
    return template_format.strip() == _TEXT


def needed_format(column: SheetColumn, template_format: str) -> str:
    """The number format that cells need which the template does not give them; empty where its own will do."""
    if is_text(template_format):
        return ""
    if column.type in _CLOCKS and not clock_of(template_format):
        return number_format(column)
    if column.type in SUMMED and template_format == GENERAL:
        return column.format
    return ""


class Looks:
    """The part with the styles, as it becomes."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._made: dict[tuple[int, str], int] = {}

    @property
    def text(self) -> str:
        """The part; as it was where nothing was added."""
        return self._text

    def with_format(self, style: int, code: str) -> int:
        """The index of the look that is as another but for its number format."""
        if (style, code) not in self._made:
            self._made[style, code] = self._added(style, code)
        return self._made[style, code]

    def _added(self, style: int, code: str) -> int:
        looks = re.search(
            r"<(?P<prefix>(?:[\w.-]+:)?)cellXfs(?=[\s>])[^>]*>(?P<inside>.*?)</(?P=prefix)cellXfs\s*>",
            self._text,
            re.DOTALL,
        )
        if looks is None:
            raise WriterError("template: the workbook has no looks of cells; save it once with Excel or LibreOffice")
        prefix = looks["prefix"]
        entries: list[str] = re.findall(_XF.format(prefix=re.escape(prefix)), looks["inside"], re.DOTALL)
        model = entries[style] if 0 <= style < len(entries) else f"<{prefix}xf/>"
        number = self._number_format(code, prefix)

        def changed(found: re.Match[str]) -> str:
            given = attributes(found["attributes"]) | {"numFmtId": str(number), "applyNumberFormat": "1"}
            return f"<{found['name']}{spelled(given)}{found['end']}>"

        entries.append(TAG.sub(changed, model, count=1))
        whole = f'<{prefix}cellXfs count="{len(entries)}">{"".join(entries)}</{prefix}cellXfs>'
        self._text = self._text.replace(looks[0], whole, 1)
        return len(entries) - 1

    def _number_format(self, code: str, prefix: str) -> int:
        known = [
            attributes(found["attributes"]) for found in TAG.finditer(self._text) if found["name"] == f"{prefix}numFmt"
        ]
        for given in known:
            if given.get("formatCode") == code and given.get("numFmtId", "").isdecimal():
                return int(given["numFmtId"])
        number = (
            max([_FIRST_OWN - 1, *(int(given["numFmtId"]) for given in known if given.get("numFmtId", "").isdecimal())])
            + 1
        )
        entry = f"<{prefix}numFmt{spelled({'numFmtId': str(number), 'formatCode': code})}/>"
        formats = re.search(
            rf"<{prefix}numFmts(?=[\s/>])[^>]*?(?:/>|>(.*?)</{prefix}numFmts\s*>)", self._text, re.DOTALL
        )
        if formats is not None:
            whole = f'<{prefix}numFmts count="{len(known) + 1}">{formats[1] or ""}{entry}</{prefix}numFmts>'
            self._text = self._text.replace(formats[0], whole, 1)
        else:
            root = re.search(rf"<{prefix}styleSheet(?=[\s>])[^>]*>", self._text)
            end = root.end() if root is not None else 0
            self._text = f'{self._text[:end]}<{prefix}numFmts count="1">{entry}</{prefix}numFmts>{self._text[end:]}'
        return number
