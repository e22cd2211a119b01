"""check_examples, check_parity, check_rows_alone: operations give what they promise, whoever computes them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from kolonne.expressions import BUILT_IN, Lists, Operation, Outcome, Scope, Value, check, evaluate, parts_of, to_json
from kolonne.testing.calls import Call, calls_of
from kolonne.testing.promise import hold
from kolonne.testing.same import same_outcome
from kolonne.testing.values import made_up_rows

_ROWS = 200
_ALONE = 40


def check_examples(operation: Operation, lists: Lists | None = None) -> None:
    """Hold both evaluators to the examples of an operation; without any example, nothing is promised and that is told."""
    hold(operation.examples, f"`{operation.name}` has no example")
    known = lists or Lists()
    operations = {**BUILT_IN, operation.name: operation}
    for example in operation.examples:
        node, mistakes = check(example.expression, Scope({}, known, operations))
        told = ", ".join(mistake.message for mistake in mistakes)
        if node is None:
            hold(kept=False, what=f"`{example.expression}` is no expression: {told}")
            continue
        wanted = to_json(example.value) if isinstance(example.value, Decimal) else example.value
        for evaluator in ("vector", "scalar"):
            found = evaluate(node, {}, {}, "vector" if evaluator == "vector" else "scalar", known).outcome
            # Of a plugin's own fault an example gives the code alone.
            is_kept = (to_json(found.value), parts_of(found.fault)[0]) == (wanted, example.fault)
            what = f"`{example.expression}`: the {evaluator} evaluator gives {_told(found)}, the example {wanted!r}"
            hold(is_kept, what + (f" with `{example.fault}`" if example.fault else ""))


def check_parity(
    operation: Operation,
    *,
    values: Mapping[str, Sequence[Value]] | None = None,
    literals: Mapping[str, Sequence[str]] | None = None,
    lists: Lists | None = None,
) -> None:
    """Hold the two implementations of an operation against each other, over made-up values of its parameters' types.

    They must give the same value, of the same kind, or the same fault, for blanks, the ends of what is possible and
    Norwegian letters too. `values` says which values parameters may have instead, and `literals` which literals (as
    expressions write them), by the names of parameters, or `a0`, `a1`, … and `0`, `1`, … where they have none.
    """
    for call, rows in _tried(operation, values, literals, lists):
        for row, vector, scalar in zip(rows, call.vectors(rows), call.scalars(rows), strict=True):
            what = f"`{call.text}` with {row}: vector gives {_told(vector)}, scalar {_told(scalar)}"
            hold(same_outcome(vector, scalar), what)


def check_rows_alone(
    operation: Operation,
    *,
    values: Mapping[str, Sequence[Value]] | None = None,
    literals: Mapping[str, Sequence[str]] | None = None,
    lists: Lists | None = None,
) -> None:
    """Hold an operation to look at each row by itself: all rows at once, in halves, backwards or one by one are the same."""
    for call, rows in _tried(operation, values, literals, lists):
        whole = call.vectors(rows)
        for how, found in _cuts(call.vectors, rows):
            for row, together, apart in zip(rows, whole, found, strict=False):
                what = f"`{call.text}` with {row}: all rows at once give {_told(together)}, {how} {_told(apart)}"
                hold(same_outcome(together, apart), what)


#: Computes some rows.
_Computes = Callable[[Sequence[Mapping[str, Value]]], list[Outcome]]


def _cuts(vectors: _Computes, rows: Sequence[Mapping[str, Value]]) -> Iterator[tuple[str, list[Outcome]]]:
    half = len(rows) // 2
    yield "halves", [*vectors(rows[:half]), *vectors(rows[half:])]
    yield "backwards", vectors(rows[::-1])[::-1]
    yield "one by one", [outcome for row in rows[:_ALONE] for outcome in vectors([row])]
    hold(vectors([]) == [], "no rows at all give something")


def _tried(
    operation: Operation,
    values: Mapping[str, Sequence[Value]] | None,
    literals: Mapping[str, Sequence[str]] | None,
    lists: Lists | None,
) -> Iterator[tuple[Call, list[dict[str, Value]]]]:
    found = False
    for call in calls_of(operation, literals, lists):
        found = True
        yield call, made_up_rows(call.types, _ROWS if call.types else 1, values)
    what = f"`{operation.name}`: no made-up call of it is an expression; say in `literals` what its literals may be"
    hold(found, what)


def _told(outcome: Outcome) -> str:
    return f"the fault `{': '.join(filter(None, parts_of(outcome.fault)))}`" if outcome.fault else repr(outcome.value)
