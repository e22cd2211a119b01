"""From records to rows: explosion, values by name, the period, and what is kept."""

from datetime import date

from kolonne.contract import Counts
from unit.run.documents import Json, column, document, run, told

DAYS = {"id": {"type": "text", "required": True}, "first": {"type": "date"}, "last": {"type": "date"}}
COURSE = document(
    DAYS,
    {"id": column("id"), "day": column("day")},
    rows={"each": {"day": "days(first, coalesce(last, first))"}, "in_period": "day"},
)


def course(first: str, last: str, identity: str = "1") -> Json:
    return {"id": [identity], "first": [first], "last": [last]}


def test_a_record_of_several_days_makes_a_row_of_each() -> None:
    """Every day of a course is a row, and those outside of the period are left out one by one."""
    outcome = run(COURSE, course("2024-12-30", "2025-01-02"))
    assert outcome.rows["s"].rows() == [("1", date(2025, 1, 1)), ("1", date(2025, 1, 2))]
    assert outcome.counts == Counts(read=1, exploded=3, exported=2, left_out={"outside_period": 2})
    assert outcome.left_out.rows() == [
        (0, 1, None, "outside_period", "the date lies outside the reporting period")
    ] * 2  # fmt: skip
    assert outcome.in_period == 2


def test_a_record_without_days_stays_one_row() -> None:
    """A blank date and a range that ends before it begins give one row without a day, which is left out and told."""
    for first, last in (("", ""), ("", "2025-01-01"), ("2025-01-02", "2025-01-01")):
        outcome = run(COURSE, course(first, last))
        assert outcome.counts == Counts(read=1, left_out={"no_date": 1}), (first, last)
        assert outcome.in_period == 0


def test_a_record_that_failed_is_not_exploded() -> None:
    """A course of ten days without its required name fails once, not ten times, and adds no rows."""
    outcome = run(COURSE, course("2025-01-01", "2025-01-10", identity=""))
    assert outcome.counts == Counts(read=1, failed={"id.required": 1})


def test_what_fails_within_a_record_is_told_once_and_of_a_row_each_time() -> None:
    """A bad cell is one failure however many rows its record makes; a rule is broken by each of the rows."""
    content = document(
        {**DAYS, "n": {"type": "integer"}},
        {"day": column("day")},
        rows={"each": {"day": "days(first, last)"}},
        rules={"never": {"check": "day != day", "severity": "error", "message": "{day}"}},
    )
    outcome = run(content, {**course("2025-01-01", "2025-01-02"), "n": ["x"]})
    assert [rule for _, rule, _, _ in told(outcome)] == ["n.bad_integer", "never", "never"]
    assert outcome.counts == Counts(read=1, exploded=1, failed={"never": 2})


def test_a_fault_of_a_value_is_told_once() -> None:
    """What a value that failed is used for is blank, and only the value itself is told of."""
    content = document(
        {"a": {"type": "integer"}, "b": {"type": "integer"}},
        {"x": column("twice"), "y": column("coalesce(share, 0)")},
        rows={"let": {"twice": "share * 2", "share": "a // b"}},
    )
    outcome = run(content, {"a": ["6", "6", ""], "b": ["3", "0", "0"]})
    assert outcome.rows["s"].rows() == [(4, 2), (None, 0), (None, 0)]
    assert outcome.failures.select("row", "place", "rule", "code", "severity", "message", "out").rows() == [
        (1, "rows.let.share", "share.value", "division_by_zero", "warning", "share: division by zero", False)
    ]


def test_a_branch_that_is_not_taken_does_not_fail() -> None:
    """`a // b if b != 0 else 0` divides by nothing."""
    fields = {"a": {"type": "integer"}, "b": {"type": "integer"}}
    outcome = run(document(fields, {"v": column("a // b if b != 0 else 0")}), {"a": ["6"], "b": ["0"]})
    assert outcome.rows["s"].rows() == [(0,)]
    assert told(outcome) == []


