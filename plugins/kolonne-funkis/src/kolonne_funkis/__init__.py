"""Studieforbundet Funkis' plugin for kolonne: which courses and participants count, and the flat file about them.

Any organisation may hold courses with Funkis, so that the plugin serves all of them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from kolonne.hookspecs import Operation, RuleKind, Transform, Writer, hookimpl
from kolonne_funkis.codes import CODE_LISTS
from kolonne_funkis.flat_file import FlatFileWriter
from kolonne_funkis.operations import operations
from kolonne_funkis.rule_kinds import rule_kinds
from kolonne_funkis.settings import SCHEMA, FlatFile, Settings
from kolonne_funkis.transforms import transforms

__all__ = [
    "FlatFileWriter",
    "kolonne_code_lists",
    "kolonne_operations",
    "kolonne_organisations",
    "kolonne_rule_kinds",
    "kolonne_settings_schema",
    "kolonne_transforms",
    "kolonne_writers",
]


@hookimpl
def kolonne_organisations() -> Sequence[str]:
    """All of them."""
    return ("*",)


@hookimpl
def kolonne_settings_schema() -> dict[str, Any]:
    """All settings may be left out; only the flat file needs one."""
    return SCHEMA


@hookimpl
def kolonne_operations(settings: dict[str, Any]) -> Sequence[Operation]:
    """Functions about single courses and participants."""
    return operations(Settings.of(settings))


@hookimpl
def kolonne_code_lists() -> Sequence[Mapping[str, Any]]:
    """The fixed lists of the flat file."""
    return CODE_LISTS


@hookimpl
def kolonne_transforms(settings: dict[str, Any]) -> Sequence[Transform]:
    """Hours of a course's meetings, and the participants who count."""
    return transforms(Settings.of(settings))


@hookimpl
def kolonne_rule_kinds(settings: dict[str, Any]) -> Sequence[RuleKind]:
    """What Funkis asks of a whole course."""
    return rule_kinds(Settings.of(settings).thresholds)


@hookimpl
def kolonne_writers(settings: dict[str, Any]) -> Sequence[Writer]:
    """The flat file."""
    return (FlatFileWriter(FlatFile.of(settings)),)
