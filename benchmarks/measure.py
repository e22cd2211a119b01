"""Whole processes, timed from outside: wall seconds and peak memory, as the operating system accounts them."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


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


def run_once(command: Sequence[str]) -> Run:
    """Run a command to its end; RuntimeError where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.stderr:
        process.stderr.close()
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {error.decode()[-2000:]}")
    return Run(seconds, usage.ru_maxrss * 1024 / 1e6)


def compare(name: str, ours: Sequence[str], peer_name: str, peer: Sequence[str], runs: int) -> Figure:
    """Both commands in turn, after one warm-up each."""
    run_once(ours)
    run_once(peer)
    pairs = [(run_once(ours), run_once(peer)) for _ in range(runs)]
    return Figure(
        name,
        _median([one for one, _ in pairs]),
        peer_name,
        _median([other for _, other in pairs]),
        statistics.median(other.seconds / one.seconds for one, other in pairs),
        runs,
    )


def case(name: str, *arguments: object) -> list[str]:
    """The command that runs a script of `cases/`."""
    script = Path(__file__).parent / "cases" / f"{name}.py"
    return [sys.executable, str(script), *(str(argument) for argument in arguments)]


def _median(runs: list[Run]) -> Run:
    return Run(statistics.median(run.seconds for run in runs), statistics.median(run.megabytes for run in runs))
