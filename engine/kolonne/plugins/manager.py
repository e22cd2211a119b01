"""Finding plugins, and building the registry of one organisation from those that serve it."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from importlib.metadata import entry_points
from types import MappingProxyType
from typing import Any

import pluggy

from kolonne import __version__, hookspecs
from kolonne.contract import PluginError, Reader, Writer
from kolonne.expressions import BUILT_IN, Operation
from kolonne.plugins.answers import one_of_each, organisations, schema
from kolonne.plugins.built_in import BuiltIn
from kolonne.plugins.guarded import GuardedReader, GuardedWriter
from kolonne.plugins.settings import check_settings, refuse_unknown
from kolonne.registry import PluginInfo, Registry

_BUILT_IN = "built-in"


class Plugins:
    """All plugins that are there; each organisation gets a registry of its own."""

    def __init__(self, extra: Sequence[object] = (), *, installed: bool = True) -> None:
        """`extra` are plugin objects beside (or, with `installed=False`, in place of) the installed ones.

        Raises `PluginError`, naming the plugin, where one cannot be loaded, implements a hook that does not exist, or
        does not say whom it serves.
        """
        self._manager = pluggy.PluginManager(hookspecs.PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._infos: dict[str, PluginInfo] = {}
        self._register(BuiltIn(), _BUILT_IN, __version__)
        if installed:
            self._load_installed()
        for plugin in extra:
            self._register(plugin, _name(plugin), str(getattr(plugin, "__version__", "0")))

    def registry(self, org_id: str, settings: Mapping[str, Any] = MappingProxyType({})) -> Registry:
        """What one organisation's export may use; `settings` are those of its organisation.json, by plugin.

        Raises `PluginError` where settings are wrong or are for a plugin that does not serve the organisation, where a
        hook raises or gives something else than it should, or where two plugins claim the same name.
        """
        serving = [info for info in self._infos.values() if {"*", org_id} & set(info.organisations)]
        refuse_unknown(org_id, settings, [info.name for info in serving if info.name != _BUILT_IN])
        operations: dict[str, Operation] = dict(BUILT_IN)
        readers: list[Reader] = []
        writers: dict[str, Writer] = {}
        makers: dict[str, PluginInfo] = {}
        for info in serving:
            own = settings.get(info.name, {})
            check_settings(info.name, own, schema(info, self._ask(info, "kolonne_settings_schema")))
            for operation in self._operations(info, own):
                if operation.name in operations:
                    other = makers.get(operation.name) or "the expression language"
                    raise PluginError(f"{info}: there is an operation `{operation.name}` already, from {other}")
                operations[operation.name] = operation
                makers[operation.name] = info
            readers.extend(self._readers(info))
            for writer in self._writers(info):
                if (maker := makers.get(f".{writer.format}")) is not None:
                    raise PluginError(f"{info}: there is a writer of `{writer.format}` already, from {maker}")
                writers[writer.format] = writer
                if info.name != _BUILT_IN:
                    makers[f".{writer.format}"] = info
        infos = tuple(info for info in serving if info.name != _BUILT_IN)
        return Registry(MappingProxyType(operations), tuple(readers), MappingProxyType(writers), infos)

    def _operations(self, info: PluginInfo, own: Any) -> Iterator[Operation]:
        # A copy, so that no plugin can change what the next one, or the next export, is given.
        answer = self._ask(info, "kolonne_operations", settings=deepcopy(own))
        yield from one_of_each(info, "kolonne_operations", answer, Operation, ())

    def _readers(self, info: PluginInfo) -> Iterator[Reader]:
        answer = self._ask(info, "kolonne_readers")
        found: tuple[Reader, ...] = one_of_each(info, "kolonne_readers", answer, object, ("suffixes", "read", "count"))
        for reader in found:
            yield reader if info.name == _BUILT_IN else GuardedReader(info, reader, tuple(reader.suffixes))

    def _writers(self, info: PluginInfo) -> Iterator[Writer]:
        answer = self._ask(info, "kolonne_writers")
        found: tuple[Writer, ...] = one_of_each(info, "kolonne_writers", answer, object, ("format", "suffix", "write"))
        for writer in found:
            yield writer if info.name == _BUILT_IN else GuardedWriter(info, writer, str(writer.format))

    def _load_installed(self) -> None:
        for entry in sorted(entry_points(group=hookspecs.PROJECT), key=lambda entry: entry.name):
            version = entry.dist.version if entry.dist is not None else "0"
            try:
                plugin = entry.load()
                self._register(plugin() if isinstance(plugin, type) else plugin, entry.name, version)
            except PluginError:
                raise
            except (Exception, SystemExit) as error:
                raise PluginError(f"plugin `{entry.name}` {version} cannot be loaded: {error!r}") from error

    def _register(self, plugin: object, name: str, version: str) -> None:
        info = PluginInfo(name, version, ())
        try:
            self._manager.register(plugin, name)
            self._manager.check_pending()
        except (ValueError, pluggy.PluginValidationError) as error:
            raise PluginError(f"{info}: {' '.join(str(error).split())}") from error
        self._infos[name] = PluginInfo(name, version, organisations(info, self._ask(info, "kolonne_organisations")))

    def _ask(self, info: PluginInfo, hook: str, **arguments: Any) -> Any:
        """One hook of one plugin; None where it does not implement it. No other plugin hears of it."""
        others = [plugin for name, plugin in self._manager.list_name_plugin() if name != info.name]
        caller = self._manager.subset_hook_caller(hook, others)
        try:
            answers = caller(**arguments)
        except (Exception, SystemExit) as error:
            raise PluginError(f"{info}: `{hook}` raised {error!r}") from error
        return answers[0] if answers else None


def _name(plugin: object) -> str:
    return str(getattr(plugin, "__name__", type(plugin).__name__))
