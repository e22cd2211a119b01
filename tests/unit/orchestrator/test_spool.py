"""Spools keep frames as they are."""

from pathlib import Path

import polars as pl

from kolonne.orchestrator.spool import Spool


def test_frames_come_back_as_they_went_in(tmp_path: Path) -> None:
    """Rows, order and types survive, and can be read again and again."""
    spool = Spool(tmp_path / "x.arrow", {"a": pl.Int64(), "b": pl.String()})
    frames = [pl.DataFrame({"a": [at, None], "b": ["æ", None]}) for at in range(3)]
    for frame in frames:
        spool.write(frame)
    assert spool.rows == 6
    assert pl.concat(spool.frames()).equals(pl.concat(frames))
    assert pl.concat(spool.frames()).equals(pl.concat(frames))


def test_a_frame_in_chunks_is_one_piece(tmp_path: Path) -> None:
    """What was put together of many small chunks is not read as many small frames."""
    spool = Spool(tmp_path / "x.arrow", {"a": pl.Int64()})
    spool.write(pl.concat([pl.DataFrame({"a": [at]}) for at in range(50)], rechunk=False))
    assert [frame.height for frame in spool.frames()] == [50]


def test_a_huge_frame_is_read_in_pieces(tmp_path: Path) -> None:
    """A record that became very many rows does not have to be read at once."""
    spool = Spool(tmp_path / "x.arrow", {"a": pl.Int64()})
    spool.write(pl.DataFrame({"a": range(150_000)}))
    assert [frame.height for frame in spool.frames()] == [65_536, 65_536, 18_928]


def test_an_empty_spool_has_no_frames(tmp_path: Path) -> None:
    """Nothing in, nothing out."""
    spool = Spool(tmp_path / "x.arrow", {"a": pl.Int64()})
    spool.write(pl.DataFrame(schema={"a": pl.Int64}))
    spool.close()
    spool.close()
    assert list(spool.frames()) == []
