"""Cells, what is demanded of them, and rules."""

from decimal import Decimal
from typing import Any, get_args

import polars as pl
import pytest

from kolonne.contract import Counts
from kolonne.definitions.field import Kind
from kolonne.run import transform
from kolonne.run.messages import told as told_in
from unit.run.documents import KIND, Json, column, document, planned, run, told

N = {"n": {"type": "integer"}}


def rule(check: str, severity: str, message: Json = "broken") -> Json:
    return {"check": check, "severity": severity, "message": message}


def test_cases_and_defaults() -> None:
    """The first case whose condition is true gives the value, and a default stands where none does."""
    cases = [{"when": "n > 10", "then": "'much'"}, {"when": "n > 5", "then": "'some'"}]
    columns = {
        "a": {"header": "A", "cases": cases},
        "b": {"header": "B", "cases": cases, "otherwise": "'little'"},
        "c": {"header": "C", "cases": cases, "default": "'none'"},
        "d": column("n", type="decimal(2)"),
    }
    assert run(document(N, columns), {"n": ["11", "6", "1", ""]}).rows["s"].rows() == [
        ("much", "much", "much", Decimal(11)),
        ("some", "some", "some", Decimal(6)),
        (None, "little", "none", Decimal(1)),
        (None, "little", "none", None),
    ]


@pytest.mark.parametrize(("locale", "label"), [("nb", "Tur"), ("nn", "Gåtur"), ("en", "Walk")])
def test_labels_are_in_the_language_of_the_export(locale: str, label: str) -> None:
    """A column that shows labels shows them in that language; a code that has none stays as it is."""
    field = {"type": "text", "enumeration": "org.kind", "unknown": "keep"}
    outcome = run(document({"k": field}, {"k": column("k", show="label")}), {"k": ["stroll", "run", ""]}, locale)
    assert outcome.rows["s"]["k"].to_list() == [label, "run", None]


@pytest.mark.parametrize(
    ("unknown", "kept", "severity"),
    [
        ("blank", ["Walk", None, None], "warning"),
        ("keep", ["Walk", "run", None], "warning"),
        ({"use": "other"}, ["Walk", "Other", None], "warning"),
        ("error", ["Walk", None], "error"),
        ("fatal", ["Walk", None], "fatal"),
    ],
    ids=str,
)
def test_a_column_checks_codes_of_its_own(unknown: Json, kept: list[Any], severity: str) -> None:
    """Codes that are computed are checked where a column names their list, and treated as the list says."""
    content = document({"k": {"type": "text"}}, {"k": column("k", show="label", enumeration="org.kind")})
    plan = planned(content, lists=({**KIND, "unknown": unknown},))
    outcome = transform(plan, pl.DataFrame({"k": ["walk", "run", None]}))
    assert outcome.rows["s"]["k"].to_list() == kept
    assert told(outcome) == [(1, "k.unknown_code", severity, "k: «run» is not in the list of codes")]
    assert outcome.failures["value"].to_list() == ["run"]
    assert outcome.fatal == (severity == "fatal")


def test_required_cells() -> None:
    """A row is left out where a cell is always required, or is where a condition holds; a blank condition does not."""
    columns = {
        "n": column("n", required=True),
        "t": column("t", required={"when": "n > 5"}),
        "u": column("t + ''", required={"when": "n > 6 and m > 0"}),
    }
    fields = {**N, "m": {"type": "integer"}, "t": {"type": "text"}}
    outcome = run(
        document(fields, columns), {"n": ["", "6", "5", "7"], "t": ["", "", "", "x"], "m": ["1", "1", "1", ""]}
    )
    assert outcome.counts == Counts(read=4, exported=2, failed={"n.required": 1, "t.required": 1})
    assert told(outcome) == [
        (0, "n.required", "error", "n: is missing"),
        (1, "t.required", "error", "t: is missing"),
    ]


def test_all_cells_of_a_row_are_told_of_and_the_first_counts() -> None:
    """Who corrects a row wants to know all that is missing at once; the row is counted under the first."""
    columns = {"b": column("b", required=True), "a": column("a", required=True)}
    outcome = run(document({"a": {"type": "text"}, "b": {"type": "text"}}, columns), {"a": [""], "b": [""]})
    assert [(name, out) for name, out in outcome.failures.select("rule", "out").iter_rows()] == [
        ("b.required", True),
        ("a.required", True),
    ]
    assert outcome.counts.failed == {"b.required": 1}


def test_the_severities_of_rules() -> None:
    """A warning keeps the row, an error takes it out, a fatal one too and stops the export; a blank check is not broken."""
    rules = {"w": rule("n < 1", "warning"), "e": rule("n < 2", "error"), "f": rule("n < 3", "fatal")}
    outcome = run(document(N, rules=rules), {"n": ["0", "1", "2", "", "5"]})
    assert told(outcome) == [
        (1, "w", "warning", "broken"),
        (2, "w", "warning", "broken"),
        (2, "e", "error", "broken"),
        (4, "w", "warning", "broken"),
        (4, "e", "error", "broken"),
    ]
    assert outcome.rows["s"]["n"].to_list() == [0, 1, None]
    assert (outcome.counts.failed, outcome.fatal) == ({"e": 2}, 0)


