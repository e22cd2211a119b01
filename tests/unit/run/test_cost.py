"""Work is done by columns: no Python is run for a row, unless a plugin's own function is."""

import sys
from collections import Counter
from types import FrameType

import polars as pl

from kolonne.expressions import Operation, scalar_operation
from kolonne.run import Outcome, transform
from unit.run.documents import Json, column, document, planned

DOCUMENT: Json = document(
    {
        "n": {"type": "integer"},
        "d": {"type": "decimal", "scale": 2},
        "first": {"type": "date"},
        "at": {"type": "datetime"},
        "kind": {"type": "text", "enumeration": "org.kind"},
        "l": {"type": "list", "items": "integer"},
    },
    {"k": column("kind", show="label"), "x": column("d * n", required=True), "at": column("at"), "y": column("n // m")},
    rows={
        "each": {"day": "days(first, first)"},
        "in_period": "day",
        "let": {"m": "n - 3", "z": "m * 2"},
        "keep": {"some": {"when": "n > 1", "otherwise": "{n} is too little"}},
    },
    rules={"r": {"check": "n < 6", "severity": "error", "message": "{n} {d} {at} {day} {l}"}},
)


def records(count: int) -> pl.DataFrame:
    """Records of which some are good and most are bad in one way or another."""
    cells = {
        "n": ["1", "2", "3", "6", "x", ""],
        "d": ["1,50", "2", "kr", "4", "5", "6"],
        "first": ["2025-01-01", "8.2.2025", "2024-01-01", "31.2.2025", "1.1.2025", "1.1.2025"],
        "at": ["2025-01-01 12:00", "2025-03-30 02:30", "", "2025-01-01T12:00Z", "x", "1.1.2025 12.00"],
        "kind": ["walk", "stroll", "run", "TALK", "walk ", "other"],
        "l": ["1,2", "x", "", "3", "4", "5"],
    }
    return pl.DataFrame({name: (values * (count // 6 + 1))[:count] for name, values in cells.items()})


def calls(batch: pl.DataFrame) -> tuple[int, Outcome]:
    """How many Python functions are called while a batch is transformed."""
    plan = planned(DOCUMENT)
    counted: Counter[str] = Counter()

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        counted[event] += 1

    sys.setprofile(count)
    try:
        outcome = transform(plan, batch)
    finally:
        sys.setprofile(None)
    return counted["call"], outcome


def test_no_python_is_run_for_a_row() -> None:
    """A thousand times as many records take hardly more calls of Python functions, though every second one fails."""
    few, _ = calls(records(20))
    many, outcome = calls(records(20_000))
    assert outcome.failures.height > 20_000
    assert many < few + 500


def halves(*, bad: int | None = None) -> tuple[Operation, list[int]]:
    """An operation that halves even numbers, and the list of what it was called with."""
    seen: list[int] = []

    def halve(number: int) -> int:
        seen.append(number)
        if number == bad:
            raise RuntimeError("secret")
        return number // 2

    return scalar_operation("halve", "integer -> integer", halve, "Half of a number."), seen


def test_a_plugins_function_sees_each_value_and_no_blank() -> None:
    """A plain Python function is called once for each row that has a value, and for no others."""
    operation, seen = halves()
    content = document({"n": {"type": "integer"}}, {"h": column("halve(n)")})
    outcome = transform(planned(content, operations=(operation,)), pl.DataFrame({"n": ["2", "", "4", "x", "6"]}))
    assert outcome.rows["s"]["h"].to_list() == [1, None, 2, None, 3]
    assert seen == [2, 4, 6]


def test_an_exception_of_a_plugins_function_is_a_failure_of_its_row() -> None:
    """The cell is blank and told as `plugin_error`; the other rows have their values, and the exception's text stays in."""
    operation, _ = halves(bad=4)
    content = document({"n": {"type": "integer"}}, {"h": column("halve(n)")})
    outcome = transform(planned(content, operations=(operation,)), pl.DataFrame({"n": [2, 4, 6]}))
    assert outcome.rows["s"]["h"].to_list() == [1, None, 3]
    assert outcome.failures.select("row", "code", "place").rows() == [(1, "plugin_error", "sheets.s.h")]
    assert "secret" not in outcome.failures.write_csv()


def test_many_failures_take_time_in_proportion() -> None:
    """A batch in which every row fails in many ways is told of in full, each failure once."""
    outcome = transform(planned(DOCUMENT), pl.concat([records(6)[4:5]] * 20_000))
    assert outcome.counts.left_out == {"some": 20_000}
    assert outcome.failures["rule"].value_counts().sort("rule").rows() == [
        ("at.bad_datetime", 20_000),
        ("n.bad_integer", 20_000),
    ]
