"""WriterSuite: a writer of files."""

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import polars as pl

from kolonne.contract import PluginError, Sheet, Workbook, Writer, WriterError, WrittenFile
from kolonne.plugins.answers import plain_format
from kolonne.registry import PluginInfo
from kolonne.testing.promise import hold
from kolonne.testing.workbooks import workbook

if TYPE_CHECKING:
    import pytest

_INFO = PluginInfo("test", "0", ())
_OLD = b"the old one"
_YEAR = 366 * 86_400.0


class _StoppedError(Exception):
    """What a test stops a writer with."""


class WriterSuite:
    """What every writer promises. Subclass it and set `writer`."""

    writer: ClassVar[Writer]

    def workbook(self, rows: int, sheets: int = 1) -> Workbook:
        """Something to write: a made-up workbook with cells of every type, unless the writer needs one of its own kind."""
        return workbook(rows, sheets=sheets)

    def test_it_is_described(self) -> None:
        """Its format has a name that the command line can write, a title for people, and a type of files."""
        try:
            plain_format(_INFO, self.writer.format)
        except PluginError as error:
            hold(kept=False, what=str(error))
        hold(self.writer.title.strip(), "`title` is empty")
        before, slash, after = self.writer.mime_type.partition("/")
        hold(
            before and slash and after,
            f"`mime_type`: found {self.writer.mime_type!r}; one such as `text/csv` is needed",
        )
        suffix = self.writer.suffix(self.workbook(3))
        hold(suffix.startswith(".") and "/" not in suffix and len(suffix) > 1, f"`suffix`: found {suffix!r}")

    def test_what_it_says_of_a_file_is_true(self, tmp_path: Path) -> None:
        """Path, size, digest and type are those of the file, which lies alone in its folder."""
        made = self.workbook(200)
        written = self._written(made, tmp_path)
        content = written.path.read_bytes()
        hold(written.path == self._destination(made, tmp_path), f"the file is {written.path.name}")
        hold(content, "the file is empty")
        hold(written.size == len(content), f"the size is {written.size}; the file has {len(content)} bytes")
        hold(written.sha256 == hashlib.sha256(content).hexdigest(), "the digest is not that of the file")
        hold(
            written.mime_type == self.writer.mime_type,
            f"`mime_type`: {written.mime_type} of the file is not the writer's",
        )
        hold(_names(tmp_path) == [written.path.name], f"there are {_names(tmp_path)}; the file alone was asked for")

    def test_ticks_count_the_rows(self, tmp_path: Path) -> None:
        """It says on its way how many rows are written, never fewer than before, and all of them in the end."""
        ticks: list[int] = []
        made = self.workbook(500)
        self.writer.write(made, self._destination(made, tmp_path), ticks.append)
        hold(ticks, "`tick` was never called, so that an export could be neither seen nor stopped")
        hold(ticks == sorted(ticks), f"`tick` went backwards: {ticks}")
        hold(ticks[-1] == 500, f"the last `tick` said {ticks[-1]}; there are 500 rows")

    def test_what_tick_raises_goes_through(self, tmp_path: Path) -> None:
        """It is raised as it is, even where it looks like an error of the disk; no half file and no other file is left."""
        made = self.workbook(500)
        for error in (_StoppedError("stop"), TimeoutError("stop"), KeyboardInterrupt()):
            self._leaves_the_old(made, tmp_path, _raiser(error), error)

    def test_rows_that_fail_leave_nothing(self, tmp_path: Path) -> None:
        """Where rows cannot be had midway, the error goes through and what stood there before stays as it was."""
        error = _StoppedError("no more rows")
        made = self.workbook(500)
        broken = replace(made, sheets=tuple(_breaking(one, error) for one in made.sheets))
        self._leaves_the_old(broken, tmp_path, _go_on, error)

    def test_a_file_that_cannot_be_written_is_an_error(self, tmp_path: Path) -> None:
        """A folder that is not there is told as a `WriterError`."""
        made = self.workbook(3)
        try:
            self.writer.write(made, self._destination(made, tmp_path / "not there"), _go_on)
        except WriterError:
            pass
        except Exception as error:  # noqa: BLE001 - a writer may raise anything
            hold(kept=False, what=f"raised {type(error).__name__}; a WriterError is needed")
        else:
            hold(kept=False, what="a file was written where there is no folder")

    def test_the_same_workbook_gives_the_same_bytes(self, tmp_path: Path, monkeypatch: "pytest.MonkeyPatch") -> None:
        """At any time, and in any folder."""
        first = self._written(self.workbook(200), tmp_path / "one").path.read_bytes()
        real, local = time.time, time.localtime
        monkeypatch.setattr(time, "time", lambda: real() + _YEAR)
        monkeypatch.setattr(time, "localtime", lambda at=None: local((real() if at is None else at) + _YEAR))
        time.sleep(0.01)
        second = self._written(self.workbook(200), tmp_path / "two").path.read_bytes()
        hold(
            first == second, "the same workbook gave other bytes a moment later: a file must not tell when it was made"
        )

    def test_a_file_is_replaced_in_one_step(self, tmp_path: Path) -> None:
        """What stood there before is gone, and nothing else is there."""
        made = self.workbook(3)
        fresh = self._written(made, tmp_path / "fresh").path.read_bytes()
        place = self._destination(made, tmp_path / "old")
        place.parent.mkdir()
        place.write_bytes(_OLD * 10_000)
        self.writer.write(made, place, _go_on)
        hold(place.read_bytes() == fresh, "something of the old file is left")
        hold(_names(place.parent) == [place.name], f"there are {_names(place.parent)}")

    def test_sheets_may_be_empty(self, tmp_path: Path) -> None:
        """A report without rows is a file all the same, even where nothing stands in it."""
        written = self._written(self.workbook(0), tmp_path)
        hold(written.path.is_file(), "there is no file")
        hold(written.size == written.path.stat().st_size, f"the size is {written.size}, and the file's is another")

    def test_there_may_be_several_sheets(self, tmp_path: Path) -> None:
        """Three sheets are written whole, or refused with a `WriterError` that leaves nothing."""
        made = self.workbook(5, sheets=3)
        try:
            written = self._written(made, tmp_path)
        except WriterError:
            hold(_names(tmp_path) == [], f"refused, but {_names(tmp_path)} is left")
        else:
            hold(written.path.stat().st_size == written.size, "the file is not whole")

    def test_any_number_of_rows_is_written(self, tmp_path: Path) -> None:
        """More rows make a file that is another one: none is left behind where frames end."""
        made = [self._written(self.workbook(rows), tmp_path / str(rows)).sha256 for rows in (1, 63, 64, 65, 200)]
        hold(len(set(made)) == len(made), "files of different numbers of rows are the same")

    def _destination(self, made: Workbook, folder: Path) -> Path:
        return folder / f"report{self.writer.suffix(made)}"

    def _written(self, made: Workbook, folder: Path) -> WrittenFile:
        folder.mkdir(exist_ok=True)
        return self.writer.write(made, self._destination(made, folder), _go_on)

    def _leaves_the_old(self, made: Workbook, folder: Path, tick: Callable[[int], None], error: BaseException) -> None:
        place = self._destination(made, folder)
        place.write_bytes(_OLD)
        raised: BaseException | None = None
        try:
            self.writer.write(made, place, tick)
        except BaseException as found:  # noqa: BLE001 - whatever it is, it must be the one
            raised = found
        hold(raised is error, f"{type(error).__name__} was raised on the way, and {raised!r} came out")
        there = {path.name: path.read_bytes() for path in folder.iterdir()}
        hold(
            there == {place.name: _OLD},
            f"after {type(error).__name__} there are {sorted(there)}, or the old file is gone",
        )


def _go_on(rows: int) -> None:
    hold(rows >= 0, f"`tick` was given {rows}")


def _raiser(error: BaseException) -> Callable[[int], None]:
    def stop(rows: int) -> None:
        if rows > 0:
            raise error

    return stop


def _breaking(sheet: Sheet, error: Exception) -> Sheet:
    def frames() -> Iterator[pl.DataFrame]:
        for at, frame in enumerate(sheet.frames()):
            if at == 2:
                raise error
            yield frame

    return replace(sheet, frames=frames)


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
