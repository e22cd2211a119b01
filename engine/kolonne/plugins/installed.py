"""Installed: plugins as they are found on the machine, those that cannot be used among them."""

from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from kolonne.contract import PluginFaultError
from kolonne.contract.quick import dataclass
from kolonne.hookspecs import PROJECT
from kolonne.plugins.fitting import fit
from kolonne.plugins.guard import Guard
from kolonne.registry import Incidents, PluginInfo

#: What stands for a version where none is known.
NO_VERSION = "0"


@dataclass(slots=True)
class Installed:
    """A plugin, and what is known of it."""

    info: PluginInfo
    #: The plugin object; None where it cannot be used.
    plugin: object = None
    #: Why it cannot be used; empty where it can.
    problem: str = ""
    #: The distribution it comes in; empty for one that was handed over as an object.
    distribution: str = ""
    #: Which versions of kolonne it says it fits, for instance `<0.2,>=0.1`; empty if it does not say.
    requires: str = ""
    #: Names of the hooks that it implements.
    hooks: tuple[str, ...] = ()
    is_disabled: bool = False
    is_built_in: bool = False
    #: Who calls it until it is known whom it serves: one thread for all of that, since starting it takes longest.
    guard: Guard | None = None


def installed(disabled: frozenset[str], seconds: float) -> Iterator[Installed]:
    """Those of the entry-point group, in no order; nothing that one of them does while it is loaded reaches further."""
    for entry in entry_points(group=PROJECT):
        # Read once: a distribution reads its file again for each thing that it is asked.
        metadata = entry.dist.metadata if entry.dist is not None else None
        found = Installed(PluginInfo(entry.name, metadata["Version"] if metadata is not None else NO_VERSION, ()))
        if entry.dist is not None and metadata is not None:
            found.distribution = metadata["Name"]
            found.requires, found.problem = fit(metadata.get_all("Requires-Dist") or entry.dist.requires or ())
        if entry.name in disabled:
            found.is_disabled, found.problem = True, ""
        elif not found.problem:
            _load(found, entry, seconds)
        yield found


def _load(found: Installed, entry: EntryPoint, seconds: float) -> None:
    found.guard = Guard(found.info, Incidents(), seconds)
    try:
        found.plugin = found.guard.call("import", _made(entry))
    except PluginFaultError as error:
        found.problem = f"it cannot be loaded: {error.what}"


def _made(entry: EntryPoint) -> Callable[[], Any]:
    def made() -> Any:
        plugin = entry.load()
        return plugin() if isinstance(plugin, type) else plugin

    return made
