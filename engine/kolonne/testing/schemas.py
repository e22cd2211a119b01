"""Settings schemas: what in them says nothing to people."""

from collections.abc import Iterator, Mapping
from typing import Any

_HOLD_SCHEMAS = ("items", "additionalProperties", "contains", "if", "then", "else", "not")
_HOLD_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")


def undescribed(schema: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Settings without a description, as `large_print.font`."""
    for name, inside in schema.get("properties", {}).items():
        place = f"{path}.{name}".removeprefix(".")
        if isinstance(inside, Mapping):
            if not inside.get("description") and "$ref" not in inside:
                yield place
            yield from undescribed(inside, place)
    for name in ("$defs", "patternProperties"):
        for key, inside in schema.get(name, {}).items():
            yield from undescribed(inside, f"{path}.{key}".removeprefix("."))
    for key in _HOLD_SCHEMAS:
        if isinstance(schema.get(key), Mapping):
            yield from undescribed(schema[key], path)
    for key in _HOLD_LISTS:
        for inside in schema.get(key, ()):
            yield from undescribed(inside, path)
