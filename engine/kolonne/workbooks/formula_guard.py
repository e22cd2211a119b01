"""Formulas that would reach out of the workbook are refused: other files, other programs, the network."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from kolonne.contract import WorkbookError
from kolonne.workbooks.markup import local

_TEXT = re.compile(r'"(?:[^"]|"")*"')
#: Inside of a name in quotes a sign means nothing, but a file in brackets does.
_QUOTED = re.compile(r"'((?:[^']|'')*)'")
#: What is newer than 2007 has a prefix in files, `_xlfn.WEBSERVICE(`.
_REACHING = re.compile(
    r"(?<!\w)(WEBSERVICE|RTD|CALL|REGISTER|REGISTER\.ID|EXEC|DDE|IMAGE|EVALUATE|STOCKHISTORY)\s*\(", re.IGNORECASE
)
#: `[1]Sheet!A1`, `[Book.xlsx]Sheet!A1`; columns of tables stand in brackets too, but behind the table's name or an operator.
_OTHER_FILE = re.compile(r"(?<![\w\]\[@])\[[^\[\]]+\][^\[\]!,;()+*/=<>&^\"]*!")
#: What `HYPERLINK` opens, where it begins with a text: the web, an address, a place in the workbook.
_LINK = re.compile(r"""(?<!\w)HYPERLINK\s*\(\s*"(?!(?:https?:|mailto:|#|"(?!")))""", re.IGNORECASE)
#: A text, in a formula with links, that begins as a file does.
_FILE = re.compile(r'"\s*(?:file:|[a-z]:[\\/]|\\\\|//)', re.IGNORECASE)
#: As long as Excel takes them.
_LONGEST = 8_192
_HOLDERS = frozenset(
    {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula"}
)


def refuse_reaching(root: Element, part: str, name: str) -> None:
    """Raises `WorkbookError` where a formula of a part reaches out."""
    for text in _formulas(root):
        if len(text) > _LONGEST:
            raise WorkbookError("unreadable", f"{name}: a formula in `{part}` is longer than {_LONGEST:,} characters")
        if _LINK.search(text) or ("HYPERLINK" in text.upper() and _FILE.search(text)):
            message = "links to a file elsewhere; only links to http, https and mailto may stand in it"
            raise WorkbookError("unsafe", f"{name}: a formula in `{part}` {message}")
        bare = _TEXT.sub('""', text)
        plain = _QUOTED.sub("''", bare)
        if found := _REACHING.search(plain):
            raise WorkbookError(
                "unsafe", f"{name}: a formula in `{part}` calls `{found[1].upper()}`, which reaches out of the workbook"
            )
        if "|" in plain:
            raise WorkbookError("unsafe", f"{name}: a formula in `{part}` asks another program (`…|…`)")
        if _OTHER_FILE.search(plain) or any(
            "[" in quoted or "\\" in quoted for quoted in _QUOTED.findall(_outside_brackets(bare))
        ):
            raise WorkbookError("unsafe", f"{name}: a formula in `{part}` looks into another workbook")


def _outside_brackets(text: str) -> str:
    """Without columns of tables, in which a quote sign has its own meaning."""
    return re.sub(r"(?<=\w)\[(?:[^\[\]]|\[[^\[\]]*\])*\]", "", text)


def _formulas(root: Element) -> Iterator[str]:
    return (element.text for element in root.iter() if element.text and local(element) in _HOLDERS)
