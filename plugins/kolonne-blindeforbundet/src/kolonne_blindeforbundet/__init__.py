"""Norges Blindeforbund's plugin for kolonne: reports for people who see little or nothing.

Two formats: `xlsx-large-print`, a workbook to magnify or to hear, and `html-linear`, a page that reads one line at a time.
"""

from collections.abc import Sequence
from typing import Any

from kolonne.hookspecs import Writer, hookimpl
from kolonne_blindeforbundet.large_print import LargePrintWriter
from kolonne_blindeforbundet.linear import LinearWriter
from kolonne_blindeforbundet.settings import SCHEMA, LargePrint, Linear

__all__ = [
    "LargePrintWriter",
    "LinearWriter",
    "kolonne_organisations",
    "kolonne_settings_schema",
    "kolonne_writers",
]


@hookimpl
def kolonne_organisations() -> Sequence[str]:
    """The association's own ID."""
    return ("blindeforbundet",)


@hookimpl
def kolonne_settings_schema() -> dict[str, Any]:
    """Of both formats; all of it may be left out."""
    return SCHEMA


@hookimpl
def kolonne_writers(settings: dict[str, Any]) -> Sequence[Writer]:
    """One writer a format."""
    return LargePrintWriter(LargePrint.of(settings)), LinearWriter(Linear.of(settings))
