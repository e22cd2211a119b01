"""DownloadArtifact: the finished file, to be delivered once."""

import shutil
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kolonne.contract.errors import ArtifactGoneError

_CHUNK = 1 << 20


class DownloadArtifact:
    """A finished file that is handed over once and then gone.

    Nothing of it is in memory until it is asked for. Reading `file_bytes`, closing what `open()` gave, or taking the
    last of `chunks()` delivers it: its private copy is deleted, and a second use raises `ArtifactGoneError`. What a store
    keeps (`stored_at`) is the store's and stays.
    """

    __slots__ = ("__weakref__", "_cleaner", "_path", "file_name", "file_size_bytes", "mime_type", "sha256", "stored_at")

    def __init__(
        self, path: Path, *, file_name: str, mime_type: str, sha256: str, stored_at: str | None = None
    ) -> None:
        """Take ownership of the file at `path` and of the folder it lies in: both are deleted after delivery."""
        #: Safe on every file system: organisation, document, period, format.
        self.file_name = file_name
        self.mime_type = mime_type
        self.file_size_bytes = path.stat().st_size
        #: Lower-case hexadecimal digest of the bytes.
        self.sha256 = sha256
        #: Where the store keeps its copy: a path for a folder; None without a store.
        self.stored_at = stored_at
        self._path = path
        # An artifact that nobody takes must not stay on disk either.
        self._cleaner = weakref.finalize(self, shutil.rmtree, path.parent, ignore_errors=True)

    @property
    def file_bytes(self) -> bytes:
        """All bytes at once; delivers the artifact."""
        with self.open() as stream:
            return stream.read()

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """A binary stream of the bytes; leaving the `with` block delivers the artifact."""
        if not self._cleaner.alive:
            raise ArtifactGoneError(f"`{self.file_name}` was already delivered or cleared; export it again")
        try:
            with self._path.open("rb") as stream:
                yield stream
        finally:
            self.clear()

    def chunks(self, size: int = _CHUNK) -> Iterator[bytes]:
        """The bytes in pieces of at most `size`; delivers the artifact, also when the taker stops early."""
        with self.open() as stream:
            while piece := stream.read(size):
                yield piece

    def clear(self) -> None:
        """Delete the bytes without delivering them; harmless when they are gone already."""
        self._cleaner()

    def __repr__(self) -> str:
        state = "" if self._cleaner.alive else ", gone"
        return f"<DownloadArtifact {self.file_name} {self.file_size_bytes} bytes{state}>"
