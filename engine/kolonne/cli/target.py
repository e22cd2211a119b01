"""Target: the one file that a command makes, put in place whole or not at all."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

#: In place of a path: standard output.
STANDARD_OUTPUT = "-"


def put_whole(path: Path, content: bytes) -> None:
    """Write a file, or replace it in one step. Raises OSError, and then leaves what was there."""
    # What a link leads to is meant, and not the link.
    place = path.resolve()
    part = place.with_name(f".kolonne-{uuid4().hex}.part")
    try:
        with part.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if place.exists():
            part.chmod(place.stat().st_mode & 0o777)
        part.replace(place)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def print_bytes(content: bytes) -> None:
    """Put bytes on standard output as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
