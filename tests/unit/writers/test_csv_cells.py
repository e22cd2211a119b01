"""What one cell looks like in a .csv file, as tables of cases."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from kolonne.contract import CsvDialect
from kolonne.writers import CsvWriter
from unit.writers.workbooks import book, one, written

_BARE = CsvDialect(bom=False, guard=False)

_CELLS = [
    ("text", "Åse & Øyvind", "Åse & Øyvind"),
    ("text", "007", "007"),
    ("text", "", ""),
    ("text", None, ""),
    ("text", "a;b", '"a;b"'),
    ("text", 'sa "hei"', '"sa ""hei"""'),
    ("text", "to\nlinjer", '"to\nlinjer"'),
    ("text", "cr\rher", '"cr\rher"'),
    ("text", " foran", '" foran"'),
    ("text", "bak ", '"bak "'),
    ("text", "a,b", "a,b"),
    ("integer", -5, "-5"),
    ("integer", 2**63 - 1, "9223372036854775807"),
    ("integer", None, ""),
    ("number", 5.0, "5"),
    ("number", -0.0, "0"),
    ("number", 2.5, "2,5"),
    ("number", 0.1 + 0.2, "0,3"),
    ("number", 2 / 3, "0,666666666666667"),
    ("number", 1e16, "10000000000000000"),
    ("number", 123456789012345680.0, "123456789012345680"),
    ("number", 1e21, "1000000000000000000000"),
    ("number", 1.5e-7, "0,00000015"),
    ("number", None, ""),
    ("decimal", Decimal("-0.50"), "-0,50"),
    ("decimal", Decimal("123456789012345678901234567890.12"), "123456789012345678901234567890,12"),
    ("decimal", None, ""),
    ("boolean", True, "1"),
    ("boolean", False, "0"),
    ("boolean", None, ""),
    ("date", date(2025, 3, 4), "2025-03-04"),
    ("date", date(1850, 1, 1), "1850-01-01"),
    ("time", time(18, 30, 5), "18:30:05"),
    ("datetime", datetime(2025, 7, 1, 22, 30, 5, tzinfo=UTC), "2025-07-02 00:30:05"),
    ("datetime", datetime(2025, 2, 10, 18, 30, tzinfo=UTC), "2025-02-10 19:30:00"),
    ("datetime", None, ""),
]


@pytest.mark.parametrize(("kind", "cell", "shown"), _CELLS)
def test_a_cell_is_shown_in_the_default_dialect(kind: str, cell: object, shown: str, tmp_path: Path) -> None:
    """Each type has one form, also beside other rows of the same frame."""
    result = written(CsvWriter(), book(one(kind, [cell, None, cell]), csv=_BARE), tmp_path)
    text = result.path.read_bytes().decode()
    assert text == f"Kolonne;Ved siden av\r\n{shown};x\r\n;x\r\n{shown};x\r\n"


_DIALECTS = [
    (CsvDialect(bom=False, decimal="."), "number", 2.5, "2.5;x\r\n"),
    (CsvDialect(bom=False, delimiter=",", decimal="."), "text", "a,b", '"a,b",x\r\n'),
    (CsvDialect(bom=False, delimiter=",", decimal=","), "number", 2.5, '"2,5",x\r\n'),
    (CsvDialect(bom=False, delimiter="\t"), "text", "a\tb", '"a\tb"\tx\r\n'),
    (CsvDialect(bom=False, line_end="\n"), "integer", 1, "1;x\n"),
    (CsvDialect(bom=False, date="%d.%m.%Y"), "date", date(2025, 3, 4), "04.03.2025;x\r\n"),
    (CsvDialect(bom=False, time="%H;%M"), "time", time(1, 2), '"01;02";x\r\n'),
    (
        CsvDialect(bom=False, datetime="%d.%m.%Y %H:%M"),
        "datetime",
        datetime(2025, 1, 1, tzinfo=UTC),
        "01.01.2025 01:00;x\r\n",
    ),
    (CsvDialect(bom=False, true="Ja", false="Nei"), "boolean", False, "Nei;x\r\n"),
    (CsvDialect(bom=False, blank="NULL"), "text", None, "NULL;x\r\n"),
    (CsvDialect(bom=False, blank="NULL"), "text", "", "NULL;x\r\n"),
    (CsvDialect(bom=False, blank="NULL"), "decimal", None, "NULL;x\r\n"),
    (CsvDialect(bom=False, quotes="never"), "text", 'sa "hei" ', 'sa "hei" ;x\r\n'),
    (CsvDialect(bom=False, quotes="never"), "text", "0301", "0301;x\r\n"),
]


@pytest.mark.parametrize(("dialect", "kind", "cell", "line"), _DIALECTS)
def test_a_dialect_is_followed(dialect: CsvDialect, kind: str, cell: object, line: str, tmp_path: Path) -> None:
    """Delimiter, decimal sign, line end and forms are the dialect's; what collides is quoted."""
    text = written(CsvWriter(), book(one(kind, [cell]), csv=dialect), tmp_path).path.read_bytes().decode()
    assert text.split(dialect.line_end, 1)[1] == line


def test_instants_are_shown_in_the_time_zone_of_the_workbook(tmp_path: Path) -> None:
    """As a spreadsheet shows them, on both sides of the hour that comes twice."""
    cells = [datetime(2025, 11, 2, hour, 30, tzinfo=UTC) for hour in (5, 6)]
    workbook = replace(book(one("datetime", cells), csv=_BARE), timezone="America/New_York")
    lines = written(CsvWriter(), workbook, tmp_path).path.read_text().splitlines()
    assert lines[1:] == ["2025-11-02 01:30:00;x"] * 2


def test_hostile_text_comes_back_unchanged(tmp_path: Path) -> None:
    """Python's csv reader gets exactly what was written."""
    cells = ["]]>", "😀", "x" * 40_000, "_x0041_", 'a"";b\r\nc', "\x01", '"', "\u2028", "'"]
    result = written(CsvWriter(), book(one("text", cells), csv=_BARE), tmp_path)
    read = list(csv.reader(io.StringIO(result.path.read_bytes().decode(), newline=""), delimiter=";"))
    assert [row[0] for row in read[1:]] == cells
