"""Finding plugins, and building the registry of one organisation from those that serve it."""

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pluggy

from kolonne import __version__, hookspecs
from kolonne.contract import PluginError, PluginFaultError
from kolonne.documents import DocumentFile
from kolonne.plugins.answers import organisations, schema
from kolonne.plugins.built_in import BuiltIn
from kolonne.plugins.collecting import Collection
from kolonne.plugins.guard import DEFAULT_SECONDS, Guard
from kolonne.plugins.installed import NO_VERSION, Installed, installed
from kolonne.plugins.settings import SettingsDesk
from kolonne.registry import Incidents, PluginInfo, Registry

BUILT_IN_NAME = "built-in"


class Plugins:
    """All plugins that are there; each organisation gets a registry of its own.

    A plugin that cannot be used hurts nobody else: `all` tells why, and exports for which it may have been meant say that
    it was not there.
    """

    def __init__(
        self,
        extra: Sequence[object] = (),
        *,
        installed: bool = True,
        disabled: Iterable[str] = (),
        seconds: float = DEFAULT_SECONDS,
    ) -> None:
        """`extra` are plugin objects beside (or, with `installed=False`, in place of) the installed ones.

        `disabled` are names of plugins to do without. `seconds` is how long a plugin may be silent in one call.
        """
        self._manager = pluggy.PluginManager(hookspecs.PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._seconds = seconds
        found = _found(extra, frozenset(disabled), seconds, from_machine=installed)
        for one in found:
            self._register(one)
        #: Built-in ones first, then by their names: the order in which they are asked.
        self.all: tuple[Installed, ...] = tuple(found)

    def registry(
        self, org_id: str, settings: Mapping[str, Any] = MappingProxyType({}), file: DocumentFile | None = None
    ) -> Registry:
        """What one organisation's export may use; `settings` are those of its organisation.json, by plugin.

        Raises `DocumentError` where settings are wrong or are for a plugin that does not serve the organisation, with
        their places in `file` if it is given; `PluginError` where two plugins claim the same name, or where one that has
        settings cannot be used. Whatever else a plugin does wrong is among the registry's incidents.
        """
        incidents = Incidents()
        serving = self._serving(org_id, settings, incidents)
        desk = SettingsDesk(settings, file)
        disabled = [one.info.name for one in self.all if one.is_disabled]
        desk.refuse_unknown(org_id, [*(one.info.name for one in serving if not one.is_built_in), *disabled])
        guards = {one.info.name: Guard(one.info, incidents, self._seconds) for one in serving}
        for one in [one for one in serving if not one.is_built_in]:
            try:
                asked = self._ask(one, guards[one.info.name], "kolonne_settings_schema")
                desk.check(one.info, schema(one.info, asked))
            except PluginError as error:
                if one.info.name in settings:
                    raise
                incidents.tell(str(one.info), "settings", str(error).removeprefix(f"{one.info}: "))
                serving.remove(one)
        desk.close()
        collection = Collection(incidents)
        for one in serving:
            own, guard = settings.get(one.info.name, {}), guards[one.info.name]
            collection.add(guard, self._asker(one, guard, own, org_id), is_built_in=one.is_built_in)
        infos = tuple(one.info for one in serving if not one.is_built_in)
        return replace(collection.registry(infos), settings=MappingProxyType(deepcopy(dict(settings))))

    def _serving(self, org_id: str, settings: Mapping[str, Any], incidents: Incidents) -> list[Installed]:
        """Those that serve the organisation; of those that cannot be asked whom they serve, it is noted."""
        serving: dict[str, Installed] = {}
        for one in self.all:
            if one.is_disabled:
                continue
            if one.problem:
                if one.info.name in settings:
                    raise PluginError(f"{one.info}: {one.problem}")
                incidents.tell(str(one.info), "registration", f"{one.problem}; the export was made without it")
            elif {"*", org_id} & set(one.info.organisations):
                if (other := serving.get(one.info.name)) is not None:
                    both = f"{_of(other)} and {_of(one)}"
                    raise PluginError(f"{one.info}: two plugins have that name, from {both}; settings go by the name")
                serving[one.info.name] = one
        return list(serving.values())

    def _register(self, one: Installed) -> None:
        """Make its hooks known and ask whom it serves; what goes wrong is kept with it."""
        if one.plugin is None:
            return
        guard, one.guard = one.guard or Guard(one.info, Incidents(), self._seconds), None
        try:
            guard.call("registration", self._known, one.plugin)
            one.hooks = tuple(sorted(caller.name for caller in self._manager.get_hookcallers(one.plugin) or ()))
            asked = self._ask(one, guard, "kolonne_organisations")
            served = organisations(one.info, asked)
        except PluginFaultError as error:
            self._forget(one, error.what if error.place == "registration" else f"{error.place}: {error.what}")
        except PluginError as error:
            self._forget(one, str(error).removeprefix(f"{one.info}: "))
        else:
            one.info = PluginInfo(one.info.name, one.info.version, served)

    def _known(self, plugin: object) -> None:
        # Its own name is no key here: two plugins may have the same one, as long as they serve different organisations.
        name = f"{len(self._manager.list_name_plugin())}"
        try:
            hash(plugin)
        except TypeError as error:
            message = f"a {type(plugin).__name__} cannot be a plugin, as it has no hash; a dataclass says `eq=False`"
            raise PluginError(message) from error
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._manager.register(plugin, name)
            self._manager.check_pending()
        except (ValueError, pluggy.PluginValidationError) as error:
            # Which object it was tells nobody anything.
            raise PluginError(" ".join(str(error).partition(" in plugin <")[0].split())) from error

    def _forget(self, one: Installed, problem: str) -> None:
        if self._manager.is_registered(one.plugin):
            self._manager.unregister(one.plugin)
        one.plugin, one.problem = None, problem

    def _asker(self, one: Installed, guard: Guard, own: Any, org_id: str) -> Callable[[str], Any]:
        """Asks hooks on behalf of one organisation."""
        # A copy for each, so that no plugin can change what the next hook, or the next export, is given.
        return lambda hook: self._ask(one, guard, hook, settings=deepcopy(own), org_id=org_id)

    def _ask(self, one: Installed, guard: Guard, hook: str, **arguments: Any) -> Any:
        """One hook of one plugin; None where it does not implement it. No other plugin hears of it."""
        if hook not in one.hooks:
            return None
        others = [plugin for _, plugin in self._manager.list_name_plugin() if plugin is not one.plugin]
        caller = self._manager.subset_hook_caller(hook, others)
        answers: list[Any] = guard.call(f"`{hook}`", lambda: [_settled(one) for one in caller(**arguments)])
        return answers[0] if answers else None


def _found(extra: Sequence[object], disabled: frozenset[str], seconds: float, *, from_machine: bool) -> list[Installed]:
    built_in = Installed(PluginInfo(BUILT_IN_NAME, __version__, ()), BuiltIn(), is_built_in=True)
    found = list(installed(disabled, seconds)) if from_machine else []
    for plugin in extra:
        info = PluginInfo(_name(plugin), str(getattr(plugin, "__version__", NO_VERSION)), ())
        is_disabled = info.name in disabled
        found.append(Installed(info, None if is_disabled else plugin, is_disabled=is_disabled))
    return [built_in, *sorted(found, key=lambda one: (one.info.name, one.distribution, one.info.version))]


def _settled(answer: Any) -> Any:
    """What a hook gives; of one that gives things one by one, all of them, as long as the guard stands around it."""
    is_lazy = isinstance(answer, Iterable) and not isinstance(answer, str | bytes | Mapping | list | tuple | set)
    return tuple(answer) if is_lazy else answer


def _name(plugin: object) -> str:
    return str(getattr(plugin, "__name__", type(plugin).__name__))


def _of(one: Installed) -> str:
    return f"{one.distribution or 'an object'} {one.info.version}"
