"""Reading: the sheets of a workbook become lines. What cannot be read is told at its cell; what is not read is told too."""

from collections.abc import Iterator
from dataclasses import field

from kolonne.contract.quick import dataclass
from kolonne.documents import FILE_KINDS, near
from kolonne.editing.cell_reading import CellReading
from kolonne.editing.form_sheet import FormSheet
from kolonne.editing.heads import NOTE_SIGN
from kolonne.editing.help_text import HELP_SHEET
from kolonne.editing.line import CellPlace, Line
from kolonne.editing.shape import Shape, Table
from kolonne.editing.shapes import shape_of
from kolonne.editing.table_sheet import TableSheet
from kolonne.editing.words import LOCALES, sheet_word
from kolonne.workbooks import ForeignBook, ForeignSheet


@dataclass(slots=True)
class ReadBook:
    """A workbook as lines."""

    shape: Shape
    root: Line = field(default_factory=Line)
    lines: dict[str, list[Line]] = field(default_factory=dict)
    #: The columns of open tables, by table.
    keys: dict[str, list[str]] = field(default_factory=dict)
    #: Where the sheet of each table begins.
    sheets: dict[str, CellPlace] = field(default_factory=dict)
    #: What was passed over, in words.
    notices: list[str] = field(default_factory=list)


def kind_of(book: ForeignBook) -> str:
    """The kind of document that a workbook holds; empty if none of its sheets says it."""
    found = (kind for kind in FILE_KINDS if _sheet(book, kind) is not None)
    return next(found, "")


def read_book(book: ForeignBook, kind: str, reading: CellReading) -> ReadBook:
    """The lines of a workbook; mistakes are told to `reading`."""
    shape = shape_of(kind)
    made = ReadBook(shape)
    read = {HELP_SHEET[locale].casefold() for locale in LOCALES}
    if (sheet := _sheet(book, kind)) is not None:
        read.add(sheet.name.casefold())
        made.sheets[kind] = CellPlace(sheet.name, 1, 1)
        made.root = FormSheet(sheet, shape, reading).line()
    for table in shape.tables():
        made.lines[table.id] = []
        found = _sheet(book, table.id)
        if found is None:
            _tell_missing(book, shape, table, reading)
            continue
        read.add(found.name.casefold())
        made.sheets[table.id] = CellPlace(found.name, 1, 1)
        lines = TableSheet(found, table, reading)
        made.lines[table.id] = list(lines.read())
        made.notices += lines.notices
        if table.is_open:
            made.keys[table.id] = lines.keys
    for sheet in book.sheets:
        if (
            sheet.name.casefold() not in read
            and not sheet.name.startswith(NOTE_SIGN)
            and any(True for _ in sheet.lines())
        ):
            made.notices.append(
                f"the sheet `{sheet.name}` is not read; `{NOTE_SIGN}` in front of its name says that it is yours"
            )
    return made


def _sheet(book: ForeignBook, table: str) -> ForeignSheet | None:
    names = (sheet_word(table, locale) for locale in LOCALES)
    return next((sheet for name in names if (sheet := book.sheet(name)) is not None), None)


def _tell_missing(book: ForeignBook, shape: Shape, table: Table, reading: CellReading) -> None:
    known = {sheet_word(one, locale).casefold() for one in (shape.kind, *_ids(shape)) for locale in LOCALES}
    others = [name for name in book.sheet_names if name.casefold() not in known]
    word = sheet_word(table.id, "nb")
    names = " or ".join(f"`{sheet_word(table.id, locale)}`" for locale in LOCALES)
    hint = near(word, others) or "leave the sheet there, without lines, where there are none"
    reading.report(CellPlace("", 1, 1), "missing_sheet", f"there is no sheet {names}", hint)


def _ids(shape: Shape) -> Iterator[str]:
    return (table.id for table in shape.tables())
