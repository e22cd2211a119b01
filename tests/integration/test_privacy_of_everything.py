"""Marked values in the private fields of all inputs, through everything a document can do with them."""

import asyncio
import json
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from integration.house import STEM, House, record
from integration.test_privacy import plain
from kolonne.cli.app import run as run_command
from kolonne.contract import ExportFormat, ExportSuccess
from kolonne.documents import Library
from kolonne.plan import lineage
from kolonne.registry import Registry

#: Each private field of each input has a mark of its own.
RELEASED = "canary-name"
KEPT = (
    "canary-diagnosis",
    "canary-person",
    "canary-gender",
    "canary-contact",
    "canary-number",
    "canary-born",
    "canary-nested",
)
_PERSONAL = {"type": "text", "sensitivity": "personal"}
_HEALTH = {"type": "text", "sensitivity": "health"}


def everything(document: dict[str, Any]) -> None:
    """Lay over the house's document what looks at private fields without releasing them."""
    inputs = document["inputs"]
    inputs["visits"]["fields"] |= {
        "branch": {"type": "text"},
        # The same private cells, read as what they are not.
        "phone": {"type": "integer", "sensitivity": "personal", "from": "name"},
        "since": {"type": "date", "sensitivity": "health", "from": "diagnosis"},
        "listed": {"type": "text", "sensitivity": "health", "from": "diagnosis", "enumeration": "demo.gender"},
    }
    inputs["visits"]["belongs_to"] = {"people": {"by": "name", "key": "name"}, "branches": "branch"}
    inputs["people"] = {"key": "id", "fields": {"id": {"type": "text"}, "name": _PERSONAL, "number": _PERSONAL}}
    inputs["branches"] = {"key": "id", "fields": {"id": {"type": "text"}, "contact": {**_PERSONAL, "required": True}}}
    inputs["members"] = {"fields": {"number": _PERSONAL, "born": {"type": "integer", "sensitivity": "personal"}}}
    inputs["guests"] = {
        "belongs_to": {"visits": {"by": "visitor", "key": "name"}},
        "fields": {
            "visitor": {**_PERSONAL, "from": "name"},
            "person": _PERSONAL,
            "gender": {"type": "text", "sensitivity": "personal", "enumeration": "demo.gender"},
            "born": {"type": "integer", "sensitivity": "personal"},
        },
    }
    document["rows"]["let"] = {
        "guest": "first(guests.person)",
        "gender": "first(guests.gender)",
        "guests_in_all": "count_distinct(guests.person)",
        "nth": "rank(name, order=day)",
        "failing": "date(length(diagnosis), 99, 99)",
    }
    document["rows"]["keep"]["contacted"] = {
        "when": "branches.contact != 'x' or people.number == 'y' or nth > 9",
        "otherwise": "uten kontakt",
    }
    sheets = document["sheets"]
    sheets["visits"] |= {
        "sort": ["-name"],
        "totals": {"minutes": "sum", "name": "count"},
        "totals_label": "Sum",
        "heading": {
            "members": {"label": "Medlemmer", "value": "count_distinct(members.number)"},
            "visitors": {"label": "Besøkende", "value": "count_distinct(name)"},
            "sign": {"label": "Underskrift", "sign": True},
        },
    }
    sheets["visits"]["columns"] |= {
        "guests": {"header": "Gjester", "value": "guests_in_all"},
        "coded": {"header": "Kode", "value": "name", "enumeration": "demo.gender", "show": "label", "release": True},
    }
    sheets["people"] = {
        "title": "Personer",
        "group": ["name", "diagnosis"],
        "columns": {
            "days": {"header": "Dager", "value": "count()"},
            "guests": {"header": "G", "value": "sum(guests_in_all)"},
        },
    }
    sheets["genders"] = {
        "title": "Kjønn",
        "group": ["branch"],
        "columns": {"branch": {"header": "Lag", "value": "branch"}},
        "spread": {"over": ["gender"], "value": "count()", "total": "I alt"},
        "mask": {"below": 3, "shown": "<3"},
        "totals": {"total": "sum"},
    }
    sheets["nothing"] = {
        "title": "Ingen",
        "group": ["diagnosis"],
        "columns": {"days": {"header": "Dager", "value": "count(name == 'x')"}},
        "nil_row": {"days": "0"},
    }
    document["rules"] |= {
        "named": {"check": "name == 'x'", "severity": "warning", "message": "navn i {minutes}"},
        "cells": {"per": "cell", "sheet": "visits", "columns": ["name"], "check": "value == 'x'", "severity": "warning",
                  "message": "celle"},
        "alone": {"per": "group", "by": ["name", "diagnosis"], "check": "count() > 99", "severity": "warning",
                  "message": "{count()} besøk"},
        "lines": {"per": "group", "sheet": "people", "check": "days > 99", "severity": "warning", "message": "{days} dager"},
        "sheet": {"per": "sheet", "sheet": "people", "check": "sum(days) > 99", "severity": "warning",
                  "message": "{sum(days)} i alt"},
        "whole": {"per": "report", "check": "count_distinct(members.number) > 99", "severity": "warning",
                  "message": "{count(members)} medlemmer, {count_distinct(name)} navn"},
    }  # fmt: skip


