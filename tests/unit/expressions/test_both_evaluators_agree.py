"""The vector and the scalar evaluator, over expressions and rows that nobody thought of.

Runs 300 expressions of 20 rows by default. `KOLONNE_THOROUGH=100000 pytest tests/unit/expressions/test_both_evaluators_agree.py`
runs so many expressions, with new ones every time.
"""

import math
import os
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kolonne.expressions import Outcome, ScalarProgram, Scope, Value, check, evaluate_rows, references
from unit.expressions.generated import expressions
from unit.expressions.given import LISTS, NAMES, columns

_THOROUGH = int(os.environ.get("KOLONNE_THOROUGH", "0"))
_ROWS = 20
_SETTINGS = settings(
    max_examples=_THOROUGH or 300,
    derandomize=not _THOROUGH,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
_SCOPE = Scope(NAMES, LISTS)


def _exactly(outcome: Outcome) -> str:
    """All that can be seen of an outcome: the kind of its value, every digit, and the fault."""
    value = outcome.value
    # The one zone has two names, in Polars and in Python.
    return f"{(value.astimezone(UTC) if isinstance(value, datetime) else value)!r} {outcome.fault}"


def _is_number(value: Value) -> bool:
    return not isinstance(value, float) or math.isfinite(value)


@_SETTINGS
@given(expressions(), st.data())
def test_both_evaluators_agree(text: str, data: st.DataObject) -> None:
    """Both evaluators give the same value or the same fault for every row, however many rows there are, and no `nan`."""
    checked, mistakes = check(text, _SCOPE)
    if checked is None:
        # A list of nothing but blanks has no type that fits.
        found = {mistake.code for mistake in mistakes if "list(blank)" not in mistake.message}
        assert found <= _ALLOWED, f"{text}: {mistakes}"
        return
    everyday = data.draw(st.booleans(), "everyday")
    names = {name: NAMES[name] for name in sorted({reference.name for reference in references(checked)})}
    drawn = {name: data.draw(columns(of, _ROWS, everyday=everyday), name) for name, of in names.items()}
    rows = [{name: values[at] for name, values in drawn.items()} for at in range(_ROWS if names else 1)]
    vectors = evaluate_rows(checked, names, rows, LISTS)
    careful = evaluate_rows(checked, names, rows, LISTS, be_careful=True)
    assert [*map(_exactly, careful)] == [*map(_exactly, vectors)], (
        f"{text} with {rows}: {careful}, in a hurry {vectors}"
    )
    program = ScalarProgram(checked, LISTS)
    for row, vector in zip(rows, vectors, strict=True):
        scalar = program.evaluate(row)
        assert _exactly(vector) == _exactly(scalar), f"{text} with {row}: vector {vector}, scalar {scalar}"
        assert _is_number(vector.value), f"{text} with {row}"
    alone = evaluate_rows(checked, names, rows[:1], LISTS)
    assert [_exactly(each) for each in alone] == [_exactly(vectors[0])], f"{text} with {rows[0]} alone"
    assert evaluate_rows(checked, names, [], LISTS) == []


#: What the generator does not keep track of.
_ALLOWED = {
    "decimals_too_fine",
    "unknown_code",
    "literal_too_large",
    "bad_pattern",
    "float_and_decimal",
    "bad_argument",
}
