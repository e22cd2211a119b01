"""Hidden numbers stay hidden."""

from collections.abc import Iterator, Mapping
from itertools import product

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kolonne.plan import MaskPlan
from kolonne.run.disclosure import Flow, certain
from kolonne.run.masking import masked

Table = dict[str, list[int | None]]
_MASK = MaskPlan(below=4, columns=(), shown="", complementary=True, note="")


def shown(
    table: Table, *, total: bool, below: tuple[str, ...] = (), mask: MaskPlan = _MASK
) -> tuple[Table, dict[str, object], int]:
    """What a sheet shows of a table that is spread, with totals of lines and below some columns."""
    frame = pl.DataFrame(table, schema=dict.fromkeys(table, pl.Int64))
    spread = list(table)
    if total:
        frame = frame.with_columns(pl.sum_horizontal(spread).alias("total"))
    totals: dict[str, object] = {name: frame[name].sum() for name in below}
    found, kept, count = masked(frame, mask, spread, "total" if total else "", totals, dict.fromkeys(below, "sum"))
    return found.to_dict(as_series=False), kept, count


def reckoned(true: Table, seen: Table, kept: Mapping[str, object], below: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """The hidden numbers that can be but one, for somebody who knows that none of them is zero.

    Where a number could be another one at all, it could be one more or one less while all others change by one at most:
    what leaves every sum as it is goes around in circles.
    """
    names = [name for name in true if name != "total"]
    cells = [(name, at) for name in names for at, value in enumerate(seen[name]) if value is None and true[name][at]]
    found: dict[tuple[str, int], set[int]] = {}
    choices = [
        [value for value in ((true[name][at] or 0) + change for change in (-1, 0, 1)) if value > 0]
        for name, at in cells
    ]
    for values in product(*choices):
        world = {name: list(true[name]) for name in names}
        for (name, at), tried in zip(cells, values, strict=True):
            world[name][at] = tried
        if "total" in true:
            world["total"] = [sum(world[name][at] or 0 for name in names) for at in range(len(true["total"]))]
        if not _is_seen(world, true, seen, kept, below):
            continue
        for name, column in world.items():
            for at, value in enumerate(column):
                if seen[name][at] is None and true[name][at]:
                    found.setdefault((name, at), set()).add(value or 0)
    return (cell for cell, values in found.items() if len(values) == 1)


def _is_seen(world: Table, true: Table, seen: Table, kept: Mapping[str, object], below: tuple[str, ...]) -> bool:
    """Whether somebody would see the same of it."""
    for name in world:
        for value, mine, there in zip(world[name], seen[name], true[name], strict=True):
            if mine is not None and value != mine:
                return False
            if mine is None and there and not value:
                return False
    sums = {name: sum(value or 0 for value in world[name]) for name in below}
    return all(sums[name] == kept[name] if name in kept else sums[name] > 0 for name in below)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Table, bool, tuple[str, ...]]:
    height, width = draw(st.sampled_from([(1, 3), (2, 2), (2, 3), (3, 2), (3, 3), (4, 2), (6, 1)]))
    numbers = st.sampled_from([0, 0, 1, 1, 1, 2, 3, 4, 5, 9, 20])
    names = [f"c{at}" for at in range(width)]
    table: Table = {name: draw(st.lists(numbers, min_size=height, max_size=height)) for name in names}
    total = draw(st.booleans())
    known = [*names, *(["total"] if total else [])]
    below = draw(st.sampled_from([known, known, known[-1:], known[:1], []]))
    return table, total, tuple(below)


@settings(deadline=None, max_examples=150)
@given(tables())
def test_no_hidden_number_can_be_reckoned(case: tuple[Table, bool, tuple[str, ...]]) -> None:
    """Whoever tries every number that fits what is shown finds at least two for each hidden one, and no small one is shown."""
    table, total, below = case
    seen, kept, count = shown(table, total=total, below=below)
    true = dict(table)
    if total:
        true["total"] = [sum(line[at] or 0 for line in table.values()) for at in range(len(table["c0"]))]
    assert list(reckoned(true, seen, kept, below)) == []
    numbers = [*(value for column in seen.values() for value in column), *kept.values()]
    assert [value for value in numbers if isinstance(value, int) and 0 < value < 4] == []
    hidden = [(name, at) for name, column in seen.items() for at, value in enumerate(column) if value is None]
    assert count == len(hidden) + len(below) - len(kept)
    assert all(true[name][at] for name, at in hidden)


