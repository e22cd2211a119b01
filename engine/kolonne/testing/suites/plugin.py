"""PluginSuite: a plugin as a whole."""

from collections.abc import Mapping, Sequence
from importlib.metadata import packages_distributions, requires
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import kolonne
from kolonne.contract import DocumentError, PluginError
from kolonne.plugins import Installed
from kolonne.registry import Registry
from kolonne.testing.parity import check_examples
from kolonne.testing.plugging import plugged, plugin_name
from kolonne.testing.promise import hold
from kolonne.testing.public_imports import private_imports
from kolonne.testing.schemas import undescribed

#: No plugin says that it fits this one, unless it says that it fits everything.
_FAR_AWAY = "9999.0"
_NOBODY = "nobody-at-all"


class PluginSuite:
    """What every plugin promises. Subclass it and set `plugin`, mostly to the module that has the hooks."""

    #: The module or object with the hooks.
    plugin: ClassVar[Any]
    #: Settings that an organisation may have; each must be accepted, and the plugin must work with it.
    settings: ClassVar[Sequence[Mapping[str, Any]]] = ({},)
    #: Settings that must be refused.
    refused_settings: ClassVar[Sequence[Mapping[str, Any]]] = ()
    #: The distribution that the plugin comes in; found out if it is not said.
    distribution: ClassVar[str] = ""

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
        """Its distribution asks for versions of kolonne, this one among them, and not for all that will ever come."""
        name = self.distribution or self._distribution()
        hold(name, "the plugin comes in no distribution; install it, for instance with `pip install -e .`")
        asked = [Requirement(text) for text in requires(name) or ()]
        own = [
            one for one in asked if canonicalize_name(one.name) == "kolonne" and "extra" not in str(one.marker or "")
        ]
        hold(own, f"`{name}` does not depend on kolonne")
        for one in own:
            fits = one.specifier.contains(kolonne.__version__, prereleases=True)
            hold(fits, f"`{one}` does not fit this kolonne, {kolonne.__version__}")
            is_open = one.specifier.contains(_FAR_AWAY, prereleases=True)
            hold(
                not is_open, f"`{one}` fits whatever will ever come: say below which version, as in `kolonne>=0.1,<0.2`"
            )

    def _installed(self) -> Installed:
        return next(one for one in plugged([self.plugin]).all if not one.is_built_in)

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

    def _distribution(self) -> str:
        package = self._module().__name__.partition(".")[0]
        return next(iter(packages_distributions().get(package, ())), "")
