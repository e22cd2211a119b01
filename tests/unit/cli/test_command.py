"""The `kolonne` command itself."""

import os
import subprocess
import sys
from pathlib import Path

import kolonne as package
from unit.cli.conftest import Command


def test_the_version_is_printed(kolonne: Command) -> None:
    """`--version` tells the package's version."""
    done = kolonne("--version")
    assert (done.returncode, done.stdout) == (0, f"kolonne {package.__version__}\n")


def test_help_lists_the_commands(kolonne: Command) -> None:
    """`--help` exits with 0 and names every command."""
    done = kolonne("--help")
    assert done.returncode == 0
    assert all(command in done.stdout for command in ("export", "validate", "eval"))


def test_a_command_that_does_not_exist_is_a_wrong_call(kolonne: Command) -> None:
    """An unknown command exits with 2 and is named."""
    done = kolonne("exprot")
    assert (done.returncode, done.stdout) == (2, "")
    assert "exprot" in done.stderr


def test_without_its_extra_the_command_says_what_to_install(tmp_path: Path) -> None:
    """Where Typer is missing, one line tells the extra's name."""
    (tmp_path / "typer.py").write_text("raise ModuleNotFoundError('no', name='typer')\n")
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}:{os.environ.get('PYTHONPATH', '')}"}
    command = [sys.executable, "-m", "kolonne", "--version"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == ("kolonne: the command line needs `typer`; install it with: pip install 'kolonne[cli]'\n")


def test_a_reader_that_leaves_early_is_no_crash(tmp_path: Path) -> None:
    """A closed pipe ends the command without a traceback."""
    command = f"{sys.executable} -m kolonne --help | true"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=tmp_path)  # noqa: S602
    assert "Traceback" not in done.stderr
