"""Plain calls: options as `--name value` or `--name=value`, and nothing else. They are read without Typer.

To load Typer, and what it needs to look at the options, takes a tenth of a small export. It stays the one that knows how
commands are called: whatever is not plain (help, a mistake, an option that is missing or is a number) is left to it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

#: Types of options that have one value, and what makes it of a text.
_MADE: Mapping[Any, Callable[[str], object]] = {str: str, str | None: str, Path: Path, Path | None: Path}


class NotPlainError(Exception):
    """Somebody else has to look at the call."""


def plain_options(kind: type[T], arguments: Sequence[str]) -> T | None:
    """The options of a command, which are the fields of the dataclass; None where the call is not plain."""
    known = {f"--{field.name.replace('_', '-')}": field for field in fields(kind)}  # type: ignore[arg-type]
    found: dict[str, Any] = {}
    try:
        for name, value in _pairs(arguments, {name for name, field in known.items() if field.type is bool}):
            field = known[name]
            if field.type is bool:
                found[field.name] = True
            elif field.type == tuple[str, ...]:
                found[field.name] = (*found.get(field.name, ()), value)
            else:
                found[field.name] = _MADE[field.type](value)
    except (NotPlainError, KeyError):
        return None
    is_whole = all(field.name in found or field.default is not MISSING for field in known.values())
    return kind(**found) if is_whole else None


def _pairs(arguments: Sequence[str], flags: set[str]) -> Iterator[tuple[str, str]]:
    """Names and values; a flag has none."""
    words = iter(arguments)
    for word in words:
        name, sign, value = word.partition("=")
        is_flag = name in flags
        if not sign and not is_flag:
            value = next(words, "")
        is_plain = not sign if is_flag else value.isprintable() and value[:1] not in {"", "-"}
        if not is_plain:
            raise NotPlainError
        yield name, value
