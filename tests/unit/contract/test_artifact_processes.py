import os
import subprocess
import sys
from pathlib import Path

HEAD = """
import gc, os, resource, sys, tracemalloc
from pathlib import Path
from kolonne.contract import DownloadArtifact

path = Path(sys.argv[1])
def made():
    return DownloadArtifact(path, file_name="nhf.xlsx", mime_type="application/x", sha256="")
def grown():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
"""
HOLD = """
tracemalloc.start()
artifact = made()
print(artifact.file_size_bytes, tracemalloc.get_traced_memory()[1] // 1024, grown())
"""
STREAM = """
tracemalloc.start()
size = sum(map(len, made().chunks()))
print(size, tracemalloc.get_traced_memory()[1] // 1024, grown())
"""
FORK = """
artifact = made()
if os.fork() == 0:
    artifact.clear()
    sys.exit(0)
_, status = os.wait()
print(status, path.exists(), len(artifact.file_bytes), path.exists())
"""
EXIT = """
artifact = made()
print(path.exists())
"""
KILLED = """
with made().open() as stream:
    stream.read(10)
    os.kill(os.getpid(), 9)
"""
SIZE = 200 * 1024 * 1024


def _file(tmp_path: Path, size: int) -> Path:
    path = tmp_path / "private" / "made"
    path.parent.mkdir()
    path.touch()
    os.truncate(path, size)  # sparse: it takes no room on the disk
    return path


def _run(code: str, path: Path) -> list[str]:
    command = [sys.executable, "-c", HEAD + code, str(path)]
    return subprocess.run(command, capture_output=True, text=True).stdout.split()


def test_holding_200_megabytes_costs_less_than_one(tmp_path: Path) -> None:
    """An artifact holds a file's name, not its bytes."""
    size, traced, grown = map(int, _run(HOLD, _file(tmp_path, SIZE)))
    assert size == SIZE
    assert traced < 1024
    assert grown < 1024


def test_streaming_200_megabytes_costs_a_few(tmp_path: Path) -> None:
    """Delivery in chunks never has more than a few chunks in memory."""
    size, traced, grown = map(int, _run(STREAM, _file(tmp_path, SIZE)))
    assert size == SIZE
    assert traced < 4 * 1024
    assert grown < 16 * 1024


def test_a_forked_child_does_not_take_it_away(tmp_path: Path) -> None:
    """A child that inherited the artifact ends, or even clears it, and the parent still delivers."""
    assert _run(FORK, _file(tmp_path, 10)) == ["0", "True", "10", "False"]


def test_gone_when_the_process_ends(tmp_path: Path) -> None:
    """An artifact that is still held when Python ends is deleted."""
    path = _file(tmp_path, 10)
    assert _run(EXIT, path) == ["True"]
    assert not path.parent.exists()


def test_kill_9_in_the_middle_of_a_delivery(tmp_path: Path) -> None:
    """A process killed while it delivers leaves nothing on the disk."""
    path = _file(tmp_path, SIZE)
    assert _run(KILLED, path) == []
    assert not path.parent.exists()
