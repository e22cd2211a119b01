"""The .xlsx file as a whole: sheets, header, dropdowns, locks, properties, and the zip around it."""

import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from kolonne.contract import SheetColumn, Workbook, WriterError
from kolonne.writers import XlsxFileWriter
from unit.writers.workbooks import book, of_frame, one, sheet, written


def _opened(workbook: Workbook, folder: Path, most_rows: int = 1_048_575) -> Any:
    return openpyxl.load_workbook(written(XlsxFileWriter(most_rows=most_rows), workbook, folder).path)


def test_the_header_stays_in_sight_and_filters_every_row(tmp_path: Path) -> None:
    """Frozen, bold, filled, and the filter reaches the last row."""
    made = _opened(book(one("integer", list(range(2500)))), tmp_path).worksheets[0]
    assert (made.freeze_panes, made.auto_filter.ref, made.dimensions) == ("A2", "A1:B2501", "A1:B2501")
    header = made["A1"]
    assert (header.value, header.font.bold, header.fill.fgColor.rgb, header.alignment.wrap_text) == (
        "Kolonne",
        True,
        "FF1F4E78",
        True,
    )
    assert made.print_title_rows == "$1:$1"
    assert [made.cell(row, 1).value for row in (2, 1001, 1002, 2501)] == [0, 999, 1000, 2499]


def test_the_properties_tell_where_the_file_comes_from(tmp_path: Path) -> None:
    """Title, organisation, period, fingerprint and version, made at the stated time."""
    made = _opened(book(one("text", ["a"])), tmp_path)
    core, custom = made.properties, {prop.name: prop.value for prop in made.custom_doc_props.props}
    assert (core.title, core.subject) == ("Rapport & regnskap", "Norges Handikapforbund, 2025-H1")
    assert core.created == datetime(2026, 1, 2, 3, 4, 5)  # noqa: DTZ001 # openpyxl gives UTC without saying so
    assert "sha256:0123abcd" in core.keywords
    assert custom == {"kolonne fingerprint": "sha256:0123abcd", "kolonne version": "0.1.0"}


def test_appendices_follow_the_report(tmp_path: Path) -> None:
    """With the same header and filter."""
    failures = replace(one("text", ["mangler dato"]), title="Feil")
    made = _opened(book(one("text", ["a"]), appendices=(failures,)), tmp_path)
    assert made.sheetnames == ["Aktiviteter", "Feil"]
    assert (made["Feil"]["A2"].value, made["Feil"].freeze_panes) == ("mangler dato", "A2")


_SHORT = ("Kurs", "Telefon", "Besøk")
_LONG = tuple(f"Valg nummer {at}" for at in range(40))
_DROPDOWNS = [
    (_SHORT, '"Kurs,Telefon,Besøk"'),
    (("Ja", "", "Nei", "Ja"), '"Ja,Nei"'),
    (_LONG, "kolonne_list_1"),
    (("Kurs, helg", "Telefon"), "kolonne_list_1"),
    (('"Sitat"',), "kolonne_list_1"),
    (("=A1", "b"), "kolonne_list_1"),
    ((" foran",), "kolonne_list_1"),
]


@pytest.mark.parametrize(("choices", "formula"), _DROPDOWNS)
def test_choices_become_a_dropdown(choices: tuple[str, ...], formula: str, tmp_path: Path) -> None:
    """Inside the cell's rule while they fit, on a hidden sheet otherwise."""
    column = SheetColumn("c", "C", "text", choices=choices)
    made = _opened(book(sheet(column, c=["Kurs", "Kurs"])), tmp_path)
    (rule,) = made.worksheets[0].data_validations.dataValidation
    assert (rule.type, rule.formula1, str(rule.sqref)) == ("list", formula, "A2:A3")
    if formula.startswith("kolonne"):
        assert made["Lister"].sheet_state == "hidden"
        place = "$A$1" if len(choices) == 1 else f"$A$1:$A${len(choices)}"
        assert made.defined_names[formula].attr_text == f"'Lister'!{place}"
        assert tuple(cell.value for cell in made["Lister"]["A"]) == choices


