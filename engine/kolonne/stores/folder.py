"""FolderStore: finished files in a folder."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from kolonne.contract.errors import StoreError
from kolonne.stores.name import plain

_CHUNK = 1 << 20
# No stored file is called like that: names do not begin with a dot.
_PART_BEGINS, _PART_ENDS = ".kolonne-", ".part"
# Seconds after which a part is nobody's any more: storing one file never takes a day.
_ORPHANED = 86_400.0


class FolderStore:
    """Keeps files in `folder`, which is made when first needed.

    A file appears under its name whole or not at all, also after a crash or with several processes at once, and a file
    of the same name is replaced in one step. A process that is killed leaves at most a hidden `.part` file.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, file: Path, name: str) -> str:
        """Keep `file` under `name` and give its path; raises `StoreError`.

        Where the file system allows it, nothing is copied: the file gets a second name.
        """
        place = self._folder / plain(name)
        part = self._folder / f"{_PART_BEGINS}{uuid4().hex}{_PART_ENDS}"
        with _errors(place):
            self._folder.mkdir(parents=True, exist_ok=True)
            self.sweep_parts(_ORPHANED)
            try:
                _link_or_copy(file, part)
                _sync(part)
                part.replace(place)
                _sync(self._folder)
            finally:
                # Also there after a replace, if both were names of one file: then replacing does nothing.
                with suppress(OSError):
                    part.unlink(missing_ok=True)
        return str(place)

    def remove(self, name: str) -> None:
        """Remove the file; harmless when there is none. Raises `StoreError` when it is still there."""
        place = self._folder / plain(name)
        with _errors(place), suppress(FileNotFoundError):
            place.unlink()
            _sync(self._folder)

    def sweep_parts(self, older_than: float) -> int:
        """Remove what killed processes left behind longer than `older_than` seconds ago; gives how many files.

        Choose more seconds than storing one file ever takes.
        """
        with _errors(self._folder):
            return sum(_removed(part, older_than) for part in self._parts())

    def _parts(self) -> Iterator[Path]:
        with suppress(FileNotFoundError):
            for path in self._folder.iterdir():
                if path.name.startswith(_PART_BEGINS) and path.name.endswith(_PART_ENDS):
                    yield path


def _link_or_copy(file: Path, part: Path) -> None:
    whole = file.resolve(strict=True)  # a second name for a symbolic link would not be a second name for its file
    try:
        part.hardlink_to(whole)
    except OSError:  # another file system, or one without hard links
        with whole.open("rb") as source, part.open("xb") as target:
            shutil.copyfileobj(source, target, _CHUNK)


def _removed(part: Path, older_than: float) -> bool:
    try:
        # A hard link is as old as its file, but its inode changed when it was made.
        if part.lstat().st_ctime > time.time() - older_than:
            return False
        part.unlink()
    except FileNotFoundError:  # its process, or another janitor, was quicker
        return False
    return True


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _errors(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"{place}: {error.strerror or error}") from error
