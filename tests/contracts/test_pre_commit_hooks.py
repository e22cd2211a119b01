"""The hooks for pre-commit: they run commands that there are, on the files that documents stand in."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")


def values(key: str) -> list[str]:
    """What the hooks say of a key, in order."""
    return re.findall(rf"^(?:- |  ){key}: (.*)$", HOOKS, re.MULTILINE)


def test_each_hook_runs_a_command() -> None:
    """The two hooks are the commands of the same name."""
    assert list(zip(values("id"), values("entry"), strict=True)) == [
        ("kolonne-validate", "kolonne validate"),
        ("kolonne-test", "kolonne test"),
    ]


def test_hooks_have_what_the_command_line_needs() -> None:
    """An environment of pre-commit has no extras: what the command line needs is named."""
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert {tuple(re.findall(r'"([^"]+)"', named)) for named in values("additional_dependencies")} == {
        tuple(needed["cli"])
    }


def test_hooks_are_given_every_document() -> None:
    """The pattern takes everything that `kolonne validate org_configs` checks, files of codes and templates; and no data."""
    (pattern,) = set(values("files"))
    names = [path.relative_to(ROOT).as_posix() for path in (ROOT / "org_configs").rglob("*") if path.is_file()]
    taken = {name for name in names if re.search(pattern, name)}
    assert taken == {
        name
        for name in names
        if (Path(name).suffix in {".json", ".csv"} and Path(name).parent.name in {"documents", "enumerations"})
        or Path(name).name == "organisation.json"
        or Path(name).parent.name == "templates"
    }
    assert len(taken) > 10
    assert not [name for name in taken if "examples" in name]
