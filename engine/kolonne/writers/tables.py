"""Tables: a workbook in a format whose files hold one table each."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kolonne.contract import Sheet, SheetColumn, Tick, Workbook, WriterError, WrittenFile
from kolonne.contract.quick import dataclass
from kolonne.writers.around import held
from kolonne.writers.feed import Progress, row_pieces
from kolonne.writers.groups import full_header
from kolonne.writers.in_order import Begun, InOrder
from kolonne.writers.notes import Kind, Notes
from kolonne.writers.package import Package
from kolonne.writers.sealed_file import sealed, sealed_in_order
from kolonne.writers.sheet_names import file_names
from kolonne.writers.still import tell_still

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet on its way into a file that holds nothing but rows."""

    workbook: Workbook
    sheet: Sheet
    #: Those that are not hidden, at least one.
    columns: tuple[SheetColumn, ...]
    #: Takes the next bytes of the file.
    write: Callable[[bytes], object]
    progress: Progress
    notes: Notes
    #: Makes a finished file the beginning of this one, and says whether it could; None where tables share a file.
    begin_with: Callable[[Begun], bool] | None = None

    @classmethod
    def apart(cls, workbook: Workbook, sheet: Sheet) -> "Table":
        """A table that is in no file, for lines that are made before there is one."""
        return cls(workbook, sheet, shown_columns(sheet), _nowhere, Progress(lambda _rows: None), Notes())

    def pieces(self) -> "Iterator[pl.DataFrame]":
        """The rows in pieces of bearable size; each is counted when the next is asked for."""
        for piece in row_pieces(self.sheet):
            yield piece
            self.progress.done(piece.height)

    def note(self, kind: Kind, column: SheetColumn, cells: int) -> None:
        """Something happened to `cells` cells of a column."""
        self.notes.count(self._name, kind, full_header(column), cells)

    def say_no_heading(self, ending: str) -> None:
        """Tell that heading and note are not in a file of this ending, if there are any."""
        if lines := len(self.sheet.heading) + bool(self.sheet.note):
            several = "line above its table is" if lines == 1 else f"{lines} lines above its table are"
            self.notes.say(f"sheet `{self._name}`: the {several} not in the {ending}")

    def say_rows_only(self, ending: str) -> None:
        """Tell that neither heading nor totals are in a file of this ending, if there are any."""
        self.say_no_heading(ending)
        self.say_no_totals(ending)

    def say_no_totals(self, ending: str) -> None:
        """Tell that the totals are not in a file of this ending, if there are any."""
        if self.sheet.totals:
            self.notes.say(f"sheet `{self._name}`: the line of totals is not in the {ending}")

    @property
    def _name(self) -> str:
        return self.sheet.title or self.sheet.name


def tables_suffix(workbook: Workbook, ending: str) -> str:
    """The ending for one sheet, `.zip` for several."""
    return ending if len(workbook.sheets) == 1 else ".zip"


def write_tables(
    workbook: Workbook, destination: Path, tick: Tick, kind: tuple[str, str], fill: Callable[[Table], None]
) -> WrittenFile:
    """Write `destination` whole or not at all: one sheet gives a file, several a .zip of them, named after their titles.

    `kind` is the ending and the MIME type of a file. `fill` writes one table. Appendices are not written. Raises
    `WriterError` where there is no sheet, or one without a column.
    """
    if not workbook.sheets:
        raise WriterError(f"{destination}: there is no sheet to write")
    ending, mime_type = kind
    progress, notes = Progress(tick), Notes()
    workbook = held(workbook, notes, as_xml=False)

    def one(sheet: Sheet, write: Callable[[bytes], object], begin_with: Callable[[Begun], bool] | None = None) -> None:
        columns = shown_columns(sheet)
        tell_still(notes, sheet.title or sheet.name, columns)
        fill(Table(workbook, sheet, columns, write, progress, notes, begin_with))

    def single(file: InOrder) -> tuple[str, ...]:
        one(workbook.sheets[0], file.write, file.begin_with)
        return notes.sentences()

    def several(stream: BinaryIO) -> tuple[str, ...]:
        names = file_names((sheet.title or sheet.name for sheet in workbook.sheets), ending)
        with Package(stream) as package:
            for sheet, name in zip(workbook.sheets, names, strict=True):
                with package.entry(name) as entry:
                    one(sheet, entry.write)
        return notes.sentences()

    if len(workbook.sheets) == 1:
        return sealed_in_order(destination, mime_type, progress, single)
    return sealed(destination, "application/zip", progress, several)


def shown_columns(sheet: Sheet) -> tuple[SheetColumn, ...]:
    """Those that are not hidden. Raises `WriterError` where there is none."""
    columns = tuple(column for column in sheet.columns if not column.hidden)
    if not columns:
        raise WriterError(f"sheet `{sheet.name}`: has no column to write")
    return columns


def _nowhere(_data: bytes) -> None:
    pass
