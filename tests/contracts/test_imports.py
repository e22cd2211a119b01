"""Imports point one way, and third parties enter by one door each: import-linter says so, and it would say otherwise."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kolonne

_ROOT = Path(__file__).parents[2]
_PACKAGE = Path(kolonne.__file__).parent


def lint(engine: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over the package in a folder."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    config = ["--config", str(_ROOT / ".importlinter"), "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(engine)}
    return subprocess.run([*command, *config], cwd=engine, env=environment, capture_output=True, text=True)


def test_all_imports_are_allowed() -> None:
    """Every contract is kept by the package as it is."""
    done = lint(_PACKAGE.parent)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("contract/counts.py", "import kolonne.run", "A layer imports lower ones only BROKEN"),
        ("readers/lines.py", "import kolonne.writers", "A layer imports lower ones only BROKEN"),
        ("run/dates.py", "import pluggy", "pluggy enters by hookspecs and plugins only BROKEN"),
        ("stores/name.py", "import sqlite3", "sqlite3 enters by audit and readers only BROKEN"),
        ("newroom/__init__.py", "import json", "not listed as layers"),
    ],
)
def test_a_forbidden_import_is_caught(tmp_path: Path, module: str, line: str, broken: str) -> None:
    """One wrong line, or a room that nobody has put anywhere, breaks a contract."""
    copy = tmp_path / "kolonne"
    shutil.copytree(_PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    path = copy / module
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + f"\n{line}\n", encoding="utf-8")
    done = lint(tmp_path)
    assert done.returncode == 1
    assert broken in done.stdout
