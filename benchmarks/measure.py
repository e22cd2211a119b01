"""Processes, measured: wall seconds and peak memory from outside, or the seconds that a case prints of its own middle."""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one process."""

    seconds: float
    #: Peak resident memory, in MB of a million bytes.
    megabytes: float


@dataclass(frozen=True, slots=True)
class Figure:
    """Ours against a peer: medians, and the median of the ratios of runs that followed each other."""

    name: str
    ours: Run
    peer: str
    peers: Run
    #: How many times faster ours is; below 1 it is slower.
    ratio: float
    runs: int
    #: The least that the ratio must be; None where nothing was promised.
    floor: float | None = None
    #: What else is to be said of it.
    note: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """A process to be measured."""

    words: tuple[str, ...]
    #: Whether it prints the seconds that count, and by what these are multiplied because it takes fewer rows.
    prints: bool = False
    scale: float = 1


def case(name: str, *arguments: object, prints: bool = False, scale: float = 1) -> Command:
    """The command that runs a script of `cases/`."""
    script = str(HERE / "cases" / f"{name}.py")
    return Command((sys.executable, script, *(str(argument) for argument in arguments)), prints, scale)


def program(name: str, *arguments: object) -> Command:
    """The command that runs a program of the environment that we run in."""
    return Command((str(Path(sys.executable).parent / name), *(str(argument) for argument in arguments)))


def run_once(command: Command) -> Run:
    """Run a command to its end; RuntimeError where it fails."""
    began = time.perf_counter()
    out = subprocess.PIPE if command.prints else subprocess.DEVNULL
    process = subprocess.Popen(command.words, stdout=out, stderr=subprocess.PIPE, env=_environment())
    told = process.stdout.read() if process.stdout else b""
    error = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    for stream in (process.stdout, process.stderr):
        if stream:
            stream.close()
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command.words)} ended with {process.returncode}: {error.decode()[-2000:]}")
    if command.prints:
        seconds = float(told) * command.scale
    return Run(seconds, usage.ru_maxrss * 1024 / 1e6)


def compare(
    name: str,
    ours: Command,
    peer_name: str,
    peer: Command,
    runs: int,
    floor: float | None = None,
    note: str = "",
    *,
    is_warm: bool = False,
) -> Figure:
    """Both commands in turn, after one warm-up each unless they have just run."""
    if not is_warm:
        run_once(ours)
        run_once(peer)
    pairs = [(run_once(ours), run_once(peer)) for _ in range(runs)]
    return Figure(
        name,
        median_run([one for one, _ in pairs]),
        peer_name,
        median_run([other for _, other in pairs]),
        statistics.median(other.seconds / one.seconds for one, other in pairs),
        runs,
        floor,
        note,
    )


def median_run(runs: list[Run]) -> Run:
    """Medians of seconds and of memory, each by itself."""
    return Run(statistics.median(run.seconds for run in runs), statistics.median(run.megabytes for run in runs))


def _environment() -> dict[str, str]:
    """Ours, with this folder among what a case can import."""
    paths = [str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
