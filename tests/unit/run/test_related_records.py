"""Records of related inputs: those that a row belongs to, and those that belong to a row."""

from typing import Any

import pytest

from unit.run.documents import Json, column, document
from unit.run.whole import Records, exported

_INPUTS: Json = {
    "branches": {
        "key": "code",
        "belongs_to": {"counties": {"by": "county", "key": "number"}},
        "fields": {"code": {"type": "text"}, "county": {"type": "integer"}, "limit": {"type": "integer"}},
    },
    "counties": {"belongs_to": {"regions": "region"}, "fields": {"number": {"type": "integer"}, "region": {"type": "text"}}},
    "regions": {"key": "id", "fields": {"id": {"type": "text"}, "name": {"type": "text"}}},
    "people": {
        "key": "person",
        "belongs_to": {"a": "visit"},
        "fields": {
            "person": {"type": "text"}, "visit": {"type": "text"}, "age": {"type": "integer"}, "school": {"type": "text"},
        },
    },
        "hours": {"belongs_to": {"people": "person"}, "fields": {"person": {"type": "text"}, "n": {"type": "integer"}}},
}  # fmt: skip
_RECORDS: dict[str, Records] = {
    "a": [
        {"id": "1", "branch": "x", "n": "2"}, {"id": "2", "branch": "y", "n": "0"}, {"id": "3", "branch": "z", "n": "1"},
        {"id": "4", "branch": None, "n": None},
    ],
    "branches": [
        {"code": "x", "county": "3", "limit": "10"}, {"code": "y", "county": "4", "limit": "20"},
        {"code": "x", "county": "4", "limit": "99"}, {"code": None, "county": "3", "limit": "1"},
    ],
    "counties": [{"number": "3", "region": "e"}, {"number": "4", "region": "w"}],
    "regions": [{"id": "e", "name": "East"}],
    "people": [
        {"person": "p", "visit": "1", "age": "12", "school": "s"}, {"person": "q", "visit": "2", "age": "15", "school": "t"},
        {"person": "r", "visit": "1", "age": None, "school": "s"}, {"person": "t", "visit": "9", "age": "3", "school": None},
        {"person": "u", "visit": None, "age": "4", "school": None},
    ],
    "hours": [{"person": "r", "n": "1"}, {"person": "p", "n": "5"}, {"person": "p", "n": "4"}, {"person": "gone", "n": "9"}],
}  # fmt: skip


def related(columns: dict[str, str], *wanted: str, **rest: Any) -> Json:
    """A document over `a` with some of the inputs above."""
    fields = {"id": {"type": "text"}, "branch": {"type": "text"}, "n": {"type": "integer"}}
    main = {"key": "id", "belongs_to": {"branches": "branch"}} if "branches" in wanted else {"key": "id"}
    found = document(fields, {name: column(value) for name, value in columns.items()}, input=main, **rest)
    for name in wanted:
        links = {to: by for to, by in _INPUTS[name].get("belongs_to", {}).items() if to in {*wanted, "a"}}
        found["inputs"][name] = {**_INPUTS[name], "belongs_to": links}
    return found


def cells(expression: str, *wanted: str) -> list[object]:
    """What an expression gives for each of the four records."""
    return [line[0] for line in exported(related({"v": expression}, *wanted), _RECORDS).lines()]


_ABOVE = ("branches", "counties", "regions")
_PEOPLE, _HOURS = ("people",), ("people", "hours")
_CASES: list[tuple[str, tuple[str, ...], list[object]]] = [
    ("branches.limit", ("branches",), [10, 20, None, None]),
    ("counties.number", ("branches", "counties"), [3, 4, None, None]),
    ("regions.name", _ABOVE, ["East", None, None, None]),
    ("coalesce(regions.name, branches.code, 'none')", _ABOVE, ["East", "y", "none", "none"]),
    ("count(people)", _PEOPLE, [2, 1, 0, 0]),
    ("count(people, people.age < 14)", _PEOPLE, [1, 0, 0, 0]),
    ("sum(people.age)", _PEOPLE, [12, 15, 0, 0]),
    ("max(people.age, where=people.age > n)", _PEOPLE, [12, 15, None, None]),
    ("join_text(people.person, '+')", _PEOPLE, ["p+r", "q", None, None]),
    ("any(people.age > 12)", _PEOPLE, [None, True, False, False]),
    ("all(people.age > 14)", _PEOPLE, [False, True, True, True]),
    ("sum(hours.n)", _HOURS, [10, 0, 0, 0]),
    ("join_text(text(hours.n), ',')", _HOURS, ["1,5,4", None, None, None]),
    ("count(hours, people.age > 10)", _HOURS, [2, 0, 0, 0]),
    ("count_distinct(people.school, people.age)", _PEOPLE, [1, 1, 0, 0]),
    ("min(sum(hours.n, hours.n > 1), 7) + count(people)", _HOURS, [9, 1, 0, 0]),
]


