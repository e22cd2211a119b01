"""SharedStrings: the texts of a workbook that many cells hold, each written once, in a part of its own."""

import re
from collections.abc import Sequence
from itertools import count

#: The part in which they are.
STRINGS = "xl/sharedStrings.xml"
#: What the part may become, so that no program needs much memory for it: entries, and letters in those of ours.
_MOST_ENTRIES, _MOST_LETTERS = 32_768, 4 << 20
_ENTRY = re.compile(r"<si>.*?</si>", re.DOTALL)
_COUNTS = re.compile(r'count="(\d+)" uniqueCount="\d+"')
_END = "</sst>"
#: In a cell that XlsxWriter made.
_NUMBER = re.compile(rb'( t="s"><v>)(\d+)(?=</v>)')


class SharedStrings:
    """The entries of all texts, in the order in which they came. A cell names its text by the entry's number."""

    def __init__(self) -> None:
        self._entries: list[str] = []
        #: The number of each entry.
        self._known: dict[str, int] = {}
        self._letters = 0
        #: How many cells hold one of our making.
        self._cells = 0
        self._part = ""

    def include(self, part: str) -> int:
        """Add the entries of the skeleton's part, and give by how much their numbers have grown by that.

        A workbook without that part has no place for any text that comes behind.
        """
        first = len(self._entries)
        self._part = part
        self._add(_ENTRY.findall(part))
        if not part:
            self._letters = _MOST_LETTERS
        return first

    def numbers(self, entries: Sequence[str]) -> list[int] | None:
        """The number of each entry, a new one for those that are new; None, and nothing new, without room for all."""
        added = list(dict.fromkeys(entry for entry in entries if entry not in self._known))
        letters = self._letters + sum(map(len, added))
        if letters > _MOST_LETTERS or len(self._entries) + len(added) > _MOST_ENTRIES:
            return None
        self._add(added)
        self._letters = letters
        return [self._known[entry] for entry in entries]

    def hold(self, cells: int) -> None:
        """So many more cells hold a text by its number."""
        self._cells += cells

    def xml(self) -> str:
        """The part."""
        head = _COUNTS.sub(self._counted, self._part.partition("<si>")[0].removesuffix(_END), count=1)
        return head + "".join(self._entries) + _END

    def _counted(self, found: re.Match[str]) -> str:
        return f'count="{int(found[1]) + self._cells}" uniqueCount="{len(self._entries)}"'

    def _add(self, entries: list[str]) -> None:
        # Two entries may be the same.
        self._known = dict(zip(entries, count(len(self._entries)), strict=False)) | self._known
        self._entries += entries


def moved(xml: bytes, by: int) -> bytes:
    """The cells of a sheet, with the numbers of their texts grown."""
    return _NUMBER.sub(lambda found: b"%s%d" % (found[1], int(found[2]) + by), xml) if by else xml
