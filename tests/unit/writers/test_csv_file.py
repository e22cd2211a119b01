"""The .csv file as a whole."""

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from kolonne.contract import CsvDialect, SheetColumn, WriterError
from kolonne.writers import CsvWriter
from unit.writers.workbooks import book, one, sheet, written


def test_the_default_file_begins_with_a_byte_order_mark(tmp_path: Path) -> None:
    """Norwegian Excel needs it to read æ, ø and å."""
    assert (
        written(CsvWriter(), book(one("text", ["å"])), tmp_path).path.read_bytes().startswith(b"\xef\xbb\xbfKolonne;")
    )


def test_the_result_describes_the_file(tmp_path: Path) -> None:
    """Path, kind, digest and size are those of the bytes on disk."""
    result = written(CsvWriter(), book(one("text", ["a"])), tmp_path)
    data = result.path.read_bytes()
    assert (result.mime_type, result.size, result.sha256) == ("text/csv", len(data), hashlib.sha256(data).hexdigest())
    assert [path.name for path in tmp_path.iterdir()] == ["rapport.csv"]


def test_several_sheets_become_a_zip_with_safe_and_unique_names(tmp_path: Path) -> None:
    """Titles become names of files; appendices stay out."""
    titles = ["Kurs", "kurs", "../../etc/passwd", "CON", "", "a\x00b"]
    sheets = [sheet(SheetColumn("c", "C", "integer"), c=[at], title=title) for at, title in enumerate(titles)]
    workbook = book(*sheets, appendices=(one("text", ["feil"]),))
    result = written(CsvWriter(), workbook, tmp_path)
    assert (result.path.name, result.mime_type) == ("rapport.zip", "application/zip")
    with zipfile.ZipFile(result.path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["Kurs.csv", "kurs (2).csv", "-..-etc-passwd.csv", "_CON.csv", "akt.csv", "ab.csv"]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("kurs (2).csv") == b"\xef\xbb\xbfC\r\n1\r\n"


def test_hidden_columns_are_not_written(tmp_path: Path) -> None:
    """A .csv cannot hide anything, so it leaves it out."""
    columns = SheetColumn("a", "A", "text"), SheetColumn("b", "B", "text", hidden=True)
    result = written(CsvWriter(), book(sheet(*columns, a=["1"], b=["hemmelig"])), tmp_path)
    assert result.path.read_bytes() == b"\xef\xbb\xbfA\r\n1\r\n"


def test_a_blank_cell_of_an_only_column_still_makes_a_row(tmp_path: Path) -> None:
    """Readers skip empty lines."""
    result = written(CsvWriter(), book(sheet(SheetColumn("a", "A", "text"), a=["1", None, ""])), tmp_path)
    assert result.path.read_bytes() == b'\xef\xbb\xbfA\r\n1\r\n""\r\n""\r\n'


def test_a_sheet_without_rows_has_its_header(tmp_path: Path) -> None:
    """Nothing to report is a report too."""
    assert (
        written(CsvWriter(), book(one("date", [])), tmp_path).path.read_bytes()
        == b"\xef\xbb\xbfKolonne;Ved siden av\r\n"
    )


@pytest.mark.parametrize(
    "dialect",
    [
        CsvDialect(delimiter=""),
        CsvDialect(delimiter=";;"),
        CsvDialect(delimiter='"'),
        CsvDialect(delimiter="1"),
        CsvDialect(line_end=""),
    ],
)
def test_a_dialect_that_nothing_could_read_back_is_refused(dialect: CsvDialect, tmp_path: Path) -> None:
    """With the reason, and without a file."""
    with pytest.raises(WriterError, match=r"^csv: found the (delimiter|line end)"):
        written(CsvWriter(), book(one("text", ["a"]), csv=dialect), tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("rows", "promised"), [(3, 2), (2, 3), (0, 1), (1, 0)])
def test_a_sheet_is_held_to_the_rows_it_promised(rows: int, promised: int, tmp_path: Path) -> None:
    """A report with rows missing or added is no report."""
    broken = replace(one("integer", list(range(rows))), rows=promised)
    with pytest.raises(WriterError, match=f"sheet `akt`: promised {promised} rows, gave {rows}"):
        written(CsvWriter(), book(broken), tmp_path)
    assert not list(tmp_path.iterdir())
