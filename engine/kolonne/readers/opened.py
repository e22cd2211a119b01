"""Opening a file of records."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kolonne.contract import SourceError


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file's bytes; whatever the operating system refuses becomes a `SourceError`."""
    try:
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        raise SourceError(f"cannot be read: {(error.strerror or str(error)).lower()}", path=path) from error


def size_of(path: Path) -> int:
    """How many bytes a file has; 0 where that cannot be known, which is told when it is opened."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
