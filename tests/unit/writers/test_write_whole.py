"""What writers of plugins write with: a file whole or not at all, rows in pieces."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from kolonne import row_pieces, write_whole
from kolonne.contract import WriterError
from unit.writers.workbooks import one, quiet


def _fill(stream: BinaryIO, done: Callable[[int], None]) -> tuple[str, ...]:
    for data in (b"a", b"b"):
        stream.write(data)
        done(2)
    done(0)
    return ("sagt",)


def test_a_file_is_written_with_its_digest(tmp_path: Path) -> None:
    """And `tick` hears how many rows there are by now."""
    ticks: list[int] = []
    result = write_whole(tmp_path / "fil", "text/plain", ticks.append, _fill)
    assert (result.path.read_bytes(), result.size, result.mime_type) == (b"ab", 2, "text/plain")
    assert (result.sha256, result.notices) == (hashlib.sha256(b"ab").hexdigest(), ("sagt",))
    assert ticks == [2, 4, 4]


@pytest.mark.parametrize(
    ("raised", "expected"),
    [(ValueError("feil"), ValueError), (OSError(28, "full"), WriterError), (KeyboardInterrupt(), KeyboardInterrupt)],
)
def test_what_is_raised_while_it_is_filled_leaves_nothing(
    raised: BaseException, expected: type[BaseException], tmp_path: Path
) -> None:
    """What stood there before stays."""

    def fail(stream: BinaryIO, done: Callable[[int], None]) -> tuple[str, ...]:
        stream.write(b"halv")
        done(1)
        raise raised

    (tmp_path / "fil").write_text("før")
    with pytest.raises(expected):
        write_whole(tmp_path / "fil", "text/plain", quiet, fail)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("fil", "før")]


@pytest.mark.parametrize("error", [TimeoutError("nok"), ValueError("nok")])
def test_what_tick_raises_is_not_changed(error: Exception, tmp_path: Path) -> None:
    """Even if it is an OSError."""

    def stop(rows: int) -> None:
        if rows:
            raise error

    with pytest.raises(type(error)) as caught:
        write_whole(tmp_path / "fil", "text/plain", stop, _fill)
    assert caught.value is error
    assert not list(tmp_path.iterdir())


def test_rows_come_in_pieces(tmp_path: Path) -> None:
    """None is longer than 8,192 rows, and empty frames give none."""
    pieces = list(row_pieces(one("integer", list(range(2500)))))
    assert [piece.height for piece in pieces] == [1000, 1000, 500]
    assert list(row_pieces(one("integer", []))) == []
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("rows", [0, 2, 4])
def test_a_sheet_is_held_to_its_promise(rows: int) -> None:
    """More rows, fewer rows, or some where there should be none."""
    with pytest.raises(WriterError, match=f"promised {rows} rows, gave 3"):
        list(row_pieces(replace(one("integer", [1, 2, 3]), rows=rows)))
