"""The name of a stored file: one that cannot leave its folder, hide in it, or deceive who reads it."""

import os

from kolonne.contract.errors import StoreError

# File systems end at 255; room is left for what is added to a name, such as ` (2)`.
_MOST_BYTES = 150


def plain(name: str) -> str:
    """The name itself; raises `StoreError` when it is not a plain file name."""
    if reason := _reason(name):
        raise StoreError(f"file name: found {name[:80]!a}, which {reason}")
    return name


def _reason(name: str) -> str:
    if not name:
        return "is empty"
    if name.startswith("."):
        return "begins with a dot"
    if "/" in name or "\\" in name:
        return "holds a separator of folders"
    if not name.isprintable():  # NUL, line ends, signs that turn the direction of text, halves of characters
        return "holds characters that cannot be seen"
    if (size := len(os.fsencode(name))) > _MOST_BYTES:
        return f"has {size} bytes; at most {_MOST_BYTES} are allowed"
    return ""
