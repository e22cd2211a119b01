"""What writers make of rows as they come is what they make of all rows at once."""

import hashlib
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from kolonne.contract import (
    CellOf,
    CsvDialect,
    HeadingLine,
    RowMaker,
    Sheet,
    SheetColumn,
    StreamingWriter,
    Workbook,
    WriterError,
    WrittenFile,
)
from kolonne.writers import CsvWriter, XlsxFileWriter
from unit.writers.workbooks import book, of_frame, quiet, sheet, written

COLUMNS = (
    SheetColumn("id", "Id", "integer"),
    SheetColumn("text", "=Tekst", "text"),
    SheetColumn("real", "R", "number"),
)
WRITERS = [CsvWriter(), XlsxFileWriter()]


def rows(many: int, first: int = 0) -> pl.DataFrame:
    """Rows of which some hold what has to be guarded, quoted or is blank."""
    texts = ["=1+1", 'a "b"', None, "", "æ; ø", " å", "vanlig"]
    numbers = range(first, first + many)
    return pl.DataFrame(
        {
            "id": pl.Series(numbers, dtype=pl.Int64),
            "text": pl.Series([texts[at % 7] for at in numbers], dtype=pl.String),
            "real": pl.Series([at / 7 for at in numbers], dtype=pl.Float64),
        }
    )


def announced(workbook: Workbook) -> Workbook:
    """As an export has it before there are rows."""

    def early(one: Sheet) -> Sheet:
        lines = tuple(replace(line, value="") for line in one.heading)
        return replace(one, rows=0, frames=lambda: (), totals={}, heading=lines)

    return replace(workbook, sheets=tuple(early(one) for one in workbook.sheets))


def streamed(
    writer: StreamingWriter, workbook: Workbook, names: Sequence[str], folder: Path, cut: int | None = None
) -> WrittenFile:
    """Write a workbook some of whose rows were made before, in pieces of `cut` rows or as its frames are."""
    folder.mkdir()
    (folder / "spool").mkdir()
    makers = writer.makers(announced(workbook), names, folder / "spool")
    # Sheets of an .xlsx behind the first one wait for it.
    assert makers.keys() == (set(names) if writer.format == "csv" else {*names} & {workbook.sheets[0].name})
    sheets = [
        replace(one, frames=lambda: (), made=_fed(makers[one.name], one, cut)) if one.name in makers else one
        for one in workbook.sheets
    ]
    whole = replace(workbook, sheets=tuple(sheets))
    return writer.write(whole, folder / ("rapport" + writer.suffix(whole)), quiet)


def _fed(maker: RowMaker, one: Sheet, cut: int | None) -> RowMaker:
    frames: Iterable[pl.DataFrame] = one.frames()
    if cut is not None:
        frames = pl.concat(frames).iter_slices(cut)
    for frame in frames:
        maker.add(frame)
    maker.close()
    return maker