@pytest.fixture
def full(house: House) -> House:
    """The house with a document that does everything, and marks in every private field."""
    lists = house.org_configs / "demo" / "enumerations"
    lists.mkdir()
    gender = {"enumeration": "demo.gender", "title": "Kjønn", "unknown": "keep", "codes": {"f": "Kvinne", "m": "Mann"}}
    (lists / "gender.json").write_text(json.dumps(gender), encoding="utf-8")
    house.document(everything)
    bad: tuple[dict[str, object], ...] = (
        {}, {"minutes": 1}, {"minutes": 5000}, {"day": "x"}, {"day": "2024-01-01"}, {"minutes": 77}, {"branch": "?"}, {},
    )  # fmt: skip
    rows = [
        record(at, name=f"{RELEASED}-{at % 6}", diagnosis="canary-diagnosis", branch="B1") for at in range(len(bad))
    ]
    _csv(house, "visits", [{**row, **change} for row, change in zip(rows, bad, strict=True)])
    people = [{"id": str(at), "name": f"{RELEASED}-{at % 3}", "number": "canary-number"} for at in range(4)]
    _csv(house, "people", people)
    _csv(house, "branches", [{"id": "B1", "contact": "canary-contact"}, {"id": "B2", "contact": ""}])
    _csv(
        house,
        "members",
        [{"number": "canary-number", "born": "canary-born"}, {"number": "canary-number-2", "born": "1950"}],
    )
    guest = {"name": f"{RELEASED}-0", "person": "canary-person", "gender": "canary-gender", "born": "canary-born"}
    _csv(
        house, "guests", [guest, {**guest, "name": "canary-nested"}, {**guest, "name": f"{RELEASED}-5", "gender": "f"}]
    )
    return house


