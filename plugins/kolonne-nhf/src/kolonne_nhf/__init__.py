"""Norges Handikapforbund's plugin for kolonne: activities that overlap, and the association's kinds of activity."""

from collections.abc import Mapping, Sequence
from typing import Any

from kolonne.hookspecs import Transform, hookimpl
from kolonne_nhf.overlaps import overlaps
from kolonne_nhf.settings import SCHEMA, Settings
from kolonne_nhf.taxonomy import code_lists, taxonomy_lines

__all__ = [
    "kolonne_code_lists",
    "kolonne_organisations",
    "kolonne_settings_schema",
    "kolonne_transforms",
]


@hookimpl
def kolonne_organisations() -> Sequence[str]:
    """The association's own ID."""
    return ("nhf",)


@hookimpl
def kolonne_settings_schema() -> dict[str, Any]:
    """All of it may be left out."""
    return SCHEMA


@hookimpl
def kolonne_transforms(settings: dict[str, Any]) -> Sequence[Transform]:
    """`nhf_overlaps`."""
    return (overlaps(Settings.of(settings).overlap),)


@hookimpl
def kolonne_code_lists(settings: dict[str, Any]) -> Sequence[Mapping[str, Any]]:
    """`nhf.category`, and `nhf.category_to_bufdir`; raises `PluginError` for a file that cannot be used."""
    return code_lists(taxonomy_lines(Settings.of(settings).taxonomy_file))
