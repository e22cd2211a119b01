"""Records that nothing but a list leads to: from an activity to who led it, and from there to who that is."""

from pathlib import Path
from typing import Any

import pytest

from unit.plan.documents import DOCUMENT, KIND, compiled

PEOPLE: dict[str, Any] = {
    "key": "nr",
    "fields": {"nr": {"type": "text"}, "approved": {"type": "boolean"}},
}
LIST: dict[str, Any] = {
    "belongs_to": {"log": "of", "people": "who"},
    "fields": {"of": {"type": "text"}, "who": {"type": "text"}},
}


def codes(folder: Path, check: str, **lists: dict[str, Any]) -> list[str]:
    """The problems of a document with a rule, and with people whom lists lead to."""
    rule = {"check": check, "severity": "warning", "message": "nei"}
    inputs = {**DOCUMENT["inputs"], "people": PEOPLE, **lists}
    _, problems = compiled(folder, {**DOCUMENT, "inputs": inputs, "rules": {"r": rule}}, KIND)
    return [problem.code for problem in problems]


@pytest.mark.parametrize("check", ["count(leaders, people.approved) > 0", "any(people.approved)"])
def test_a_list_leads_to_records_of_another_input(tmp_path: Path, check: str) -> None:
    """A row can ask the records of a list about what these belong to, also without naming the only list there is."""
    assert codes(tmp_path, check, leaders=LIST) == []


def test_of_two_lists_one_is_named(tmp_path: Path) -> None:
    """Where two lists lead to the same records, the expression says which it means."""
    asked = "count(leaders, people.approved) + count(guests, people.approved) > 0"
    assert codes(tmp_path, asked, leaders=LIST, guests=LIST) == []
    assert "unreachable_rows" in codes(tmp_path, "any(people.approved)", leaders=LIST, guests=LIST)


def test_without_a_list_nothing_leads_there(tmp_path: Path) -> None:
    """Records that no list leads to cannot be asked from a row; that nothing else reads them is not told besides."""
    assert codes(tmp_path, "any(people.approved)") == ["unreachable_rows"]
    assert codes(tmp_path, "any(people.log.approved)") == ["expression_not_allowed"]
