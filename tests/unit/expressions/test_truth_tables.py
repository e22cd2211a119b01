"""The truth table of the language, case by case. Adding a case is adding a line to a file in tests/tables/expressions."""

import json
from pathlib import Path
from typing import Any

import pytest

from kolonne.expressions import Lists, Scope, ValueType, check, evaluate, from_json, times, to_json

_TABLES = Path(__file__).parents[2] / "tables" / "expressions"


def _cases() -> list[Any]:
    found: list[Any] = []
    for file in sorted(_TABLES.glob("*.json")):
        table = json.loads(file.read_text())
        if "says" in table:
            found += [pytest.param(case, id=f"{file.stem}-{at}") for at, case in enumerate(table["cases"])]
    return found


@pytest.mark.parametrize("case", _cases())
def test_a_case_gives_what_the_table_says(case: dict[str, Any]) -> None:
    """Both evaluators give the value, type and fault of the table, or the checker gives its problems."""
    types = {name: ValueType.parse(of) for name, of in case["types"].items()}
    dated = {
        name: times([(one.get("from"), one.get("until"), from_json(one["value"], types[name])) for one in entries])
        for name, entries in case.get("dated", {}).items()
    }
    checked, mistakes = check(case["expression"], Scope(types, dated=dated))
    assert [mistake.code for mistake in mistakes] == case.get("problems", []), mistakes
    if checked is None:
        return
    row = {name: from_json(value, types[name]) for name, value in case["row"].items()}
    found = evaluate(checked, types, row, "both")
    assert found.disagreement is None, found
    shown = to_json(found.outcome.value)
    assert (shown, type(shown), found.outcome.fault) == (case["value"], type(case["value"]), case.get("fault", ""))
    assert str(checked.type) == case.get("type", str(checked.type))


def test_every_case_names_what_it_uses() -> None:
    """A row gives values only for names that the case declares, so that no case tests a blank by a slip."""
    for parameter in _cases():
        case = parameter.values[0]
        assert set(case.get("row", {})) <= set(case["types"]), case["expression"]


def test_tables_cover_every_operation() -> None:
    """Every operation without a code list stands in at least one case."""
    from kolonne.expressions import BUILT_IN, FORMS

    text = " ".join(parameter.values[0]["expression"] for parameter in _cases())
    missing = {name for name in (*BUILT_IN, *FORMS) if name.replace("negative", "-") not in text}
    assert missing <= {name for name, operation in BUILT_IN.items() if operation.group == "codes"}
    assert Lists().codes == {}
