"""The .ods file, as calamine and LibreOffice read it."""

import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from kolonne.contract import HeadingLine, Sheet, SheetColumn, WriterError
from kolonne.writers import OdsWriter
from unit.writers.crosstab import crosstab
from unit.writers.workbooks import book, one, quiet, sheet, written

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CONFIG = "{urn:oasis:names:tc:opendocument:xmlns:config:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def _rows(path: Path, at: int = 0) -> list[list[object]]:
    return [
        list[object](row)
        for row in CalamineWorkbook.from_path(path).get_sheet_by_index(at).to_python(skip_empty_area=False)
    ]


def _content(path: Path) -> ET.Element:
    with zipfile.ZipFile(path) as archive:
        return ET.fromstring(archive.read("content.xml"))  # noqa: S314 # our own


@pytest.mark.parametrize(
    ("kind", "cells", "read"),
    [
        ("text", ["007", "=1+1", '<&">', "æøå 😀", "]]>", None, ""], ["007", "=1+1", '<&">', "æøå 😀", "]]>", "", ""]),
        ("text", ["to\r\nlinjer", "a\rb\n\nc"], ["to\nlinjer", "a\nb\n\nc"]),
        ("text", [" a  b ", "a \n b", "  ", "a\tb", " \t ", "a b c"], None),
        ("text", ["a\x00b", "\x1b[31m", "\ufffe"], ["a\ufffdb", "\ufffd[31m", "\ufffd"]),
        ("text", ["x" * 32_767, "&" * 32_767], None),
        ("integer", [1, -2, 10**15 - 1, 10**15, None], [1, -2, 10**15 - 1, str(10**15), ""]),
        ("number", [0.1, -1e300, 5e-324, float("inf"), None], [0.1, -1e300, 5e-324, "inf", ""]),
        (
            "decimal",
            [Decimal("-0.05"), Decimal("1234.50"), Decimal("1234567890123456.00"), Decimal("12345678901234.56"), None],
            [-0.05, 1234.5, "1234567890123456.00", "12345678901234.56", ""],
        ),
        ("boolean", [True, False, None], [True, False, ""]),
        ("date", [date(2024, 2, 29), date(1900, 3, 1), date(9999, 12, 31), date(1900, 2, 28), None], None),
        ("time", [time(0, 0), time(7, 5, 1), time(23, 59, 59, 999_999), None], None),
        (
            "datetime",
            [datetime(2025, 7, 1, 22, 30, tzinfo=UTC), datetime(1899, 7, 1, tzinfo=UTC), None],
            [datetime(2025, 7, 2, 0, 30), "1899-07-01 01:00:00", ""],  # noqa: DTZ001 # a cell has no zone
        ),
    ],
)
def test_a_cell(kind: str, cells: Sequence[object], read: Sequence[object] | None, tmp_path: Path) -> None:
    """It keeps type and value, or is text where a spreadsheet cannot hold it."""
    result = written(OdsWriter(), book(one(kind, cells)), tmp_path)
    told = {None: "", date(1900, 2, 28): "1900-02-28"}
    expected = [told.get(cell, cell) for cell in cells] if read is None else list(read)  # type: ignore[call-overload]
    assert [row[0] for row in _rows(result.path)[1:]] == expected


@pytest.mark.parametrize(
    ("kind", "cells", "told"),
    [
        (
            "text",
            ["a\x00", "b"],
            "1 cell in `C` holds control characters, which the format cannot, and has \ufffd in their place",
        ),
        (
            "text",
            ["x" * 32_768, "b"],
            "1 cell in `C` holds more than 32,767 characters, the most a spreadsheet cell can",
        ),
        ("text", ["a\rb", "b\nc"], "1 cell in `C` holds line breaks of another system, and has those of this format"),
        ("integer", [10**15, 1], "1 cell in `C` holds more than 15 digits and stands as text"),
        ("number", [float("nan"), 1.0], "1 cell in `C` holds no finite number and stands as text"),
        ("date", [date(1, 1, 1), date(2025, 1, 1)], "1 cell in `C` holds a date outside 1900-03-01 to 9999-12-31"),
    ],
)
def test_what_the_format_forces_is_told(kind: str, cells: Sequence[object], told: str, tmp_path: Path) -> None:
    """With number and column."""
    (notice,) = written(OdsWriter(), book(one(kind, cells, "C")), tmp_path).notices
    assert notice.startswith(f"sheet `Aktiviteter`: {told}")


