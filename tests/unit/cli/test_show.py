"""`kolonne show`: what a document is in the end, and where it comes from."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from integration.house import DOCUMENT, House
from unit.cli.conftest import Ended

OVER = {
    "document": "demo.over",
    "extends": "demo.report",
    "title": "Over",
    "sheets": {
        "visits": {
            "columns": {
                "day": None,
                "more": {"header": "Mer", "value": "minutes * 2", "after": "id"},
            }
        }
    },
}


@pytest.fixture
def over(house: House) -> Path:
    """A document that lies over the house's report."""
    path = house.org_configs / "demo" / "documents" / "over.json"
    path.write_text(json.dumps(OVER, indent=2))
    return path


def test_the_document_with_what_lies_under_it(over: Path, inside: Callable[..., Ended]) -> None:
    """By path or by ID: the merged document in its order, without the `extends` that has been followed."""
    by_path = inside("show", str(over))
    by_id = inside("show", "demo.over")
    assert by_path == by_id
    code, out, err = by_id
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert list(found["sheets"]["visits"]["columns"]) == ["id", "more", "minutes", "name"]
    assert found["rows"] == DOCUMENT["rows"]
    assert "extends" not in found


def test_the_document_as_it_is_written(over: Path, inside: Callable[..., Ended]) -> None:
    """With --as-written it is the file alone."""
    assert json.loads(inside("show", str(over), "--as-written")[1]) == OVER


def test_provenance(over: Path, inside: Callable[..., Ended]) -> None:
    """Each value with the file and line that gave it, and each one that was removed."""
    code, out, _ = inside("show", "demo.over", "--provenance")
    lines = out.splitlines()
    assert code == 0
    assert '/title = "Over"   org_configs/demo/documents/over.json:4' in lines
    assert '/rows/from = "visits"   org_configs/demo/documents/report.json:1' in lines
    assert lines[-1] == (
        "/sheets/visits/columns/day removed (was org_configs/demo/documents/report.json:1)"
        "   org_configs/demo/documents/over.json:8"
    )
    found = json.loads(inside("show", "demo.over", "--provenance", "--format", "json")[1])
    file = "org_configs/demo/documents/over.json"
    assert {"pointer": "/title", "value": "Over", "file": file, "line": 4, "column": 12} in found
    assert found[-1]["removed"]["file"] == "org_configs/demo/documents/report.json"
    assert len(found) == len(lines)
    assert over.is_file()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["demo.reprt"], "there is no document `demo.reprt`; did you mean `demo.report`?"),
        (["nobody.thing"], "there is no document `nobody.thing`; it is looked for in `org_configs/nobody`"),
        (["nowhere.json"], "there is no file `nowhere.json`"),
        (["demo/report"], "there is no file `demo/report`"),
        (["report"], "there is no file `report`"),
        (["demo.report", "--period", "2025-X"], "reporting_period: found `2025-X`"),
        (["demo.report", "--period", "2019"], "no version is valid on 2019-01-01; there are demo.report (from 2020-"),
        (["demo.twice"], "there are several versions; choose one with --period: demo.twice (from 2024-01-01 until"),
        (["demo.report", "--format", "yaml"], "found `yaml`; allowed are `text`, `json`"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_wrong_call_exits_with_2(
    house: House, inside: Callable[..., Ended], arguments: list[str], message: str
) -> None:
    """What is not there, or not told apart, is told with what there is."""
    house.document(lambda document: document.update(valid={"from": "2020-01-01"}))
    versions(house)
    code, out, err = inside("show", *arguments)
    assert (code, out) == (2, "")
    assert message in err


def versions(house: House) -> None:
    """Two versions of a document."""
    for name, valid in (("old", {"until": "2024-01-01"}), ("new", {"from": "2024-01-01"})):
        path = house.org_configs / "demo" / "documents" / f"{name}.json"
        path.write_text(json.dumps({**DOCUMENT, "document": "demo.twice", "valid": valid}))


@pytest.mark.parametrize(
    ("period", "expected"), [("2023", {"until": "2024-01-01"}), ("2024-Q1", {"from": "2024-01-01"})]
)
def test_the_period_chooses_the_version(
    house: House, inside: Callable[..., Ended], period: str, expected: dict[str, str]
) -> None:
    """Of several versions the one is shown that is valid on the period's first day."""
    versions(house)
    code, out, _ = inside("show", "demo.twice", "--period", period)
    assert (code, json.loads(out)["valid"]) == (0, expected)


def test_what_cannot_be_read_exits_with_1(over: Path, inside: Callable[..., Ended]) -> None:
    """Where nothing can be shown, the problems are told instead; otherwise beside it."""
    over.write_text('{"document": "demo.over", "extends": "demo.nothing"}')
    code, out, err = inside("show", "demo.over")
    assert (code, out) == (1, "")
    assert "org_configs/demo/documents/over.json:1:38: unknown_document: " in err
    code, out, _ = inside("show", "demo.over", "--format", "json")
    assert (code, [problem["code"] for problem in json.loads(out)]) == (1, ["unknown_document"])
    over.write_text('{"document": "demo.over", "document": "demo.over"}')
    code, out, err = inside("show", "demo.over")
    assert (code, json.loads(out)) == (1, {"document": "demo.over"})
    assert "duplicate_key" in err
    over.write_text("{")
    assert inside("show", "demo.over")[0] == 1
    assert inside("show", str(over), "--as-written")[0] == 1
