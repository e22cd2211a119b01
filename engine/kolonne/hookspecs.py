"""What can be plugged in. A plugin is an entry point in the group `kolonne` that implements some of these hooks.

The hooks of a plugin are asked only for the organisations that it serves.
"""

from collections.abc import Sequence
from typing import Any

import pluggy

from kolonne.contract import Reader, Writer
from kolonne.expressions import Operation

#: The entry-point group, and the name under which pluggy knows the hooks.
PROJECT = "kolonne"

hookspec = pluggy.HookspecMarker(PROJECT)
#: Marks an implementation of a hook.
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def kolonne_organisations() -> Sequence[str]:  # type: ignore[empty-body]
    """The IDs of the organisations that the plugin serves; `*` is all. Without this hook it serves none."""


@hookspec
def kolonne_settings_schema() -> dict[str, Any]:  # type: ignore[empty-body]
    """A JSON Schema for the plugin's settings in organisation.json; they are checked against it before anything runs."""


@hookspec
def kolonne_operations(settings: dict[str, Any]) -> Sequence[Operation]:  # type: ignore[empty-body]
    """Functions for expressions. `kolonne.expressions.scalar_operation` makes one of a plain Python function."""


@hookspec
def kolonne_readers() -> Sequence[Reader]:  # type: ignore[empty-body]
    """Readers of more kinds of files. Of two that read the same suffix the later one wins."""


@hookspec
def kolonne_writers() -> Sequence[Writer]:  # type: ignore[empty-body]
    """Writers in place of the built-in ones, by their formats."""