_CASES: list[tuple[str, Table, tuple[str, ...], Table, dict[str, object]]] = [
    ("large numbers and zeros stay", {"a": [5, 0], "b": [9, 7]}, ("a",), {"a": [5, 0], "b": [9, 7]}, {"a": 5}),
    ("a small number is hidden", {"a": [5, 2], "b": [9, 7]}, (), {"a": [5, None], "b": [9, 7]}, {}),
    ("and with a sum below another one", {"a": [5, 2], "b": [9, 7]}, ("a",), {"a": [None, None], "b": [9, 7]}, {"a": 7}),
    ("all else is zero: the sum is hidden", {"a": [2, 0], "b": [9, 7]}, ("a", "b"), {"a": [None, 0], "b": [9, 7]}, {"b": 16}),
    ("six times one: the sum is hidden", {"a": [1, 1, 1, 1, 1, 1]}, ("a",), {"a": [None] * 6}, {}),
    ("a blank is none of them", {"a": [None, 2, 8]}, ("a",), {"a": [None, None, None]}, {"a": 10}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "below", "seen", "kept"), [case[1:] for case in _CASES], ids=[case[0] for case in _CASES]
)
def test_what_is_hidden(table: Table, below: tuple[str, ...], seen: Table, kept: dict[str, object]) -> None:
    """Small numbers are hidden, and of the rest as little as keeps them hidden."""
    assert shown(table, total=False, below=below)[:2] == (seen, kept)


def test_a_line_hides_another_number_of_its_own() -> None:
    """Where a line shows its sum, a second number of the line is hidden, in every line that needs it."""
    seen, _, count = shown({"a": [1, 9], "b": [6, 8], "c": [7, 0]}, total=True)
    assert (seen, count) == ({"a": [None, 9], "b": [None, 8], "c": [7, 0], "total": [14, 17]}, 2)


def test_a_total_that_is_named_as_masked_is_a_sum_all_the_same() -> None:
    """To name the total among the masked columns does not take it for a number of its own."""
    mask = MaskPlan(below=4, columns=("total",), shown="", complementary=True, note="")
    assert shown({"a": [1], "b": [6]}, total=True, mask=mask)[0] == {"a": [None], "b": [None], "total": [7]}


def test_without_complements_only_small_numbers_are_hidden() -> None:
    """A document may say that sums do not matter."""
    mask = MaskPlan(below=4, columns=(), shown="<4", complementary=False, note="")
    found, kept, _ = masked(pl.DataFrame({"a": [1, 6]}), mask, ["a"], "", {"a": 7}, {"a": "sum"})
    assert (found.to_dict(as_series=False), kept) == ({"a": ["<4", "6"]}, {"a": 7})


def test_all_that_is_hidden_looks_alike() -> None:
    """Two signs would say which hidden number is small, and with its sum what both of them are."""
    mask = MaskPlan(below=5, columns=(), shown=":", complementary=True, note="")
    seen: object = shown({"a": [1], "b": [5]}, total=True, mask=mask)[0]
    assert seen == {"a": [":"], "b": [":"], "total": ["6"]}


@pytest.mark.parametrize(("how", "kept"), [("min", {}), ("max", {"a": 9}), ("count", {"a": 3})])
def test_the_smallest_number_is_not_told_by_a_total(how: str, kept: dict[str, object]) -> None:
    """A total that is itself one of the hidden numbers is hidden; others stay."""
    frame = pl.DataFrame({"a": [2, 9, 8]})
    mask = MaskPlan(below=4, columns=("a",), shown="", complementary=True, note="")
    value = {"min": 2, "max": 9, "count": 3}[how]
    assert masked(frame, mask, [], "", {"a": value}, {"a": how})[1] == kept


@pytest.mark.parametrize(("how", "number"), [("sum", 2), ("min", 2)])
def test_a_hidden_total_has_the_sign_too(how: str, number: int) -> None:
    """Nothing there could be taken for nothing to add up."""
    mask = MaskPlan(below=4, columns=("a",), shown=":", complementary=True, note="")
    frame = pl.DataFrame({"a": [number, 0]})
    found, kept, count = masked(frame, mask, [], "", {"a": number, "b": 7}, {"a": how, "b": "sum"})
    assert (found.to_dict(as_series=False), kept) == ({"a": [":", "0"]}, {"a": ":", "b": 7})
    assert count == 1 + (how == "sum")


def test_ways_around() -> None:
    """A flow is certain where nothing leads around it, or where all that does would have to shrink below one."""
    two_circles = [("a", "b"), ("b", "a"), ("b", "c"), ("c", "d"), ("d", "c")]
    assert certain([Flow(*ends, shrinks=True) for ends in two_circles]) == [2]
    assert certain([Flow("a", "b", shrinks=False), Flow("a", "b", shrinks=False)]) == [0, 1]
    assert certain([Flow("a", "b", shrinks=False), Flow("a", "b", shrinks=True)]) == []
    assert certain([Flow("a", "a", shrinks=False)]) == []


def test_a_large_table_is_masked_in_time() -> None:
    """A table of all municipalities by many codes, nearly all of its numbers small, takes no long time."""
    table: Table = {f"c{at}": [(at * line) % 7 for line in range(360)] for at in range(40)}
    _, _, count = shown(table, total=True, below=(*table, "total"))
    assert count > 5000
