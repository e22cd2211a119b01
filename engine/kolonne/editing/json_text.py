"""JSON inside of a cell."""

import json
import re
from collections.abc import Iterator

from kolonne.documents import Path, parse_json
from kolonne.editing.cell import UnreadableError

#: Signs that JSON may hold and a cell may not, and the beginning of what .xlsx files write in their place.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|_(?=x)")


def json_text(value: object) -> str:
    """A value as JSON on one line that a cell can hold."""
    text = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def read_json(text: str) -> object:
    """The value of JSON; raises UnreadableError."""
    node, problems = parse_json(text, "")
    if node is None or problems:
        raise UnreadableError(f"it is not JSON: {problems[0].message}", problems[0].hint)
    return node.plain()


def same(one: object, other: object) -> bool:
    """Whether two values are the same JSON: kinds of numbers and the order of members too."""
    return json.dumps(one) == json.dumps(other)


def differing(old: object, new: object, path: Path = ()) -> Iterator[Path]:
    """Where two values are not the same; an object whose members only stand in another order differs itself."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys((*old, *new)):
            if name in old and name in new:
                yield from differing(old[name], new[name], (*path, name))
            else:
                yield (*path, name)
        if old.keys() == new.keys() and list(old) != list(new):
            yield path
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for at, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from differing(one, other, (*path, at))
    elif not same(old, new):
        yield path
