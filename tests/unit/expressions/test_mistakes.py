"""Expressions as people get them wrong, and what they are told. Adding a case is adding a line to mistakes.json."""

import json
from pathlib import Path
from typing import Any

import pytest

from kolonne.expressions import BOOLEAN, TEXT, Scope, ValueType, check
from unit.expressions.given import LISTS, NAMES

_TABLE = Path(__file__).parents[2] / "tables" / "expressions" / "mistakes.json"
_INTEGERS = {name: ValueType("integer") for name in ("minutes", "heads", "courses.hours")}
_SCOPE = Scope({**NAMES, **_INTEGERS}, LISTS)
_CASES = json.loads(_TABLE.read_text())


@pytest.mark.parametrize("case", _CASES, ids=[case["expression"][:40] or "empty" for case in _CASES])
def test_a_mistake_is_told_with_its_place_and_a_hint(case: dict[str, Any]) -> None:
    """Every mistake of the expression is told: its code, the words it sits on, what was found, and one hint."""
    text = case["expression"]
    found = [
        {"code": each.code, "at": text[each.span.start : each.span.end], "message": each.message, "hint": each.hint}
        for each in check(text, _SCOPE)[1]
    ]
    assert found == case["mistakes"]


def test_messages_keep_the_house_style() -> None:
    """Messages and hints begin small, end without a full stop, and have their backticks in pairs."""
    for case in _CASES:
        for mistake in case["mistakes"]:
            for words in filter(None, (mistake["message"], mistake["hint"])):
                assert not words[0].isupper(), words
                assert not words.endswith("."), words
            assert mistake["message"].count("`") % 2 == case["expression"].count("`") % 2


@pytest.mark.parametrize(
    ("text", "code"), [("minutes", "not_a_condition"), ("'a'", "not_a_condition"), ("minutes > 2", "")]
)
def test_a_condition_must_be_true_or_false(text: str, code: str) -> None:
    """Where a condition is expected, anything else is a mistake."""
    mistakes = check(text, _SCOPE, BOOLEAN)[1]
    assert "".join(mistake.code for mistake in mistakes) == code


def test_an_expected_type_is_named() -> None:
    """Where a text is expected, an integer is told to be one."""
    assert [mistake.message for mistake in check("minutes", _SCOPE, TEXT)[1]] == ["found an integer; `text` is needed"]