def test_the_file_is_known_by_its_beginning(tmp_path: Path) -> None:
    """Its first entry is its type, as it is; all others are listed."""
    path = written(OdsWriter(), book(one("text", ["a"])), tmp_path).path
    mime_type = b"application/vnd.oasis.opendocument.spreadsheet"
    assert path.read_bytes()[30 : 38 + len(mime_type)] == b"mimetype" + mime_type
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        manifest = archive.read("META-INF/manifest.xml").decode()
        for name in names[1:]:
            ET.fromstring(archive.read(name))  # noqa: S314 # our own
    assert names[0] == "mimetype"
    assert all(f'full-path="{name}"' in manifest for name in names[2:])


def test_a_table_with_all_that_can_stand_around_it(tmp_path: Path) -> None:
    """Heading, note, an empty line, groups, headers, rows, totals."""
    path = written(OdsWriter(), book(crosstab()), tmp_path).path
    rows = [[cell for cell in row if cell != ""] for row in _rows(path)]
    assert rows == [
        ["Organisasjon", "Norges Handikapforbund"],
        ["Kontaktperson"],
        ["Underskrift"],
        ["Tall under 5 vises ikke."],
        [],
        ["Kvinner", "Menn"],
        ["Lokallag", "0-13", "14+", "0-13", "14+", "Tilskudd"],
        ["Oslo", 5, 5, 5, 5, 1.25],
        ["Bærum", 5, 5, 5, 5, 1.25],
        ["Sum", 3, 30, 12, 2.5],
    ]
    content = _content(path)
    spans = [one.get(f"{_TABLE}number-columns-spanned") for one in content.iter(f"{_TABLE}table-cell")]
    assert [one for one in spans if one] == ["2", "2"]
    assert len([*content.iter(f"{_TABLE}table-header-rows")]) == 1
    assert [one.get(f"{_TABLE}target-range-address") for one in content.iter(f"{_TABLE}database-range")] == [
        "'Krysstabell'.A7:'Krysstabell'.F9"
    ]
    assert ["".join(one.itertext()) for one in content.iter(f"{_OFFICE}annotation")] == ["Utbetalt"]


@pytest.mark.parametrize(("lines", "frozen"), [(0, 1), (13, 15), (14, 16), (15, None), (100, None)])
def test_headers_stay_when_the_rows_are_scrolled(lines: int, frozen: int | None, tmp_path: Path) -> None:
    """With all that stands above them, unless little of the screen would be left."""
    made = replace(one("text", ["a"]), heading=(HeadingLine("a", "b"),) * lines)
    with zipfile.ZipFile(written(OdsWriter(), book(made), tmp_path).path) as archive:
        settings = ET.fromstring(archive.read("settings.xml"))  # noqa: S314 # our own
    told = {one.get(f"{_CONFIG}name"): one.text for one in settings.iter(f"{_CONFIG}config-item")}
    assert told.get("VerticalSplitPosition") == (None if frozen is None else str(frozen))


def test_markup_is_text_everywhere(tmp_path: Path) -> None:
    """In titles, headers, groups, notes, choices and formats."""
    evil = "'\"><x> & 'y'"
    columns = (
        SheetColumn("c", evil, "text", group=evil, note=evil, choices=(evil, ' "ja" ')),
        SheetColumn("n", evil, "integer", group=evil, format='0 "<&>"', locked=True),
    )
    made = replace(sheet(*columns, c=["a"], n=[1], title=evil), note=evil)
    path = written(OdsWriter(), replace(book(made), title=evil, organisation=evil, fingerprint=evil), tmp_path).path
    (validation,) = _content(path).iter(f"{_TABLE}content-validation")
    doubled = evil.replace('"', '""')
    assert validation.get(f"{_TABLE}condition") == f'of:cell-content-is-in-list("{doubled}";" ""ja"" ")'
    assert _rows(path)[2][0] == evil
    assert next(_content(path).iter(f"{_TABLE}table")).get(f"{_TABLE}protected") == "true"


def test_a_sheet_without_rows_has_its_header(tmp_path: Path) -> None:
    """Nothing to report is a report too."""
    assert _rows(written(OdsWriter(), book(one("date", [])), tmp_path).path) == [["Kolonne", "Ved siden av"]]


