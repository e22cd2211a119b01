"""Plain schemas need no jsonschema."""

import copy
from typing import Any

import kolonne_blindeforbundet
import kolonne_funkis
import kolonne_nhf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from kolonne.plugins.plain_schema import takes_nothing

_REAL = {
    plugin.__name__: plugin.kolonne_settings_schema()
    for plugin in (kolonne_blindeforbundet, kolonne_funkis, kolonne_nhf)
}
#: Values that are right for some keywords, and wrong for others.
_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, "", "object", "string", "text", "[", [], ["a"], ["a", "a"], [1], {}, {"type": "text"},
    {"a": {"type": "string"}}, {"a": {"minimum": "1"}}, {"a": True}, {"a": 1}, [{}], [{"type": 1}],
)  # fmt: skip
_KEYWORDS = (
    "$schema", "$defs", "$ref", "title", "default", "const", "enum", "examples", "type", "properties", "required", "items",
    "additionalProperties", "minimum", "maxLength", "minItems", "minProperties", "pattern", "anyOf", "oneOf", "allOf", "not",
    "uniqueItems", "dependentRequired", "made_up",
)  # fmt: skip


@pytest.mark.parametrize("schema", _REAL.values(), ids=_REAL)
def test_real_schemas_are_plain(schema: dict[str, Any]) -> None:
    """Those of the plugins beside the engine are seen through."""
    assert takes_nothing(schema)


def _is_right(schema: dict[str, Any]) -> bool:
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError:
        return False
    return bool(Draft202012Validator(schema).is_valid({}))


@pytest.mark.parametrize("value", _VALUES, ids=repr)
@pytest.mark.parametrize("keyword", _KEYWORDS)
def test_what_is_taken_for_plain_is_right(keyword: str, value: Any) -> None:
    """No schema passes that jsonschema would refuse, or that `{}` does not fit: at the top, and inside."""
    for schema in (
        {keyword: value},
        {"properties": {"a": {keyword: value}}},
        {"$defs": {"a": {"items": {keyword: value}}}},
    ):
        assert not takes_nothing(schema) or _is_right(schema), schema


@given(st.sampled_from(list(_REAL.values())), st.data())
def test_a_real_schema_with_a_mistake_is_not_plain(schema: dict[str, Any], data: st.DataObject) -> None:
    """Whatever is put in the place of any of its parts."""
    broken = copy.deepcopy(schema)
    holder: Any = broken
    while True:
        places = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        place = data.draw(st.sampled_from(places))
        if not isinstance(holder[place], dict | list) or not holder[place] or data.draw(st.booleans()):
            break
        holder = holder[place]
    holder[place] = data.draw(st.sampled_from(_VALUES))
    assert not takes_nothing(broken) or _is_right(broken)
