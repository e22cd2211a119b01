"""Norges Blindeforbund's plugin for kolonne: reports for people who see little or nothing.

Two formats: `xlsx-large-print`, a workbook to magnify or to hear, and `html-linear`, a page that reads one line at a time.

What makes them is loaded by the hooks: whom the plugin serves is asked in exports of everybody else, too.
"""

from collections.abc import Sequence
from typing import Any

from kolonne.hookspecs import Writer, hookimpl

__all__ = [
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
    from kolonne_blindeforbundet.settings import SCHEMA

    return SCHEMA


@hookimpl
def kolonne_writers(settings: dict[str, Any]) -> Sequence[Writer]:
    """One writer a format."""
    from kolonne_blindeforbundet.large_print import LargePrintWriter
    from kolonne_blindeforbundet.linear import LinearWriter
    from kolonne_blindeforbundet.settings import LargePrint, Linear

    return LargePrintWriter(LargePrint.of(settings)), LinearWriter(Linear.of(settings))
