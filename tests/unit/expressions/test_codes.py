"""Functions of codes: days, parents, successors, and mappings that change with time."""

from datetime import date

import polars as pl
import pytest

from kolonne.expressions import (
    CodeList,
    Evaluation,
    Lists,
    Outcome,
    Scope,
    Value,
    ValueType,
    check,
    compile_vector,
    evaluate,
)
from unit.expressions.given import LISTS, NAMES

CASES: list[tuple[str, str, Value, str]] = [
    ("label(place, date(2019, 1, 1))", "a", "A", ""),
    ("label(place, date(2020, 1, 1))", "a", "A før", ""),
    ("label(place, date(2024, 1, 1))", "a", "A", ""),
    ("label(place, date(2024, 2, 28))", "B", "Be før", ""),
    ("label(place, 'place', date(2024, 2, 29))", "B", "Be", ""),
    ("label(place, date(2024, 2, 29))", "q", None, "unknown_code"),
    ("parent(place)", "1", "a", ""),
    ("parent(place)", "ab", None, ""),
    ("parent(place)", "q", None, "unknown_code"),
    ("parent(place, date(2019, 12, 31))", "a", None, "code_not_valid"),
    ("parent(place, date(2023, 12, 31))", "a", "ab", ""),
    ("parent(place, date(2024, 1, 1))", "a", None, ""),
    ("parent(place, date(2025, 1, 1))", "a", None, "code_not_valid"),
    ("parent(place, date(2024, 2, 28))", "B", None, ""),
    ("parent(place, date(2024, 2, 29))", "B", "ab", ""),
    ("top(place)", "1", "ab", ""),
    ("top(place)", "4", "4", ""),
    ("is_under(place, 'ab')", "1", True, ""),
    ("is_under(place, 'B')", "1", False, ""),
    ("is_under(place, s)", "1", None, ""),
    ("is_under(spot, 'ab')", "x", True, ""),
    ("is_under(spot, 'a')", "x", True, ""),
    ("is_under(spot, '2')", "x", False, ""),
    ("parent(spot)", "x", "1", ""),
    ("label(parent(spot))", "x", "En", ""),
    ("successor(place, date(2019, 1, 1), 'error')", "1", "1", ""),
    ("successor(place, date(2020, 1, 1), 'error')", "1", "2", ""),
    ("successor(place, date(2024, 1, 1), 'error')", "1", None, "ambiguous_code"),
    ("successor(place, date(2024, 1, 1), 'blank')", "1", None, ""),
    ("successor(place, 'place', date(2024, 1, 1), 'first')", "1", "3", ""),
    ("successor(place, date(2023, 1, 1), 'first')", "3", None, "code_not_valid"),
    ("successor(place, date(2030, 1, 1), 'first')", "a", "B", ""),
    ("successor(place, date(2030, 1, 1), 'first')", "q", None, "unknown_code"),
    ("predecessor(place, date(2030, 1, 1))", "3", "3", ""),
    ("predecessor(place, date(2021, 1, 1))", "3", "2", ""),
    ("predecessor(place, date(2001, 1, 1))", "4", "1", ""),
    ("predecessor(place, date(2024, 1, 1))", "2", None, "code_not_valid"),
    ("translate(kind, 'kind_by_time')", "talk", "A", ""),
    ("translate(kind, 'kind_by_time')", "trip", None, "code_not_mapped"),
    ("translate(kind, 'kind_by_time', date(2023, 12, 31))", "talk", "A", ""),
    ("translate(kind, 'kind_by_time', date(2024, 1, 1))", "talk", "not_counted", ""),
    ("translate(kind, 'kind_by_time', date(2025, 1, 1))", "talk", None, "code_not_mapped"),
    ("reason(kind, 'kind_by_time', date(2024, 1, 1))", "talk", "ikke nå", ""),
    ("reason(kind, 'kind_by_time', date(2026, 1, 1))", "trip", None, ""),
    ("reason(kind, 'kind_by_time', date(2024, 1, 1))", "trip", None, "code_not_mapped"),
    ("code(kind, 'place')", "AB", "ab", ""),
    ("code(kind, 'place')", "b", "B", ""),
    ("code(kind, 'place')", "Å", "a", ""),
    ("code(kind, 'place')", "En", None, "unknown_code"),
]

_CODES = [f"{number:06}" for number in range(100_000)]
MANY = Lists(
    {
        "many": CodeList(
            "many",
            dict(zip(_CODES, _CODES, strict=True)),
            valid={code: (None, date(2024, 1, 1)) for code in _CODES[:50_000]},
            parents={code: code[:2] + "0000" for code in _CODES if not code.endswith("0000")},
            successors={code: (f"9{code[1:]}",) for code in _CODES[:50_000]},
        )
    }
)


@pytest.mark.parametrize(("expression", "code", "value", "fault"), CASES)
def test_codes_by_day(expression: str, code: str, value: Value, fault: str) -> None:
    """`from` is inclusive and `until` exclusive in every function; both evaluators agree."""
    checked, mistakes = check(expression, Scope(NAMES, LISTS))
    assert checked is not None, mistakes
    found = evaluate(checked, NAMES, {"place": code, "spot": code, "kind": code}, "both", LISTS)
    assert found.disagreement is None, found
    assert (found.outcome.value, found.outcome.fault) == (value, fault)


@pytest.mark.parametrize("expression", sorted({case[0] for case in CASES}))
def test_a_blank_gives_a_blank(expression: str) -> None:
    """No function of codes fails for a blank."""
    checked, mistakes = check(expression, Scope(NAMES, LISTS))
    assert checked is not None, mistakes
    assert evaluate(checked, NAMES, {}, "both", LISTS) == Evaluation(Outcome(None))


@pytest.mark.parametrize(
    ("expression", "codes"),
    [
        ("parent(place)", "place"),
        ("parent(spot)", "place"),
        ("parent(spot, day)", "place"),
        ("top(place)", "place"),
        ("successor(place, day, 'first')", "place"),
        ("predecessor(s, 'place', day)", "place"),
        ("code(s, 'kind')", "kind"),
        ("translate(kind, 'kind_by_time', day)", "funder"),
        ("label(place)", ""),
        ("reason(kind, 'kind_by_time')", ""),
    ],
)
def test_what_is_a_code_knows_its_list(expression: str, codes: str) -> None:
    """What gives codes gives those of a list, so that they can be shown, compared and looked up again."""
    checked, mistakes = check(expression, Scope(NAMES, LISTS))
    assert checked is not None, mistakes
    assert checked.type == ValueType("text", codes=codes)


@pytest.mark.parametrize(
    "text",
    ["label(c)", "parent(c, day)", "successor(c, day)", "is_valid_code(c, 'many', day)", "is_under(c, '000000')"],
)
def test_what_is_made_of_a_large_list_is_made_once(text: str) -> None:
    """Of 100,000 codes the tables are made for the first batch; the next one finds them."""
    names = {"c": ValueType("text", codes="many"), "day": ValueType("date")}
    checked, mistakes = check(text, Scope(names, MANY))
    assert checked is not None, mistakes
    made = MANY.codes["many"].made
    compile_vector(checked, {name: pl.col(name) for name in names}, MANY)
    first = dict(made)
    compile_vector(checked, {name: pl.col(name) for name in names}, MANY)
    assert first
    assert {name: id(one) for name, one in first.items()} == {name: id(one) for name, one in made.items()}
