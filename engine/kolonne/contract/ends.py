"""The ends of the pipe: what readers, writers and stores promise."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from kolonne.contract.formula import FormulaPart
from kolonne.contract.quick import dataclass
from kolonne.contract.template import Template

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

#: Called with the number of rows dealt with so far; raises to cancel.
Tick = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class CsvDialect:
    """How a .csv file is written. What stands here is a Norwegian Excel's, with dates that everybody reads alike."""

    delimiter: str = ";"
    #: The sign between whole and fraction in numbers.
    decimal: str = ","
    #: Whether the file begins with a UTF-8 byte order mark, which Norwegian Excel needs to read æ, ø and å.
    bom: bool = True
    line_end: str = "\r\n"
    #: strftime forms; a datetime is shown as the wall time in the workbook's time zone.
    date: str = "%Y-%m-%d"
    time: str = "%H:%M:%S"
    datetime: str = "%Y-%m-%d %H:%M:%S"
    true: str = "1"
    false: str = "0"
    #: Stands in cells without a value.
    blank: str = ""
    #: `needed`: text that holds the dialect's own signs is quoted as in RFC 4180; `never`: such text cannot be written.
    quotes: str = "needed"
    #: Whether text that a spreadsheet would take for a formula gets a leading apostrophe, where the column says nothing.
    guard: bool = True
    #: Whether the first line of a table holds the headers.
    header: bool = True
    #: Whether the totals stand in the last line, if there are any.
    totals: bool = True
    #: Whether a sheet's heading stands above its table, one `label;value` a line, then a blank line.
    heading: bool = False


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of a sheet, as a writer needs to know it."""

    name: str
    header: str
    #: text, integer, number, decimal, boolean, date, time or datetime.
    type: str
    #: Decimals behind the point of a `decimal`.
    scale: int = 0
    #: A spreadsheet number format such as `dd.mm.yyyy` or `#,##0.00`; empty for the type's own.
    format: str = ""
    #: In characters; None lets the writer choose from the content.
    width: float | None = None
    #: What a dropdown offers; empty for none.
    choices: tuple[str, ...] = ()
    #: Shown when the header is selected; empty for none.
    note: str = ""
    locked: bool = False
    hidden: bool = False
    #: A heading above the headers of all neighbouring columns that share it; empty for none.
    group: str = ""
    #: Whether its text is guarded in .csv files; None for as the dialect says.
    guard: bool | None = None
    #: How a spreadsheet computes cells anew that are not blank, without `=`, with English names; they hold their value
    #: all the same. Empty for no formula. It stands in the document, never in the data.
    formula: tuple[FormulaPart, ...] = ()
    #: The name of the column of text that holds the addresses its cells lead to; empty for no links.
    link: str = ""


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A line above a sheet's table: a label, and what it says or a place to fill in."""

    label: str
    #: What stands beside the label; empty for a place that somebody fills in by hand.
    value: str = ""
    #: Whether the place is for a signature or a handwritten entry: it gets a line to write on.
    sign: bool = False


class RowMaker(Protocol):
    """Makes the rows of one sheet into what its writer writes, while other rows are still being mapped."""

    def add(self, rows: "pl.DataFrame") -> None:
        """The next rows, in order; raises `WriterError`."""

    def close(self) -> None:
        """All rows were added, or no more of them are wanted; harmless when done already."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its columns, and its rows as frames that can be read again and again.

    Frames hold exactly the columns of `columns`, by name, in order: String, Int64, Float64, Decimal(38, scale),
    Boolean, Date, Time or Datetime("us", "UTC").
    """

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: int
    frames: Callable[[], Iterable["pl.DataFrame"]]
    #: Lines above the table, in order.
    heading: tuple[HeadingLine, ...] = ()
    #: What stands in the line below the rows: columns' names to values of their types; without any, there is no line.
    totals: Mapping[str, object] = field(default_factory=dict)
    #: Stands in the first column of the totals line, as text, where that column has no total.
    totals_label: str = ""
    #: A line below the heading, for instance that small numbers are hidden.
    note: str = ""
    #: What the writer has made of the rows already; then `frames` gives none. None for nothing.
    made: RowMaker | None = None