def test_a_note_shows_when_the_header_is_selected(tmp_path: Path) -> None:
    """Cut to what Excel shows."""
    column = SheetColumn("c", "Antall " * 10, "integer", note="n" * 300)
    (rule,) = _opened(book(sheet(column, c=[1])), tmp_path).worksheets[0].data_validations.dataValidation
    assert (str(rule.sqref), rule.promptTitle, rule.prompt) == ("A1", ("Antall " * 10)[:32], "n" * 255)


def test_locked_columns_lock_the_sheet_but_not_the_others(tmp_path: Path) -> None:
    """Sheets without a locked column are not protected at all."""
    locked = sheet(SheetColumn("a", "A", "text", locked=True), SheetColumn("b", "B", "text"), a=["1"], b=["2"])
    free = sheet(SheetColumn("a", "A", "text"), a=["1"], title="Fri")
    made = _opened(book(locked, free), tmp_path)
    first = made["Aktiviteter"]
    assert (first.protection.sheet, made["Fri"].protection.sheet) == (True, False)
    assert (first["A2"].protection.locked, first["B2"].protection.locked, first["B1"].protection.locked) == (
        True,
        False,
        True,
    )


def test_columns_have_their_width_format_and_may_hide(tmp_path: Path) -> None:
    """Guessed widths follow the content, between 6 and 60 characters."""
    columns = (
        SheetColumn("a", "A", "text"),
        SheetColumn("b", "B", "text"),
        SheetColumn("c", "C", "text", width=33),
        SheetColumn("d", "D", "integer", format="#,##0", hidden=True),
        SheetColumn("e", "Et langt ord: aktivitetskategori", "integer"),
    )
    made = _opened(book(sheet(*columns, a=["x"], b=["y" * 200], c=["z"], d=[1000], e=[1])), tmp_path).worksheets[0]
    widths = {name: round(made.column_dimensions[name].width) for name in "ABCE"}
    assert widths == {"A": 7, "B": 61, "C": 34, "E": 24}
    assert (made.column_dimensions["D"].hidden, made["D2"].number_format, made["D2"].value) == (True, "#,##0", 1000)
    assert made["B2"].alignment.wrap_text


def test_rows_of_wrapped_text_are_high_enough(tmp_path: Path) -> None:
    """LibreOffice would not fit them itself; a row of one line is left alone."""
    cells = ["kort", "a\nb\nc", "x" * 200, None, "\n" * 100, "a\r\nb\rc"]
    made = _opened(book(one("text", cells)), tmp_path).worksheets[0]
    assert [made.row_dimensions[row].height for row in range(2, 8)] == [None, 45, 60, None, 405, 45]
    assert _opened(book(one("text", ["a\rb"])), tmp_path).worksheets[0].row_dimensions[2].height == 30
    assert _opened(book(one("text", ["kort"])), tmp_path).worksheets[0]["A2"].alignment.wrap_text is None


@pytest.mark.parametrize("frame_rows", [1, 2, 3, 100])
def test_a_long_sheet_continues_on_the_next(frame_rows: int, tmp_path: Path) -> None:
    """With its header, wherever the frames end; a notice says so."""
    columns = (SheetColumn("c", "C", "integer"),)
    long = sheet(*columns, c=list(range(7)), frame_rows=frame_rows)
    result = written(XlsxFileWriter(most_rows=3), book(long, replace(long, title="Andre", rows=7)), tmp_path)
    made = openpyxl.load_workbook(result.path)
    assert made.sheetnames == ["Aktiviteter", "Aktiviteter (2)", "Aktiviteter (3)", "Andre", "Andre (2)", "Andre (3)"]
    rows = [[cell.value for cell in page["A"]] for page in made.worksheets[:3]]
    assert rows == [["C", 0, 1, 2], ["C", 3, 4, 5], ["C", 6]]
    assert made.worksheets[2].auto_filter.ref == "A1:A2"
    assert result.notices[0] == (
        "sheet `Aktiviteter` continues on `Aktiviteter (2)`: a sheet holds 3 rows, and there are 7"
    )
    assert len(result.notices) == 4


