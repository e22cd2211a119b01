"""The vector and the scalar evaluator over many rows: aggregates of related records and of groups, and other rows.

Runs 100 expressions of each kind, of 8 rows with up to 5 related records each, by default.
`KOLONNE_THOROUGH=30000 pytest tests/unit/expressions/test_many_rows_agree.py` runs so many, with new ones every time.
"""

import math
import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kolonne.expressions import Checked, Outcome, Scope, Value, ValueType, check, references
from unit.expressions.generated_over_rows import (
    RELATED,
    SOURCE,
    drawn_rows,
    over_group,
    over_others,
    over_related,
    owners,
)
from unit.expressions.given import LISTS, NAMES
from unit.expressions.many_rows import Rows, group_scalars, group_vectors, scalars, vectors

_THOROUGH = int(os.environ.get("KOLONNE_THOROUGH", "0"))
_ROWS = 8
_SETTINGS = settings(
    max_examples=_THOROUGH or 100,
    derandomize=not _THOROUGH,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
_ROW_SCOPE = Scope(NAMES, LISTS, sources={SOURCE: RELATED})
_WINDOW_SCOPE = Scope(NAMES, LISTS, sources={SOURCE: RELATED}, windows=True)
#: A group is known by names that its rows have too.
_GROUP_SCOPE = Scope(NAMES, LISTS, sources={SOURCE: RELATED}, rows=_ROW_SCOPE)


def _used(checked: Checked, types: dict[str, ValueType]) -> dict[str, ValueType]:
    names = {reference.name for reference in references(checked)}
    return {name: of for name, of in types.items() if name in names}


def _is_sound(value: Value) -> bool:
    return not isinstance(value, float) or math.isfinite(value)


def _agree(text: str, vector: list[Outcome], scalar: list[Outcome], rows: Rows, related: Rows) -> None:
    for at, (one, other) in enumerate(zip(vector, scalar, strict=True)):
        mine = [row for row, owner in zip(related.values, related.owners, strict=True) if owner == at]
        shown = f"{text}\nrow {at} of {rows.values}\nrelated {mine}\nvector {one}\nscalar {other}"
        assert repr(one) == repr(other), shown
        assert _is_sound(one.value), shown


def _checked(text: str, scope: Scope) -> Checked | None:
    checked, mistakes = check(text, scope)
    if checked is None:
        # A list of nothing but blanks has no type that fits; and `join_text` of a list inside of one of rows is taken for
        # one of rows, which a list cannot be.
        unclear = ("list(blank)", "`join_text(list(text))`")
        found = {mistake.code for mistake in mistakes if not any(part in mistake.message for part in unclear)}
        assert found <= _ALLOWED, f"{text}: {mistakes}"
    return checked


def _compare(text: str, scope: Scope, data: st.DataObject, count: int) -> None:
    checked = _checked(text, scope)
    if checked is None:
        return
    rows = data.draw(drawn_rows(_used(checked, NAMES), [0] * count))
    related = data.draw(drawn_rows(_used(checked, RELATED), data.draw(owners(count))))
    found = vectors(checked, rows, {SOURCE: related}, LISTS)
    _agree(text, found, scalars(checked, rows, {SOURCE: related}, LISTS), rows, related)
    assert vectors(checked, Rows(rows.types, []), {SOURCE: Rows(related.types, [])}, LISTS) == []


@_SETTINGS
@given(over_related(), st.data())
def test_both_agree_on_related_records(text: str, data: st.DataObject) -> None:
    """Aggregates of the records that belong to a row have the same value or the same fault in both evaluators."""
    _compare(text, _ROW_SCOPE, data, _ROWS)


@_SETTINGS
@given(over_others(), st.integers(0, _ROWS), st.data())
def test_both_agree_on_other_rows(text: str, count: int, data: st.DataObject) -> None:
    """Functions over other rows have the same value or the same fault in both evaluators, for blanks, ties and faults."""
    _compare(text, _WINDOW_SCOPE, data, count)


@_SETTINGS
@given(over_group(), st.data())
def test_both_agree_on_groups(text: str, data: st.DataObject) -> None:
    """Aggregates of the rows of a group, which may look at related records themselves, agree in both evaluators."""
    checked = _checked(text, _GROUP_SCOPE)
    if checked is None:
        return
    groups = data.draw(drawn_rows(_used(checked, NAMES), [0] * 3))
    members = data.draw(drawn_rows(_used(checked, NAMES), data.draw(owners(3))))
    related = data.draw(drawn_rows(_used(checked, RELATED), data.draw(owners(len(members.values)))))
    found = group_vectors(checked, groups, members, {SOURCE: related}, LISTS)
    _agree(text, found, group_scalars(checked, groups, members, {SOURCE: related}, LISTS), groups, members)


#: What the generator does not keep track of.
_ALLOWED = {
    "decimals_too_fine",
    "unknown_code",
    "literal_too_large",
    "bad_pattern",
    "float_and_decimal",
    "bad_argument",
    "wrong_enumeration",
}