@dataclass(frozen=True, slots=True)
class Workbook:
    """Everything that goes into one file, in order."""

    title: str
    organisation: str
    period: str
    locale: str
    #: Of the plan; stands in the document's properties.
    fingerprint: str
    engine_version: str
    #: Stated as the time of making, so that the same data give the same bytes.
    made_at: datetime
    #: Sheets of the report.
    sheets: tuple[Sheet, ...]
    #: Sheets about the report: failures, what was left out. Writers of single tables leave them to the bundle.
    appendices: tuple[Sheet, ...] = ()
    csv: CsvDialect = CsvDialect()
    timezone: str = "Europe/Oslo"
    #: The workbook that `xlsx` fills; other formats need none.
    template: Template | None = None


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A finished file under its final name."""

    path: Path
    mime_type: str
    sha256: str
    size: int
    #: What the format forced upon the data: cells cut, guarded, continued on another sheet. For people.
    notices: tuple[str, ...] = ()


class Writer(Protocol):
    """Makes files of one format."""

    #: The name that `--format` takes: small letters, digits and `-`.
    format: str
    #: What the format is, in a few words for people.
    title: str
    #: Of its files; `application/octet-stream` if nothing better is known.
    mime_type: str

    def suffix(self, workbook: Workbook) -> str:
        """How the file's name ends, with the dot: `.xlsx`."""

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        """Write `destination` whole or not at all; raises `WriterError`."""


@runtime_checkable
class StreamingWriter(Writer, Protocol):
    """A writer that need not wait for the last row before it makes something of the first."""

    def makers(self, workbook: Workbook, names: Collection[str], folder: Path) -> Mapping[str, RowMaker]:
        """What takes the rows of some sheets, of all or of fewer of those asked for; `write` is then given them.

        The workbook is as it will be written, but that nothing is known yet that hangs on rows: there are none, totals are
        missing, and the lines of headings have no values. Files may be made in `folder`. Raises `WriterError`.
        """


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a document wants to know of one input: the source's names of its fields."""

    input: str
    #: Names (or dotted paths into nested records) as the source calls them.
    columns: tuple[str, ...]
    #: Names whose cells are lists.
    lists: frozenset[str] = frozenset()
    #: How the document says the file is written; empty means that the reader finds out.
    options: Mapping[str, str] = field(default_factory=dict)


class Reader(Protocol):
    """Reads files of one kind.

    A batch holds the wanted columns that the source has, as text or typed, in any order, and may hold others. A cell
    that is empty in the source is null or empty text. A wanted column that the source lacks is simply not there.
    """

    #: File-name endings it reads, lower case, with the dot.
    suffixes: tuple[str, ...]

    def read(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator["pa.RecordBatch"]:
        """The file's records in order, at most `batch_rows` at a time; raises `SourceError` naming file and line."""

    def count(self, path: Path) -> int | None:
        """How many records there are, if that is cheap to know."""


@runtime_checkable
class FrameReader(Reader, Protocol):
    """A reader that may have frames at hand, and then needs no pyarrow, which takes longer to load than a small file to read."""

    def frames(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator["pl.DataFrame"]:
        """As `read`."""


class Source(Protocol):
    """Where an export's records come from."""

    def read(self, wanted: Wanted, batch_rows: int) -> Iterator["pa.RecordBatch | pl.DataFrame"]:
        """The records of one input; raises `SourceError`."""

    def count(self, input_name: str) -> int | None:
        """How many records the input has, if that is cheap to know."""


class Store(Protocol):
    """Where finished files are kept."""

    def put(self, file: Path, name: str) -> str:
        """Keep a copy under `name`, whole or not at all, and say where; raises `StoreError`."""

    def remove(self, name: str) -> None:
        """Forget the copy; harmless when there is none."""


class StoreKind(Protocol):
    """Opens stores of one kind by their addresses."""

    #: What addresses begin with, before `://`: small letters, digits, `+`, `-` and `.`.
    scheme: str
    #: What it is, in a few words for people.
    title: str

    def open(self, address: str) -> Store:
        """The store at an address such as `sftp://host/folder`; raises `StoreError`. Nothing is put there yet."""
