"""Norges Handikapforbund's plugin for kolonne: activities that overlap, and the association's kinds of activity.

What does the work is loaded by the hooks: whom the plugin serves is asked in exports of everybody else, too.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from kolonne.hookspecs import Transform, hookimpl

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
    from kolonne_nhf.settings import SCHEMA

    return SCHEMA


@hookimpl
def kolonne_transforms(settings: dict[str, Any]) -> Sequence[Transform]:
    """`nhf_overlaps`."""
    from kolonne_nhf.overlaps import overlaps
    from kolonne_nhf.settings import Settings

    return (overlaps(Settings.of(settings).overlap),)


@hookimpl
def kolonne_code_lists(settings: dict[str, Any]) -> Sequence[Mapping[str, Any]]:
    """`nhf.category`, and `nhf.category_to_bufdir`; raises `PluginError` for a file that cannot be used."""
    from kolonne_nhf.settings import Settings
    from kolonne_nhf.taxonomy import code_lists, taxonomy_lines

    return code_lists(taxonomy_lines(Settings.of(settings).taxonomy_file))