def test_sheets_and_appendices_in_order(tmp_path: Path) -> None:
    """Under names that are unique."""
    workbook = book(one("text", ["a"]), one("text", ["b"]), appendices=(replace(one("text", ["c"]), title="Utelatt"),))
    path = written(OdsWriter(), workbook, tmp_path).path
    assert CalamineWorkbook.from_path(path).sheet_names == ["Aktiviteter", "Aktiviteter (2)", "Utelatt"]
    assert [_rows(path, at)[1][0] for at in range(3)] == ["a", "b", "c"]


def test_a_long_sheet_continues_on_the_next(tmp_path: Path) -> None:
    """With its header, and the totals at the end."""
    made = replace(one("integer", list(range(10))), totals={"c": 45}, totals_label="Sum")
    result = OdsWriter(most_rows=5).write(book(made), tmp_path / "r.ods", quiet)
    pages = [_rows(result.path, at) for at in range(3)]
    assert [row[0] for page in pages for row in page] == [
        "Kolonne",
        *range(4),
        "Kolonne",
        *range(4, 8),
        "Kolonne",
        8,
        9,
        45,
    ]
    assert "sheet `Aktiviteter` continues on `Aktiviteter (2)`: a sheet holds 4 rows" in result.notices[0]


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        ((), "there is no sheet to write"),
        ((replace(one("integer", [1]), rows=2),), "sheet `akt`: promised 2 rows, gave 1"),
    ],
)
def test_no_half_file_is_written(sheets: tuple[Sheet, ...], message: str, tmp_path: Path) -> None:
    """With the reason, and without a file."""
    with pytest.raises(WriterError, match=message):
        written(OdsWriter(), book(*sheets), tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_takes_it_as_meant(tmp_path: Path) -> None:
    """Filter, dropdown, hidden column, formats, protection and note come out of it again."""
    columns = (
        SheetColumn("a", "A", "text", choices=("ja", "nei, takk", 'si "jo"'), note="Hva"),
        SheetColumn("b", "B", "integer", hidden=True, format="#,##0"),
        SheetColumn("c", "C", "number", format="0.0 %", width=20, locked=True),
        SheetColumn("d", "D", "decimal", scale=2, group="G"),
        SheetColumn("e", "E", "date", group="G"),
        SheetColumn("f", "F", "datetime"),
        SheetColumn("g", "G", "time"),
        SheetColumn("h", "H", "boolean"),
    )
    made = sheet(
        *columns,
        a=[" 007  x", "to\nlinjer\t med tabulator "],
        b=[1, 2],
        c=[0.5, None],
        d=[Decimal("1234.50"), None],
        e=[date(2025, 3, 4), None],
        f=[datetime(2025, 7, 1, 22, 30, tzinfo=UTC), None],
        g=[time(7, 5), None],
        h=[True, None],
        title="Ark 'æ' 1",
    )
    path = written(OdsWriter(), book(made), tmp_path).path
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    opened = openpyxl.load_workbook(path.with_suffix(".xlsx"))
    taken = opened["Ark 'æ' 1"]
    assert [cell.value for cell in taken[2]] == list("ABCDEFGH")
    assert [cell.value for cell in taken[3]] == [
        " 007  x",
        1,
        0.5,
        1234.5,
        datetime(2025, 3, 4),  # noqa: DTZ001 # a cell has no zone
        datetime(2025, 7, 2, 0, 30),  # noqa: DTZ001
        time(7, 5),
        True,
    ]
    formats = [str(cell.number_format).replace("\\", "").lower() for cell in taken[3]]
    assert formats[:4] == ["@", "#,##0", "0.0 %", "#,##0.00"]
    assert formats[4:7] == ["dd.mm.yyyy", "dd.mm.yyyy hh:mm", "hh:mm"]
    assert taken["A4"].value == "to\nlinjer\t med tabulator "
    assert taken.auto_filter.ref == "A2:H4"
    assert taken.column_dimensions["B"].hidden
    assert taken.protection.sheet
    assert [taken[place].protection.locked for place in ("A3", "C3")] == [False, True]
    assert taken["A2"].comment is not None
    assert [str(one) for one in taken.merged_cells.ranges] == ["D1:E1"]
    (rule,) = taken.data_validations.dataValidation
    assert str(rule.sqref) == "A3:A4"
    with zipfile.ZipFile(path.with_suffix(".xlsx")) as archive:
        # openpyxl does not read the list, since a choice has a comma.
        assert "nei, takk" in archive.read("xl/worksheets/sheet1.xml").decode()
