"""What organisations can set, and what is refused."""

from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import kolonne_funkis as plugin
from kolonne.hookspecs import PluginError
from kolonne_funkis.dated import Dated
from kolonne_funkis.settings import SCHEMA, FlatFile, Settings

_VALID = Draft202012Validator(SCHEMA)
_TWO = [{"until": "2021-01-01", "value": 8}, {"from": "2021-01-01", "value": 4}]


def test_the_schema_is_one() -> None:
    """Draft 2020-12."""
    Draft202012Validator.check_schema(SCHEMA)


def test_every_setting_is_described_and_nothing_else_is_taken() -> None:
    """At every depth."""

    def looked_at(schema: dict[str, Any], place: str) -> None:
        assert schema.get("description"), place
        if schema.get("type") == "object":
            assert schema["additionalProperties"] is False, place
        for name, part in schema.get("properties", {}).items():
            looked_at(part, f"{place}.{name}")
        if "items" in schema:
            looked_at(schema["items"], f"{place}[]")

    looked_at(SCHEMA, "settings")


_GOOD: list[dict[str, Any]] = [
    {},
    {"study_association": "2501", "member_organisation": 999},
    {"thresholds": {"min_hours": _TWO, "max_day_hours": [{"value": 8}]}},
    {"flat_file": {"encoding": "utf-8", "more_fields": ["first_day", "title"], "dates": "yyyymmdd"}},
    {"abroad": "9999", "unknown_age_counts": True, "flat_file": {"unknown_gender": "left_out"}},
]


@pytest.mark.parametrize("settings", _GOOD)
def test_good_settings_are_taken(settings: dict[str, Any]) -> None:
    """By the schema and by the plugin."""
    assert not list(_VALID.iter_errors(settings))
    Settings.of(settings)
    FlatFile.of(settings)


_BAD: list[dict[str, Any]] = [
    {"study_association": 2501},
    {"study_association": "2401"},
    {"study_association": "25012"},
    {"member_organisation": 0},
    {"member_organisation": 1000},
    {"member_organisation": "7"},
    {"abroad": "99"},
    {"organisation": 7},
    {"thresholds": {"min_hour": _TWO}},
    {"thresholds": {"min_hours": []}},
    {"thresholds": {"min_hours": 4}},
    {"thresholds": {"min_hours": [{"until": "2021-01-01"}]}},
    {"thresholds": {"min_hours": [{"value": -1}]}},
    {"thresholds": {"min_hours": [{"value": 4, "from": "1.1.2021"}]}},
    {"thresholds": {"min_attendance": [{"value": 101}]}},
    {"flat_file": {"encoding": "ebcdic"}},
    {"flat_file": {"more_fields": ["name"]}},
    {"flat_file": {"more_fields": ["title", "title"]}},
]


@pytest.mark.parametrize("settings", _BAD)
def test_bad_settings_are_refused(settings: dict[str, Any]) -> None:
    """By the schema, before the plugin sees them."""
    assert list(_VALID.iter_errors(settings))


_WRONG_DAYS = [
    ([{"from": "2021-01-01", "value": 4}], "no value before 2021-01-01; leave out `from` of the first one"),
    ([{"until": "2021-01-01", "value": 4}], "no value from 2021-01-01 on; leave out `until` of the last one"),
    ([{"value": 8}, {"value": 4}], "two values claim the days from ever on"),
    ([{"value": 8}, {"from": "2021-01-01", "value": 4}], "two values claim the days from 2021-01-01 on"),
    (
        [{"until": "2021-01-01", "value": 8}, {"from": "2020-06-01", "value": 4}],
        "two values claim the days from 2020-06-01 until 2021-01-01",
    ),
    (
        [{"until": "2021-01-01", "value": 8}, {"from": "2021-02-01", "value": 4}],
        "the days from 2021-01-01 until 2021-02-01 have no value",
    ),
    (
        [{"until": "2021-01-01", "value": 8}, {"from": "2021-01-01", "until": "2020-01-01", "value": 4},
         {"from": "2020-01-01", "value": 2}],
        "`2020-01-01` stands behind a later day",
    ),
    ([{"until": "2021-02-30", "value": 8}, {"from": "2021-02-30", "value": 4}], "there is no day `2021-02-30`"),
]  # fmt: skip


@pytest.mark.parametrize(("entries", "told"), _WRONG_DAYS)
def test_gaps_and_overlaps_are_refused(entries: list[dict[str, Any]], told: str) -> None:
    """By every hook that needs the limits, in words that say where."""
    settings = {"thresholds": {"min_hours": entries}}
    for hook in (plugin.kolonne_operations, plugin.kolonne_transforms, plugin.kolonne_rule_kinds):
        with pytest.raises(PluginError) as caught:
            hook(settings)
        assert str(caught.value).startswith("plugins.funkis.thresholds.min_hours: ")
        assert told in str(caught.value)
    # The flat file does not need them, and stays what it is.
    assert plugin.kolonne_writers(settings)


def test_a_dated_value_holds_from_its_day_until_the_next() -> None:
    """`from` inclusive, `until` exclusive."""
    found = Dated.read("here", [*_TWO[:1], {**_TWO[1], "until": "2024-01-01"}, {"from": "2024-01-01", "value": 6}])
    days = [date(1990, 1, 1), date(2020, 12, 31), date(2021, 1, 1), date(2023, 12, 31), date(2024, 1, 1)]
    assert [found.at(day) for day in days] == [8, 8, 4, 4, 6]
