"""The examples of the table of operations, which are also those of its reference page."""

from decimal import Decimal
from pathlib import Path

import pytest

from kolonne.documents import Library
from kolonne.expressions import BUILT_IN, Evaluation, Outcome, Scope, Value, check, evaluate, to_json
from kolonne.expressions.operations import Example, Operation
from kolonne.plan.lists import Catalogue
from unit.expressions.given import LISTS, NAMES

_EXAMPLES = [pytest.param(example, id=example.expression) for each in BUILT_IN.values() for example in each.examples]
#: The lists of the reference's example, which examples of code functions name.
_EXAMPLE_LISTS = Catalogue(Library(Path(__file__).parents[3] / "docs" / "reference" / "example"), "nb").lists


def _plain(value: object) -> object:
    return to_json(value) if isinstance(value, Decimal) else value


@pytest.mark.parametrize("example", _EXAMPLES)
def test_an_example_gives_its_value(example: Example) -> None:
    """Both evaluators give the value and the fault that the reference shows."""
    checked, mistakes = check(example.expression, Scope({}, _EXAMPLE_LISTS))
    assert checked is not None, mistakes
    found = evaluate(checked, {}, {}, "both", _EXAMPLE_LISTS)
    assert found.disagreement is None, found
    assert (to_json(found.outcome.value), found.outcome.fault) == (_plain(example.value), example.fault)


@pytest.mark.parametrize("operation", BUILT_IN.values(), ids=BUILT_IN)
def test_an_operation_is_documented(operation: Operation) -> None:
    """Every operation says what it does in one sentence or more, and shows it."""
    assert operation.doc.endswith(".")
    assert operation.examples


_CODES: list[tuple[str, str, Value, str]] = [
    ("label(kind)", "talk", "Samtale", ""),
    ("label(kind)", "golf", None, "unknown_code"),
    ("label(kind, 'funder')", "A", "Aktivitet", ""),
    ("translate(kind, 'kind_to_funder')", "talk", "A", ""),
    ("translate(kind, 'kind_to_funder')", "trip", "not_counted", ""),
    ("translate(kind, 'kind_to_funder')", "øving", None, "unknown_code"),
    ("reason(kind, 'kind_to_funder')", "trip", "en tur", ""),
    ("reason(kind, 'kind_to_funder')", "talk", None, ""),
    ("reason(kind, 'kind_to_funder')", "øving", None, "unknown_code"),
    ("label(translate(kind, 'kind_to_funder'))", "talk", "Aktivitet", ""),
    ("is_valid_code(kind, 'kind')", "golf", False, ""),
    ("is_valid_code(kind, 'kind', date(2019, 12, 31))", "talk", False, ""),
    ("is_valid_code(kind, 'kind', date(2020, 1, 1))", "talk", True, ""),
    ("is_valid_code(kind, 'kind', date(2024, 2, 28))", "trip", True, ""),
    ("is_valid_code(kind, 'kind', date(2024, 2, 29))", "trip", False, ""),
]


@pytest.mark.parametrize(("expression", "code", "value", "fault"), _CODES)
def test_codes_are_looked_up(expression: str, code: str, value: Value, fault: str) -> None:
    """A code has its label, its mapping and its validity from inclusive to exclusive; a code that is not listed fails."""
    checked, mistakes = check(expression, Scope(NAMES, LISTS))
    assert checked is not None, mistakes
    found = evaluate(checked, NAMES, {"kind": code}, "both", LISTS)
    assert found.disagreement is None, found
    assert (found.outcome.value, found.outcome.fault) == (value, fault)


@pytest.mark.parametrize("expression", sorted({case[0] for case in _CODES}))
def test_a_blank_code_gives_a_blank(expression: str) -> None:
    """A blank code has no label and no mapping, and that is no failure."""
    checked, mistakes = check(expression, Scope(NAMES, LISTS))
    assert checked is not None, mistakes
    assert evaluate(checked, NAMES, {}, "both", LISTS) == Evaluation(Outcome(None))
