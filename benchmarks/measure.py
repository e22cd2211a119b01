"""Processes, measured: wall seconds and peak memory from outside, or the seconds that a case prints of its own middle."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one process."""

    seconds: float
    #: Peak resident memory, in MB of a million bytes.
    megabytes: float
    #: What it printed.
    said: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """A process to be measured."""

    words: tuple[str, ...]
    #: Whether it prints the seconds that count, and by what these are multiplied because it takes fewer rows.
    prints: bool = False
    scale: float = 1
    environment: Mapping[str, str] = field(default_factory=dict)


def case(name: str, *arguments: object, prints: bool = False, scale: float = 1) -> Command:
    """The command that runs a script of `cases/`."""
    script = str(HERE / "cases" / f"{name}.py")
    return Command((sys.executable, script, *(str(argument) for argument in arguments)), prints, scale)


def program(name: str, *arguments: object) -> Command:
    """The command that runs a program of the environment that this runs in."""
    return Command((str(Path(sys.executable).parent / name), *(str(argument) for argument in arguments)))


def run_once(command: Command) -> Run:
    """Run a command to its end; RuntimeError where it fails."""
    paths = [command.environment.get("PYTHONPATH", ""), str(HERE), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    began = time.perf_counter()
    # What it says must fit into pipes, and does: cases print figures.
    process = subprocess.Popen(
        command.words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None and process.stderr is not None  # noqa: PT018 - for the type checker
    with process.stdout, process.stderr:
        said, error = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command.words)} ended with {process.returncode}: {error[-2000:]}")
    return Run(float(said) * command.scale if command.prints else seconds, usage.ru_maxrss * 1024 / 1e6, said)
