"""Codes, defaults and required fields."""

from typing import Any

import pytest

from kolonne.contract import Counts
from unit.run.documents import Json, column, document, read, run, texts, told

KINDS = texts("walk", "WALK", " Walk ", "stroll", "å GÅ", "talk", "TALK", "run", "run ", None, "")
KNOWN = ["walk", "walk", "walk", "walk", "walk", "TALK", "TALK"]


def kind(unknown: Json = None, **more: Json) -> Json:
    return {"type": "text", "enumeration": "org.kind", **({"unknown": unknown} if unknown else {}), **more}


@pytest.mark.parametrize(
    ("unknown", "kept", "severity"),
    [
        ("blank", [*KNOWN, None, None, None, None], "warning"),
        ("keep", [*KNOWN, "run", "run", None, None], "warning"),
        ({"use": "other"}, [*KNOWN, "other", "other", None, None], "warning"),
        ("error", [*KNOWN, None, None], "error"),
        ("fatal", [*KNOWN, None, None], "fatal"),
    ],
    ids=str,
)
def test_what_happens_to_unknown_codes(unknown: Json, kept: list[Any], severity: str) -> None:
    """A code is known by itself in any case or by an alias; an unknown one is told and treated as the field says."""
    outcome = run(document({"v": kind(unknown)}), {"v": KINDS})
    assert outcome.rows["s"]["v"].to_list() == kept
    assert outcome.failures.select("row", "rule", "severity", "value", "out").rows() == [
        (7, "v.unknown_code", severity, "run", severity in {"error", "fatal"}),
        (8, "v.unknown_code", severity, "run ", severity in {"error", "fatal"}),
    ]
    assert outcome.counts.failed == ({"v.unknown_code": 2} if severity in {"error", "fatal"} else {})
    assert outcome.fatal == (2 if severity == "fatal" else 0)


def test_without_a_word_the_list_decides_about_unknown_codes() -> None:
    """A field that does not say what happens to unknown codes follows its list, which says `error` here."""
    assert run(document({"v": kind()}), {"v": ["run"]}).counts.failed == {"v.unknown_code": 1}


@pytest.mark.parametrize(
    ("field", "cells", "expected"),
    [
        ({"type": "integer", "default": 7}, ["", None, "x", "1"], [7, 7, None, 1]),
        ({"type": "text", "default": "d"}, ["", None, " ", "a"], ["d", "d", "d", "a"]),
        ({"type": "text", "default": "d", "keep_empty": True}, ["", None], ["", "d"]),
        ({"type": "boolean", "default": False}, ["", "kanskje", "ja"], [False, None, True]),
        (kind("keep", default="other"), ["", "stroll", "run"], ["other", "walk", "run"]),
    ],
    ids=str,
)
def test_a_default_stands_where_there_is_nothing(field: Json, cells: list[Any], expected: list[Any]) -> None:
    """A default fills blanks, and never hides a cell that is bad."""
    assert read(field, texts(*cells))[0] == expected


def test_a_default_does_not_hide_an_unknown_code() -> None:
    """Where unknown codes become blank they stay blank: the default is for records that say nothing."""
    assert read(kind("blank", default="other"), texts("run", ""))[0] == [None, "other"]


def test_a_field_that_the_source_lacks_has_its_default() -> None:
    """A column that is missing altogether reads like one that is blank everywhere."""
    content = document({"v": {"type": "text"}, "d": {"type": "integer", "default": 3}, "n": {"type": "date"}})
    assert run(content, {"v": ["a", "b"]}).rows["s"].rows() == [("a", 3, None), ("b", 3, None)]


