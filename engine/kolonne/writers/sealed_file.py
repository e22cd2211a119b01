"""A file that appears under its name only when it is finished."""

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from kolonne.ahead import meanwhile
from kolonne.contract import Tick, WriterError, WrittenFile
from kolonne.writers.feed import Progress
from kolonne.writers.in_order import InOrder


def write_whole(
    destination: Path,
    mime_type: str,
    tick: Tick,
    fill: Callable[[BinaryIO, Callable[[int], None]], tuple[str, ...]],
) -> WrittenFile:
    """Write a file whole or not at all: under its name it stands only when it is finished.

    `fill(stream, done)` writes the bytes into an empty binary stream and gives the notices, sentences for people. After
    each piece of the report it calls `done(rows)` with the number of rows in that piece, or 0 where none were counted;
    `done` tells `tick` how many there are by now. What `fill` and `tick` raise goes through and leaves no file; only an
    OSError that is not of `tick` becomes a `WriterError`, which names the file.
    """
    progress = Progress(tick)
    return sealed(destination, mime_type, progress, lambda stream: fill(stream, progress.done))


def sealed(
    destination: Path, mime_type: str, progress: Progress, fill: Callable[[BinaryIO], tuple[str, ...]]
) -> WrittenFile:
    """Let `fill` write the bytes and give the notices, then put the file under its final name.

    Until then the bytes stand in a `.part` file in the same folder, which is removed when anything fails. An OSError
    becomes a `WriterError` that names the file; what `tick` raised goes through untouched, even if it is an OSError.
    """

    def written(part: Path) -> WrittenFile:
        with part.open("x+b") as stream:
            notices = fill(stream)
            stream.flush()
            with meanwhile(partial(os.fsync, stream.fileno())) as synced:
                # Not on the way: a zip goes back to put sizes into its headers, and Excel needs them there.
                stream.seek(0)
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
                synced()
            return WrittenFile(destination, mime_type, sha256, stream.tell(), notices)

    return _whole(destination, progress, written)


def sealed_in_order(
    destination: Path, mime_type: str, progress: Progress, fill: Callable[[InOrder], tuple[str, ...]]
) -> WrittenFile:
    """As `sealed`, for a file that is written from its beginning to its end, and need not be read again."""

    def written(part: Path) -> WrittenFile:
        file = InOrder(part)
        try:
            notices = fill(file)
            file.sync()
        finally:
            file.close()
        begun = file.begun()
        return WrittenFile(destination, mime_type, begun.digest.hexdigest(), begun.size, notices)

    return _whole(destination, progress, written)


def _whole(destination: Path, progress: Progress, written: Callable[[Path], WrittenFile]) -> WrittenFile:
    part = destination.with_name(f".kolonne-{uuid4().hex}.part")
    try:
        try:
            found = written(part)
            part.replace(destination)
            _sync_folder(destination.parent)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
    except OSError as error:
        if error is progress.stopped_by:
            raise
        raise WriterError(f"{destination}: cannot be written: {error.strerror or error}") from error
    return found


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
