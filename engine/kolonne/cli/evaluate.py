"""`kolonne eval`: one expression, one row, either evaluator or both."""

import json
from typing import get_args

from kolonne.cli.printing import print_json
from kolonne.cli.usage import wrong_usage
from kolonne.contract import Problem
from kolonne.expressions import (
    GIVEN_TYPES,
    Evaluator,
    Mistake,
    Outcome,
    Scope,
    Value,
    ValueType,
    check,
    evaluate,
    fault_message,
    from_json,
    infer,
    to_json,
)


class _UsageError(Exception):
    pass


def run_evaluate(expression: str, types: str, row: str, evaluator: str) -> int:
    """Print the value, or the problems; gives the exit code."""
    chosen: Evaluator | None = next((known for known in get_args(Evaluator) if known == evaluator), None)
    if chosen is None:
        return wrong_usage(f"--evaluator: found `{evaluator}`; allowed are `vector`, `scalar`, `both`")
    try:
        names, values = _read(types, row)
    except _UsageError as error:
        return wrong_usage(str(error))
    checked, mistakes = check(expression, Scope(names))
    if checked is None:
        problems = [_problem(expression, mistake).as_json() for mistake in mistakes]
        print_json(problems)
        return 1
    evaluation = evaluate(checked, names, values, chosen)
    answer = _answer(evaluation.outcome, checked.type)
    if evaluation.disagreement is not None:
        answer = {"disagreement": {"vector": answer, "scalar": _answer(evaluation.disagreement, checked.type)}}
    print_json(answer, indent=None)
    return 0 if evaluation.disagreement is None else 1


def _read(types: str, row: str) -> tuple[dict[str, ValueType], dict[str, Value]]:
    """The types and values of names; a name without a type has that of its value."""
    spelled, found = _object(types, "--types"), _object(row, "--row")
    # What every export is given; blank unless the row says.
    names: dict[str, ValueType] = dict(GIVEN_TYPES)
    values: dict[str, Value] = {}
    for name, text in spelled.items():
        try:
            names[name] = ValueType.parse(str(text))
        except ValueError as error:
            raise _UsageError(f"--types: `{name}`: {error}") from None
    for name, value in found.items():
        try:
            names.setdefault(name, infer(value))
            values[name] = from_json(value, names[name]) if names[name].kind != "blank" else None
        except ValueError as error:
            raise _UsageError(f"--row: `{name}`: {error}") from None
    return names, values


def _object(text: str, option: str) -> dict[str, object]:
    try:
        found = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise _UsageError(f"{option}: this is no JSON: {error}") from None
    if not isinstance(found, dict):
        raise _UsageError(f"{option}: a JSON object is needed")
    return found


def _refuse(constant: str) -> object:
    raise ValueError(f"there is no `{constant}` in JSON")


def _answer(outcome: Outcome, of: ValueType) -> dict[str, object]:
    failures = [{"code": outcome.fault, "message": fault_message(outcome.fault)}] if outcome.fault else []
    return {"value": to_json(outcome.value), "type": str(of), "failures": failures}


def _problem(expression: str, mistake: Mistake) -> Problem:
    column = mistake.span.start + 1
    return Problem("-", 1, column, "", mistake.code, mistake.message, mistake.hint, expression, mistake.span)
