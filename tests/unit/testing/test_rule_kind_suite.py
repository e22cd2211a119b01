"""A wrong kind of rule fails the suite, where it should."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kolonne.hookspecs import RuleKind
from kolonne.testing import RuleKindSuite
from unit.testing.judging import failed

_COUNTER: Iterator[int] = iter(range(10**9))
_EXAMPLES = [({"minutes": 45}, True), ({"minutes": 44}, False), ({}, None)]


def _of(function: Any, **more: Any) -> RuleKind:
    return RuleKind("acme_long", function, "At least 45 minutes.", **{"takes": {"minutes": "integer"}, **more})


def _long(frame: pl.DataFrame) -> pl.Series:
    return frame["minutes"] >= 45


def _changing(frame: pl.DataFrame) -> pl.Series:
    found = _long(frame)
    frame.drop_in_place("minutes")
    return found


def _impure(frame: pl.DataFrame) -> pl.Series:
    odd = next(_COUNTER) % 2 == 1
    return pl.select(
        pl.when(pl.lit(frame["minutes"]) == 7).then(pl.lit(odd)).otherwise(pl.lit(_long(frame)))
    ).to_series()


_GOOD = _of(_long)
_BASIC = {
    "it_gives_what_it_promises",
    "examples_hold",
    "the_same_rows_are_judged_the_same",
    "batches_may_be_cut_anywhere",
}
_WRONG = {
    "is too short": (_of(lambda frame: _long(frame).slice(1)), _BASIC),
    "gives one answer": (_of(lambda _: pl.Series([True])), _BASIC | {"no_rows_are_no_rows"}),
    "gives numbers": (_of(lambda frame: _long(frame).cast(pl.Int64)), _BASIC | {"no_rows_are_no_rows"}),
    "gives a frame": (_of(lambda frame: _long(frame).to_frame()), _BASIC | {"no_rows_are_no_rows", "blanks_are_borne"}),
    "changes what it was given": (_of(_changing), _BASIC),
    "always says yes": (_of(lambda frame: frame["minutes"].is_null() | True), {"examples_hold"}),
    "turns it round": (_of(lambda frame: ~_long(frame)), {"examples_hold"}),
    "says something of blanks": (_of(lambda frame: _long(frame).fill_null(value=True)), {"examples_hold"}),
    "is not pure": (_of(_impure), {"the_same_rows_are_judged_the_same"}),
    "hangs on the batch": (
        _of(lambda frame: frame["minutes"] >= (frame["minutes"].max() or 0)),
        {"batches_may_be_cut_anywhere"},
    ),
    "a type that is none": (_of(_long, takes={"minutes": "int"}), {"it_is_described"}),
    "no sentence": (replace(_GOOD, doc=""), {"it_is_described"}),
    "a message that is none": (replace(_GOOD, message=5), {"it_is_described"}),  # type: ignore[arg-type]
}


def _suite(of: RuleKind, **more: object) -> type[RuleKindSuite]:
    return type("Suite", (RuleKindSuite,), {"rule_kind": of, "examples": _EXAMPLES, **more})


def test_a_good_kind_of_rule_passes(tmp_path: Path) -> None:
    """One that looks at rows by themselves."""
    assert failed(_suite(_GOOD), tmp_path) == {}


@pytest.mark.parametrize(("kind", "wrong"), _WRONG.values(), ids=_WRONG)
def test_a_wrong_kind_of_rule_fails(kind: RuleKind, wrong: set[str], tmp_path: Path) -> None:
    """In the tests that are about what is wrong with it."""
    assert wrong <= set(failed(_suite(kind), tmp_path))


@pytest.mark.parametrize("examples", [[], _EXAMPLES[:1], _EXAMPLES[1:]])
def test_examples_show_both(examples: list[Any], tmp_path: Path) -> None:
    """A kind of rule of which nobody has seen that it can be kept and broken has proven nothing."""
    assert set(failed(_suite(_GOOD, examples=examples), tmp_path)) == {"examples_hold"}


def test_a_slow_kind_of_rule_fails(tmp_path: Path) -> None:
    """A budget that nothing could keep is not kept."""
    assert set(failed(_suite(_GOOD, seconds_per_batch=0.0), tmp_path)) == {"it_keeps_to_its_time"}
