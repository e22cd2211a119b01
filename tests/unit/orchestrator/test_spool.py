"""Spools keep frames as they are."""

from pathlib import Path

import polars as pl
import pytest

from kolonne.orchestrator.spool import Spool, gathered

#: Nothing fits into memory, the first frame does, everything does.
_SIZES = pytest.mark.parametrize("most_bytes", [0, 30, 1 << 30])


@_SIZES
def test_frames_come_back_as_they_went_in(tmp_path: Path, most_bytes: int) -> None:
    """Rows, order and types survive, and can be read again and again."""
    spool = Spool(tmp_path / "x.arrow", {"a": pl.Int64(), "b": pl.String()}, most_bytes)
    frames = [pl.DataFrame({"a": [at, None], "b": ["æ", None]}) for at in range(3)]
    for frame in frames:
        spool.write(frame)
    assert spool.rows == 6
    assert pl.concat(spool.frames()).equals(pl.concat(frames))
    assert pl.concat(spool.frames()).equals(pl.concat(frames))


@_SIZES
def test_a_frame_in_chunks_is_one_piece(tmp_path: Path, most_bytes: int) -> None:
    """What was put together of many small chunks is not read as many small frames."""
    spool = Spool(tmp_path / "x.arrow", {"a": pl.Int64()}, most_bytes)
    spool.write(pl.concat([pl.DataFrame({"a": [at]}) for at in range(50)], rechunk=False))
    assert [frame.height for frame in spool.frames()] == [50]


@_SIZES
def test_a_huge_frame_is_read_in_pieces(tmp_path: Path, most_bytes: int) -> None:
    """A record that became very many rows does not have to be read at once."""
    spool = Spool(tmp_path / "x.arrow", {"a": pl.Int64()}, most_bytes)
    spool.write(pl.DataFrame({"a": range(150_000)}))
    assert [frame.height for frame in spool.frames()] == [65_536, 65_536, 18_928]


@_SIZES
def test_an_empty_spool_has_no_frames(tmp_path: Path, most_bytes: int) -> None:
    """Nothing in, nothing out."""
    spool = Spool(tmp_path / "x.arrow", {"a": pl.Int64()}, most_bytes)
    spool.write(pl.DataFrame(schema={"a": pl.Int64}))
    spool.close()
    spool.close()
    assert list(spool.frames()) == []


def test_few_rows_make_no_file(tmp_path: Path) -> None:
    """What is small stays in memory, and what is not lies in a file."""
    few, many = (Spool(tmp_path / f"{name}.arrow", {"a": pl.Int64()}, 800) for name in ("few", "many"))
    few.write(pl.DataFrame({"a": range(100)}))
    many.write(pl.DataFrame({"a": range(101)}))
    assert [path.name for path in tmp_path.iterdir()] == ["many.arrow"]


@_SIZES
def test_types_are_those_of_the_schema(tmp_path: Path, most_bytes: int) -> None:
    """A column of nothing but blanks, or of a narrower type, becomes what the spool holds."""
    spool = Spool(tmp_path / "x.arrow", {"a": pl.Int64(), "b": pl.String(), "c": pl.Decimal(38, 2)}, most_bytes)
    spool.write(pl.DataFrame({"c": [1], "b": [None], "a": [2]}, schema_overrides={"a": pl.Int8}))
    assert all(frame.schema == spool.schema for frame in spool.frames())
    assert spool.whole().row(0) == (2, None, 1)


def test_what_is_sorted_and_renewed_stays_as_small(tmp_path: Path) -> None:
    """A spool made of another one makes a file no sooner than that one."""
    spool = Spool(tmp_path / "x.arrow", {"a": pl.Int64()}, 800)
    spool.write(pl.DataFrame({"a": [3, 1, 2]}))
    assert spool.sorted("a").whole()["a"].to_list() == [1, 2, 3]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "found"),
    [
        pytest.param([], [], id="none"),
        pytest.param([1, 2, 3], [6], id="few"),
        pytest.param([4, 3, 3, 2], [10, 2], id="some behind"),
        pytest.param([25, 1], [25, 1], id="one that is large"),
        pytest.param([6, 6, 6, 6], [12, 12], id="more than enough"),
    ],
)
def test_small_frames_are_gathered(given: list[int], found: list[int]) -> None:
    """Until there are ten rows; none is lost, none changes its place."""
    rows = iter(range(sum(given)))
    frames = [pl.DataFrame({"a": [next(rows) for _ in range(height)]}) for height in given]
    made = list(gathered(frames, 10))
    assert [frame.height for frame in made] == found
    assert [row for frame in made for row in frame["a"]] == list(range(sum(given)))
