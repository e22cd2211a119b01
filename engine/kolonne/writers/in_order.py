"""InOrder: a file that is written from its beginning to its end, whose digest is known when it is."""

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from kolonne.contract.quick import dataclass

if TYPE_CHECKING:
    from hashlib import _Hash


@dataclass(frozen=True, slots=True)
class Begun:
    """A closed file that others may begin with."""

    path: Path
    size: int
    #: SHA-256 of its bytes.
    digest: "_Hash"


class InOrder:
    """A new file. Raises OSError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stream = path.open("xb")
        self._digest = hashlib.sha256()
        self._size = 0

    def write(self, data: bytes) -> None:
        """Add some bytes."""
        self._stream.write(data)
        self._digest.update(data)
        self._size += len(data)

    def begin_with(self, begun: Begun) -> bool:
        """Take over another file as the beginning of this one, which is still empty; False where it cannot be moved."""
        try:
            begun.path.replace(self._path)
        except OSError:  # another file system
            return False
        self._stream.close()
        self._stream = self._path.open("ab")
        self._digest, self._size = begun.digest.copy(), begun.size
        return True

    def sync(self) -> None:
        """Make sure that it lies on the disk."""
        self._stream.flush()
        os.fsync(self._stream.fileno())

    def close(self) -> None:
        """Nothing comes behind; harmless when done already."""
        self._stream.close()

    def begun(self) -> Begun:
        """What is in it by now."""
        return Begun(self._path, self._size, self._digest)