@pytest.mark.parametrize(("expression", "wanted", "values"), _CASES, ids=[case[0] for case in _CASES])
def test_what_rows_know_of_other_inputs(expression: str, wanted: tuple[str, ...], values: list[object]) -> None:
    """A row names what it belongs to, through any number of steps, and looks at what belongs to it, in their order."""
    assert cells(expression, *wanted) == values


def test_records_that_find_nothing_and_keys_that_are_not_unique_are_told() -> None:
    """A second record of a key is passed over and told; so is a record that belongs to none; a blank is no such record."""
    whole = exported(related({"r": "regions.name", "h": "sum(hours.n)"}, *_ABOVE, *_HOURS), _RECORDS)
    assert sorted(whole.told(), key=str) == sorted([
        (3, "code.duplicate_key", "warning"), (2, "region.unmatched", "warning"), (4, "person.unmatched", "warning"),
        (3, "branch.unmatched", "warning"), (4, "visit.unmatched", "warning"),
    ], key=str)  # fmt: skip
    assert whole.counts.related["people"] == {"read": 5, "failed": 0}


def test_records_of_one_key_are_all_looked_at() -> None:
    """Two rows with one key both have the records that say that they belong to it."""
    records: dict[str, Records] = {**_RECORDS, "a": [{"id": "1"}, {"id": "1"}]}
    assert exported(related({"n": "count(people)"}, "people"), records).lines() == [(2,), (2,)]


def test_unmatched_records_need_not_be_told() -> None:
    """`unmatched` may say that it is all right to belong to nothing."""
    content = related({"n": "count(people)"}, "people")
    content["inputs"]["people"] = {**_INPUTS["people"], "unmatched": "ignore"}
    assert exported(content, _RECORDS).told() == []


def test_a_main_input_without_records() -> None:
    """Where the main input is empty, related records are read, and told to belong to nothing."""
    whole = exported(related({"n": "count(people)"}, "people"), {**_RECORDS, "a": []})
    assert whole.lines() == []
    assert [rule for _, rule, _ in whole.told()] == ["visit.unmatched"] * 4
    assert whole.counts.reconciles


def test_records_that_cannot_be_used_are_counted_and_told_by_record() -> None:
    """A related record that lacks what it must have is no record; failures of an input stand in the order of its records."""
    content = related({"n": "count(people)"}, "people")
    fields = _INPUTS["people"]["fields"]
    content["inputs"]["people"] = {
        **_INPUTS["people"],
        "fields": {**fields, "age": {"type": "integer", "required": True}},
    }
    people: Records = [{"visit": "1", "age": "x"}, {"visit": None, "age": None}, {"visit": "1", "age": "2"}]
    records: dict[str, Records] = {**_RECORDS, "people": people}
    whole = exported(content, records)
    assert whole.lines()[0] == (1,)
    assert [(number, rule) for number, rule, _ in whole.told() if number] == [(1, "age.required"), (2, "age.required")]
    assert whole.counts.related == {"people": {"read": 3, "failed": 2}}


def test_where_aggregates_may_stand() -> None:
    """Values, conditions, columns, what is required, rules and their messages all look at related records."""
    content = related(
        {"heads": "heads", "twice": "count(people) * 2"},
        "people",
        rows={
            "let": {"heads": "count(people)"},
            "keep": {"some": {"when": "any(present(people.person)) or n == 1", "otherwise": "{count(people)} people"}},
        },
        rules={
            "r": {"check": "sum(people.age) < 14", "severity": "warning", "message": "{max(people.age)} of {heads}"}
        },
    )
    content["sheets"]["s"]["columns"]["n"] = column("n", required={"when": "count(people) > 1"})
    whole = exported(content, _RECORDS)
    assert whole.lines() == [(2, 4, 2), (1, 2, 0), (0, 0, 1)]
    assert whole.left_out.select("number", "message").rows() == [(4, "0 people")]
    assert [message for message in whole.messages() if " of " in message] == ["15 of 1"]


def test_an_item_for_each_related_record() -> None:
    """A list of values of related records makes rows; a record without any stays one row."""
    content = related({"id": "id", "age": "age"}, "people", rows={"each": {"age": "values(people.age)"}})
    whole = exported(content, {**_RECORDS, "people": [*_RECORDS["people"], {"person": "v", "visit": "1", "age": "30"}]})
    assert whole.lines() == [("1", 12), ("1", 30), ("2", 15), ("3", None), ("4", None)]
    assert (whole.counts.exploded, whole.counts.reconciles) == (1, True)


def test_a_fault_in_an_aggregate_is_told_of_its_row() -> None:
    """A related record whose value cannot be computed makes the cell of its row blank, and no other."""
    whole = exported(related({"v": "sum(100 // (people.age - 15))"}, "people"), _RECORDS)
    assert whole.lines() == [(-34,), (None,), (0,), (0,)]
    assert (2, "v.value", "warning") in whole.told()
