"""What stands around the rows of a .csv file: heading, note, groups, totals."""

from dataclasses import replace
from pathlib import Path

import pytest

from kolonne.contract import CsvDialect, HeadingLine, SheetColumn, WriterError
from kolonne.writers import CsvWriter
from unit.writers.crosstab import crosstab
from unit.writers.workbooks import book, one, sheet, written

_TABLE = (
    "Lokallag;Kvinner 0-13;Kvinner 14+;Menn 0-13;Menn 14+;Tilskudd\r\n"
    "Oslo;5;5;5;5;1,25\r\n"
    "Bærum;5;5;5;5;1,25\r\n"
    "Sum;3;30;12;;2,50\r\n"
)


def test_groups_go_before_headers_and_totals_come_last(tmp_path: Path) -> None:
    """A notice tells that the heading was left out."""
    result = written(CsvWriter(), book(crosstab()), tmp_path)
    assert result.path.read_bytes().decode("utf-8-sig") == _TABLE
    assert result.notices == ("sheet `Krysstabell`: the 4 lines above its table are not in the .csv",)


def test_a_dialect_may_ask_for_the_heading(tmp_path: Path) -> None:
    """One line a label, then the note and an empty line."""
    result = written(CsvWriter(), book(crosstab(), csv=CsvDialect(heading=True)), tmp_path)
    heading = (
        "Organisasjon;Norges Handikapforbund\r\nKontaktperson;\r\nUnderskrift;\r\nTall under 5 vises ikke.;\r\n\r\n"
    )
    assert result.path.read_bytes().decode("utf-8-sig") == heading + _TABLE
    assert result.notices == ()


def test_a_sheet_without_heading_begins_with_its_headers(tmp_path: Path) -> None:
    """Whatever the dialect says."""
    result = written(CsvWriter(), book(one("text", ["a"]), csv=CsvDialect(heading=True)), tmp_path)
    assert result.path.read_bytes().decode("utf-8-sig").startswith("Kolonne;")


def test_texts_around_the_table_are_guarded(tmp_path: Path) -> None:
    """Labels, values, note, groups and the totals' label."""
    column = SheetColumn("c", "C", "text", group="=G")
    made = replace(
        sheet(column, SheetColumn("d", "D", "integer"), c=["x"], d=[1]),
        heading=(HeadingLine("=L", "@V"),),
        note="+N",
        totals={"d": -5},
        totals_label="-Sum",
    )
    result = written(CsvWriter(), book(made, csv=CsvDialect(heading=True)), tmp_path)
    lines = result.path.read_bytes().decode("utf-8-sig").splitlines()
    assert lines == ["'=L;'@V", "'+N;", "", "'=G C;D", "x;1", "'-Sum;-5"]
    (notice,) = result.notices
    assert notice.startswith("sheet `Aktiviteter`: 5 cells in `heading` (3), `=G C` (2) begin like a formula")


def test_texts_around_the_table_are_quoted(tmp_path: Path) -> None:
    """As any other."""
    made = replace(one("text", ["x"]), heading=(HeadingLine("a;b", 'sa "hei"'),))
    text = written(CsvWriter(), book(made, csv=CsvDialect(heading=True)), tmp_path).path.read_text("utf-8-sig")
    assert text.startswith('"a;b";"sa ""hei"""\n\n')


def test_a_label_stands_in_the_first_column_that_is_written(tmp_path: Path) -> None:
    """Not in a hidden one, and hidden totals are left out."""
    hidden = SheetColumn("a", "A", "integer", hidden=True)
    made = sheet(hidden, SheetColumn("b", "B", "date"), SheetColumn("c", "C", "number"), a=[1], b=[None], c=[0.5])
    result = written(CsvWriter(), book(replace(made, totals={"a": 1, "c": 0.5}, totals_label="Sum")), tmp_path)
    assert result.path.read_bytes().decode("utf-8-sig") == "B;C\r\n;0,5\r\nSum;0,5\r\n"


def test_a_total_that_no_column_can_hold_is_an_error(tmp_path: Path) -> None:
    """With the sheet's name, and without a file."""
    with pytest.raises(WriterError, match="sheet `akt`: the total of `c` does not fit its type"):
        written(CsvWriter(), book(replace(one("date", [None]), totals={"c": "i dag"})), tmp_path)
    assert not list(tmp_path.iterdir())
