"""Spelling: what a JSON file's author, or their editor, chose for its lines, so that a change of one value changes one of them."""

import re
from codecs import BOM_UTF8

from kolonne.contract.quick import dataclass

#: The first line within the outermost object.
_FIRST = re.compile(r"\n([ \t]+)[^\s]")
#: As wide as a tab is counted where lines are told short from long.
TAB = 4


@dataclass(frozen=True, slots=True)
class Spelling:
    """The project's own, if nothing else is said."""

    #: One level; blanks, or a tab.
    indent: str = "  "
    line_end: str = "\n"
    #: Whether the file begins with a byte-order mark.
    has_mark: bool = False
    #: Whether the last line is ended.
    is_ended: bool = True

    @classmethod
    def of(cls, content: bytes) -> "Spelling":
        """That of a file, in UTF-8."""
        text = content.decode("utf-8-sig", "replace")
        windows = text.count("\r\n")
        line_end = "\r\n" if windows > text.count("\n") - windows else "\n"
        first = _FIRST.search(text.replace("\r\n", "\n"))
        return cls(first[1] if first else "  ", line_end, content.startswith(BOM_UTF8), text.endswith("\n"))

    def spelled(self, text: str) -> bytes:
        """Text with LF, of which each line is ended, as such a file has it."""
        whole = text if self.is_ended else text.removesuffix("\n")
        return BOM_UTF8 * self.has_mark + whole.replace("\n", self.line_end).encode()
