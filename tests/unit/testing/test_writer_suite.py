"""A wrong writer fails the suite, where it should."""

import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from kolonne import write_whole
from kolonne.hookspecs import Sheet, Tick, Workbook, WriterError, WrittenFile
from kolonne.testing import WriterSuite
from unit.testing.judging import failed


def _lines(workbook: Workbook) -> Iterator[tuple[int, bytes]]:
    for sheet in workbook.sheets:
        for frame in sheet.frames():
            yield frame.height, "".join(f"{row}\n" for row in frame.rows()).encode()


class _Writer:
    """A good one: a line a row."""

    format = "lines"
    title = "lines of text"
    mime_type = "text/plain"

    def suffix(self, workbook: Workbook) -> str:
        assert workbook.sheets
        return ".txt"

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        def fill(stream: BinaryIO, done: Tick) -> tuple[str, ...]:
            stream.write(self.beginning())
            for rows, content in _lines(workbook):
                stream.write(content)
                done(rows)
            return ()

        return write_whole(destination, self.mime_type, tick, fill)

    def beginning(self) -> bytes:
        return b"lines\n"


class _Half(_Writer):
    """Writes under the final name from the beginning."""

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        written = super().write(replace(workbook, sheets=()), destination, lambda _: None)
        done = 0
        with destination.open("ab") as stream:
            for rows, content in _lines(workbook):
                stream.write(content)
                done += rows
                tick(done)
        return replace(written, size=destination.stat().st_size)


class _PartLeft(_Writer):
    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        destination.with_suffix(".part").write_bytes(b"part")
        written = super().write(workbook, destination, tick)
        destination.with_suffix(".part").unlink()
        return written


class _Silent(_Writer):
    def write(self, workbook: Workbook, destination: Path, _: Tick) -> WrittenFile:
        return super().write(workbook, destination, lambda _rows: None)


class _PieceByPiece(_Writer):
    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        return super().write(workbook, destination, lambda rows: tick(64 if rows else 0))


class _Deaf(_Writer):
    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        def told(rows: int) -> None:
            with suppress(BaseException):
                tick(rows)

        return super().write(workbook, destination, told)


class _Renaming(_Writer):
    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        try:
            return super().write(workbook, destination, tick)
        except Exception as error:
            raise WriterError("it did not work") from error


class _Telling(_Writer):
    changes: dict[str, object]

    def __init__(self, **changes: object) -> None:
        self.changes = changes

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        return replace(super().write(workbook, destination, tick), **self.changes)  # type: ignore[arg-type]


class _Elsewhere(_Writer):
    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        return super().write(workbook, destination.with_suffix(".other"), tick)


class _Beside(_Writer):
    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        written = super().write(workbook, destination, tick)
        destination.with_suffix(".log").write_text("ready")
        return written


class _Dated(_Writer):
    def beginning(self) -> bytes:
        return time.strftime("%Y-%m-%d\n", time.localtime()).encode()


class _Numbered(_Writer):
    count = 0

    def beginning(self) -> bytes:
        self.count += 1
        return f"{self.count}\n".encode()


class _Zipped(_Writer):
    """Packs with the clock's time."""

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        def fill(stream: BinaryIO, done: Tick) -> tuple[str, ...]:
            with zipfile.ZipFile(stream, "w") as archive:
                archive.writestr("lines", b"".join(content for _, content in _lines(workbook)))
            done(sum(sheet.rows for sheet in workbook.sheets))
            return ()

        return write_whole(destination, self.mime_type, tick, fill)


class _Appending(_Writer):
    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        before = destination.read_bytes() if destination.exists() else b""
        written = super().write(workbook, destination, tick)
        if before:
            destination.write_bytes(before + destination.read_bytes())
        return written


class _FolderMaker(_Writer):
    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        destination.parent.mkdir(exist_ok=True)
        return super().write(workbook, destination, tick)


class _NoRows(_Writer):
    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        if not workbook.sheets[0].rows:
            raise ZeroDivisionError
        return super().write(workbook, destination, tick)


