"""SharedStrings: the texts of a workbook that many cells hold, each written once, in a part of its own."""

import re
from itertools import count

import polars as pl

from kolonne.writers.cell_text import escaped
from kolonne.writers.parts import side_by_side

#: The part in which they are.
STRINGS = "xl/sharedStrings.xml"
#: What the part may become, so that no program needs much memory for it: entries, and letters in those of ours.
_MOST_ENTRIES, _MOST_LETTERS = 32_768, 4 << 20
_ENTRY = re.compile(r"<si>.*?</si>", re.DOTALL)
_COUNTS = re.compile(r'count="(\d+)" uniqueCount="\d+"')
_END = "</sst>"


class SharedStrings:
    """The entries that the skeleton has already, and ours behind them. A cell names its text by the entry's number."""

    def __init__(self, part: str) -> None:
        """`part` is that of the skeleton; without one there is no room for anything."""
        entries = _ENTRY.findall(part)
        self._part = part
        #: The number of each entry.
        self._known = dict(zip(entries, count(), strict=False))
        self._added: list[str] = []
        #: How many entries there are.
        self._count = len(entries)
        self._letters = 0 if part else _MOST_LETTERS
        #: How many cells hold one of our making.
        self._cells = 0

    def numbers(self, texts: pl.Series) -> pl.Series | None:
        """The number of each text (String), a new one for those that are new; None, and nothing new, without room for all."""
        entries = _entries(texts).to_list()
        added = list(dict.fromkeys(entry for entry in entries if entry not in self._known))
        letters = self._letters + sum(map(len, added))
        if letters > _MOST_LETTERS or self._count + len(added) > _MOST_ENTRIES:
            return None
        self._known.update(zip(added, count(self._count), strict=False))
        self._added += added
        self._count += len(added)
        self._letters = letters
        return pl.Series(map(self._known.__getitem__, entries), dtype=pl.UInt32)

    def hold(self, cells: int) -> None:
        """So many more cells hold a text by its number."""
        self._cells += cells

    def xml(self) -> str:
        """The part."""
        counts = _COUNTS.sub(self._counted, self._part, count=1)
        return counts.removesuffix(_END) + "".join(self._added) + _END if self._added else counts

    def _counted(self, found: re.Match[str]) -> str:
        return f'count="{int(found[1]) + self._cells}" uniqueCount="{self._count}"'


def _entries(texts: pl.Series) -> pl.Series:
    text = pl.lit(texts)
    space = pl.when(text.str.strip_chars() != text).then(pl.lit(' xml:space="preserve"')).otherwise(pl.lit(""))
    return pl.select(side_by_side(["<si><t", space, ">", escaped(texts), "</t></si>"])).to_series()
