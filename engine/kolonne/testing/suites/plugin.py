"""PluginSuite: a plugin as a whole."""

from collections.abc import Mapping, Sequence
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

from kolonne.contract import DocumentError, PluginError
from kolonne.hookspecs import PROJECT
from kolonne.plugins import DEFAULT_SECONDS, Installed
from kolonne.plugins.installed import installed
from kolonne.registry import Registry
from kolonne.testing.parity import check_examples
from kolonne.testing.plugging import plugged, plugin_name
from kolonne.testing.promise import hold
from kolonne.testing.public_imports import private_imports
from kolonne.testing.schemas import undescribed

#: How a version is written that later ones do not fit.
_BOUNDS = ("<", "==", "~=")
_NOBODY = "nobody-at-all"


class PluginSuite:
    """What every plugin promises. Subclass it and set `plugin`, mostly to the module that has the hooks."""

    #: The module or object with the hooks.
    # No class variable: a type checker takes a module for something else.
    plugin: Any
    #: Settings that an organisation may have; each must be accepted, and the plugin must work with it.
    settings: ClassVar[Sequence[Mapping[str, Any]]] = ({},)
    #: Settings that must be refused.
    refused_settings: ClassVar[Sequence[Mapping[str, Any]]] = ()

    def test_its_hooks_are_known(self) -> None:
        """Every hook it implements is one of kolonne's, with arguments that kolonne gives."""
        found = self._installed()
        hold(not found.problem, f"the plugin cannot be used: {found.problem}")
        hold(set(found.hooks) - {"kolonne_organisations"}, "the plugin implements no hook that brings anything")

    def test_it_says_whom_it_serves(self) -> None:
        """It names at least one organisation, or `*` for all of them."""
        hold(self._installed().info.organisations, "`kolonne_organisations` names nobody, so that no export uses it")

    def test_it_is_not_asked_for_others(self) -> None:
        """An organisation that it does not name has nothing of it."""
        served = self._installed().info.organisations
        there = plugged([self.plugin]).registry(_NOBODY).plugins
        hold(bool(there) == ("*" in served), f"`{_NOBODY}` has {there}, and the plugin serves {served}")

    def test_its_settings_are_described(self) -> None:
        """Every setting says what it is, for people who write organisation.json."""
        schema = self._schema()
        bare = list(undescribed(schema or {}))
        hold(not bare, f"settings without a description: {', '.join(bare)}")

    def test_a_misspelled_setting_is_told(self) -> None:
        """A setting that the schema does not know is refused, and not passed over."""
        if self._schema() is None:
            hold(not any(self.settings), "there are settings, but no `kolonne_settings_schema`")
            return
        wrong = {**self.settings[0], "misspelled setting": True}
        hold(
            self._refusal(wrong),
            'a setting that the schema does not know is accepted: say `"additionalProperties": false`',
        )

    def test_its_settings_are_accepted(self) -> None:
        """Every example of settings follows the schema."""
        hold(self.settings, "`settings` is empty; without any, an organisation's settings are {}")
        for settings in self.settings:
            hold(not (why := self._refusal(settings)), f"{settings} is refused: {why}")

    def test_other_settings_are_refused(self) -> None:
        """What `refused_settings` says does not follow the schema."""
        for settings in self.refused_settings:
            hold(self._refusal(settings), f"{settings} is accepted")

    def test_its_hooks_give_what_they_promise(self) -> None:
        """With every example of settings each hook gives things of the right kind, and nothing is told against it."""
        for settings in self.settings:
            told = [
                f"{one.sub_service_name}: {one.failure_reason}" for one in self._registry(settings).incidents.reports
            ]
            hold(not told, f"with {settings}: {'; '.join(told)}")

    def test_examples_of_its_operations_hold(self) -> None:
        """Every operation has an example, and both evaluators give its value."""
        operations = self._registry(self.settings[0]).operations
        for operation in operations.values():
            if operation.overloads[0].batch is not None:
                check_examples(operation)

    def test_only_public_modules_are_imported(self) -> None:
        """Everything of kolonne but `kolonne`, `kolonne.hookspecs` and `kolonne.testing` may change at any time."""
        found = private_imports(self._source())
        hold(not found, f"imports what is not public: {', '.join(found)}")

    def test_it_says_which_kolonne_it_fits(self) -> None:
        """It is found by its entry point, and its distribution asks for this kolonne, but not for all that will ever come."""
        found = self._found()
        if found is None:
            what = f"it is found in no entry point of the group `{PROJECT}`; install it, as with `pip install -e .`"
            hold(kept=False, what=what)
            return
        hold(not found.problem, f"`{found.distribution}`: {found.problem}")
        hold(found.requires, f"`{found.distribution}` does not say which versions of kolonne it fits")
        is_bound = any(part.strip().startswith(_BOUNDS) for part in found.requires.split(","))
        what = f"fits whatever will ever come (`{found.requires}`): say below which version, as in `kolonne>=0.1,<0.2`"
        hold(is_bound, f"`{found.distribution}` {what}")

    def _installed(self) -> Installed:
        return next(one for one in plugged([self.plugin]).all if not one.is_built_in)

    def _found(self) -> Installed | None:
        """The plugin as kolonne finds it; none of the others is loaded."""
        name = plugin_name(self.plugin)
        others = {entry.name for entry in entry_points(group=PROJECT)} - {name}
        there = installed(frozenset(others), DEFAULT_SECONDS)
        return next((one for one in there if one.info.name == name), None)

    def _serves(self) -> str:
        first = self._installed().info.organisations[0]
        return _NOBODY if first == "*" else first

    def _registry(self, settings: Mapping[str, Any]) -> Registry:
        own = {plugin_name(self.plugin): dict(settings)} if settings else {}
        return plugged([self.plugin]).registry(self._serves(), own)

    def _refusal(self, settings: Mapping[str, Any]) -> str:
        """Why settings are refused; empty where they are accepted."""
        try:
            self._registry(settings)
        except DocumentError as error:
            return "; ".join(problem.message for problem in error.problems)
        except PluginError as error:
            return str(error)
        return ""

    def _schema(self) -> dict[str, Any] | None:
        hook = getattr(self.plugin, "kolonne_settings_schema", None)
        found: dict[str, Any] | None = hook() if hook is not None else None
        return found

    def _module(self) -> ModuleType:
        import sys

        if isinstance(self.plugin, ModuleType):
            return self.plugin
        return sys.modules[type(self.plugin).__module__]

    def _source(self) -> Path:
        file = Path(str(self._module().__file__))
        return file.parent if file.name == "__init__.py" else file
