"""JSON, read strictly and without interpreting its numbers."""

import json
from collections import Counter

#: A cell that holds a list or an object may be nested so deep.
MOST_DEPTH = 100

_KINDS = {dict: "an object", list: "a list", bool: "a boolean", type(None): "null"}


class BadJsonError(Exception):
    """Text that is not JSON, or JSON that says two things at once; `position` is where, in characters."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


class Number(str):
    """A number as it is written."""

    __slots__ = ()


def decoded(text: str, start: int = 0, *, marked: bool = False) -> tuple[object, int]:
    """The value that begins at `start`, and where it ends; numbers are their text, `marked` ones a `Number`.

    Marking takes three times as long, and only matters where text and numbers must be told apart again.
    Raises `BadJsonError` for broken JSON, a key that comes twice, NaN, Infinity, and nesting too deep to follow.
    """
    try:
        return (_MARKING if marked else _PLAIN).raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise BadJsonError(f"the JSON is broken: {error.msg.lower()}", error.pos) from error
    except ValueError as error:
        raise BadJsonError(str(error), start) from error
    except RecursionError as error:
        raise BadJsonError("the record is nested too deep", start) from error


def kind(value: object) -> str:
    """What the value is, in words."""
    return _KINDS.get(type(value), "text or a number")


def is_nested(value: object) -> bool:
    """Whether the value holds others."""
    return isinstance(value, (dict, list))


def as_text(value: object) -> str | None:
    """A scalar as it is written, without quotes; null as None; a list or an object as its compact JSON.

    Its numbers must be marked, lest they come out as text. Raises `BadJsonError` beyond `MOST_DEPTH` levels.
    """
    return value if value is None or isinstance(value, str) else _compact(value)


def as_list(value: object) -> list[str | None] | None:
    """A list with its elements as text; null as None; anything else as the only element."""
    if value is None:
        return None
    return [as_text(element) for element in value] if isinstance(value, list) else [as_text(value)]


def _compact(value: object, depth: int = 0) -> str:
    # Stated, because how deep Python itself can follow differs from version to version.
    if depth > MOST_DEPTH:
        raise BadJsonError(f"the value is nested deeper than {MOST_DEPTH} levels", 0)
    if isinstance(value, dict):
        members = (f"{json.dumps(key, ensure_ascii=False)}:{_compact(it, depth + 1)}" for key, it in value.items())
        return "{" + ",".join(members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_compact(it, depth + 1) for it in value) + "]"
    return str(value) if isinstance(value, Number) else json.dumps(value, ensure_ascii=False)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise ValueError(f"the object has the key `{twice}` twice; a key is allowed once")
    return found


def _constant(name: str) -> object:
    raise ValueError(f"found `{name}`, which is no JSON; a number or null is needed")


_PLAIN = json.JSONDecoder(object_pairs_hook=_object, parse_int=str, parse_float=str, parse_constant=_constant)
_MARKING = json.JSONDecoder(object_pairs_hook=_object, parse_int=Number, parse_float=Number, parse_constant=_constant)
