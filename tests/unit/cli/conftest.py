import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeAlias

import pytest

from integration.house import House
from kolonne.cli.app import run as run_command

#: Options of an export of the house's report.
USUAL = ("--org", "demo", "--period", "2025", "--format", "csv", "--source", "input", "--out", "out")


class Command(Protocol):
    def __call__(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]: ...


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def kolonne(tmp_path: Path) -> Command:
    """The command as a process of its own, in a test's folder."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "kolonne", *arguments],
            cwd=tmp_path,
            env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200", **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    return run


#: Exit code, standard output and standard error of a command.
Ended: TypeAlias = tuple[int, str, str]


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """The command in this process, for the many ways to call it wrongly."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Ended:
        code = run_command(arguments)
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def export(kolonne: Command) -> Command:
    """`kolonne export` of the house's report; options that are given again win."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return kolonne("export", *USUAL, *arguments, **environment)

    return run
