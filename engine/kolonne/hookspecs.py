"""What can be plugged in. A plugin is an entry point in the group `kolonne` that implements some of these hooks.

An entry point names a module, an object or a class without arguments; its name is the plugin's. The hooks of a plugin
are asked only for the organisations that it serves, once an export, built-in ones first and then by the plugins' names.
An implementation may leave out arguments that it does not need. A hook that raises, hangs, or gives something else than
is said here is told with the plugin's name, and what it would have given is not there.

Everything that plugins need beside these hooks can be imported from here, from `kolonne` and from `kolonne.testing`;
nothing else is promised to stay.
"""

from collections.abc import Sequence
from typing import Any

import pluggy

from kolonne.contract import (
    CellOf,
    CsvDialect,
    ExportNotice,
    FormulaPart,
    HeadingLine,
    Notifier,
    PluginError,
    Reader,
    RuleKind,
    Sheet,
    SheetColumn,
    SourceError,
    Store,
    StoreError,
    StoreKind,
    Tick,
    Transform,
    Wanted,
    Workbook,
    Writer,
    WriterError,
    WrittenFile,
)
from kolonne.expressions import Example, Operation, scalar_operation, vector_operation

__all__ = [
    "CellOf",
    "CsvDialect",
    "Example",
    "ExportNotice",
    "FormulaPart",
    "HeadingLine",
    "Notifier",
    "Operation",
    "PluginError",
    "Reader",
    "RuleKind",
    "Sheet",
    "SheetColumn",
    "SourceError",
    "Store",
    "StoreError",
    "StoreKind",
    "Tick",
    "Transform",
    "Wanted",
    "Workbook",
    "Writer",
    "WriterError",
    "WrittenFile",
    "hookimpl",
    "hookspec",
    "kolonne_code_lists",
    "kolonne_notifiers",
    "kolonne_operations",
    "kolonne_organisations",
    "kolonne_readers",
    "kolonne_rule_kinds",
    "kolonne_settings_schema",
    "kolonne_stores",
    "kolonne_transforms",
    "kolonne_writers",
    "scalar_operation",
    "vector_operation",
]

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
def kolonne_operations(settings: dict[str, Any], org_id: str) -> Sequence[Operation]:  # type: ignore[empty-body]
    """Functions for expressions: `scalar_operation` makes one of a plain Python function, `vector_operation` of Polars.

    A name that another plugin or the language itself has is refused.
    """


@hookspec
def kolonne_code_lists(settings: dict[str, Any], org_id: str) -> Sequence[dict[str, Any]]:  # type: ignore[empty-body]
    """Code lists and mappings from elsewhere, each as its JSON file would have it: `{"enumeration": "nhf.kind", …}`.

    They can be dated, translated, extended and checked as those of files are. Their IDs begin with the ID of an
    organisation that the plugin serves (with `*`: with any). An ID that a file or another plugin has is refused.
    """


@hookspec
def kolonne_transforms(settings: dict[str, Any], org_id: str) -> Sequence[Transform]:  # type: ignore[empty-body]
    """Transforms of whole batches of rows. Documents use them by name, before columns are computed or after.

    A name that another plugin has for the organisation is refused.
    """


@hookspec
def kolonne_rule_kinds(settings: dict[str, Any], org_id: str) -> Sequence[RuleKind]:  # type: ignore[empty-body]
    """Kinds of rules that documents use by name. A name that another plugin has for the organisation is refused."""


@hookspec
def kolonne_readers(settings: dict[str, Any], org_id: str) -> Sequence[Reader]:  # type: ignore[empty-body]
    """Readers of more kinds of files, or in place of the built-in ones. Two plugins with one suffix are refused."""


@hookspec
def kolonne_writers(settings: dict[str, Any], org_id: str) -> Sequence[Writer]:  # type: ignore[empty-body]
    """Writers of more formats, or in place of the built-in ones. Two plugins with one format are refused."""


@hookspec
def kolonne_stores(settings: dict[str, Any], org_id: str) -> Sequence[StoreKind]:  # type: ignore[empty-body]
    """Kinds of stores, for addresses such as `sftp://host/folder`. Two plugins with one scheme are refused."""


@hookspec
def kolonne_notifiers(settings: dict[str, Any], org_id: str) -> Sequence[Notifier]:  # type: ignore[empty-body]
    """Who is told when an export has ended, with a file or without."""
