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


def with_codes(house: House, codes: str = "a,Ape\nb,Bok\n") -> None:
    """A list whose codes stand in a .csv file, and a report that uses it."""
    folder = house.org_configs / "demo" / "enumerations"
    folder.mkdir(exist_ok=True)
    entry = {"enumeration": "demo.kind", "title": "Slag", "unknown": "error", "file": {"path": "kind.csv"}}
    (folder / "kind.json").write_text(json.dumps(entry))
    (folder / "kind.csv").write_text(f"code,label\n{codes}")
    field = {"type": "text", "enumeration": "demo.kind", "default": "b"}
    house.document(lambda document: document["inputs"]["visits"]["fields"].update(kind=field))


@pytest.mark.parametrize("name", ["kind.json", "kind.csv"])
def test_a_changed_list_is_checked_with_what_uses_it(house: House, inside: Callable[..., Ended], name: str) -> None:
    """Given a list, or its file of codes, the documents that use it are checked too."""
    with_codes(house)
    path = f"org_configs/demo/enumerations/{name}"
    assert inside("validate", path) == (0, "", "2 files: no problems\n")
    with_codes(house, "a,Ape\n")
    code, out, err = inside("validate", path)
    assert (code, err) == (1, "2 files: 1 problem\n")
    assert out.startswith("org_configs/demo/documents/report.json:1:")
    assert "`demo.kind` has no code `b`" in out
    with_codes(house, "a,Ape\na,Apekatt\nb,Bok\n")
    assert inside("validate", path)[1].startswith("org_configs/demo/enumerations/kind.csv:3:1: duplicate_code: ")


def test_a_changed_base_is_checked_with_what_extends_it(house: House, inside: Callable[..., Ended]) -> None:
    """Given a document, those that extend it are checked too."""
    rule = {"check": "minutes > 0", "severity": "warning", "message": "null"}
    over = {"document": "demo.over", "extends": "demo.report", "rules": {"more": rule}}
    path = house.org_configs / "demo" / "documents" / "over.json"
    path.write_text(json.dumps(over))
    assert inside("validate", "org_configs/demo/documents/report.json")[2] == "2 files: no problems\n"
    assert inside("validate", "org_configs/demo/documents/over.json")[2] == "1 file: no problems\n"
    house.document(lambda document: document["inputs"]["visits"]["fields"]["minutes"].update(type="text"))
    code, out, _ = inside("validate", "org_configs/demo/documents/report.json")
    assert code == 1
    assert "org_configs/demo/documents/over.json:1:" in out


def test_a_csv_file_that_no_list_names_is_told(house: House, inside: Callable[..., Ended]) -> None:
    """It may be there on purpose: that it is passed over is said, and is no problem."""
    path = house.org_configs / "demo" / "other.csv"
    path.write_text("a;b\n")
    code, out, err = inside("validate", "org_configs/demo/other.csv")
    assert (code, out) == (0, "")
    assert err == "kolonne: no list names `org_configs/demo/other.csv`\n0 files: no problems\n"