def test_the_first_fault_of_a_cell_is_the_one_that_is_told() -> None:
    """A cell fails once, for what went wrong first."""
    fields = {"a": {"type": "integer"}, "b": {"type": "integer"}}
    content = document(fields, {"v": column("(a // b) + (a * 9223372036854775807)")})
    outcome = run(content, {"a": ["6"], "b": ["0"]})
    assert outcome.failures["code"].to_list() == ["division_by_zero"]


KEEPS = document(
    {"n": {"type": "integer"}, "day": {"type": "date"}},
    rows={
        "in_period": "day",
        "keep": {
            "positive": {"when": "n > 0", "otherwise": {"nb": "{n} er for lite", "en": "{n} is too little"}},
            "even": {"when": "n % 2 == 0", "otherwise": "odd"},
        },
    },
)


def test_the_first_reason_counts() -> None:
    """A row is left out for its date first, then for the first condition that is not met; a blank one is not met."""
    rows = [
        ("2", "2025-06-01", None), ("-1", "2025-06-01", "positive"), ("3", "2025-06-01", "even"),
        ("", "2025-06-01", "positive"), ("-1", "", "no_date"), ("-1", "2026-01-01", "outside_period"),
        ("2", "2025-01-01", None), ("2", "2025-12-31", None), ("2", "2024-12-31", "outside_period"),
    ]  # fmt: skip
    outcome = run(KEEPS, {"n": [n for n, _, _ in rows], "day": [day for _, day, _ in rows]})
    reasons = {at: reason for at, (_, _, reason) in enumerate(rows) if reason}
    assert dict(outcome.left_out.select("row", "reason").iter_rows()) == reasons
    assert outcome.counts.left_out == {"even": 1, "no_date": 1, "outside_period": 2, "positive": 2}
    assert outcome.in_period == 6


def test_why_a_row_was_left_out_is_said_with_its_values() -> None:
    """The reason's text is in the export's language and shows the row's own values."""
    for locale, expected in (
        ("nb", ["-1 er for lite", "– er for lite"]),
        ("en", ["-1 is too little", "– is too little"]),
    ):
        outcome = run(KEEPS, {"n": ["-1", ""], "day": ["2025-06-01"] * 2}, locale=locale)
        assert outcome.left_out["message"].to_list() == expected


def test_a_fault_in_a_condition_leaves_the_row_out_and_is_told() -> None:
    """A condition that cannot be computed is not met."""
    content = document(
        {"n": {"type": "integer"}}, rows={"keep": {"some": {"when": "10 // n > 2", "otherwise": "too many"}}}
    )
    outcome = run(content, {"n": ["0", "2", "9"]})
    assert outcome.left_out.select("row", "reason").rows() == [(0, "some"), (2, "some")]
    assert outcome.failures.select("row", "place", "code", "out").rows() == [
        (0, "rows.keep.some", "division_by_zero", False)
    ]


def test_bad_cells_of_rows_outside_the_period_are_told() -> None:
    """A date that cannot be read may be why a row seems to lie outside, so its cell is told of all the same."""
    outcome = run(KEEPS, {"n": ["2", "x"], "day": ["31.2.2025", "2024-01-01"]})
    assert outcome.counts.left_out == {"no_date": 1, "outside_period": 1}
    assert [(row, rule) for row, rule, _, _ in told(outcome)] == [(0, "day.bad_date"), (1, "n.bad_integer")]


def test_values_are_computed_in_groups_that_do_not_need_each_other() -> None:
    """However values use each other, each is computed after those that it uses."""
    lets = {"d": "c + 1", "b": "a + 1", "c": "b + a", "a": "n", "e": "n * 2"}
    content = document({"n": {"type": "integer"}}, {name: column(name) for name in lets}, rows={"let": lets})
    assert run(content, {"n": ["1"]}).rows["s"].rows(named=True) == [{"a": 1, "b": 2, "c": 3, "d": 4, "e": 2}]
