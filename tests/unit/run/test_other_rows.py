"""Functions over other rows, in every place where they may stand."""

from typing import Any

import polars as pl
import pytest

from kolonne.run import advance, enter
from unit.run.documents import Json, column, document, planned
from unit.run.whole import Whole, exported, mapped_whole

_FIELDS: Json = {"who": {"type": "text"}, "n": {"type": "integer"}}
_ROWS: list[dict[str, Any]] = [
    {"who": "a", "n": "3"},
    {"who": "b", "n": "1"},
    {"who": "a", "n": "1"},
    {"who": None, "n": "0"},
    {"who": None, "n": None},
]


def shown(columns: dict[str, str], **rest: Any) -> Json:
    return document(_FIELDS, {name: column(value) for name, value in columns.items()}, **rest)


def export(content: Json, batch_rows: int = 2) -> Whole:
    return mapped_whole(planned(content), {"a": _ROWS}, batch_rows)


@pytest.mark.parametrize(
    ("expression", "values"),
    [
        ("rank()", [1, 2, 3, 4, 5]),
        ("count_over()", [5, 5, 5, 5, 5]),
        ("is_first()", [True, False, False, False, False]),
        ("rank(who)", [1, 1, 2, 1, 2]),
        ("rank(order=n)", [4, 2, 2, 1, None]),
        ("rank(who, order=n, descending=true)", [1, 1, 2, 1, None]),
        ("is_first(who)", [True, True, False, True, False]),
        ("is_first(who, order=n)", [False, True, True, True, False]),
        ("count_over(who)", [2, 1, 2, 2, 2]),
        ("count_over(blank(who), where=n > 0)", [3, 3, 3, 0, 0]),
        ("sum_over(n, who)", [4, 1, 4, 0, 0]),
        ("max_over(n, where=present(who))", [3, 3, 3, 3, 3]),
        ("sum_over(6 // n, who)", [8, 6, 8, None, None]),
        ("count_over(6 // n)", [1, 2, 2, None, 1]),
        ("rank(order=6 // n)", [1, 2, 2, None, None]),
    ],
)
def test_what_a_row_is_among_others(expression: str, values: list[object]) -> None:
    """Each row has its value, whichever batch it came in; one whose key or order fails has none, and is told."""
    whole = export(shown({"v": expression}))
    assert [line[0] for line in whole.lines()] == values
    faults = {"sum_over(6 // n, who)": 2, "count_over(6 // n)": 1, "rank(order=6 // n)": 1}
    assert whole.told() == [(4 + at, "v.value", "warning") for at in range(faults.get(expression, 0))]


def test_conditions_look_at_what_earlier_ones_kept() -> None:
    """A value of `let` sees all rows, a condition those before it kept, a column and a rule those in the report."""
    content = shown(
        {"all": "everything", "here": "count_over()", "place": "rank(order=n)"},
        rows={
            "let": {"everything": "count_over()"},
            "keep": {
                "known": {"when": "present(n)", "otherwise": "no number"},
                "alone": {"when": "count_over(who) > 1 or who == 'b'", "otherwise": "{count_over()} were there"},
                "first": {"when": "is_first(who)", "otherwise": "number {rank(who)} of {count_over(who)}"},
            },
        },
        rules={
            "r": {
                "check": "rank(order=n) > 1",
                "severity": "error",
                "message": "{n} is number {rank(order=n)} of {count_over()}",
            },
            "s": {"check": "count_over() > 5", "severity": "warning", "message": "{count_over()} left"},
        },
    )
    whole = export(content)
    assert whole.left_out.select("number", "reason", "message").rows() == [
        (3, "first", "number 2 of 2"), (4, "alone", "4 were there"), (5, "known", "no number"),
    ]  # fmt: skip
    assert whole.lines() == [(5, 2, 2)]
    assert whole.messages() == ["2 left", "1 is number 1 of 2"]
    assert (whole.counts.failed, whole.counts.reconciles) == ({"r": 1}, True)


def test_values_that_are_always_blank_wait_like_others() -> None:
    """A value without a type passes through the rows that wait, as a blank."""
    content = shown({"x": "nothing", "v": "rank(nothing, order=n)"}, rows={"let": {"nothing": "None"}})
    assert export(content).lines() == [(None, 4), (None, 2), (None, 2), (None, 1), (None, None)]


