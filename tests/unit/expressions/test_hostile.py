"""What somebody might write who wants to stop the export, or to leave it. A case is a text, or parts that are repeated."""

import json
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kolonne.expressions import Lists, Scope, Value, ValueType, check, decimal, evaluate, names_used

_TABLE = Path(__file__).parents[2] / "tables" / "expressions" / "hostile.json"
_TYPES = {
    "i": ValueType("integer"),
    "j": ValueType("integer"),
    "x": ValueType("number"),
    "d": decimal(2),
    "s": ValueType("text"),
    "b": ValueType("boolean"),
    "day": ValueType("date"),
    "moment": ValueType("datetime"),
    "tags": ValueType("list", item=ValueType("text")),
}
_ROW: dict[str, Value] = {
    "i": 9,
    "j": 0,
    "x": 2.5,
    "d": Decimal("2.50"),
    "s": "a" * 2000,
    "b": False,
    "day": date(2025, 1, 1),
    "moment": datetime(2025, 1, 1, tzinfo=UTC),
    "tags": ("a",),
}
#: Far more than any of them takes, for slow machines; without a bound on the work it would be hours.
_MOST_SECONDS = 60


def _texts() -> list[Any]:
    cases = json.loads(_TABLE.read_text())
    texts = [case["expression"] if "expression" in case else _joined(case["parts"]) for case in cases]
    return [pytest.param(text, id=f"{at}-{ascii(text)[1:30]}") for at, text in enumerate(texts)]


def _joined(parts: list[tuple[str, int]]) -> str:
    return "".join(text * count for text, count in parts)


@pytest.mark.parametrize("text", _texts())
def test_a_hostile_expression_is_refused_or_ends_soon(text: str) -> None:
    """It is a mistake with a place in the text, or both evaluators are done soon and agree; nothing is raised."""
    begun = time.perf_counter()
    checked, mistakes = check(text, Scope(_TYPES))
    assert (checked is None) == bool(mistakes)
    assert all(0 <= mistake.span.start <= mistake.span.end <= len(text) for mistake in mistakes), mistakes
    assert all(len(mistake.message) + len(mistake.hint) < 1000 for mistake in mistakes)
    if checked is not None:
        found = evaluate(checked, _TYPES, _ROW, "both")
        assert found.disagreement is None, found
    assert names_used(text) is not None
    assert time.perf_counter() - begun < _MOST_SECONDS


def test_reading_leaves_the_filters_of_warnings_alone() -> None:
    """Expressions that Python would warn about can be read by many threads at once, and no warning is lost."""
    before = list(warnings.filters)
    texts = ["matches(s, '\\d')", "1if b else 2", "s == '\\q'", "1 is 2", "0x1for x", "i == 1or b"] * 50
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: check(text, Scope(_TYPES)), texts))
    assert list(warnings.filters) == before
    assert [checked is not None for checked, _ in found[:6]] == [True, False, True, False, False, False]


def test_a_lone_surrogate_is_a_mistake() -> None:
    """A text that cannot be written as UTF-8 is refused, in quotes and outside."""
    for text in ("\ud800", "s == '\ud800'", "upper('a\udfff')"):
        assert [mistake.code for mistake in check(text, Scope(_TYPES))[1]] == ["expression_not_allowed"]


def test_checking_is_quick() -> None:
    """An expression of a hundred characters is checked in well under a hundredth of a second."""
    text = "round(d * 0.8, 2) if i >= 5 and s == 'outreach' else coalesce(d, 0) + max(i, j, 45)"
    scope = Scope(_TYPES, Lists())
    check(text, scope)
    begun = time.perf_counter()
    for _ in range(50):
        assert check(text, scope)[0] is not None
    assert (time.perf_counter() - begun) / 50 < 0.01
