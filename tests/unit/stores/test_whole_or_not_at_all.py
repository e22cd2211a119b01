import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kolonne.contract import StoreError
from kolonne.stores import FolderStore

SIZE = 400_000


@pytest.mark.usefixtures("way")
def test_a_reader_sees_the_old_file_or_the_new_one(store: FolderStore, tmp_path: Path) -> None:
    """While files of the same name replace each other, every reader gets one of them whole."""
    files = [tmp_path / "a", tmp_path / "b"]
    for file in files:
        file.write_bytes(file.name.encode() * SIZE)
    place = Path(store.put(files[0], "nhf.xlsx"))
    seen: set[bytes] = set()
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            seen.add(place.read_bytes())

    reader = threading.Thread(target=look)
    reader.start()
    for turn in range(60):
        store.put(files[turn % 2], "nhf.xlsx")
    over.set()
    reader.join()
    assert seen
    assert seen <= {b"a" * SIZE, b"b" * SIZE}


@pytest.mark.usefixtures("way")
def test_who_has_the_old_file_open_keeps_it(store: FolderStore, file: Path, tmp_path: Path) -> None:
    """A file is never overwritten in place: an open download goes on with what it began with."""
    newer = tmp_path / "newer"
    newer.write_bytes(b"new")
    with Path(store.put(file, "nhf.xlsx")).open("rb") as download:
        begun = download.read(10)
        store.put(newer, "nhf.xlsx")
        assert begun + download.read() == file.read_bytes()
    assert file.read_bytes() != b"new"


def test_a_full_disk(tiny_disk: Path, file: Path, tmp_path: Path) -> None:
    """A disk without room is a StoreError; the old file of that name stays whole, and no part of the new one."""
    big = tmp_path / "big"
    big.write_bytes(b"x" * 2_000_000)
    store = FolderStore(tiny_disk)
    place = store.put(file, "nhf.xlsx")
    with pytest.raises(StoreError, match=rf"{place}: No space left on device"):
        store.put(big, "nhf.xlsx")
    assert Path(place).read_bytes() == file.read_bytes()
    assert list(tiny_disk.iterdir()) == [tiny_disk / "nhf.xlsx"]


CHILD = """
import os, resource, signal, sys
from pathlib import Path
from kolonne.contract import StoreError
from kolonne.stores import FolderStore

def refuse(self, target):
    raise OSError

Path.hardlink_to = refuse
store = FolderStore(Path(sys.argv[1]))
"""
NO_ROOM = """
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    store.put(Path(sys.argv[2]), "nhf.xlsx")
except StoreError as error:
    print(error)
"""
KILLED = """
Path.replace = lambda part, place: os.kill(os.getpid(), signal.SIGKILL)
store.put(Path(sys.argv[2]), "nhf.xlsx")
"""


def _child(code: str, folder: Path, file: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", CHILD + code, str(folder), str(file)]
    return subprocess.run(command, capture_output=True, text=True)


def test_a_file_that_may_not_grow(folder: Path, file: Path) -> None:
    """A limit on file sizes is a StoreError too, and leaves nothing over."""
    done = _child(NO_ROOM, folder, file)
    assert (done.returncode, done.stdout) == (0, f"{folder}/nhf.xlsx: File too large\n")
    assert list(folder.iterdir()) == []


def test_kill_9_before_the_last_step(store: FolderStore, folder: Path, file: Path, tmp_path: Path) -> None:
    """A process killed before the file has its name leaves the old file whole, and one hidden part for the janitor."""
    old = tmp_path / "old"
    old.write_bytes(b"old")
    store.put(old, "nhf.xlsx")
    assert _child(KILLED, folder, file).returncode == -signal.SIGKILL
    assert (folder / "nhf.xlsx").read_bytes() == b"old"
    (part,) = (path for path in folder.iterdir() if path.name != "nhf.xlsx")
    assert part.name.startswith(".")
    assert store.sweep_parts(3600) == 0
    assert store.sweep_parts(0) == 1
    assert list(folder.iterdir()) == [folder / "nhf.xlsx"]


def test_the_janitor_goes_by_when_the_part_was_made(folder: Path, file: Path, store: FolderStore) -> None:
    """A part that is a second name of an old file is young, and another program's part is none of its business."""
    os.utime(file, (0, 0))
    folder.mkdir()
    (folder / ".kolonne-ab.part").hardlink_to(file)
    (folder / "download.part").write_text("not ours")
    assert store.sweep_parts(3600) == 0
    assert store.sweep_parts(0) == 1
    assert list(folder.iterdir()) == [folder / "download.part"]


def test_the_janitor_needs_no_folder(store: FolderStore) -> None:
    """Before anything was stored there is nothing to sweep."""
    assert store.sweep_parts(0) == 0


def test_storing_clears_up_what_killed_processes_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next file that is stored takes orphaned parts with it, and nothing else."""
    monkeypatch.setattr("kolonne.stores.folder._ORPHANED", -1.0)
    for name in (".kolonne-0.part", "report.csv"):
        (tmp_path / name).write_text("half")
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "new.csv").write_text("whole")
    FolderStore(tmp_path).put(tmp_path / "private" / "new.csv", "new.csv")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.csv", "private", "report.csv"]
