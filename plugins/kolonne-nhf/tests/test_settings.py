"""What an organisation can set."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import kolonne_nhf as plugin
from kolonne.hookspecs import PluginError
from kolonne_nhf.settings import Overlap, Settings

_SCHEMA = plugin.kolonne_settings_schema()


def _properties(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for inside in schema.get("properties", {}).values():
        yield inside
        yield from _properties(inside)


def test_the_schema_is_one() -> None:
    """Every property says what it is, and nothing else may stand there."""
    Draft202012Validator.check_schema(_SCHEMA)
    assert _SCHEMA["additionalProperties"] is False
    assert all(inside["description"] for inside in _properties(_SCHEMA))
    assert all(inside["additionalProperties"] is False for inside in _properties(_SCHEMA) if inside.get("properties"))


def test_what_counts_without_settings_is_what_the_schema_says() -> None:
    """Its defaults are those of the transform."""
    said = {key: value["default"] for key, value in _SCHEMA["properties"]["overlap"]["properties"].items()}
    assert asdict(Overlap()) == said
    assert Settings.of({"overlap": said}) == Settings.of({}) == Settings()


def test_a_file_of_categories_is_a_path() -> None:
    """As it is written."""
    assert Settings.of({"taxonomy_file": "lists/own.csv"}).taxonomy_file == Path("lists/own.csv")


_WRONG = [
    {"overlap": {"whole_days": "yes"}},
    {"overlap": {"timezone": ""}},
    {"overlap": {"hours": 1}},
    {"taxonomy_file": "categories.xlsx"},
    {"categories": []},
]


@pytest.mark.parametrize("settings", _WRONG, ids=str)
def test_other_settings_are_refused(settings: dict[str, Any]) -> None:
    """Words that mean nothing, and files of other kinds."""
    assert not Draft202012Validator(_SCHEMA).is_valid(settings)


@pytest.mark.parametrize("name", ["Europe/Atlantis", "../etc", "Oslo time", "Europe"])
def test_a_timezone_exists(name: str) -> None:
    """The refusal says which one does not, and what would do."""
    with pytest.raises(
        PluginError, match=f"^overlap.timezone: found `{name}`; a name such as `Europe/Oslo` is needed$"
    ):
        plugin.kolonne_transforms({"overlap": {"timezone": name}})


def test_what_is_wrong_with_one_thing_spoils_no_other() -> None:
    """The lists need no clock."""
    assert len(plugin.kolonne_code_lists({"overlap": {"timezone": "Europe/Atlantis"}})) == 2


def test_the_readme_shows_settings_that_are_right() -> None:
    """Those that count without any."""
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    shown = json.loads(readme.partition("```json\n")[2].partition("```")[0])["plugins"]["nhf"]
    assert Draft202012Validator(_SCHEMA).is_valid(shown)
    assert Settings.of(shown) == Settings()