def test_a_fatal_rule_is_counted_once_a_row() -> None:
    """A row that breaks two fatal rules is one fatal row; it is told of twice."""
    rules = {"f": rule("n < 1", "fatal"), "g": rule("n < 2", "fatal"), "e": rule("n < 3", "error")}
    outcome = run(document(N, rules=rules), {"n": ["0", "1", "2", "3"]})
    assert [(row, name) for row, name, _, _ in told(outcome)] == [
        (1, "f"), (2, "f"), (2, "g"), (3, "f"), (3, "g"), (3, "e"),
    ]  # fmt: skip
    assert outcome.fatal == 3
    assert outcome.counts == Counts(read=4, exported=1, failed={"f": 3})


def test_rules_do_not_look_at_rows_that_are_out() -> None:
    """A row without a required cell breaks no rule, and no fault of a rule's check is told of it."""
    fields = {**N, "t": {"type": "text"}}
    rules = {"r": rule("1 // n > 5", "fatal")}
    outcome = run(document(fields, {"t": column("t", required=True)}, rules=rules), {"n": ["0", "1"], "t": ["", ""]})
    assert [name for _, name, _, _ in told(outcome)] == ["t.required", "t.required"]
    assert outcome.fatal == 0


def test_a_fault_in_a_check_is_told_and_breaks_nothing() -> None:
    """A check that cannot be computed is blank, and a blank check is not broken."""
    outcome = run(document(N, rules={"r": rule("1 // n > 0", "error")}), {"n": ["0"]})
    assert outcome.failures.select("rule", "code", "out").rows() == [("r.check", "division_by_zero", False)]
    assert outcome.counts.exported == 1


VALUES = {
    "i": {"type": "integer"}, "f": {"type": "number"}, "d": {"type": "decimal", "scale": 2}, "b": {"type": "boolean"},
    "day": {"type": "date"}, "t": {"type": "time"}, "at": {"type": "datetime"}, "l": {"type": "list", "items": "date"},
    "x": {"type": "text"},
}  # fmt: skip
ROW = {
    "i": "-7", "f": "2,0", "d": "12,5", "b": "ja", "day": "2025-02-08", "t": "9:05", "at": "2025-07-01 12:00",
    "l": "2025-01-01,2025-01-02", "x": "å",
}  # fmt: skip


@pytest.mark.parametrize(
    ("locale", "row", "expected"),
    [
        ("nb", ROW, "-7 2 12,50 ja 08.02.2025 09:05 01.07.2025 12:00 01.01.2025, 02.01.2025 å {}"),
        ("nn", ROW, "-7 2 12,50 ja 08.02.2025 09:05 01.07.2025 12:00 01.01.2025, 02.01.2025 å {}"),
        ("en", ROW, "-7 2 12.50 yes 2025-02-08 09:05 2025-07-01 12:00 2025-01-01, 2025-01-02 å {}"),
        ("nb", dict.fromkeys(ROW, ""), "– – – – – – – – – {}"),
    ],
)
def test_values_in_messages(locale: str, row: dict[str, str], expected: str) -> None:
    """Values stand in messages as the export's language writes them, moments by the organisation's clock."""
    text = " ".join(f"{{{name}}}" for name in VALUES) + " {{}}"
    content = document(VALUES, {"x": column("x")}, rules={"r": rule("1 == 2", "warning", text)})
    outcome = run(content, {name: [value] for name, value in row.items()}, locale)
    assert outcome.failures["message"].to_list() == [expected]


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("nb", ["v: «x» er ikke et helt tall", "v mangler"]),
        ("nn", ["v: «x» er ikkje eit heilt tal", "v manglar"]),
        ("en", ["v: «x» is not a whole number", "v is missing"]),
    ],
)
def test_what_the_engine_says_is_in_the_language_of_the_export(locale: str, expected: list[str]) -> None:
    """The engine's own sentences are there in every language of the first users."""
    outcome = run(document({"v": {"type": "integer", "required": True}}), {"v": ["x", ""]}, locale)
    assert outcome.failures["message"].to_list() == expected


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_type_can_say_what_a_bad_cell_is(kind: str) -> None:
    """There is a sentence for bad cells of each type, and it differs between the languages."""
    sentences = [told_in(f"bad_{kind}", locale) for locale in ("nb", "nn", "en", "nb-NO", "se", "sv")]
    assert len(set(sentences[:3])) >= 2
    assert sentences[3:] == [sentences[0], sentences[0], sentences[2]]
    assert not any("_" in sentence for sentence in sentences)


def test_failures_are_in_the_order_of_rows_and_of_finding() -> None:
    """By row first; within a row fields come before values, values before cells, cells before rules."""
    fields = {"a": {"type": "integer"}, "b": {"type": "integer"}}
    content = document(
        fields,
        {"a": column("a // 0")},
        rows={"let": {"z": "b // 0"}},
        rules={"r": rule("b > 100", "warning")},
    )
    outcome = run(content, {"a": ["x", "1"], "b": ["1", "x"]})
    assert [(row, name) for row, name, _, _ in told(outcome)] == [
        (0, "a.bad_integer"), (0, "z.value"), (0, "r"), (1, "b.bad_integer"), (1, "a.value"),
    ]  # fmt: skip
