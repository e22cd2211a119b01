"""PrivateFolder: where one export works, and what is left of those whose process was killed."""

import fcntl
import os
import shutil
import tempfile
import weakref
from contextlib import suppress
from pathlib import Path

from kolonne.contract import DownloadArtifact

_BEGINS = "kolonne-export-"


class PrivateFolder:
    """A folder that only this user can look into, locked for as long as its process (or its artifact) lives.

    Making one first removes those that nobody holds any more. Raises OSError where none can be made.
    """

    def __init__(self, parent: Path | None = None) -> None:
        place = Path(tempfile.gettempdir() if parent is None else parent)
        _remove_abandoned(place)
        while True:
            self.path = Path(tempfile.mkdtemp(prefix=_BEGINS, dir=place))
            # Between the making and the locking another export may have taken it for abandoned.
            if (lock := _locked(self.path)) is not None and self.path.is_dir():
                break
            if lock is not None:
                os.close(lock)
        self._release = weakref.finalize(self, os.close, lock)

    def hand_over(self, artifact: DownloadArtifact) -> None:
        """The artifact owns the folder from now on and deletes it; the lock lasts as long as the artifact."""
        if (held := self._release.detach()) is not None:
            weakref.finalize(artifact, held[1], *held[2])

    def remove(self) -> None:
        """Delete the folder with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        self._release()


def _remove_abandoned(place: Path) -> None:
    for folder in place.glob(f"{_BEGINS}*"):
        if (lock := _locked(folder)) is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


def _locked(folder: Path) -> int | None:
    """A handle that holds the folder's lock; None where somebody else does, or it is gone or another user's."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
        else:
            return handle
    return None
