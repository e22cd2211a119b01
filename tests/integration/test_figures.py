"""Figures that come with the request: a total in an application is the one in a certificate and the sum of the branches."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from integration.house import House
from kolonne.cli.app import run as run_command

USUAL = (
    "export",
    "--org",
    "demo",
    "--period",
    "2025",
    "--format",
    "csv",
    "--source",
    "input",
    "--out",
    "out",
    "--json",
)
Export = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def export(house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Export:
    """An export on the command line; gives its exit code and its result."""

    def change(document: dict[str, Any]) -> None:
        document["figures"] = {
            "certified": {"type": "integer", "required": True, "title": "Minutter i revisors attest"},
            "applied": {"type": "decimal", "scale": 1},
            "signed_on": {"type": "date"},
        }
        document["rules"]["certificate"] = {
            "per": "report", "check": "sum(minutes) == certified and coalesce(applied, 180) == certified", "severity": "fatal",
            "message": "{sum(minutes)} minutter i lagene, {applied} i søknaden, {certified} i attesten",
        }  # fmt: skip

    house.document(change)
    monkeypatch.chdir(house.folder)

    def run(*figures: str) -> tuple[int, dict[str, Any]]:
        code = run_command([*USUAL, *(word for figure in figures for word in ("--figure", figure))])
        result: dict[str, Any] = json.loads(capsys.readouterr().out)
        return code, result

    return run


def test_totals_that_agree_make_a_report(export: Export) -> None:
    """The certificate, the application and the rows say the same; blanks around a figure and a decimal comma do not matter."""
    for figures in (["certified=180"], ["certified= 180", "applied=180,0", "signed_on=2026-01-31"]):
        code, result = export(*figures)
        assert (code, result["status"]) == (0, "success"), result


def test_totals_that_differ_make_none(export: Export, house: House) -> None:
    """A certificate with another number stops the export, and the message holds all numbers."""
    code, result = export("certified=181", "applied=180")
    assert (code, result["error_code"]) == (1, "data_rejected")
    told = [report["failure_reason"] for report in result["partial_failures"]]
    assert told == ["180 minutter i lagene, 180,0 i søknaden, 181 i attesten"]
    assert house.kept() == ["audit.sqlite3"]


@pytest.mark.parametrize(
    ("figures", "message"),
    [
        ([], "`certified` is missing; a value of type integer is needed"),
        (["certified=mange"], "`certified`: found 'mange'; integer is needed"),
        (["certified=180", "signed_on=31.1.2026"], "`signed_on`: found '31.1.2026'; date is needed"),
        (["certifed=180"], "the document asks for no `certifed`; did you mean `certified`?"),
    ],
)
def test_figures_that_the_document_does_not_want(export: Export, figures: list[str], message: str) -> None:
    """What is missing, of another type or not asked for ends the export with its reason."""
    code, result = export(*figures)
    assert (code, result["error_code"]) == (1, "column_mapping_unavailable")
    assert message in result["message"]


@pytest.mark.parametrize(
    ("figures", "message"),
    [
        (["certified"], "--figure: found `certified`; name=value is needed"),
        (["=180"], "--figure: found `=180`"),
        (["certified="], "--figure: found `certified=`"),
        (["certified=180", "certified=181"], "--figure: `certified` is given twice"),
    ],
)
def test_a_wrong_call_exits_with_2(export: Export, figures: list[str], message: str) -> None:
    """A figure without a name or a value, and one that is given twice, are told before anything happens."""
    code, result = export(*figures)
    assert (code, result["error_code"]) == (2, "usage")
    assert message in result["message"]
