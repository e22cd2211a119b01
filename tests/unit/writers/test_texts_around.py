"""Texts around the data (titles, headers, notes, headings): whatever stands in them, the file opens, and what changed is told."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from kolonne.contract import HeadingLine, Sheet, SheetColumn, Workbook, Writer, WrittenFile
from kolonne.writers import (
    CsvWriter,
    FixedWidthWriter,
    HtmlWriter,
    NdjsonWriter,
    OdsWriter,
    ParquetWriter,
    XlsxFileWriter,
    XlsxLook,
)
from unit.writers.workbooks import book, sheet, written

_COLUMN = SheetColumn("c", "Kolonne", "text")


def _with_column(**changes: Any) -> Workbook:
    return book(sheet(replace(_COLUMN, **changes), c=["x"]))


def _with_sheet(**changes: Any) -> Workbook:
    return book(replace(sheet(_COLUMN, c=["x"]), **changes))


_PLACES: dict[str, Callable[[str], Workbook]] = {
    "header": lambda text: _with_column(header=text),
    "note of a column": lambda text: _with_column(note=text),
    "group": lambda text: _with_column(group=text),
    "dropdown": lambda text: _with_column(choices=(text, "x")),
    "list sheet": lambda text: _with_column(choices=(text, "x" * 300)),
    "title of a sheet": lambda text: _with_sheet(title=text),
    "label": lambda text: _with_sheet(heading=(HeadingLine(text, "verdi"),)),
    "value": lambda text: _with_sheet(heading=(HeadingLine("Navn", text),)),
    "place": lambda text: _with_sheet(heading=(HeadingLine(text),)),
    "note of a sheet": lambda text: _with_sheet(note=text),
    "total": lambda text: _with_sheet(totals={"c": text}),
    "title": lambda text: replace(_with_sheet(), title=text),
    "organisation": lambda text: replace(_with_sheet(), organisation=text),
    "fingerprint": lambda text: replace(_with_sheet(), fingerprint=text),
}
_TEXTS = {
    "half a character": "a\ud800b",
    "control character": "a\x01b",
    "nul": "a\x00b",
    "vertical tab": "a\x0bb",
    "no character": "a\ufffeb",
    "escape": "_x000D_ _x0041_",
    "error": "#N/A",
    "formula": "=1+1",
    "markup": "</t><b a=\"1\" b='2'>&amp;]]>",
    "codes of a header": '&D&"Arial"&24',
    "blanks": "  a  b ",
    "lines": "a\r\nb\rc\nd\te",
    "emoji": "👩‍👩‍👧‍👦",
    "right to left": "עִבְרִית",
}


def _file(make: Callable[[str], Workbook], text: str, folder: Path, look: XlsxLook | None = None) -> WrittenFile:
    return written(XlsxFileWriter(look or XlsxLook()), make(text), folder)


@pytest.mark.parametrize("text", _TEXTS.values(), ids=_TEXTS)
@pytest.mark.parametrize("make", _PLACES.values(), ids=_PLACES)
def test_the_file_opens_whatever_stands_around_the_data(
    make: Callable[[str], Workbook], text: str, tmp_path: Path
) -> None:
    """Every part is XML, and two readers find the data."""
    look = XlsxLook(place_box=True, announces="columns", says_language=True)
    result = _file(make, text, tmp_path, look)
    with zipfile.ZipFile(result.path) as archive:
        assert archive.testzip() is None
        assert all(ET.fromstring(archive.read(name)) is not None for name in archive.namelist())  # noqa: S314
    assert "x" in [cell.value for cell in openpyxl.load_workbook(result.path).worksheets[0]["A"]]
    assert ["x"] in [row[:1] for row in CalamineWorkbook.from_path(result.path).get_sheet_by_index(0).to_python()]


_REPLACED = ["half a character", "control character", "nul", "vertical tab", "no character"]


@pytest.mark.parametrize("name", _REPLACED)
@pytest.mark.parametrize("place", _PLACES)
def test_what_no_file_can_hold_is_replaced_and_told(place: str, name: str, tmp_path: Path) -> None:
    """By a sign that says so."""
    result = _file(_PLACES[place], _TEXTS[name], tmp_path)
    assert sum("have � there" in notice for notice in result.notices) == 1
    with zipfile.ZipFile(result.path) as archive:
        assert any("a�b" in archive.read(entry).decode() for entry in archive.namelist())


def test_what_was_replaced_is_told_by_its_place(tmp_path: Path) -> None:
    """Once for each column, each sheet and the report."""
    made = _with_column(header="a\x01", note="b\x02")
    made = replace(
        made, title="\x03", organisation="\x04", sheets=(replace(made.sheets[0], note="\x05", title="A\x06"),)
    )
    what = "held control characters or halves of characters, and have � there"
    assert written(XlsxFileWriter(), made, tmp_path).notices == (
        f"the title or the organisation of the report {what}",
        f"the header, the note or the choices of `a�` {what}",
        f"the texts around the data of the sheet `A�` {what}",
    )


@pytest.mark.parametrize("place", ["header", "value", "note of a sheet", "total", "title", "label"])
@pytest.mark.parametrize(
    "writer",
    [CsvWriter(), FixedWidthWriter(), HtmlWriter(), NdjsonWriter(), OdsWriter(), ParquetWriter(), XlsxFileWriter()],
    ids=lambda writer: writer.format,
)
def test_half_a_character_stops_no_writer(writer: Writer, place: str, tmp_path: Path) -> None:
    """It can only come from a plugin: documents, figures and records refuse it."""
    made = _PLACES[place]("a\ud800b")
    made = replace(made, sheets=(replace(made.sheets[0], columns=(replace(made.sheets[0].columns[0], width=20),)),))
    assert any("have � there" in notice for notice in written(writer, made, tmp_path).notices)


_KEPT = ["error", "formula", "escape", "markup", "blanks"]


@pytest.mark.parametrize("name", _KEPT)
def test_headers_are_text_as_they_stand(name: str, tmp_path: Path) -> None:
    """Neither formulas nor errors nor escapes."""
    found = CalamineWorkbook.from_path(_file(_PLACES["header"], _TEXTS[name], tmp_path).path).get_sheet_by_index(0)
    assert found.to_python()[0][0] == _TEXTS[name]


_CUT: list[tuple[Callable[[str], Workbook], str, str]] = [
    (_PLACES["note of a column"], "n" * 256, "sheet `Aktiviteter`: the note of `Kolonne` is cut at 255 characters"),
    (_PLACES["header"], "h" * 32_768, "sheet `Aktiviteter`: a header is cut at 32,767 characters"),
    (_PLACES["value"], "v" * 32_768, "sheet `Aktiviteter`: a line of the heading is cut at 32,767 characters"),
    (_PLACES["note of a sheet"], "m" * 32_768, "sheet `Aktiviteter`: the note above the table is cut at 32,767 characters"),
    (_PLACES["title"], "t" * 256, "the title of the report is cut at 255 characters in the properties of the file"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "text", "told"), _CUT)
def test_what_is_too_long_is_cut_and_told(
    make: Callable[[str], Workbook], text: str, told: str, tmp_path: Path
) -> None:
    """What just fits is not."""
    assert _file(make, text, tmp_path).notices == (told,)
    assert _file(make, text[1:], tmp_path).notices == ()


def test_a_prompt_is_cut_to_what_programs_take(tmp_path: Path) -> None:
    """Also where it grows because something in it looks like an escape."""
    result = _file(_PLACES["note of a column"], "_x0041_" * 36, tmp_path)
    (rule,) = openpyxl.load_workbook(result.path).worksheets[0].data_validations.dataValidation
    assert rule.prompt == "_x005F_x0041_" * 19 + "_x0041"
    assert result.notices == ("sheet `Aktiviteter`: the note of `Kolonne` is cut at 255 characters",)


_NAMES = [
    ("Aktiviteter", "Aktiviteter", False),
    (" Akti\nviteter ", "Akti viteter", False),
    ("Tilskudd 2024/2025", "Tilskudd 2024-2025", True),
    ("Likepersonsaktiviteter i region sør", "Likepersonsaktiviteter i region", True),
    ("_x0041_", "-x0041_", True),
    ("'sitat'", "sitat", True),
    ("History", "History_", True),
]


@pytest.mark.parametrize(("title", "name", "is_told"), _NAMES)
def test_a_title_that_is_no_name_of_a_sheet_is_told(title: str, name: str, is_told: bool, tmp_path: Path) -> None:
    """With the name that it got."""
    result = _file(_PLACES["title of a sheet"], title, tmp_path)
    assert openpyxl.load_workbook(result.path).sheetnames == [name]
    assert [notice.partition(":")[0] for notice in result.notices] == [f"sheet `{title}` is called `{name}`"] * is_told


def test_two_sheets_of_one_name_are_told_apart(tmp_path: Path) -> None:
    """Whatever the case; the second is told."""
    one: Sheet = sheet(_COLUMN, c=["x"], title="Lag")
    result = written(XlsxFileWriter(), book(one, replace(one, title="LAG")), tmp_path)
    assert openpyxl.load_workbook(result.path).sheetnames == ["Lag", "LAG (2)"]
    assert [notice.partition(":")[0] for notice in result.notices] == ["sheet `LAG` is called `LAG (2)`"]