def same(one: WrittenFile, other: WrittenFile) -> bool:
    """Whether two files and what is told of them are the same."""
    for file in (one, other):
        data = file.path.read_bytes()
        assert (file.size, file.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert one.notices == other.notices
    if one.path.suffix != ".xlsx":
        return one.path.read_bytes() == other.path.read_bytes()
    return _parts(one.path) == _parts(other.path)


def _parts(path: Path) -> dict[str, str]:
    """The parts of a workbook. Texts have the numbers in which they came, so that cells are given them themselves."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    texts = re.findall("<si>(.*?)</si>", parts.pop("xl/sharedStrings.xml"), re.DOTALL)
    return {
        name: re.sub(r't="s"><v>(\d+)</v>', lambda found: f">{texts[int(found[1])]}", xml)
        for name, xml in parts.items()
    }


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.format)
@pytest.mark.parametrize(("many", "frame_rows"), [(0, 1), (1, 1), (50, 7), (40_000, 30_000)])
def test_the_same_bytes_come_out(tmp_path: Path, writer: StreamingWriter, many: int, frame_rows: int) -> None:
    """Also of more rows than are made at a time; and so do digest, size and notices."""
    workbook = book(of_frame(rows(many), COLUMNS, frame_rows=frame_rows))
    late = written(writer, workbook, tmp_path)
    assert same(streamed(writer, workbook, ["akt"], tmp_path / "early"), late)


@pytest.mark.parametrize("cut", [1, 13, 1000])
def test_lines_do_not_hang_on_how_rows_come(tmp_path: Path, cut: int) -> None:
    """A line of text is a line of text."""
    workbook = book(of_frame(rows(100), COLUMNS))
    late = written(CsvWriter(), workbook, tmp_path)
    assert same(streamed(CsvWriter(), workbook, ["akt"], tmp_path / "early", cut), late)


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.format)
@pytest.mark.parametrize("names", [["a"], ["c"], ["a", "b", "c"]])
def test_any_of_several_sheets(tmp_path: Path, writer: StreamingWriter, names: list[str]) -> None:
    """Those that wait stand beside those that did not."""
    frames = {name: rows(20, at * 100) for at, name in enumerate("abc")}
    workbook = book(*(of_frame(frame, COLUMNS, name=name, title=name) for name, frame in frames.items()))
    late = written(writer, workbook, tmp_path)
    assert same(streamed(writer, workbook, names, tmp_path / "early"), late)


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.format)
def test_headings_are_known_at_the_end(tmp_path: Path, writer: StreamingWriter) -> None:
    """Their values take the place that was kept for them."""
    heading = (HeadingLine("Antall", "17"), HeadingLine("Sted", ""), HeadingLine("Underskrift", sign=True))
    noted = replace(of_frame(rows(30), COLUMNS), heading=heading, note="Små tall er skjult.")
    workbook = book(noted, csv=CsvDialect(heading=True))
    late = written(writer, workbook, tmp_path)
    assert same(streamed(writer, workbook, ["akt"], tmp_path / "early"), late)


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.format)
def test_a_sheet_that_gives_other_rows_than_promised(tmp_path: Path, writer: StreamingWriter) -> None:
    """Nobody is told of rows that are not there."""
    wrong = replace(of_frame(rows(30), COLUMNS), rows=31)
    with pytest.raises(WriterError, match="sheet `akt`: promised 31 rows, gave 30"):
        streamed(writer, book(wrong), ["akt"], tmp_path / "early")
    assert [path.name for path in (tmp_path / "early").iterdir()] == ["spool"]


def test_a_cell_that_cannot_be_written_is_told_with_its_row(tmp_path: Path) -> None:
    """Rows are counted through all that came."""
    bare = book(sheet(SheetColumn("a", "A", "text"), a=["x"] * 20 + ["y;z"]), csv=CsvDialect(quotes="never"))
    with pytest.raises(WriterError, match="column `a`: row 21: found a line break or the delimiter"):
        streamed(CsvWriter(), bare, ["akt"], tmp_path / "early", cut=4)


def test_a_sheet_of_several_pages(tmp_path: Path) -> None:
    """Where a page ends is known before its rows are counted; texts have one number on all of them."""
    heading = (HeadingLine("Antall", "17"),)
    noted = replace(of_frame(rows(5000), COLUMNS, frame_rows=3000), heading=heading, title="Aktiviteter" * 3)
    after = of_frame(rows(2000, 9000), COLUMNS, name="b", title="Aktiviteter" * 3)
    workbook = book(noted, after, appendices=(of_frame(rows(1500), COLUMNS, name="x", title="x"),))
    writer = XlsxFileWriter(most_rows=1200)
    late = written(writer, workbook, tmp_path)
    assert len(openpyxl.load_workbook(late.path, read_only=True).sheetnames) == 5 + 2 + 2
    assert same(streamed(writer, workbook, ["akt"], tmp_path / "early"), late)


def test_cells_that_wrap_or_are_computed(tmp_path: Path) -> None:
    """How a column looks is known from its first rows."""
    columns = (
        SheetColumn("id", "Id", "integer"),
        SheetColumn("text", "Tekst", "text", width=8),
        SheetColumn("real", "R", "number", formula=("2*", CellOf("id"))),
    )
    texts = ["kort", "en lang tekst som brytes", "to\nlinjer", None]
    frame = rows(3000).with_columns(pl.Series("text", [texts[at % 4] for at in range(3000)]))
    workbook = book(of_frame(frame, columns, frame_rows=700))
    late = written(XlsxFileWriter(), workbook, tmp_path)
    assert same(streamed(XlsxFileWriter(), workbook, ["akt"], tmp_path / "early"), late)


@pytest.mark.parametrize(
    "columns",
    [(SheetColumn("a", "", "text"),), (SheetColumn("a", "A", "text"), SheetColumn("b", "B", "text", link="a"))],
)
def test_what_waits(tmp_path: Path, columns: tuple[SheetColumn, ...]) -> None:
    """Links, whose looks are not known yet, and sheets that have no text of their own."""
    waits = book(of_frame(pl.DataFrame({column.name: ["x"] for column in columns}), columns))
    assert XlsxFileWriter().makers(announced(waits), ["akt"], tmp_path) == {}
