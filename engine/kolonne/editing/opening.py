"""Opening: what a line of a sheet says, as one object, where documents have a shorter way of saying it; and closing again.

Where a line says that its value is an object, closing leaves it one.
"""

import re
from collections.abc import Callable

from kolonne.definitions import CodeDefinition, DatedCode

_LANGUAGE = re.compile(r"[a-z]{2,3}([_-][A-Za-z0-9]+)*")
_MEMBERS = {info.alias or name for model in (CodeDefinition, DatedCode) for name, info in model.model_fields.items()}
_VALUE, _LABEL, _REASON, _DATED = "value", "label", "not_counted", "dated"


def is_language(name: str) -> bool:
    """Whether a name is one of a language."""
    return _LANGUAGE.fullmatch(name) is not None


def opened_object(value: object) -> object:
    """What is an object already."""
    return value


def closed_object(found: dict[str, object], *, is_object: bool) -> object:  # noqa: ARG001 - see Close
    """What stays one."""
    return found


def opened_value(value: object) -> object:
    """An expression as the only member of an object."""
    return {_VALUE: value}


def closed_value(found: dict[str, object], *, is_object: bool) -> object:
    """The expression; whatever has more in it stays an object."""
    return found[_VALUE] if list(found) == [_VALUE] and not is_object else found


def opened_code(value: object) -> object:
    """A label alone as that of a code."""
    return {_LABEL: value} if _is_text(value) else value


def closed_code(found: dict[str, object], *, is_object: bool) -> object:
    """A code with nothing but a label is its label."""
    is_short = list(found) == [_LABEL] and _is_text(found[_LABEL]) and not is_object
    return found[_LABEL] if is_short else found


def opened_target(value: object) -> object:
    """A code alone as what another becomes; in items of `dated`, a reason takes the place of the value."""
    if isinstance(value, str):
        return {_VALUE: value}
    return _with_items(value, _opened_item) if isinstance(value, dict) else value


def closed_target(found: dict[str, object], *, is_object: bool) -> object:
    """What a code becomes."""
    if list(found) == [_VALUE] and not is_object:
        return found[_VALUE]
    return _with_items(found, _closed_item)


def _with_items(value: dict[str, object], change: Callable[[object], object]) -> dict[str, object]:
    items = value.get(_DATED)
    if not isinstance(items, list):
        return value
    return {**value, _DATED: [change(item) for item in items]}


def _opened_item(item: object) -> object:
    inner = item.get(_VALUE) if isinstance(item, dict) else None
    if not isinstance(item, dict) or not isinstance(inner, dict) or list(inner) != [_REASON]:
        return item
    return dict((_REASON, inner[_REASON]) if name == _VALUE else (name, one) for name, one in item.items())


def _closed_item(item: object) -> object:
    if not isinstance(item, dict) or _REASON not in item or _VALUE in item:
        return item
    return dict((_VALUE, {_REASON: one}) if name == _REASON else (name, one) for name, one in item.items())


def _is_text(value: object) -> bool:
    """A text for people: one for all languages, or one a language."""
    if isinstance(value, dict):
        return bool(value) and not value.keys() & _MEMBERS and all(is_language(name) for name in value)
    return isinstance(value, str)
