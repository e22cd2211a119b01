"""Texts that repeat themselves stand in cells by their numbers, and all cells hold what they are to hold."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from kolonne import ahead
from kolonne.contract import Sheet, SheetColumn, WrittenFile
from kolonne.writers import XlsxFileWriter, column_texts, shared_strings
from unit.writers.workbooks import book, sheet, written

_ROWS = 3000
_ODD = ["a & <b>", " foran", "bak ", "to\nlinjer", "_x0041_", "a\x00b", "=1+1", "007", "😀", "\u00a0fast\u00a0"]


def _repeated(texts: Sequence[str | None], rows: int = _ROWS) -> list[str | None]:
    return list(islice(cycle(texts), rows))


def _unlike(rows: int = _ROWS) -> list[str | None]:
    return [f"nr {number}" for number in range(rows)]


def _sheet(name: str = "akt", frame_rows: int = 1500, **cells: Sequence[str | None]) -> Sheet:
    columns = [SheetColumn(column, column.upper(), "text") for column in cells]
    return sheet(*columns, name=name, title=name, frame_rows=frame_rows, **cells)


def _parts(result: WrittenFile) -> dict[str, str]:
    with zipfile.ZipFile(result.path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def _kinds(result: WrittenFile, number: int = 1) -> list[list[str]]:
    """How the cells of each row of a sheet hold what they hold; the header first."""
    rows = re.findall(r"<row .*?</row>", _parts(result)[f"xl/worksheets/sheet{number}.xml"], re.DOTALL)
    return [re.findall(r'<c (?:r="\w+" )?s="\d+"(?: t="(\w+)")?', row) for row in rows]


def _columns(result: WrittenFile, number: int = 0) -> list[tuple[object, ...]]:
    rows = CalamineWorkbook.from_path(result.path).get_sheet_by_index(number).to_python()
    return list(zip(*rows[1:], strict=True))


def _write(folder: Path, *sheets: Sheet, most_rows: int = 1_048_575) -> WrittenFile:
    return written(XlsxFileWriter(most_rows=most_rows), book(*sheets), folder)


def test_texts_that_repeat_themselves_are_shared_and_others_are_not(tmp_path: Path) -> None:
    """A column decides for itself."""
    result = _write(tmp_path, _sheet(a=_repeated(["x", "y"]), b=_unlike()))
    assert {tuple(kinds) for kinds in _kinds(result)[1:]} == {("s", "inlineStr")}
    assert _columns(result) == [tuple(_repeated(["x", "y"])), tuple(_unlike())]


def test_few_rows_are_not_worth_it(tmp_path: Path) -> None:
    """Small workbooks have no more parts in use than they need."""
    result = _write(tmp_path, _sheet(a=_repeated(["x", "y"], 1023)))
    assert {kind for (kind,) in _kinds(result)[1:]} == {"inlineStr"}


def test_all_kinds_of_text_come_back(tmp_path: Path) -> None:
    """What XML would change is kept, and blank cells are blank."""
    cells = _repeated(["", None, *_ODD], 1200)
    result = _write(tmp_path, _sheet(a=cells))
    assert _columns(result) == [tuple(text or "" for text in cells)]
    assert [kind for (kind,) in _kinds(result)[1:13]] == ["", "", *["s"] * len(_ODD)]


def test_numbers_are_given_once_for_columns_pages_and_sheets(tmp_path: Path) -> None:
    """In the order in which texts come, and counted."""
    first = _sheet("en", a=_repeated(["x", "y"]), b=_repeated(["y", "z", None]))
    second = _sheet("to", a=_repeated(["z", "w", "EN"]))
    result = _write(tmp_path, first, second, most_rows=2000)
    parts = _parts(result)
    assert list(parts)[-1] == "xl/sharedStrings.xml"
    entries = re.findall(r"<si><t>(.*?)</t></si>", parts["xl/sharedStrings.xml"])
    assert entries[-5:] == ["x", "y", "z", "w", "EN"]
    assert len(entries) == len(set(entries))
    named = sum(kinds.count("s") for page in (1, 2, 3, 4) for kinds in _kinds(result, page))
    assert f'count="{named}" uniqueCount="{len(entries)}"' in parts["xl/sharedStrings.xml"]
    pages = [_columns(result, number) for number in range(4)]
    assert pages[0][0] + pages[1][0] == tuple(_repeated(["x", "y"]))
    assert pages[0][1] + pages[1][1] == tuple(_repeated(["y", "z", ""]))
    assert pages[2][0] + pages[3][0] == tuple(_repeated(["z", "w", "EN"]))


def test_what_is_new_in_a_later_piece_is_learnt_there(tmp_path: Path) -> None:
    """Also where pieces between have nothing but what is new: they hold it themselves."""
    cells = [*_repeated(["x"], 1500), *_unlike(1500), *_repeated(["x", "y"], 1500)]
    result = _write(tmp_path, _sheet(a=cells))
    kinds = [kind for (kind,) in _kinds(result)[1:]]
    assert kinds == ["s"] * 1500 + ["inlineStr"] * 1500 + ["s"] * 1500
    assert _columns(result) == [tuple(cells)]


@pytest.mark.parametrize("most", [(column_texts, "_MOST", 4), (shared_strings, "_MOST_ENTRIES", 4)])
def test_what_has_no_room_stands_in_its_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: tuple[object, str, int]
) -> None:
    """What is in the table is named by its number all the same."""
    monkeypatch.setattr(*most)
    cells = [*_repeated(["x", "y"], 1500), *_repeated(["x", "y", "z", "w"], 1500), *_repeated(["y"], 1500)]
    result = _write(tmp_path, _sheet(a=cells))
    kinds = [kind for (kind,) in _kinds(result)[1:]]
    assert kinds == ["s"] * 1500 + ["inlineStr"] * 1500 + ["s"] * 1500
    assert _columns(result) == [tuple(cells)]


def test_notices_count_cells_and_not_texts(tmp_path: Path) -> None:
    """A text that is cut, or has other line breaks, is in the table once, and is told for each cell."""
    few = ["kort"] * 27
    cells = _repeated(["x" * 40_000, "a\r\nb", "a\nb", *few])
    result = _write(tmp_path, _sheet(a=cells))
    assert {kind for (kind,) in _kinds(result)[1:]} == {"s"}
    assert _columns(result) == [tuple(_repeated(["x" * 32_767, "a\nb", "a\nb", *few]))]
    assert [re.findall(r"`akt`: ([\d,]+) cells in `A` hold (more|line)", notice)[0] for notice in result.notices] == [
        ("100", "line"),
        ("100", "more"),
    ]


def test_linked_cells_are_shared_in_both_looks(tmp_path: Path) -> None:
    """Those that lead somewhere look different, and hold the same."""
    columns = (SheetColumn("a", "A", "text", link="b"), SheetColumn("b", "B", "text"))
    texts, addresses = _repeated(["x", "y"]), _repeated(["https://a.no/", None, None])
    result = _write(tmp_path, sheet(*columns, frame_rows=1500, a=texts, b=addresses))
    assert {kinds[0] for kinds in _kinds(result)[1:]} == {"s"}
    looks = re.findall(r'<row r="\d+"><c s="(\d+)" t="s">', _parts(result)["xl/worksheets/sheet1.xml"])
    assert len(set(looks)) == 2
    assert _columns(result)[0] == tuple(texts)


def test_computed_cells_hold_their_text_themselves(tmp_path: Path) -> None:
    """A formula has its value beside it."""
    columns = (SheetColumn("a", "A", "text", formula=('="x"',)), SheetColumn("b", "B", "text"))
    result = _write(tmp_path, sheet(*columns, frame_rows=1500, a=_repeated(["x"]), b=_repeated(["x"])))
    assert {tuple(kinds) for kinds in _kinds(result)[1:]} == {("str", "s")}


def test_bytes_do_not_hang_on_how_many_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers are given where pieces are handed out, in their order."""
    given = _sheet(a=_repeated(["x", "y", None]), b=_unlike(), c=[f"{number // 9}" for number in range(_ROWS)])
    workbook = replace(book(given), appendices=(_sheet("feil", a=_repeated(["z", "x"])),))
    found = set()
    for workers in (1, 2, 5):
        monkeypatch.setattr(ahead.Ahead.__init__, "__defaults__", (workers,))
        monkeypatch.setattr(ahead.ahead, "__defaults__", (workers,))
        found.add(written(XlsxFileWriter(), workbook, tmp_path, str(workers)).path.read_bytes())
    assert len(found) == 1
