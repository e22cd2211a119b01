"""What can be plugged in. A plugin is an entry point in the group `kolonne` that implements some of these hooks.

An entry point names a module, an object or a class without arguments; its name is the plugin's. The hooks of a plugin
are asked only for the organisations that it serves. A hook that raises, or gives something else than is said here, makes
the export fail with a message that names the plugin.
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
    """The IDs of the organisations that the plugin serves; `*` is all. Without this hook it serves none. Asked once."""


@hookspec
def kolonne_settings_schema() -> dict[str, Any]:  # type: ignore[empty-body]
    """A JSON Schema for the plugin's settings in organisation.json; they are checked against it before anything runs.

    Without this hook the plugin takes no settings. A `$ref` must stay within the schema.
    """


@hookspec
def kolonne_operations(settings: dict[str, Any]) -> Sequence[Operation]:  # type: ignore[empty-body]
    """Functions for expressions. `kolonne.expressions.scalar_operation` makes one of a plain Python function.

    A name that another plugin or the language itself has is refused.
    """


@hookspec
def kolonne_readers() -> Sequence[Reader]:  # type: ignore[empty-body]
    """Readers of more kinds of files. Of two that read the same suffix the later one wins."""


@hookspec
def kolonne_writers() -> Sequence[Writer]:  # type: ignore[empty-body]
    """Writers in place of the built-in ones, by their formats. Two plugins with one format are refused."""