def _csv(house: House, name: str, rows: Sequence[Mapping[str, object]]) -> None:
    lines = [";".join(rows[0]), *(";".join(str(cell) for cell in row.values()) for row in rows)]
    (house.source / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize("export_format", list(ExportFormat))
def test_only_what_is_released_leaves(
    full: House, export_format: ExportFormat, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """Related records, groups, spreads, headings, totals and all kinds of rules leave no private value anywhere."""
    caplog.set_level(logging.DEBUG)
    told: list[object] = []

    async def run() -> None:
        async for event in full.orchestrator().events(full.request(export_format=export_format)):
            told.append(event)  # noqa: PERF401

    asyncio.run(run())
    result = told[-1]
    assert isinstance(result, ExportSuccess), result
    rules = {report.sub_service_name.removeprefix("rules.") for report in result.partial_failures}
    assert {"named", "cells", "alone", "lines", "sheet", "whole"} <= {name.partition(".")[0] for name in rules} | rules
    (report,) = (path for path in full.out.iterdir() if path.name.startswith(STEM) and path.suffix in {".xlsx", ".zip"})
    assert RELEASED in plain(report).decode("utf-8", "replace")
    elsewhere = [path.read_bytes() for path in full.out.iterdir() if path != report]
    elsewhere += [
        full.audit.read_bytes(),
        repr(told).encode(),
        caplog.text.encode(),
        "".join(capfd.readouterr()).encode(),
    ]
    assert len(elsewhere) == 7
    assert not [mark for mark in KEPT if mark.encode() in plain(report)]
    assert not [mark for mark in (RELEASED, *KEPT) for data in elsewhere if mark.encode() in data]
    result.download_artifact.clear()


def test_the_command_tells_no_private_value(
    full: House, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """What `kolonne export` prints, to people and as JSON, holds no private value, released or not."""
    monkeypatch.chdir(full.folder)
    usual = ("export", "--org", "demo", "--period", "2025", "--format", "xlsx", "--source", "input", "--out", "out")
    for more in ((), ("--json",)):
        assert run_command([*usual, *more]) == 0
        printed = "".join(capfd.readouterr())
        assert printed
        assert "canary" not in printed


def test_lineage_says_what_was_found_to_leave(full: House) -> None:
    """Of all private fields, those that the lineage says are shown are those that the export shows."""
    library = Library(full.org_configs)
    fields, problems = lineage(library, library.documents("demo")[0], Registry())
    assert problems == ()
    found = {f"{one.input}.{one.field}": one.outcome for one in fields if one.is_personal}
    assert found == {
        "visits.name": "shown",
        "visits.diagnosis": "counted",
        "visits.phone": "unused",
        "visits.since": "unused",
        "visits.listed": "unused",
        "people.name": "decides",
        "people.number": "decides",
        "branches.contact": "decides",
        "members.number": "counted",
        "members.born": "unused",
        "guests.visitor": "decides",
        "guests.person": "counted",
        "guests.gender": "counted",
        "guests.born": "unused",
    }


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        (lambda d: d["sheets"]["people"]["columns"].update(w={"header": "W", "value": "name"}),
         "/sheets/people/columns/w", "personal_not_released"),
        (lambda d: d["sheets"]["people"]["columns"].update(w={"header": "W", "value": "first(guests.person)"}),
         "/sheets/people/columns/w", "personal_not_released"),
        (lambda d: d["sheets"]["visits"]["columns"].update(w={"header": "W", "value": "nth"}),
         "/sheets/visits/columns/w", "personal_not_released"),
        (lambda d: d["sheets"]["genders"]["spread"].update(value="sum(length(name))"),
         "/sheets/genders/spread/value", "personal_not_released"),
        (lambda d: d["sheets"]["visits"]["heading"]["members"].update(value="max(members.born)"),
         "/sheets/visits/heading/members/value", "personal_not_released"),
        (lambda d: d["sheets"]["visits"]["heading"]["members"].update(value="first(sheets.visits.name)"),
         "/sheets/visits/heading/members/value", "personal_not_released"),
        (lambda d: d["sheets"]["nothing"]["nil_row"].update(days="length(name)"),
         "/sheets/nothing/nil_row/days", "unknown_name"),
        (lambda d: d["rules"]["cells"].update(message="{value}"), "/rules/cells/message", "personal_in_message"),
        (lambda d: d["rules"]["alone"].update(message="{name}"), "/rules/alone/message", "personal_in_message"),
        (lambda d: d["rules"]["alone"].update(message="{min(diagnosis)}"), "/rules/alone/message", "personal_in_message"),
        (lambda d: d["rules"]["sheet"].update(sheet="visits", check="count() > 0", message="{join_text(name, ', ')}"),
         "/rules/sheet/message", "personal_in_message"),
        (lambda d: d["rules"]["whole"].update(message="{first(members.number)}"), "/rules/whole/message",
         "personal_in_message"),
        (lambda d: d["rows"]["keep"]["contacted"].update(otherwise="{branches.contact}"), "/rows/keep/contacted/otherwise",
         "personal_in_message"),
        (lambda d: d["inputs"]["people"].update(key="name"), "/inputs/people/key", "personal_in_message"),
    ],
)  # fmt: skip
def test_what_would_leak_is_told_before_any_data(full: House, change: Any, pointer: str, code: str) -> None:
    """A place that would show a private value without releasing it is a problem of the document."""

    def changed(document: dict[str, Any]) -> None:
        everything(document)
        change(document)

    full.document(changed)
    library = Library(full.org_configs)
    _, problems = lineage(library, library.documents("demo")[0], Registry())
    assert (pointer, code) in {(problem.pointer, problem.code) for problem in problems}
    assert Path(problems[0].file).name == "report.json"
