"""DownloadArtifact: the finished file, to be delivered once."""

import os
import shutil
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from kolonne.contract.errors import ArtifactGoneError

_CHUNK = 1 << 20


class DownloadArtifact:
    """A finished file that is handed over once and then gone.

    Nothing of it is in memory until it is asked for. Reading `file_bytes`, opening it with `open()`, or taking the
    first of `chunks()` delivers it: its private copy is deleted, however the delivery goes on, and a second use raises
    `ArtifactGoneError`. What a store keeps (`stored_at`) is the store's and stays.
    """

    __slots__ = ("__weakref__", "_cleaner", "_path", "file_name", "file_size_bytes", "mime_type", "sha256", "stored_at")

    def __init__(
        self, path: Path, *, file_name: str, mime_type: str, sha256: str, stored_at: str | None = None
    ) -> None:
        """Take ownership of the file at `path` and of the folder it lies in: both are deleted after delivery."""
        # A relative path would mean another folder once the process has moved.
        self._path: Final = path.absolute()
        #: Safe on every file system: organisation, document, period, format.
        self.file_name: Final = file_name
        self.mime_type: Final = mime_type
        self.file_size_bytes: Final = self._path.stat().st_size
        #: Lower-case hexadecimal digest of the bytes.
        self.sha256: Final = sha256
        #: Where the store keeps its copy: a path for a folder; None without a store.
        self.stored_at: Final = stored_at
        # An artifact that nobody takes must not stay on disk either.
        self._cleaner: Final = weakref.finalize(self, _delete, self._path.parent, os.getpid())

    @property
    def file_bytes(self) -> bytes:
        """All bytes at once; delivers the artifact."""
        with self.open() as stream:
            return stream.read()

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """A binary stream of the bytes; delivers the artifact."""
        self._refuse_if_gone()
        try:
            stream = self._path.open("rb")
        except FileNotFoundError:
            self.clear()
            raise self._gone() from None
        with stream:
            # Of two that come this far at once, one gets it.
            if self._cleaner.detach() is None:
                raise self._gone()
            # An open file outlives its name; without the name, even kill -9 leaves nothing behind.
            _delete(self._path.parent, os.getpid())
            yield stream

    def chunks(self, size: int = _CHUNK) -> Iterator[bytes]:
        """The bytes in pieces of at most `size`; delivers the artifact, also when the taker stops early."""
        if size < 1:
            raise ValueError(f"size: found {size}; at least 1 is needed")
        # Told at once, not when a web server has already sent its headers.
        self._refuse_if_gone()
        return self._pieces(size)

    def clear(self) -> None:
        """Delete the bytes without delivering them; harmless when they are gone already."""
        self._cleaner()

    def __repr__(self) -> str:
        state = "" if self._cleaner.alive else ", gone"
        return f"<DownloadArtifact {self.file_name} {self.file_size_bytes} bytes{state}>"

    def _pieces(self, size: int) -> Iterator[bytes]:
        with self.open() as stream:
            while piece := stream.read(size):
                yield piece

    def _refuse_if_gone(self) -> None:
        if not self._cleaner.alive:
            raise self._gone()

    def _gone(self) -> ArtifactGoneError:
        return ArtifactGoneError(f"`{self.file_name}` was already delivered or cleared; export it again")


def _delete(folder: Path, owner: int) -> None:
    # A forked child inherits the artifact, and must not take it from its parent when it ends.
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)
