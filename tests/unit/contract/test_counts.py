import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolonne.contract import Counts

NUMBERS = st.integers(0, 10**12)
REASONS = st.dictionaries(st.sampled_from(["draft", "other_period", "minutes", "leader"]), NUMBERS)
ANY = st.builds(Counts, NUMBERS, NUMBERS, NUMBERS, REASONS, REASONS)


def _balanced(exported: int, exploded: int, left_out: dict[str, int], failed: dict[str, int]) -> Counts:
    out = exported + sum(left_out.values()) + sum(failed.values())
    return Counts(max(out - exploded, 0), min(exploded, out), exported, left_out, failed)


BALANCED = st.builds(_balanced, NUMBERS, NUMBERS, REASONS, REASONS)


@given(BALANCED, BALANCED)
def test_what_reconciles_still_does_together(one: Counts, other: Counts) -> None:
    """Counts that account for every row do so when added."""
    assert one.reconciles
    assert other.reconciles
    assert one.plus(other).reconciles


ONE_ROW = [Counts(1), Counts(0, 1), Counts(0, 0, 1), Counts(left_out={"draft": 1}), Counts(failed={"minutes": 1})]


@given(BALANCED, st.sampled_from(ONE_ROW))
def test_one_row_too_many_does_not_reconcile(counts: Counts, one: Counts) -> None:
    """A single unaccounted row is noticed, whichever side it is on."""
    assert not counts.plus(one).reconciles


@given(ANY, ANY, ANY)
def test_plus_is_addition(one: Counts, other: Counts, third: Counts) -> None:
    """Adding is commutative and associative, nothing added changes nothing, and no sum is lost."""
    assert one.plus(other) == other.plus(one)
    assert one.plus(other).plus(third) == one.plus(other.plus(third))
    assert one.plus(Counts()) == one
    assert sum(one.plus(other).failed.values()) == sum(one.failed.values()) + sum(other.failed.values())


def test_reasons_keep_their_order() -> None:
    """Reasons stand in the order in which they were first seen."""
    together = Counts(left_out={"b": 1, "a": 2}).plus(Counts(left_out={"c": 4, "a": 8}))
    assert list(together.left_out.items()) == [("b", 1), ("a", 10), ("c", 4)]


def test_plus_leaves_both_as_they_were() -> None:
    """Adding makes new counts."""
    one, other = Counts(failed={"a": 1}), Counts(failed={"a": 2})
    one.plus(other)
    assert (one, other) == (Counts(failed={"a": 1}), Counts(failed={"a": 2}))


@pytest.mark.parametrize(
    ("counts", "reconciles"),
    [
        (Counts(), True),
        (Counts(read=3, exploded=2, exported=5), True),
        (Counts(read=3, exported=1, left_out={"draft": 1}, failed={"minutes": 1}), True),
        (Counts(read=3, exported=2), False),
        (Counts(read=1, exported=2), False),
    ],
)
def test_reconciles(counts: Counts, reconciles: bool) -> None:
    """read + exploded = exported + left out + failed, or not."""
    assert counts.reconciles is reconciles


@given(ANY)
def test_as_json(counts: Counts) -> None:
    """Counts survive the way through JSON."""
    assert Counts(**json.loads(json.dumps(counts.as_json()))) == counts
