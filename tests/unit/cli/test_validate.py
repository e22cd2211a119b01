"""`kolonne validate`: every problem, for people and for programs."""

import json
from collections.abc import Callable

import pytest

from integration.house import House
from unit.cli.conftest import Command, Ended


def test_documents_without_a_problem_exit_with_0(house: House, kolonne: Command) -> None:
    """A folder whose documents are right gives an empty list, or says how many files there are."""
    assert house.org_configs.is_dir()
    done = kolonne("validate", "org_configs", "--format", "json")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    done = kolonne("validate", "org_configs")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "2 files: no problems\n")


def test_problems_exit_with_1(house: House, kolonne: Command) -> None:
    """Each problem carries its place, code, message and hint, in both forms."""
    house.document(lambda document: document["rules"]["sane"].update(check="minuts < 1000"))
    done = kolonne("validate", "org_configs", "--format", "json")
    (problem,) = json.loads(done.stdout)
    assert done.returncode == 1
    assert list(problem) == ["file", "line", "column", "pointer", "code", "message", "hint"]
    assert problem["file"] == "org_configs/demo/documents/report.json"
    assert (problem["pointer"], problem["code"]) == ("/rules/sane/check", "unknown_name")
    done = kolonne("validate", "org_configs/demo/documents/report.json")
    assert done.returncode == 1
    assert done.stdout.startswith(f"{problem['file']}:1:{problem['column']}: unknown_name: ")
    assert "did you mean `minutes`?" in done.stdout


@pytest.mark.parametrize("arguments", [["nowhere"], [], ["org_configs", "--format", "yaml"]])
def test_a_wrong_call_exits_with_2(house: House, inside: Callable[..., Ended], arguments: list[str]) -> None:
    """A path that is not there, none at all, or a format that there is not."""
    assert house.org_configs.is_dir()
    code, out, err = inside("validate", *arguments)
    assert (code, out) == (2, "")
    assert err


def test_settings_without_a_plugin_are_a_problem(house: House, kolonne: Command) -> None:
    """Settings for a plugin that is not installed are told, not passed over."""
    house.organisation(plugins={"nobody": {}})
    done = kolonne("validate", "org_configs", "--format", "json")
    assert done.returncode == 1
    assert "no plugin `nobody` that serves `demo` is installed" in json.loads(done.stdout)[0]["message"]
