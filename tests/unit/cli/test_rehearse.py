"""`kolonne test`: what is told of the tests of documents, to people and to programs."""

import json
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from integration.house import House
from unit.cli.conftest import Ended

Inside = Callable[..., Ended]
_GIVEN = {"visits": [{"id": "A1", "day": "2025-05-01", "minutes": 60, "name": "Gjest \x07 A"}]}
_PASSES = {"given": _GIVEN, "expect": {"visits": [{"minutes": 60}]}, "failures": [], "excluded": {}}
_FAILS = {"given": _GIVEN, "expect": {"visits": [{"minutes": 61, "name": "Gjest B"}]}}
DOCUMENT = "org_configs/demo/documents/report.json"


def with_tests(house: House, **tests: object) -> None:
    house.document(lambda document: document.update(tests=tests))


def test_tests_that_pass_exit_with_0(house: House, inside: Inside) -> None:
    """Nothing is printed but how many there were; a folder and a file are the same."""
    with_tests(house, one=_PASSES, other=_PASSES)
    for path in ("org_configs", DOCUMENT):
        code, out, err = inside("test", path)
        assert (code, out) == (0, "")
        assert err.startswith("1 document, 2 tests: all passed (")


def test_a_test_that_fails_exits_with_1(house: House, inside: Inside) -> None:
    """Its place is told, and what was expected beside what was found."""
    with_tests(house, right=_PASSES, wrong=_FAILS)
    code, out, err = inside("test", DOCUMENT)
    assert code == 1
    first, *table = out.splitlines()
    assert first.startswith(f"{DOCUMENT}:1:")
    assert first.endswith(": wrong: failed")
    assert table == [
        "  where                   expected   found",
        "  visits line 1, minutes  61         60",
        '  visits line 1, name     "Gjest B"  "Gjest \\u0007 A"',
    ]
    assert err.startswith("1 document, 2 tests: 1 failed (")


def test_long_values_go_on_below_themselves(house: House, inside: Inside) -> None:
    """The columns of the table stay side by side, and after thirty differences it says how many more there are."""
    lines: list[dict[str, Any]] = [{"name": "x" * 100}, *({"minutes": at} for at in range(100, 140))]
    with_tests(house, wrong={"given": _GIVEN, "expect": {"visits": lines}})
    _, out, _ = inside("test", DOCUMENT)
    assert max(map(len, out.splitlines()[1:])) < 140
    assert "  … and 11 more differences" in out.splitlines()


def test_json(house: House, inside: Inside) -> None:
    """Every test with its place, how it ended and each difference."""
    with_tests(house, right=_PASSES, wrong=_FAILS)
    code, out, _ = inside("test", "org_configs", "--format", "json")
    (document,) = json.loads(out)
    assert code == 1
    assert (document["file"], document["document"], document["problems"]) == (DOCUMENT, "demo.report", [])
    assert [(test["name"], test["passed"]) for test in document["tests"]] == [("right", True), ("wrong", False)]
    assert document["tests"][1]["differences"] == [
        {"kind": "cell", "where": "visits", "line": 1, "column": "minutes", "expected": 61, "found": 60},
        {
            "kind": "cell",
            "where": "visits",
            "line": 1,
            "column": "name",
            "expected": "Gjest B",
            "found": "Gjest \x07 A",
        },
    ]


def test_junit(house: House, inside: Inside) -> None:
    """Valid XML, whatever characters records hold: a suite a document, a case a test, a failure with the table."""
    with_tests(house, right=_PASSES, wrong={**_FAILS, "expect": {"visits": [{"name": "B \x07 \ufffe æ"}]}})
    house.document(
        lambda document: document.update(rules={"r": {"check": "x == 1", "severity": "error", "message": "m"}}),
        org="broken",
    )
    house.organisation("broken")
    house.document(org="untested")
    house.organisation("untested")
    code, out, err = inside("test", "org_configs", "--format", "junit")
    assert code == 1
    suites = {suite.get("name"): suite for suite in ET.fromstring(out)}  # noqa: S314 - it is our own
    assert {
        name: [suite.get(key) for key in ("tests", "failures", "errors", "skipped")] for name, suite in suites.items()
    } == {
        "broken.report": ["1", "0", "1", "0"],
        "demo.report": ["2", "1", "0", "0"],
        "untested.report": ["1", "0", "0", "1"],
    }
    failure = suites["demo.report"].find("testcase[@name='wrong']/failure")
    assert failure is not None
    assert failure.get("message") == "1 difference"
    assert "visits line 1, name" in (failure.text or "")
    error = suites["broken.report"].find("testcase/error")
    assert error is not None
    assert "unknown_name" in (error.get("message") or "")
    assert "org_configs/untested/documents/report.json: warning: the document has no tests" in err


def test_a_document_with_problems_fails(house: House, inside: Inside) -> None:
    """Its problems are told, and its tests are not run."""
    house.document(lambda document: document["rules"]["sane"].update(check="minuts < 1000"))
    code, out, err = inside("test", "org_configs")
    assert code == 1
    assert "unknown_name" in out
    assert "the document has problems; its tests are not run" in out
    assert "1 document with problems" in err


def test_a_document_without_tests_is_warned_of(house: House, inside: Inside) -> None:
    """It is no problem, but it is told."""
    assert house.org_configs.is_dir()
    code, out, err = inside("test", "org_configs")
    assert (code, out) == (0, "")
    assert err.splitlines()[0] == f"{DOCUMENT}: warning: the document has no tests"


def test_what_uses_a_file_is_tested(house: House, inside: Inside) -> None:
    """A changed file that is no document leads to those that depend on it; where there are none, there is nothing to run."""
    with_tests(house, one=_PASSES)
    (house.folder / "list.json").write_text(
        '{"enumeration": "demo.list", "title": "L", "unknown": "keep", "codes": {}}'
    )
    code, out, err = inside("test", "list.json")
    assert (code, out) == (0, "")
    assert "nothing to run" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "there is no `nowhere`"),
        (["org_configs", "--format", "yaml"], "found `yaml`"),
        (["input"], "there is no column document in `input`"),
        ([], "paths"),
    ],
)
def test_a_wrong_call_exits_with_2(house: House, inside: Inside, arguments: list[str], message: str) -> None:
    """A path that is not there or has no documents, and a format that there is not."""
    assert house.org_configs.is_dir()
    code, out, err = inside("test", *arguments)
    assert (code, out) == (2, "")
    assert message in err