def test_required_fields() -> None:
    """A record without a required value is left out once, under its first reason; each value is told of once."""
    content = document({"a": {"type": "integer", "required": True}, "b": {"type": "text", "required": True}})
    outcome = run(content, {"a": ["1", "", "x", None], "b": ["ok", "", "ok", "ok"]})
    assert outcome.rows["s"].rows() == [(1, "ok")]
    assert outcome.counts == Counts(read=4, exported=1, failed={"a.required": 3})
    assert told(outcome) == [
        (1, "a.required", "error", "a is missing"),
        (1, "b.required", "error", "b is missing"),
        (2, "a.required", "error", "a: «x» is not a whole number"),
        (3, "a.required", "error", "a is missing"),
    ]


def test_a_required_field_with_a_default_is_never_missing() -> None:
    """The default counts as a value."""
    assert run(document({"a": {"type": "integer", "required": True, "default": 1}}), {"a": [""]}).counts.exported == 1


def test_a_row_that_is_out_stops_nothing() -> None:
    """A fatal code in a record that another error or its date takes out is told as a warning, and no file is lost."""
    content = document(
        {"day": {"type": "date"}, "id": {"type": "text", "required": True}, "v": kind("fatal")},
        rows={"in_period": "day"},
    )
    columns = {"day": ["2025-05-01", "2024-05-01", "2025-05-01"], "id": ["1", "2", ""], "v": ["run", "run", "run"]}
    outcome = run(content, columns)
    unknown = [one for one in told(outcome) if one[1] == "v.unknown_code"]
    assert [(row, severity) for row, _, severity, _ in unknown] == [(0, "fatal"), (1, "warning"), (2, "warning")]
    assert outcome.fatal == 1


@pytest.mark.parametrize("sensitivity", ["personal", "health"])
def test_personal_values_are_never_told(sensitivity: str) -> None:
    """What a personal field held stands neither in the message nor beside it."""
    fields = {
        "born": {"type": "date", "sensitivity": sensitivity},
        "v": kind("blank", sensitivity=sensitivity),
    }
    columns = {
        "v": column("v", release=True, enumeration="org.kind", required=True),
        "born": column("born", release=True, required=True),
    }
    outcome = run(document(fields, columns), {"born": ["secret"], "v": ["secret"]})
    assert len(told(outcome)) == 4
    assert "secret" not in outcome.failures.write_csv()


def test_the_key_and_the_number_of_a_record_stand_beside_its_failure() -> None:
    """A failure says which record it is about: counted from 0, counted from 1, and by the record's own key."""
    content = document({"id": {"type": "integer"}, "v": {"type": "integer"}}, input={"key": "id"})
    outcome = run(content, {"id": ["17", "18"], "v": ["1", "x"]}, first_row=100)
    assert outcome.failures.select("row", "number", "key", "place", "value", "out").rows() == [
        (101, 102, "18", "inputs.a.v", "x", False)
    ]


def test_long_cells_are_cut_in_failures() -> None:
    """A cell of a million signs does not fill the list of failures."""
    failures = run(document({"v": {"type": "integer"}}), {"v": ["x" * 1_000_000]}).failures
    assert failures["value"].str.len_chars().to_list() == [200]
    assert failures["message"].str.len_chars()[0] < 120


@pytest.mark.parametrize(
    ("policy", "failed", "severities"),
    [
        ("error", {"v.unknown_code": 1}, ["error"]),
        ("fatal", {"v.unknown_code": 1}, ["fatal"]),
        ("blank", {"v.required": 1}, ["warning", "error"]),
        ("keep", {}, ["warning"]),
        ({"use": "other"}, {}, ["warning"]),
    ],
    ids=str,
)
def test_an_unknown_code_in_a_required_field(policy: Json, failed: dict[str, int], severities: list[str]) -> None:
    """What happens to an unknown code happens also where the field is required, and to a condition's blank too."""
    keep = {"counts": {"when": "present(v)", "otherwise": "out"}}
    content = document({"v": {**kind(policy), "required": True}}, rows={"keep": keep})
    outcome = run(content, {"v": ["run"]})
    assert outcome.counts.failed == failed
    assert outcome.failures["severity"].to_list() == severities
    assert outcome.fatal == (policy == "fatal")
