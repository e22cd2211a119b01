import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kolonne.stores import FolderStore

_NOBODY = 65534


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A finished file, in its private folder."""
    path = tmp_path / "private" / "made.xlsx"
    path.parent.mkdir()
    path.write_bytes(b"rows" * 100_000)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def store(folder: Path) -> FolderStore:
    return FolderStore(folder)


@pytest.fixture(params=["link", "copy"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to keep a file: where hard links work, and where they do not."""
    if request.param == "copy":

        def refuse(_self: Path, _target: Path) -> None:
            raise OSError(18, "Invalid cross-device link")

        monkeypatch.setattr(Path, "hardlink_to", refuse)
    return str(request.param)


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A folder with one stored file that this process may not write to, even if it is root's."""
    was = os.geteuid()
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "old.csv").write_text("old")
        folder.chmod(0o555)
        if was == 0:  # root may write everywhere
            os.seteuid(_NOBODY)
        try:
            yield folder
        finally:
            os.seteuid(was)
            folder.chmod(0o755)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting needs root")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)
