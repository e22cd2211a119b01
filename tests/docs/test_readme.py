"""The README: its commands run, and what it says a validator prints is what one prints."""

import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from docs.pages import ROOT, blocks

README = ROOT / "README.md"


def commands() -> list[list[str]]:
    """Every `kolonne` command in the README, as words."""
    (block,) = blocks(README, "sh")
    joined = block.text.replace("\\\n", " ")
    return [shlex.split(line) for line in joined.splitlines()]


def test_the_commands_of_the_readme_run(tmp_path: Path) -> None:
    """Each command of the README ends with exit code 0 in a folder that has the organisations."""
    shutil.copytree(ROOT / "org_configs", tmp_path / "org_configs")
    names = ("export", "validate", "test", "lineage", "eval", "plugins", "plugin")
    assert [words[:2] for words in commands()] == [["kolonne", name] for name in names]
    for words in commands():
        done = subprocess.run([sys.executable, "-m", *words], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, (words, done.stderr)
        if words[1] == "eval":
            assert json.loads(done.stdout)["value"] == "1000.40"
    assert (tmp_path / "out/nhf_likeperson_2025.xlsx").is_file()


def test_the_readme_shows_exactly_the_two_make_commands() -> None:
    """Who has just cloned the project is told of `make demo` and `make test`, and of no other way to begin."""
    lines = [line for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("make ")]
    assert lines == ["make demo", "make test"]
