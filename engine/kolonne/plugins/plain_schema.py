"""Plain schemas: those of which can be seen without jsonschema that they are none's mistake and take no settings.

An organisation has settings for few of its plugins, and to load jsonschema and hold a schema against the schema of schemas
takes longer than everything else about finding plugins.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

_TYPES = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})
#: Of a schema that no settings fit; any other keyword may ask for something.
_ASKING_NOTHING = frozenset({
    "$defs", "$schema", "additionalProperties", "default", "description", "properties", "title", "type",
})  # fmt: skip


def takes_nothing(schema: Mapping[str, Any]) -> bool:
    """Whether the schema certainly is one (JSON Schema 2020-12), and `{}` fits it; what is not plain is left to jsonschema."""
    return schema.keys() <= _ASKING_NOTHING and schema.get("type", "object") == "object" and _is_plain(schema)


def _is_plain(schema: Any) -> bool:
    return isinstance(schema, dict) and all(
        keyword in _KEYWORDS and _KEYWORDS[keyword](value) for keyword, value in schema.items()
    )


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_any(_value: Any) -> bool:
    return True


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _is_boolean(value: Any) -> bool:
    return isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_type(value: Any) -> bool:
    return isinstance(value, str) and value in _TYPES


def _is_pattern(value: Any) -> bool:
    try:
        re.compile(value)
    except (TypeError, re.error):
        return False
    return isinstance(value, str)


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value)) and len(set(value)) == len(value)


def _is_schema(value: Any) -> bool:
    return isinstance(value, bool) or _is_plain(value)


def _are_schemas(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_schema, value))


def _are_named_schemas(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value)) and all(map(_is_schema, value.values()))


#: Keyword → whether its value is as it must be.
_KEYWORDS: Mapping[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("$schema", "title", "description"), _is_text),
    **dict.fromkeys(("default", "const"), _is_any),
    **dict.fromkeys(("enum", "examples"), _is_list),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), _is_number),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"), _is_count),
    **dict.fromkeys(("properties", "$defs"), _are_named_schemas),
    **dict.fromkeys(("additionalProperties", "items"), _is_schema),
    **dict.fromkeys(("allOf", "anyOf", "oneOf"), _are_schemas),
    "pattern": _is_pattern,
    "required": _are_names,
    "type": _is_type,
    "uniqueItems": _is_boolean,
}
