"""The tests of a document run as an export runs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from documents.checking import HERE
from kolonne.documents import Library
from kolonne.orchestrator import Difference, Rehearsal
from kolonne.plan import validate
from kolonne.registry import Registry

ORG_CONFIGS = Path(__file__).parents[3] / "org_configs"
#: Inputs inside of others and by dotted names, a figure, a warning.
BASE: dict[str, Any] = json.loads((HERE / "invalid" / "tests_that_cannot_pass.json").read_text(encoding="utf-8"))
RIGHT: dict[str, Any] = BASE["tests"]["right"]
Run = Callable[..., dict[str, tuple[Difference, ...]]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run tests of the document, changed; gives the differences by test."""

    def rehearse(
        change: Callable[[dict[str, Any]], object] = lambda _: None, **tests: object
    ) -> dict[str, tuple[Difference, ...]]:
        document = json.loads(json.dumps({**BASE, "tests": tests}))
        change(document)
        path = tmp_path / "tests.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        library = Library(tmp_path)
        file = library.file(path)
        assert validate(library, file, Registry()) == ()
        return {one.trial.name: one.differences for one in Rehearsal(library, file, Registry()).run()}

    return rehearse


def visit(**cells: object) -> dict[str, object]:
    return {"day": "2024-05-01", "minutes": 60, "city": "Bergen", **cells}


def test_a_test_that_is_right_passes(run: Run) -> None:
    """Own names, the source's names, records in records and blanks all become what is expected."""
    assert run(right=RIGHT) == {"right": ()}


def test_everything_that_differs_is_told(run: Run) -> None:
    """Cells, lines, failures, reasons and refusals each tell what was expected and what was found."""
    given = {"visits": [visit(), visit(minutes=35, city="Oslo"), visit(minutes=1)]}
    found = run(
        cells={
            "given": given,
            "expect": {"list": [{"city": "Bergen", "guests": 1}, {"city": None, "day": "2024-05-01"}]},
        },
        lines={"given": given, "expect": {"list": [{"city": "Oslo"}, {"city": "Moss"}]}},
        failures={"given": given, "failures": [{"rule": "enough", "record": 1, "message": "for lite"}]},
        none={"given": given, "failures": [], "excluded": {}},
        refused={"given": given, "refused": "data_rejected"},
        unrefused={"given": {}, "excluded": {}, "failures": []},
        close={"given": given, "excluded": {"long": 1}, "failures": [{"rule": "enough"}]},
    )
    assert found == {
        "cells": (
            Difference("cell", "list", 1, "guests", 1, 0),
            Difference("cell", "list", 2, "city", None, "Oslo"),
        ),
        "lines": (
            Difference("line", "list", 1, found={"day": "2024-05-01", "guests": 0, "city": "Bergen"}, is_extra=True),
            Difference("line", "list", 2, expected={"city": "Moss"}, is_missing=True),
        ),
        "failures": (Difference("failure", "", 1, "record", 1, 2),),
        "none": (
            Difference(
                "failure", "", 1, is_extra=True,
                found={"rule": "enough", "record": 2, "severity": "warning", "message": "for lite"},
            ),
            Difference("excluded", "long", expected=0, found=1),
        ),
        "refused": (Difference("refused", expected="data_rejected"),),
        "unrefused": (
            Difference(
                "refused", expected=None, found="no_data_for_period: input `visits`: there are no records at all"
            ),
        ),
        "close": (),
    }  # fmt: skip


def test_refusals(run: Run) -> None:
    """A fatal rule, an empty period, a required figure that is missing and a source without a field refuse the export."""

    def strict(document: dict[str, Any]) -> None:
        document["rules"]["enough"]["severity"] = "fatal"

    given = {"visits": [visit(minutes=35), visit()]}
    fatal = {"given": given, "refused": "data_rejected", "failures": [{"rule": "enough", "severity": "fatal"}]}
    nothing = {"given": given, "period": "2025", "refused": "no_data_for_period", "excluded": {"outside_period": 2}}
    assert run(strict, fatal=fatal, nothing=nothing) == {"fatal": (), "nothing": ()}

    def figured(document: dict[str, Any]) -> None:
        document["figures"]["members"]["required"] = True

    found = run(
        figured,
        without={"given": given, "refused": "column_mapping_unavailable"},
        with_it={"given": given, "figures": {"members": 1}, "expect": {"list": [{}, {}]}},
    )
    assert found == {"without": (), "with_it": ()}


def test_sheets_of_groups_with_hidden_numbers(run: Run) -> None:
    """Grouped lines, spread cells and what is shown in place of small numbers are compared as they stand in the sheet."""

    def grouped(document: dict[str, Any]) -> None:
        document["sheets"]["cities"] = {
            "title": "Byer",
            "group": ["city"],
            "columns": {
                "city": {"header": "By", "value": "city"},
                "visits": {"header": "Besøk", "value": "count()"},
                "hours": {"header": "Timer", "value": "sum(minutes) / 60"},
            },
            "mask": {"below": 2, "columns": ["visits"], "shown": "<2"},
            "nil_row": {"city": "'ingen'"},
        }

    lines = [{"city": "Bergen", "visits": 2, "hours": 1.6666666667}, {"city": "Oslo", "visits": "<2"}]
    given = {"visits": [visit(minutes=50), visit(minutes=50), visit(city="Oslo")]}
    nil = {"given": {"visits": [visit(minutes=1)]}, "expect": {"cities": [{"city": "ingen", "hours": None}]}}
    assert run(grouped, masked={"given": given, "expect": {"cities": lines}}, nil=nil) == {"masked": (), "nil": ()}


@pytest.mark.parametrize("path", sorted(ORG_CONFIGS.glob("*/documents/*.json")), ids=lambda path: path.parents[1].name)
def test_the_tests_of_the_organisations_pass(path: Path) -> None:
    """Every document under org_configs has tests, and all of them pass."""
    library = Library(ORG_CONFIGS)
    done = list(Rehearsal(library, library.file(path), Registry()).run())
    assert done
    assert {one.trial.name: one.differences for one in done if one.differences} == {}
