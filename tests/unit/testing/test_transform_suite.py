"""A wrong transform fails the suite, where it should."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kolonne.contract import Counts
from kolonne.hookspecs import Transform
from kolonne.testing import BrokenPromiseError, TransformSuite, check_reconciles, time_per_batch
from kolonne.testing.frames import passage_counts
from unit.testing.judging import failed

_ALL = {
    "it_gives_what_it_promises", "rows_reconcile", "the_same_rows_give_the_same", "batches_may_be_cut_anywhere",
}  # fmt: skip
_COUNTER: Iterator[int] = iter(range(10**9))


def _kept(frame: pl.DataFrame) -> pl.DataFrame:
    is_short = pl.col("minutes").fill_null(0) < 45
    return frame.with_columns(
        pl.col("who").str.to_lowercase().alias("plain"), pl.when(is_short).then(pl.lit("too_short")).alias("left_out")
    )


def _of(function: Any, **more: Any) -> Transform:
    usual: dict[str, Any] = {
        "takes": {"who": "text", "minutes": "integer"},
        "makes": {"plain": "text"},
        "drops": {"too_short": "for kort"},
    }
    return Transform("acme_plain", function, "A name in small letters.", **{**usual, **more})


def _twice(frame: pl.DataFrame) -> pl.DataFrame:
    return _kept(pl.concat([frame, frame]).sort("row"))


def _changing(frame: pl.DataFrame) -> pl.DataFrame:
    found = _kept(frame)
    frame.insert_column(0, pl.lit("changed").alias("changed"))
    return found


def _refuses_none(frame: pl.DataFrame) -> pl.DataFrame:
    if not frame.height:
        raise IndexError("none")
    return _kept(frame)


def _refuses_blanks(frame: pl.DataFrame) -> pl.DataFrame:
    if frame.height and frame["who"].null_count() == frame.height:
        raise TypeError("blank")
    return _kept(frame)


_GOOD = _of(_kept)
_TOTAL = _of(lambda frame: _kept(frame).with_columns(pl.col("minutes").is_null().cum_sum().cast(pl.Int64).alias("n")))
_TOTAL = replace(_TOTAL, makes={"plain": "text", "n": "integer"})
_WRONG = {
    "reorders": (_of(lambda frame: _kept(frame).reverse()), _ALL),
    "sorts by another column": (_of(lambda frame: _kept(frame).sort("who")), _ALL),
    "loses a row": (_of(lambda frame: _kept(frame).slice(1)), {*_ALL, "blanks_are_borne"}),
    "filters": (_of(lambda frame: _kept(frame).filter(pl.col("left_out").is_null())), {*_ALL, "blanks_are_borne"}),
    "adds rows": (_of(_twice), {*_ALL, "blanks_are_borne"}),
    "adds a row of its own": (
        _of(lambda frame: pl.concat([_kept(frame), _kept(frame).tail(1).with_columns(pl.col("row") + 1)]), adds=True),
        {*_ALL, "blanks_are_borne"},
    ),
    "lacks a value": (_of(_kept, makes={"plain": "text", "other": "text"}), {*_ALL, "no_rows_are_no_rows"}),
    "lacks the row": (_of(lambda frame: _kept(frame).drop("row")), {*_ALL, "no_rows_are_no_rows"}),
    "lacks reasons": (_of(lambda frame: _kept(frame).drop("left_out")), {*_ALL, "no_rows_are_no_rows"}),
    "gives another type": (_of(_kept, makes={"plain": "integer"}), {*_ALL, "no_rows_are_no_rows"}),
    "gives no finite number": (
        _of(lambda frame: _kept(frame).with_columns(plain=pl.lit(float("nan"))), makes={"plain": "number"}),
        {*_ALL, "blanks_are_borne"},
    ),
    "an undeclared reason": (_of(_kept, drops={"other": "annet"}), {*_ALL, "blanks_are_borne"}),
    "reasons without any declared": (_of(_kept, drops={}), {*_ALL, "blanks_are_borne"}),
    "gives no frame": (_of(lambda frame: _kept(frame)["plain"]), {*_ALL, "no_rows_are_no_rows", "blanks_are_borne"}),
    "gives a lazy frame": (_of(lambda frame: _kept(frame).lazy()), {*_ALL, "no_rows_are_no_rows", "blanks_are_borne"}),
    "changes what it was given": (_of(_changing), {*_ALL, "no_rows_are_no_rows", "blanks_are_borne"}),
    "is not pure": (
        _of(lambda frame: _kept(frame).with_columns(plain=pl.lit(str(next(_COUNTER))))),
        {"the_same_rows_give_the_same", "batches_may_be_cut_anywhere"},
    ),
    "hangs on the batch": (_TOTAL, {"batches_may_be_cut_anywhere"}),
    "hangs on the number of the row": (
        _of(lambda frame: _kept(frame).with_columns(plain=pl.col("row").cast(pl.String))),
        {"batches_may_be_cut_anywhere"},
    ),
    "cannot do without rows": (_of(_refuses_none), {"no_rows_are_no_rows"}),
    "cannot bear blanks": (_of(_refuses_blanks), {"blanks_are_borne", "batches_may_be_cut_anywhere"}),
    "does nothing": (_of(lambda frame: frame, makes={}, drops={}), {"it_is_described"}),
    "a parameter named as a column": (_of(_kept, takes={"row": "text"}), {"it_is_described"}),
    "a type that is none": (_of(_kept, makes={"plain": "string"}), {"it_is_described"}),
    "a reason without words": (_of(_kept, drops={"too_short": None}), {"it_is_described"}),
    "no sentence": (replace(_GOOD, doc="plain"), {"it_is_described"}),
    "sees nothing": (replace(_GOOD, sees="some"), {"it_is_described"}),  # type: ignore[arg-type]
}


def _suite(of: Transform, **more: object) -> type[TransformSuite]:
    return type("Suite", (TransformSuite,), {"transform": of, **more})


@pytest.mark.parametrize(
    "transform",
    [
        _GOOD,
        _of(_twice, adds=True),
        replace(_TOTAL, sees="all"),
        _of(lambda frame: _kept(frame).drop("left_out"), drops={}),
    ],
)
def test_a_good_transform_passes(transform: Transform, tmp_path: Path) -> None:
    """One that leaves rows out, one that adds some, one that sees all rows, one that only makes a value."""
    assert failed(_suite(transform), tmp_path) == {}


@pytest.mark.parametrize(("transform", "wrong"), _WRONG.values(), ids=_WRONG)
def test_a_wrong_transform_fails(transform: Transform, wrong: set[str], tmp_path: Path) -> None:
    """In the tests that are about what is wrong with it."""
    assert wrong <= set(failed(_suite(transform), tmp_path))


def test_a_slow_transform_fails(tmp_path: Path) -> None:
    """A budget that nothing could keep is not kept."""
    assert set(failed(_suite(_GOOD, seconds_per_batch=0.0), tmp_path)) == {"it_keeps_to_its_time"}


@pytest.mark.parametrize(
    "counts",
    [
        Counts(read=2, exported=1),
        Counts(read=1, exploded=1, exported=1),
        Counts(read=1, exported=2, left_out={"a": -1}),
    ],
)
def test_counts_that_do_not_add_up_are_told(counts: Counts) -> None:
    """Rows that are nowhere, and rows that are counted less than no times."""
    with pytest.raises(BrokenPromiseError):
        check_reconciles(counts)


def test_lost_rows_do_not_reconcile() -> None:
    """What went in and what came out are counted each by itself."""
    frame = pl.DataFrame({"row": [0, 1, 2]})
    silent = Transform("acme", lambda given: given, "Nothing.", {}, {})
    assert passage_counts(silent, frame, frame).reconciles
    assert not passage_counts(silent, frame, frame.head(2)).reconciles
    assert not passage_counts(silent, frame, pl.concat([frame, frame])).reconciles


def test_time_is_that_of_a_whole_batch() -> None:
    """However few rows it is shown."""
    seen: list[int] = []
    assert time_per_batch(lambda frame: seen.append(frame.height), pl.DataFrame({"row": [0, 1, 2]}), times=2) < 5
    assert seen == [32_768] * 2
