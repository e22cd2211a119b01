"""Pydantic's paths as paths of the document."""

from collections.abc import Iterable
from typing import Any

from kolonne.documents import Path


def existing(loc: Iterable[str | int], plain: object) -> Path:
    """The steps of pydantic's path that are in the document; it puts names of alternatives between them."""
    found: list[str | int] = []
    value: Any = plain
    for step in loc:
        members = value if isinstance(value, dict) else dict(enumerate(value)) if isinstance(value, list) else {}
        if step in members:
            value = members[step]
            found.append(step)
    return tuple(found)
