"""Layout: JSON text as the project's documents have it; where there is one already, its lines stay as they are."""

import json

from kolonne.documents import Node
from kolonne.editing.json_text import same
from kolonne.editing.spelling import TAB

#: What fits stands on one line.
_WIDTH = 120


def written(value: object, like: Node | None = None, indent: str = "  ") -> str:
    """A document as text, each line ended by LF, `indent` in front of each level.

    What `like` has on one line or on several stays so, for differences to be few.
    """
    return _text(value, like, indent, 0, 0) + "\n"


def _text(value: object, like: Node | None, indent: str, level: int, used: int) -> str:
    one = _on_one_line(value, like)
    if not isinstance(value, dict | list) or not value:
        return one
    before = len((indent * level).expandtabs(TAB))
    if _is_short(value, like, is_root=level == 0, fits=before + used + len(one) < _WIDTH):
        return one
    inner = indent * (level + 1)
    if isinstance(value, dict):
        pieces = []
        for name, member in value.items():
            front = f"{json.dumps(name, ensure_ascii=False)}: "
            pieces.append(f"{front}{_text(member, _get(like, name), indent, level + 1, len(front) + 1)}")
        opened, closed = "{}"
    else:
        pieces = [_text(item, _get(like, at), indent, level + 1, 1) for at, item in enumerate(value)]
        opened, closed = "[]"
    lines = ",\n".join(f"{inner}{piece}" for piece in pieces)
    return f"{opened}\n{lines}\n{indent * level}{closed}"


def _on_one_line(value: object, like: Node | None) -> str:
    """On one line; a text or a number as it was written, where that is not changed."""
    if isinstance(value, dict):
        members = (
            f"{json.dumps(name, ensure_ascii=False)}: {_on_one_line(one, _get(like, name))}"
            for name, one in value.items()
        )
        return f"{{{', '.join(members)}}}"
    if isinstance(value, list):
        return f"[{', '.join(_on_one_line(one, _get(like, at)) for at, one in enumerate(value))}]"
    if like is not None and like.written and same(like.value, value):
        return f'"{like.written}"' if isinstance(value, str) else like.written
    return json.dumps(value, ensure_ascii=False)


def _get(like: Node | None, step: str | int) -> Node | None:
    return like.member(step) if like is not None else None


def _is_short(value: object, like: Node | None, *, is_root: bool, fits: bool) -> bool:
    """Whether it stands on one line."""
    if like is None or type(like.value) is not type(value) or not like.value:
        return fits and not is_root
    if not _is_on_one_line(like, like.place.line):
        return False
    return fits or json.dumps(like.plain()) == json.dumps(value)


def _is_on_one_line(node: Node, line: int) -> bool:
    inner = node.value.values() if isinstance(node.value, dict) else node.value if isinstance(node.value, list) else ()
    return node.place.line == line and all(_is_on_one_line(one, line) for one in inner)
