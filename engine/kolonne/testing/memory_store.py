"""MemoryStore: finished files in memory."""

from collections.abc import Iterable
from pathlib import Path

from kolonne.contract import StoreError
from kolonne.stores.name import plain


class MemoryStore:
    """A `Store` that keeps bytes in memory, and fails where it is told to."""

    def __init__(self, refuses: Iterable[str] = (), *, refuses_all: bool = False) -> None:
        """`refuses` are names of files, or ends of them, that can be neither put nor removed."""
        #: Name → bytes.
        self.files: dict[str, bytes] = {}
        #: What was done, in order: `put name` and `remove name`, also where it was refused.
        self.calls: list[str] = []
        self.refuses = tuple(refuses)
        self.refuses_all = refuses_all

    def put(self, file: Path, name: str) -> str:
        """Keep the file's bytes; raises `StoreError`."""
        self._enter("put", name)
        try:
            self.files[name] = file.read_bytes()
        except OSError as error:
            raise StoreError(f"memory: {name}: {error.strerror or error}") from error
        return f"memory:{name}"

    def remove(self, name: str) -> None:
        """Forget the file; harmless when there is none."""
        self._enter("remove", name)
        self.files.pop(name, None)

    def _enter(self, what: str, name: str) -> None:
        self.calls.append(f"{what} {name}")
        plain(name)
        if self.refuses_all or (self.refuses and name.endswith(self.refuses)):
            raise StoreError(f"memory: {name}: refused, as it was told to")
