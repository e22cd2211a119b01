"""The examples of the tables of aggregates and of functions over other rows, which are also those of the reference page."""

import pytest

from kolonne.expressions import (
    AGGREGATES,
    WINDOWS,
    AggregateExample,
    Aggregation,
    Outcome,
    Scope,
    Value,
    ValueType,
    check,
    from_json,
    to_json,
    type_of,
)
from kolonne.expressions.windows import WindowFunction
from unit.expressions.given import LISTS
from unit.expressions.many_rows import Row, Rows, scalars, vectors

_AGGREGATES = [pytest.param(one, id=one.expression) for each in AGGREGATES.values() for one in each.examples]
_WINDOWS = [pytest.param(one, id=one.expression) for each in WINDOWS.values() for one in each.examples]


def _rows(example: AggregateExample, prefix: str = "") -> Rows:
    names = {f"{prefix}{name}": values for name, values in example.rows.items()}
    types: dict[str, ValueType] = {}
    for name, values in names.items():
        types[name] = next((type_of(_value(one)) for one in values if one is not None), ValueType("integer"))
    height = len(next(iter(names.values())))
    rows: list[Row] = [{name: _value(column[at]) for name, column in names.items()} for at in range(height)]
    return Rows(types, rows, [0] * height)


def _value(value: object) -> Value:
    return value if value is None or isinstance(value, int | float | str) else from_json(value, ValueType("text"))


@pytest.mark.parametrize("example", _AGGREGATES)
def test_an_example_of_an_aggregate_gives_its_value(example: AggregateExample) -> None:
    """Both evaluators make of the records what the reference shows."""
    related = _rows(example, "x.")
    checked, mistakes = check(example.expression, Scope({}, sources={"x": related.types}))
    assert checked is not None, mistakes
    vector, scalar = (of(checked, Rows({}, [{}]), {"x": related}, LISTS)[0] for of in (vectors, scalars))
    assert vector == scalar
    assert (to_json(vector.value), vector.fault) == (example.value, example.fault)


@pytest.mark.parametrize("example", _WINDOWS)
def test_an_example_of_a_function_over_other_rows_gives_its_values(example: AggregateExample) -> None:
    """Both evaluators give each row the value that the reference shows."""
    rows = _rows(example)
    checked, mistakes = check(example.expression, Scope(rows.types, windows=True))
    assert checked is not None, mistakes
    expected = [Outcome(_value(value)) for value in example.value] if isinstance(example.value, list) else []
    assert vectors(checked, rows, {}, LISTS) == scalars(checked, rows, {}, LISTS) == expected


@pytest.mark.parametrize("one", [*AGGREGATES.values(), *WINDOWS.values()], ids=[*AGGREGATES, *WINDOWS])
def test_each_is_documented(one: Aggregation | WindowFunction) -> None:
    """Each says what it does in one sentence or more, how it is written, and shows it."""
    assert one.doc.endswith(".")
    assert one.signature.startswith(f"{one.name}(")
    assert one.examples
