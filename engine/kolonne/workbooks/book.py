"""ForeignBook: a workbook that somebody else made, opened safely."""

import re
from functools import cached_property
from pathlib import Path

from kolonne.contract import WorkbookError
from kolonne.contract.quick import dataclass
from kolonne.workbooks.archive import unpacked
from kolonne.workbooks.areas import Area, area
from kolonne.workbooks.cells import CellReader
from kolonne.workbooks.dropdowns import Dropdown
from kolonne.workbooks.formula_guard import refuse_reaching
from kolonne.workbooks.limits import USUAL, Limits
from kolonne.workbooks.markup import attribute, child, children, text_of
from kolonne.workbooks.package import Package
from kolonne.workbooks.sheet import ForeignSheet
from kolonne.workbooks.styles import Styles

#: Of a worksheet; Excel takes 31, others a few more.
_LONGEST_NAME = 255
_BREAKING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
#: A dropdown of more is told by its first.
_MOST_CHOICES = 10_000
_XML = (".xml", ".rels")
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")


@dataclass(frozen=True)
class ForeignBook:
    """The sheets, names and looks of a workbook."""

    package: Package
    #: Worksheets in the order of their tabs, hidden ones too; sheets that are only a chart are left out.
    sheets: tuple[ForeignSheet, ...]
    styles: Styles
    #: Whether its days are counted from 1904, as on old Macs.
    from_1904: bool
    #: Names for the whole book, small letters → what they stand for.
    names: dict[str, str]

    @property
    def name(self) -> str:
        """The file as people are told it."""
        return self.package.name

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The names of the worksheets."""
        return tuple(sheet.name for sheet in self.sheets)

    def sheet(self, name: str) -> ForeignSheet | None:
        """The worksheet of that name, as Excel compares names: large and small letters are the same."""
        return next((sheet for sheet in self.sheets if sheet.name.casefold() == name.casefold()), None)

    def choices(self, sheet: ForeignSheet, dropdown: Dropdown) -> tuple[str, ...] | None:
        """What a dropdown of a sheet offers, as text; None where that is computed in a way that is not read here."""
        if dropdown.written is not None:
            return dropdown.written
        place = self.place(sheet, self.names.get(dropdown.source.casefold(), dropdown.source))
        if place is None:
            return None
        source, cells = place
        found = (
            cell
            for number, line in sorted(source.rows.items())
            if cells.top <= number <= cells.bottom
            for cell in line.values()
        )
        values = [str(cell.value) for cell in found if cells.covers(cell.row, cell.column) and not cell.is_empty]
        return tuple(values[:_MOST_CHOICES])

    def place(self, sheet: ForeignSheet, reference: str) -> tuple[ForeignSheet, Area] | None:
        """What `Lists!$A$1:$A$9` or `$A$1:$A$9` means on a sheet; None for what is no such reference."""
        front, mark, cells = reference.strip().removeprefix("=").rpartition("!")
        named = front[1:-1].replace("''", "'") if front.startswith("'") else front
        found = self.sheet(named) if mark else sheet
        where = area(cells)
        return (found, where) if found is not None and where is not None else None

    @cached_property
    def part_names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the file."""
        return tuple(self.package.parts)


def open_book(source: Path | bytes, name: str = "", limits: Limits = USUAL) -> ForeignBook:
    """Open a workbook, from a path or its bytes; `name` is how messages call it (the path, if not said).

    All of it is read within `limits`, nothing in it is run or followed, and every formula is looked at. Raises
    `WorkbookError` with a `reason`: `missing` and `unreadable` for what is no workbook, is damaged, encrypted or of an
    old kind, `too_large`, and `unsafe` for macros, controls, embedded objects, links to other files, data connections,
    add-ins, entities in XML, odd names of parts, and formulas that reach out.
    """
    shown = name or (str(source) if isinstance(source, Path) else "workbook")
    content = _content(source, shown, limits) if isinstance(source, Path) else source
    package = Package(unpacked(content, shown, limits), shown, limits)
    try:
        return _opened(package)
    except KeyError as error:
        raise WorkbookError("unreadable", f"{shown}: the file is damaged: `{error.args[0]}` is not in it") from error
    except (TypeError, ValueError) as error:
        raise WorkbookError("unreadable", f"{shown}: the file is damaged: {error}") from error


def _content(path: Path, name: str, limits: Limits) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(limits.file_bytes + 1)
    except FileNotFoundError as error:
        raise WorkbookError("missing", f"{name}: there is no such file") from error
    except OSError as error:
        raise WorkbookError("unreadable", f"{name}: the file cannot be read: {error.strerror or error}") from error


def _opened(package: Package) -> ForeignBook:
    for part, data in package.parts.items():
        _look_through(package, part, data)
    root = package.tree(package.workbook)
    settings = child(root, "workbookPr")
    from_1904 = settings is not None and settings.get("date1904", "0") in {"1", "true"}
    looks = package.target(package.workbook, "styles")
    styles = Styles.of(package.tree(looks) if looks else None)
    reader = CellReader(_strings(package), styles, from_1904)
    targets = {one.id: one.target for one in package.relations(package.workbook) if one.kind == "worksheet"}
    listed = child(root, "sheets")
    entries = [
        (entry, targets.get(attribute(entry, "id") or ""))
        for entry in (children(listed, "sheet") if listed is not None else ())
    ]
    sheets = tuple(
        ForeignSheet(entry.get("name") or "", part, entry.get("state", "visible"), package, reader)
        for entry, part in entries
        if part is not None and part in package.parts
    )
    if not sheets:
        raise WorkbookError("unreadable", f"{package.name}: the workbook has no worksheet")
    if any(len(sheet.name) > _LONGEST_NAME or _BREAKING.search(sheet.name) for sheet in sheets):
        message = "a worksheet has a name that is none: it is too long, or has line breaks or other controls in it"
        raise WorkbookError("unreadable", f"{package.name}: {message}")
    named = child(root, "definedNames")
    names = {
        (entry.get("name") or "").casefold(): entry.text or ""
        for entry in (children(named, "definedName") if named is not None else ())
        if entry.get("localSheetId") is None
    }
    for sheet in sheets:
        sheet.read()
    package.forget()
    return ForeignBook(package, sheets, styles, from_1904, names)


def _look_through(package: Package, part: str, data: bytes) -> None:
    """Every part of XML, since a spreadsheet program would read them all."""
    if part.casefold().endswith(_XML) or package.kind(part).endswith("+xml"):
        refuse_reaching(package.tree(part), part, package.name)
    elif part.casefold().endswith(".vml") and any(mark in data.replace(b"\0", b"").upper() for mark in _DECLARED):
        # Drawings of old are not always well-formed.
        message = f"{package.name}: the part `{part}` declares document types or entities, which no workbook needs"
        raise WorkbookError("unsafe", message)


def _strings(package: Package) -> tuple[str, ...]:
    part = package.target(package.workbook, "sharedStrings")
    if part is None or part not in package.parts:
        return ()
    return tuple(text_of(item) for item in children(package.tree(part), "si"))