def test_rules_of_groups_of_rows() -> None:
    """Each row of a group that breaks the rule is told, with what the group says; keys that are blank are a group."""
    rule = {
        "per": "group",
        "by": ["who"],
        "check": "sum(n) < 4",
        "severity": "error",
        "message": "{who}: {count()}, {sum(n)}",
    }
    whole = export(shown({"n": "n"}, rules={"r": rule}))
    assert whole.lines() == [(1,), (0,), (None,)]
    assert whole.failures.select("number", "message").rows() == [(1, "a: 2, 4"), (3, "a: 2, 4")]


def test_rules_of_cells() -> None:
    """A rule per cell checks each column on its own, and may hold a cell against those of other rows."""
    rule = {
        "per": "cell", "sheet": "s", "columns": ["n", "m"], "check": "value < 3 and count_over(value) < 2",
        "severity": "warning", "message": "{value} of {who}, {count_over(value)} times",
    }  # fmt: skip
    whole = export(shown({"n": "n", "m": "n // 2"}, rules={"r": rule}))
    told = whole.failures.select("number", "message").rows()
    assert told == [
        (1, "3 of a, 1 times"), (2, "1 of b, 2 times"), (2, "0 of b, 3 times"), (3, "1 of a, 2 times"),
        (3, "0 of a, 3 times"), (4, "0 of –, 3 times"),
    ]  # fmt: skip


def test_a_code_that_stops_the_export_does_so_from_a_row_that_waits() -> None:
    """What is fatal is told as fatal in the order of the records, and as a warning in a row that is left out."""
    fields = {**_FIELDS, "kind": {"type": "text", "enumeration": "org.kind", "unknown": "fatal"}}
    rows = {"let": {"place": "rank(order=n)"}, "keep": {"few": {"when": "place < 3", "otherwise": "{place}"}}}
    content = document(fields, {"k": column("kind"), "p": column("place")}, rows=rows)
    records = [
        {"who": "a", "n": "1", "kind": "walk"},
        {"who": "a", "n": "2", "kind": "swim"},
        {"who": "a", "n": "3", "kind": "fly"},
    ]
    for size in (1, 2, 9):
        whole = mapped_whole(planned(content), {"a": records}, size)
        assert whole.told() == [(2, "kind.unknown_code", "fatal"), (3, "kind.unknown_code", "fatal")]
        assert (whole.fatal, whole.counts.failed, whole.counts.reconciles) == (2, {"kind.unknown_code": 2}, True)


def test_rows_outside_of_the_period_do_not_count() -> None:
    """How many rows lie in the period is known when all parts are done."""
    fields = {"day": {"type": "date"}, "n": {"type": "integer"}}
    rows = {
        "in_period": "day",
        "let": {"all": "count_over()"},
        "keep": {"first": {"when": "rank() < 2", "otherwise": "late"}},
    }
    content = document(fields, {"n": column("n"), "all": column("all")}, rows=rows)
    records = [
        {"day": "2024-01-01", "n": "1"},
        {"day": "2025-01-01", "n": "2"},
        {"day": "2025-01-02", "n": "3"},
        {"n": "4"},
    ]
    whole = exported(content, {"a": records})
    assert whole.lines() == [(2, 4)]
    assert (whole.in_period, whole.counts.left_out) == (2, {"first": 1, "no_date": 1, "outside_period": 1})


def test_rows_that_wait_carry_no_more_than_is_read() -> None:
    """A field that no later value, column, rule or message names does not wait with its row."""
    content = shown(
        {"v": "rank(order=n)"},
        rows={
            "let": {"both": "who + unread"},
            "keep": {"all": {"when": "count_over(both) < 9", "otherwise": "{told}"}},
        },
    )
    content["inputs"]["a"]["fields"] = {**_FIELDS, "unread": {"type": "text"}, "told": {"type": "text"}}
    plan = planned(content)
    _, passage = enter(plan, pl.DataFrame({"who": ["a"], "n": ["1"], "unread": ["x"], "told": ["y"]}), 0)
    advance(passage, 0)
    assert {"n", "told", "both"} <= set(passage.frame.columns)
    assert not {"who", "unread"} & set(passage.frame.columns)
