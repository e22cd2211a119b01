"""What an organisation can set."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kolonne_blindeforbundet import kolonne_settings_schema
from kolonne_blindeforbundet.settings import LargePrint, Linear

_SCHEMA = kolonne_settings_schema()


def _properties(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for inside in schema.get("properties", {}).values():
        yield inside
        yield from _properties(inside)


def test_the_schema_is_one() -> None:
    """Every property says what it is, and nothing else may stand there."""
    Draft202012Validator.check_schema(_SCHEMA)
    assert all(inside["description"] for inside in _properties(_SCHEMA))
    assert all(inside["additionalProperties"] is False for inside in _properties(_SCHEMA) if inside.get("properties"))


@pytest.mark.parametrize(("name", "kind"), [("large_print", LargePrint), ("linear", Linear)])
def test_what_counts_without_settings_is_what_the_schema_says(name: str, kind: type[LargePrint | Linear]) -> None:
    """Its defaults are those of the writer."""
    said = {key: value["default"] for key, value in _SCHEMA["properties"][name]["properties"].items()}
    assert asdict(kind()) == said == asdict(kind.of({name: said})) == asdict(kind.of({}))


_WRONG = [
    {"large_print": {"font_size": 12}},
    {"large_print": {"font_size": 40}},
    {"large_print": {"font": "Times New Roman"}},
    {"large_print": {"contrast": "grey-on-grey"}},
    {"linear": {"line_length": 5}},
    {"linear": {"blank_cells": True}},
    {"braille": {}},
]


@pytest.mark.parametrize("settings", _WRONG, ids=str)
def test_other_settings_are_refused(settings: dict[str, Any]) -> None:
    """Letters too small, fonts with serifs, and words that mean nothing."""
    assert not Draft202012Validator(_SCHEMA).is_valid(settings)


@pytest.mark.parametrize("length", [0, 12, 40])
def test_a_line_has_no_limit_or_a_bearable_one(length: int) -> None:
    """The shortest braille displays have 12 cells."""
    assert Draft202012Validator(_SCHEMA).is_valid({"linear": {"line_length": length}})
