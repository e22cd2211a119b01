"""Finding plugins, and building the registry of one organisation from those that serve it."""

from collections.abc import Mapping, Sequence
from importlib.metadata import entry_points
from types import MappingProxyType
from typing import Any

import pluggy

from kolonne import __version__, hookspecs
from kolonne.contract import PluginError
from kolonne.expressions import BUILT_IN, Operation
from kolonne.plugins.built_in import BuiltIn
from kolonne.plugins.settings import check_settings
from kolonne.registry import PluginInfo, Registry


class Plugins:
    """All plugins that are there; each organisation gets a registry of its own."""

    def __init__(self, extra: Sequence[object] = (), *, installed: bool = True) -> None:
        """`extra` are plugin objects beside (or, with `installed=False`, in place of) the installed ones.

        Raises `PluginError`, naming the plugin, where one cannot be loaded or implements a hook that does not exist.
        """
        self._manager = pluggy.PluginManager(hookspecs.PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._versions: dict[str, str] = {}
        self._register(BuiltIn(), "built-in", __version__)
        if installed:
            self._load_installed()
        for plugin in extra:
            self._register(plugin, _name(plugin), str(getattr(plugin, "__version__", "0")))
        try:
            self._manager.check_pending()
        except pluggy.PluginValidationError as error:
            raise PluginError(f"plugin `{_name(error.plugin)}`: {error}") from error

    def _load_installed(self) -> None:
        for entry in sorted(entry_points(group=hookspecs.PROJECT), key=lambda entry: entry.name):
            version = entry.dist.version if entry.dist is not None else "0"
            try:
                plugin = entry.load()
            except Exception as error:
                raise PluginError(f"plugin `{entry.name}` {version} cannot be loaded: {error}") from error
            self._register(plugin, entry.name, version)

    def _register(self, plugin: object, name: str, version: str) -> None:
        try:
            self._manager.register(plugin, name)
        except (ValueError, pluggy.PluginValidationError) as error:
            raise PluginError(f"plugin `{name}` {version}: {error}") from error
        self._versions[name] = version

    def registry(self, org_id: str, settings: Mapping[str, Any] = MappingProxyType({})) -> Registry:
        """What one organisation's export may use; `settings` are those of its organisation.json, by plugin.

        Raises `PluginError` where settings are wrong, or two plugins claim the same name.
        """
        serving = [name for name in self._versions if self._serves(name, org_id)]
        operations: dict[str, Operation] = dict(BUILT_IN)
        for name in serving:
            plugin = self._manager.get_plugin(name)
            own = settings.get(name, {})
            check_settings(name, own, self._ask(name, "kolonne_settings_schema"))
            for operation in self._ask(name, "kolonne_operations", settings=own) or ():
                if operation.name in operations:
                    raise PluginError(f"plugin `{_name(plugin)}`: there is an operation `{operation.name}` already")
                operations[operation.name] = operation
        readers = [reader for name in serving for reader in self._ask(name, "kolonne_readers") or ()]
        writers = {writer.format: writer for name in serving for writer in self._ask(name, "kolonne_writers") or ()}
        infos = tuple(
            PluginInfo(name, self._versions[name], tuple(self._ask(name, "kolonne_organisations") or ()))
            for name in serving
            if name != "built-in"
        )
        return Registry(MappingProxyType(operations), tuple(readers), MappingProxyType(writers), infos)

    def _serves(self, name: str, org_id: str) -> bool:
        served = self._ask(name, "kolonne_organisations") or ()
        return "*" in served or org_id in served

    def _ask(self, name: str, hook: str, **arguments: Any) -> Any:
        """One hook of one plugin; None where it does not implement it. No other plugin hears of it."""
        caller = self._manager.subset_hook_caller(
            hook, [other for other_name, other in self._manager.list_name_plugin() if other_name != name]
        )
        try:
            answers = caller(**arguments)
        except Exception as error:
            raise PluginError(f"plugin `{name}` {self._versions[name]}: `{hook}` raised {error!r}") from error
        return answers[0] if answers else None


def _name(plugin: object) -> str:
    return str(getattr(plugin, "__name__", type(plugin).__name__))
