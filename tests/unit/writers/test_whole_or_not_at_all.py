"""A file stands under its name only when it is finished."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from kolonne.contract import Sheet, Writer, WriterError
from kolonne.writers import CsvWriter, HtmlWriter, NdjsonWriter, OdsWriter, ParquetWriter, XlsxFileWriter
from unit.writers.workbooks import book, one, quiet

_CLASSES = (CsvWriter, XlsxFileWriter, OdsWriter, HtmlWriter, ParquetWriter, NdjsonWriter)
_WRITERS = pytest.mark.parametrize("writer", [made() for made in _CLASSES])
_NAMES = pytest.mark.parametrize("writer", [made.__name__ for made in _CLASSES])


class _StoppedError(Exception):
    pass


@_WRITERS
@pytest.mark.parametrize("error", [_StoppedError("nok"), TimeoutError("for lenge"), KeyboardInterrupt()])
def test_what_tick_raises_goes_through_and_leaves_nothing(writer: Writer, error: BaseException, tmp_path: Path) -> None:
    """Even an OSError such as TimeoutError; a file that was there before stays as it was."""

    def stop(rows: int) -> None:
        if rows >= 2000:
            raise error

    target = tmp_path / "rapport"
    target.write_text("den gamle")
    with pytest.raises(type(error)) as caught:
        writer.write(book(one("integer", list(range(5000)))), target, stop)
    assert caught.value is error
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("rapport", "den gamle")]


@_WRITERS
def test_ticks_count_the_rows_of_the_report(writer: Writer, tmp_path: Path) -> None:
    """Over all its sheets, after each frame."""
    first, second = one("integer", list(range(2500))), replace(one("integer", [1, 2]), title="Andre")
    ticks: list[int] = []
    writer.write(book(first, second, appendices=(one("text", ["feil"]),)), tmp_path / "r", ticks.append)
    assert ticks[:4] == [1000, 2000, 2500, 2502]
    assert set(ticks[4:]) <= {2502}


def _failing(error: Exception) -> Sheet:
    good = one("integer", list(range(3000)))

    def frames() -> Iterator[pl.DataFrame]:
        for at, frame in enumerate(good.frames()):
            if at == 2:
                raise error
            yield frame

    return replace(good, frames=frames)


@_WRITERS
def test_rows_that_fail_midway_leave_nothing(writer: Writer, tmp_path: Path) -> None:
    """An OSError becomes a WriterError that names the file, another error stays what it is."""
    with pytest.raises(WriterError, match=r"rapport: cannot be written: disken er full"):
        writer.write(book(_failing(OSError(28, "disken er full"))), tmp_path / "rapport", quiet)
    with pytest.raises(_StoppedError):
        writer.write(book(_failing(_StoppedError())), tmp_path / "rapport", quiet)
    assert not list(tmp_path.iterdir())


@_WRITERS
def test_a_full_disk_is_an_error_that_names_the_file(writer: Writer, tmp_path: Path) -> None:
    """Also where the second thread meets it; the part is removed."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
        with pytest.raises(WriterError, match=r"rapport: cannot be written: "):
            writer.write(book(one("text", [f"{at * 7919:x}" for at in range(20_000)])), tmp_path / "rapport", quiet)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert not list(tmp_path.iterdir())


@_WRITERS
@pytest.mark.parametrize("target", ["finnes/ikke/rapport", "mappe"])
def test_a_place_that_cannot_be_written_is_an_error(writer: Writer, target: str, tmp_path: Path) -> None:
    """A missing folder, or a folder of that name."""
    (tmp_path / "mappe").mkdir()
    with pytest.raises(WriterError, match=f"{target}: cannot be written: "):
        writer.write(book(one("text", ["a"])), tmp_path / target, quiet)
    assert [path.name for path in tmp_path.rglob("*")] == ["mappe"]


#: A process begun here imports the same engine and tests.
_PATH = os.pathsep.join(sys.path)
_CHILD = """
import os, signal, sys
from pathlib import Path
from unit.writers.workbooks import book, one
from kolonne import writers
def kill(rows):
    if rows >= 2000:
        os.kill(os.getpid(), signal.SIGKILL)
getattr(writers, sys.argv[1])().write(book(one("integer", list(range(5000)))), Path(sys.argv[2]), kill)
"""


@_NAMES
def test_a_killed_process_leaves_no_file_under_the_name(writer: str, tmp_path: Path) -> None:
    """Only a part, which a janitor knows by its ending."""
    environment = os.environ | {"PYTHONPATH": _PATH}
    done = subprocess.run([sys.executable, "-c", _CHILD, writer, str(tmp_path / "rapport")], env=environment)
    assert done.returncode == -signal.SIGKILL
    assert [path.suffix for path in tmp_path.iterdir()] == [".part"]


_SAME = """
import sys
from dataclasses import replace
from pathlib import Path
from unit.writers.crosstab import crosstab
from unit.writers.workbooks import book, one, quiet
from kolonne import writers
sheet = one("text", [f"rad {at}" for at in range(3000)])
for workbook in (
    book(sheet), book(sheet, replace(sheet, title="Andre"), appendices=(one("datetime", [None]),)), book(crosstab())
):
    print(getattr(writers, sys.argv[1])().write(workbook, Path(sys.argv[2]), quiet).sha256)
"""


@_NAMES
def test_the_same_workbook_gives_the_same_bytes(writer: str, tmp_path: Path) -> None:
    """In other processes too, whatever their time zone, hash seed and number of threads."""
    found = []
    for at, (zone, seed, threads) in enumerate([("UTC", "1", "1"), ("Asia/Tokyo", "2", "4")]):
        environment = os.environ | {
            "PYTHONPATH": _PATH,
            "TZ": zone,
            "PYTHONHASHSEED": seed,
            "POLARS_MAX_THREADS": threads,
        }
        command = [sys.executable, "-c", _SAME, writer, str(tmp_path / str(at))]
        found.append(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)
    assert found[0] == found[1]
    assert len(set(found[0].split())) == 3
