"""A document as a workbook, and a workbook as a document."""

from collections.abc import Iterable, Iterator
from dataclasses import field, replace

from kolonne.contract import Problem, WriterError
from kolonne.contract.quick import dataclass
from kolonne.documents import FILE_KINDS, DocumentFile, Node, Path, near, pointer
from kolonne.editing.cell import MOST_UNITS, units
from kolonne.editing.cell_reading import CellReading
from kolonne.editing.drawing import drawn
from kolonne.editing.folding import fold
from kolonne.editing.json_text import differing, same
from kolonne.editing.line import CellPlace
from kolonne.editing.page import Page
from kolonne.editing.paging import pages_of
from kolonne.editing.reading import ReadBook, kind_of, read_book
from kolonne.editing.shapes import shape_of
from kolonne.editing.unfolding import unfold
from kolonne.editing.words import LOCALES, sheet_word
from kolonne.workbooks import ForeignBook, letters, open_book


@dataclass(frozen=True, slots=True)
class MadeWorkbook:
    """The file, or what keeps a document from becoming one."""

    content: bytes = b""
    sheets: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class MadeDocument:
    """A document of a workbook, and what is wrong with the workbook."""

    #: As people are told the workbook.
    name: str
    #: One of FILE_KINDS; empty where the workbook holds no document.
    kind: str = ""
    document: dict[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    #: What was passed over, in words.
    notices: tuple[str, ...] = ()
    places: dict[Path, CellPlace] = field(default_factory=dict)
    #: Where the names of things stand.
    names: dict[Path, CellPlace] = field(default_factory=dict)
    #: Values that are missing because their cells cannot be read.
    unread: tuple[Path, ...] = ()
    #: In the order of their tabs.
    sheet_names: tuple[str, ...] = ()
    #: Whether all lines of the workbook are in the document.
    is_whole: bool = True

    def in_order(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Problems by sheet, line and column; those of other files behind."""
        sheets = {name: at for at, name in enumerate(self.sheet_names)}

        def rank(problem: Problem) -> tuple[bool, int, int, int]:
            sheet = sheets.get(problem.cell.rpartition("!")[0], -1)
            return problem.file != self.name, sheet, problem.line, problem.column

        return tuple(sorted(problems, key=rank))

    def at_cells(self, problems: Iterable[Problem], file: DocumentFile) -> tuple[Problem, ...]:
        """Problems of the document, told at the cells that its names and values are from; those of other files as they are.

        `file` is the document as it is written. What is said of values whose cells cannot be read is left out.
        """
        paths = [(problem, self._path(problem.pointer)) for problem in problems if problem.file == file.name]
        own = {
            id(problem): self._at_cell(problem, path, file.root) for problem, path in paths if not self._is_unread(path)
        }
        skipped = {id(problem) for problem, _ in paths} - own.keys()
        return tuple(own.get(id(problem), problem) for problem in problems if id(problem) not in skipped)

    def _at_cell(self, problem: Problem, path: Path, root: Node | None) -> Problem:
        place = next((self.places[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.places), None)
        key = root.at(path).key_place if root is not None and path in self.names else None
        if key is not None and (key.line, key.column) == (problem.line, problem.column):
            place = self.names[path]
        if place is None:
            return replace(problem, file=self.name)
        return replace(problem, file=self.name, line=place.row, column=place.column, cell=str(place))

    def _is_unread(self, path: Path) -> bool:
        """Whether a problem is, or may be, about a value that is missing."""
        return any(one[: len(path)] == path and len(one) - len(path) <= 2 for one in self.unread)

    def _path(self, text: str) -> Path:
        """The path of a JSON Pointer: numbers are indexes where lists stand."""
        steps: list[str | int] = []
        holder: object = self.document
        for step in (one.replace("~1", "/").replace("~0", "~") for one in text.split("/")[1:]):
            at: str | int = int(step) if isinstance(holder, list) and step.isdecimal() else step
            steps.append(at)
            if isinstance(holder, list) and isinstance(at, int) and at < len(holder):
                holder = holder[at]
            else:
                holder = holder.get(step) if isinstance(holder, dict) else None
        return tuple(steps)


def to_workbook(file: DocumentFile, locale: str) -> MadeWorkbook:
    """The workbook of a document, in a language of LOCALES; it is read again, to be sure that nothing is lost.

    Raises `WriterError` when XlsxWriter is missing, or something would be lost.
    """
    root = file.root
    document = root.plain() if root is not None else None
    if root is None or file.problems or not isinstance(document, dict) or not file.kind:
        place = Problem(
            file.name, 1, 1, "", "unknown_kind", f"it is not known what this file is: one of {_KINDS} is needed"
        )
        return MadeWorkbook(problems=file.problems or (place,))
    if long := tuple(_too_long(root, ())):
        return MadeWorkbook(problems=long)
    shape = shape_of(file.kind)
    pages = pages_of(shape, unfold(shape, document, locale), locale)
    if long := tuple(_overfull(pages, file.name)):
        return MadeWorkbook(problems=long)
    content = drawn(pages, file.id, locale)
    again = from_workbook(open_book(content, file.name))
    if again.problems or not same(again.document, document):
        at = next((pointer(path) for path in differing(document, again.document)), "") or "/"
        message = f"read again, the workbook would say something else at `{at}` than the document does; it is not made"
        raise WriterError(f"{file.name}: {message}")
    return MadeWorkbook(content, len(pages))


_KINDS = ", ".join(f"`{kind}`" for kind in FILE_KINDS)


def from_workbook(book: ForeignBook) -> MadeDocument:
    """The document of a workbook, with every mistake of its cells."""
    reading = CellReading(book, [])
    kind = kind_of(book)
    if not kind:
        words = [sheet_word(one, locale) for one in FILE_KINDS for locale in LOCALES]
        allowed = " or ".join(f"`{sheet_word('document', locale)}`" for locale in LOCALES)
        hint = next((hint for name in book.sheet_names if (hint := near(name, words))), "")
        reading.report(
            CellPlace("", 1, 1), "missing_sheet", f"there is no sheet {allowed}, nor one of a list of codes", hint
        )
        return MadeDocument(book.name, problems=tuple(reading.problems))
    read = read_book(book, kind, reading)
    missing = read.lines.keys() - read.sheets.keys()
    folded = fold(read.shape, read.root, read.lines, read.keys, reading.report, missing)
    places = {**_sheets(read), **folded.places}
    # What is wrong with a value is told as that; all else keeps lines out.
    is_whole = not reading.are_lines_lost and all(problem.code == "cell_value" for problem in reading.problems)
    return MadeDocument(
        book.name, kind, folded.document, tuple(reading.problems), tuple(read.notices), places, folded.names, tuple(folded.unread),
        book.sheet_names, is_whole,
    )  # fmt: skip


def _sheets(read: ReadBook) -> dict[Path, CellPlace]:
    """Where what has no cell is told: on its sheet."""
    found: dict[Path, CellPlace] = {}
    for table in read.shape.thing.tables:
        if table.id in read.sheets:
            found[table.path] = read.sheets[table.id]
    if read.shape.kind in read.sheets:
        found[()] = read.sheets[read.shape.kind]
    return found


def _too_long(node: Node, path: Path) -> Iterator[Problem]:
    """Texts that no cell can hold."""
    if isinstance(node.value, dict):
        for name, member in node.value.items():
            yield from _too_long(member, (*path, name))
    elif isinstance(node.value, list):
        for at, item in enumerate(node.value):
            yield from _too_long(item, (*path, at))
    elif isinstance(node.value, str) and units(node.value) > MOST_UNITS:
        message = f"the text has {units(node.value):,} characters; a cell of a workbook holds {MOST_UNITS:,}"
        place = node.place
        yield Problem(place.file, place.line, place.column, pointer(path), "cell_too_long", message)


def _overfull(pages: Iterable[Page], name: str) -> Iterator[Problem]:
    """Cells in which more would stand than they hold: many things that have none of their own."""
    for page in pages:
        for number, line in enumerate(page.lines, 2):
            for at, cell in enumerate(line, 1):
                if isinstance(cell, str) and units(cell) > MOST_UNITS:
                    where = f"{page.name}!{letters(at)}{number}"
                    message = (
                        f"`{where}` would hold {units(cell):,} characters; a cell of a workbook holds {MOST_UNITS:,}"
                    )
                    yield Problem(name, 1, 1, "", "cell_too_long", message)
