"""SheetText: a worksheet's XML as text, taken apart into rows and cells."""

import re
from collections.abc import Iterator

from kolonne.contract import WriterError
from kolonne.contract.quick import dataclass
from kolonne.workbooks import column_of
from kolonne.writers.grafting.tags import attributes

_GIVEN = r"(?:\s+[\w.:-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*"
_DATA = re.compile(rf"<(?P<prefix>(?:[\w.-]+:)?)sheetData(?P<attributes>{_GIVEN})\s*(?P<end>/?)>")
_ROOT = re.compile(rf"<(?:[\w.-]+:)?worksheet(?P<attributes>{_GIVEN})\s*>")


@dataclass(frozen=True, slots=True)
class CellText:
    column: int
    #: Attributes without `r`.
    attributes: dict[str, str]
    inside: str

    @property
    def has_formula(self) -> bool:
        """Whether a formula stands in it."""
        return re.search(r"<(?:[\w.-]+:)?f[\s/>]", self.inside) is not None


@dataclass(frozen=True, slots=True)
class RowText:
    number: int
    #: Attributes without `r` and `spans`.
    attributes: dict[str, str]
    cells: tuple[CellText, ...]

    @property
    def has_content(self) -> bool:
        """Whether more stands in it than looks."""
        return any(cell.inside for cell in self.cells)


@dataclass(frozen=True, slots=True)
class SheetText:
    #: Up to the first row, and from behind the last on.
    head: str
    rows: tuple[RowText, ...]
    tail: str
    #: What stands before the names of elements: `x:` or nothing.
    prefix: str

    @classmethod
    def of(cls, text: str, name: str) -> "SheetText":
        """Take a worksheet apart. Rows and cells that do not say where they are follow those before them."""
        data = _DATA.search(text)
        if data is None:
            raise WriterError(f"template: the worksheet `{name}` has no place for rows")
        prefix = data["prefix"]
        opening = f"<{prefix}sheetData{data['attributes'].rstrip()}>"
        closing = f"</{prefix}sheetData>"
        before = _with_default(text[: data.start()], prefix, name)
        if data["end"]:
            return cls(before + opening, (), closing + text[data.end() :], prefix)
        inside, _, after = text[data.end() :].partition(closing)
        return cls(before + opening, tuple(_rows(inside, prefix)), closing + after, prefix)


def _rows(inside: str, prefix: str) -> Iterator[RowText]:
    number = 0
    for given, content in _elements(inside, prefix, "row"):
        number = int(given.pop("r", number + 1))
        given.pop("spans", None)
        yield RowText(number, given, tuple(_cells(content, prefix)))


def _cells(inside: str, prefix: str) -> Iterator[CellText]:
    column = 0
    for given, content in _elements(inside, prefix, "c"):
        column = column_of(given.pop("r", "")) or column + 1
        yield CellText(column, given, content)


def _elements(inside: str, prefix: str, name: str) -> Iterator[tuple[dict[str, str], str]]:
    tag = re.escape(prefix + name)
    pattern = rf"<{tag}({_GIVEN})\s*(?:/>|>(.*?)</{tag}\s*>)"
    return ((attributes(found[1]), found[2] or "") for found in re.finditer(pattern, inside, re.DOTALL))


def _with_default(head: str, prefix: str, name: str) -> str:
    """Rows are written without prefix: their names must mean the same as those with it."""
    if not prefix:
        return head
    root = _ROOT.search(head)
    given = attributes(root["attributes"]) if root is not None else {}
    namespace = given.get(f"xmlns:{prefix.removesuffix(':')}", "")
    if root is None or given.get("xmlns", namespace) != namespace:
        raise WriterError(
            f"template: the worksheet `{name}` is written in an unusual way; save it once with Excel or LibreOffice"
        )
    return head if "xmlns" in given else f'{head[: root.end() - 1]} xmlns="{namespace}"{head[root.end() - 1 :]}'
