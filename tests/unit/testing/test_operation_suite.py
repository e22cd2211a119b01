"""A wrong operation fails the suite, where it should."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kolonne.hookspecs import Example, Operation, scalar_operation, vector_operation
from kolonne.testing import BrokenPromiseError, OperationSuite, check_examples, check_parity, check_rows_alone
from unit.testing.judging import failed

_AGREE, _ALONE = "both_evaluators_agree", "rows_are_looked_at_alone"


def _text(vector: Any, scalar: Any, **more: Any) -> Operation:
    return vector_operation(
        "acme_text", "text -> text", vector, "A text.", [Example("acme_text('')", "")], scalar=scalar, **more
    )


def _whole(vector: Any, scalar: Any, example: int = 0) -> Operation:
    examples = [Example("acme_whole(0)", example)]
    return vector_operation("acme_whole", "integer -> integer", vector, "A number.", examples, scalar=scalar)


def _first(text: str) -> str:
    return text[:1]


_FIRST = _text(lambda text: text.str.slice(0, 1), _first)
_GOOD = [
    _FIRST,
    scalar_operation("acme_first", "text -> text", _first, "A text.", [Example("acme_first('ab')", "a")]),
    scalar_operation("acme_raises", "text -> integer", int, "A number.", [Example("acme_raises('a')", None, "plugin_error")]),
    vector_operation(
        "acme_cut",
        "text width:integer! -> text",
        lambda text, width: text.str.slice(0, max(width, 0)),
        "A text.",
        [Example("acme_cut('abc', 2)", "ab")],
        scalar=lambda text, width: text[: max(width, 0)],
    ),
    vector_operation(
        "acme_sum",
        "decimal decimal -> decimal(2)",
        lambda one, other: pl.when(one > other).then(1).otherwise(0).cast(pl.Decimal(38, 2)),
        "A number.",
        [Example("acme_sum(1.00, 0.50)", "1.00")],
        scalar=lambda one, other: Decimal(int(one > other)),
    ),
    vector_operation(
        "acme_size", "list(text) -> integer", lambda texts: texts.list.len(), "A number.",
        [Example("acme_size(['a', 'b'])", 2)], scalar=len,
    ),
]  # fmt: skip
_WRONG = {
    "a sum of all rows": (_whole(lambda n: n * 0 + n.max(), lambda n: n), {_AGREE, _ALONE}),
    "the row before": (_text(lambda t: t.shift(1, fill_value=""), lambda t: t), {_AGREE, _ALONE}),
    "the number of rows": (_whole(lambda n: n * 0 + pl.len() - 1, lambda n: n * 0), {_AGREE, _ALONE}),
    "one value for all": (_whole(lambda n: n.sum(), lambda n: n), {_AGREE, _ALONE}),
    "another kind of half": (_whole(lambda n: n // 2, lambda n: int(n / 2)), {_AGREE}),
    "wraps at the end of what is possible": (_whole(lambda n: n + 1, lambda n: n + 1, 1), {_AGREE}),
    "knows no Norwegian letters": (
        _text(lambda t: t.str.replace_all("[^a-zA-Z]", ""), lambda t: "".join(filter(str.isalpha, t))),
        {_AGREE},
    ),
    "treats blanks otherwise": (_text(lambda t: t.fill_null("-"), lambda t: t, sees_blanks=True), {_AGREE}),
    "raises for all of them": (
        _whole(lambda n: n.cast(pl.Int8), lambda n: n if abs(n) < 128 else None),
        {_AGREE, _ALONE},
    ),
    "gives another type": (_text(lambda t: t.str.len_chars(), lambda t: t), {_AGREE, "examples_hold"}),
    "an example that is wrong": (
        replace(_FIRST, examples=(Example("acme_text('ab')", "b"),)),
        {"examples_hold"},
    ),
    "an example of a fault that is none": (
        replace(_FIRST, examples=(Example("acme_text('ab')", None, "plugin_error"),)),
        {"examples_hold"},
    ),
    "an example that is no expression": (replace(_FIRST, examples=(Example("acme_text(1)", "1"),)), {"examples_hold"}),
    "no example": (replace(_FIRST, examples=()), {"examples_hold"}),
    "no sentence": (replace(_FIRST, doc="Does"), {"it_is_described"}),
    "a name that nobody can write": (
        replace(_FIRST, name="acme_Text"),
        {"it_is_described"},
    ),
}  # fmt: skip


def _suite(of: Operation, **more: object) -> type[OperationSuite]:
    return type("Suite", (OperationSuite,), {"operation": of, **more})


@pytest.mark.parametrize("operation", _GOOD, ids=lambda one: one.name)
def test_a_good_operation_passes(operation: Operation, tmp_path: Path) -> None:
    """Of plain functions and of Polars, with literals, decimals and lists, and with faults that it says."""
    assert failed(_suite(operation), tmp_path) == {}


@pytest.mark.parametrize(("operation", "wrong"), _WRONG.values(), ids=_WRONG)
def test_a_wrong_operation_fails(operation: Operation, wrong: set[str], tmp_path: Path) -> None:
    """In the tests that are about what is wrong with it, and in no others but those of its old examples."""
    found = set(failed(_suite(operation), tmp_path))
    assert wrong <= found
    assert found <= wrong | {"examples_hold"}


def test_a_slow_operation_fails(tmp_path: Path) -> None:
    """A budget that nothing could keep is not kept."""
    assert set(failed(_suite(_FIRST, seconds_per_batch=0.0), tmp_path)) == {"it_keeps_to_its_time"}


def test_made_up_values_can_be_said(tmp_path: Path) -> None:
    """An operation that is right for some values only passes with those."""
    halves = _whole(lambda n: n // 2, lambda n: int(n / 2))
    assert failed(_suite(halves, values={"a0": [0, 2, 3]}), tmp_path) == {}


@pytest.mark.parametrize("check", [check_examples, check_parity, check_rows_alone])
def test_an_operation_that_nobody_can_call_is_told(check: Any) -> None:
    """What was not tried has not kept its promise."""
    odd = vector_operation("acme_odd", "day:date! -> text", lambda day: pl.lit(str(day)), "A text.")
    with pytest.raises(BrokenPromiseError, match="acme_odd"):
        check(odd)
