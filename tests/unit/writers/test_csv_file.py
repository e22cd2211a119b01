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
        CsvDialect(quotes="always"),
    ],
)
def test_a_dialect_that_nothing_could_read_back_is_refused(dialect: CsvDialect, tmp_path: Path) -> None:
    """With the reason, and without a file."""
    with pytest.raises(WriterError, match=r"^csv: found (the delimiter|the line end|quotes)"):
        written(CsvWriter(), book(one("text", ["a"]), csv=dialect), tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("rows", "promised"), [(3, 2), (2, 3), (0, 1), (1, 0)])
def test_a_sheet_is_held_to_the_rows_it_promised(rows: int, promised: int, tmp_path: Path) -> None:
    """A report with rows missing or added is no report."""
    broken = replace(one("integer", list(range(rows))), rows=promised)
    with pytest.raises(WriterError, match=f"sheet `akt`: promised {promised} rows, gave {rows}"):
        written(CsvWriter(), book(broken), tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_dialect_may_have_nothing_but_rows(tmp_path: Path) -> None:
    """No headers, and no totals, which a notice tells."""
    made = replace(sheet(SheetColumn("a", "A", "text"), SheetColumn("b", "B", "integer"), a=["0301"], b=[5]))
    made = replace(made, totals={"b": 5}, totals_label="Sum")
    result = written(CsvWriter(), book(made, csv=CsvDialect(bom=False, header=False, totals=False)), tmp_path)
    assert result.path.read_bytes() == b"0301;5\r\n"
    assert result.notices == ("sheet `Aktiviteter`: the line of totals is not in the .csv",)


def test_totals_have_no_blanks_of_the_dialect(tmp_path: Path) -> None:
    """A column without a total does not lack one."""
    made = replace(one("integer", [5, None]), totals={"c": 5})
    text = written(CsvWriter(), book(made, csv=CsvDialect(bom=False, blank="9")), tmp_path).path.read_text()
    assert text.splitlines()[1:] == ["5;x", "9;x", "5;"]


@pytest.mark.parametrize("text", ["Oslo; Bergen", "to\nlinjer", "cr\r"])
def test_text_that_would_end_early_is_an_error_in_a_dialect_without_quotes(text: str, tmp_path: Path) -> None:
    """It names the row, also of a later piece, and never the value."""
    made = one("text", [*["x"] * 9000, text])
    with pytest.raises(WriterError) as raised:
        written(CsvWriter(), book(made, csv=CsvDialect(quotes="never")), tmp_path)
    assert str(raised.value) == (
        "sheet `akt`: column `c`: row 9001: found a line break or the delimiter `;` in the text, "
        "and the dialect has no quotes to stand around it"
    )
    assert not list(tmp_path.iterdir())


def test_a_header_that_would_end_early_is_an_error_in_a_dialect_without_quotes(tmp_path: Path) -> None:
    """Headers are no rows."""
    with pytest.raises(WriterError, match=r"^sheet `akt`: column `c`: found a line break or the delimiter"):
        written(CsvWriter(), book(one("text", [], header="A;B"), csv=CsvDialect(quotes="never")), tmp_path)