def test_a_sheet_without_rows_has_its_header(tmp_path: Path) -> None:
    """And nothing under it."""
    made = _opened(book(one("date", [])), tmp_path).worksheets[0]
    assert [[cell.value for cell in row] for row in made.rows] == [["Kolonne", "Ved siden av"]]


@pytest.mark.parametrize("workbook", [book(), book(sheet())])
def test_nothing_to_write_is_an_error(workbook: Workbook, tmp_path: Path) -> None:
    """No sheet, or a sheet without columns."""
    with pytest.raises(WriterError, match=r"no sheet|has 0 columns"):
        written(XlsxFileWriter(), workbook, tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_zip_is_plain_enough_for_every_excel(tmp_path: Path) -> None:
    """No zip64, no sizes after the data, no second entry of a name, all times fixed."""
    result = written(XlsxFileWriter(), book(one("text", ["a"] * 3000)), tmp_path)
    with zipfile.ZipFile(result.path) as archive:
        infos = archive.infolist()
        assert archive.testzip() is None
        assert len({info.filename for info in infos}) == len(infos)
        assert {(info.flag_bits & 8, info.extract_version, info.date_time) for info in infos} == {
            (0, 20, (1980, 1, 1, 0, 0, 0))
        }
        local = result.path.read_bytes()[archive.getinfo("xl/worksheets/sheet1.xml").header_offset :]
        assert int.from_bytes(local[22:26], "little") == archive.getinfo("xl/worksheets/sheet1.xml").file_size


def test_an_entry_over_two_gib_is_still_a_zip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays zip64, as an entry of that size must (the border is lowered here)."""
    monkeypatch.setattr("kolonne.writers.package._MOST_PLAIN", 10)
    result = written(XlsxFileWriter(), book(one("text", ["a"] * 100)), tmp_path)
    assert openpyxl.load_workbook(result.path).worksheets[0]["A101"].value == "a"


def test_importing_the_writer_does_not_import_the_library() -> None:
    """A command that writes no workbook does not pay for it."""
    code = "import sys; from kolonne.writers import XlsxFileWriter; sys.exit('xlsxwriter' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_without_the_library_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no file is left."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(WriterError, match=r"install `kolonne\[xlsx\]`"):
        written(XlsxFileWriter(), book(one("text", ["a"])), tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_sheet_has_as_many_columns_as_excel(tmp_path: Path) -> None:
    """16,384, to `XFD`; one more is an error before anything is written, since other formats take it."""
    columns = tuple(SheetColumn(f"c{at}", f"K{at}", "integer", width=8) for at in range(16_384))
    frame = pl.DataFrame({column.name: [at] for at, column in enumerate(columns)})
    result = written(XlsxFileWriter(), book(of_frame(frame, columns)), tmp_path)
    (header, row) = CalamineWorkbook.from_path(result.path).get_sheet_by_index(0).to_python()
    assert (header[-1], row[-1], len(row)) == ("K16383", 16_383, 16_384)
    with zipfile.ZipFile(result.path) as archive:
        assert '<dimension ref="A1:XFD2"/>' in archive.read("xl/worksheets/sheet1.xml").decode()
    more = (*columns, SheetColumn("d", "D", "integer"))
    with pytest.raises(WriterError, match=r"sheet `akt`: has 16,385 columns; 1 to 16,384 are allowed"):
        written(XlsxFileWriter(), book(of_frame(frame.with_columns(d=1), more)), tmp_path, "andre")
    assert [path.name for path in tmp_path.iterdir()] == [result.path.name]