class _Ascii(_Writer):
    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        for _, content in _lines(workbook):
            content.decode("ascii")
        return super().write(workbook, destination, tick)


class _OneSheet(_Writer):
    """Refuses what it cannot do, too late."""

    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        written = super().write(workbook, destination, tick)
        if len(workbook.sheets) > 1:
            raise WriterError("several sheets are too many")
        return written


class _LastFrameLost(_Writer):
    def write(self, workbook: Workbook, destination: Path, tick: Tick) -> WrittenFile:
        return super().write(replace(workbook, sheets=tuple(map(_cut, workbook.sheets))), destination, tick)


def _cut(sheet: Sheet) -> Sheet:
    """Whole frames only, if there are any."""
    whole = sheet.rows // 64
    return replace(sheet, frames=lambda: list(sheet.frames())[: whole or 1])


class _Named(_Writer):
    def __init__(self, **named: str) -> None:
        vars(self).update(named)

    def suffix(self, workbook: Workbook) -> str:
        return str(vars(self).get("ending", super().suffix(workbook)))


_STOP, _TRUE = "what_tick_raises_goes_through", "what_it_says_of_a_file_is_true"
_WRONG: dict[str, tuple[_Writer, set[str]]] = {
    "half a file": (
        _Half(),
        {_STOP, "rows_that_fail_leave_nothing", _TRUE},
    ),
    "a part is left": (_PartLeft(), {_STOP, "rows_that_fail_leave_nothing"}),
    "never ticks": (_Silent(), {"ticks_count_the_rows", _STOP}),
    "ticks pieces": (_PieceByPiece(), {"ticks_count_the_rows"}),
    "goes on when it is stopped": (_Deaf(), {_STOP}),
    "raises something else": (_Renaming(), {_STOP, "rows_that_fail_leave_nothing"}),
    "a wrong size": (_Telling(size=1), {_TRUE}),
    "a wrong digest": (_Telling(sha256="0" * 64), {_TRUE}),
    "another type": (_Telling(mime_type="text/csv"), {_TRUE}),
    "another place": (_Elsewhere(), {_TRUE}),
    "a file beside it": (_Beside(), {_TRUE, "a_file_is_replaced_in_one_step"}),
    "tells the day": (_Dated(), {"the_same_workbook_gives_the_same_bytes"}),
    "counts its files": (_Numbered(), {"the_same_workbook_gives_the_same_bytes"}),
    "packs with the time": (_Zipped(), {"the_same_workbook_gives_the_same_bytes"}),
    "appends": (_Appending(), {"a_file_is_replaced_in_one_step"}),
    "makes folders": (_FolderMaker(), {"a_file_that_cannot_be_written_is_an_error"}),
    "needs rows": (_NoRows(), {"sheets_may_be_empty"}),
    "knows no Norwegian": (_Ascii(), {_TRUE}),
    "refuses too late": (_OneSheet(), {"there_may_be_several_sheets"}),
    "loses what is no whole frame": (_LastFrameLost(), {"any_number_of_rows_is_written", "ticks_count_the_rows"}),
    "no title": (_Named(title=" "), {"it_is_described"}),
    "no type": (_Named(mime_type="text"), {"it_is_described"}),
    "a format that nobody can write": (_Named(format="Line s"), {"it_is_described"}),
    "no dot": (_Named(ending="txt"), {"it_is_described"}),
    "a folder in the suffix": (_Named(ending="./txt"), {"it_is_described"}),
}


def _suite(writer: _Writer) -> type[WriterSuite]:
    return type("Suite", (WriterSuite,), {"writer": writer})


def test_a_good_writer_passes(tmp_path: Path) -> None:
    """The one that all wrong ones are made of."""
    assert failed(_suite(_Writer()), tmp_path) == {}


@pytest.mark.parametrize(("writer", "wrong"), _WRONG.values(), ids=_WRONG)
def test_a_wrong_writer_fails(writer: _Writer, wrong: set[str], tmp_path: Path) -> None:
    """In the tests that are about what is wrong with it."""
    assert wrong <= set(failed(_suite(writer), tmp_path))
