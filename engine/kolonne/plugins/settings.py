"""Settings of plugins, held against the JSON Schemas that plugins ship; what is wrong is told where it stands."""

import json
from collections.abc import Mapping
from typing import Any

from kolonne.contract import DocumentError, PluginError
from kolonne.documents import DocumentFile, near, parse_json
from kolonne.plan import Desk, report_errors
from kolonne.plugins.plain_schema import takes_nothing
from kolonne.registry import PluginInfo

_FILE = "organisation.json"


class SettingsDesk:
    """Settings by plugin as organisation.json has them, and the problems that were found in them."""

    def __init__(self, settings: Mapping[str, Any], file: DocumentFile | None) -> None:
        """`file` is where they stand; without it, places are those of the settings written out alone."""
        root = file.root if file is not None else None
        if root is None:
            root, _ = parse_json(json.dumps({"plugins": dict(settings)}, indent=2, ensure_ascii=False), _FILE)
        if root is None:
            raise PluginError("the settings of plugins cannot be written as JSON")
        self.settings = settings
        self._desk = Desk(root)

    def refuse_unknown(self, org_id: str, serving: list[str]) -> None:
        """Tell of settings that no plugin would ever see."""
        for name in self.settings:
            if name not in serving:
                there = ", ".join(f"`{one}`" for one in serving) or "none"
                message = f"no plugin `{name}` that serves `{org_id}` is installed"
                hint = near(name, serving) or f"there are {there}"
                self._desk.report(("plugins", name), "unknown_plugin", message, hint, at_key=True)

    def check(self, info: PluginInfo, schema: dict[str, Any] | None) -> None:
        """Tell every mistake in a plugin's settings; raises `PluginError` where the schema itself is none."""
        own = self.settings.get(info.name, {})
        if schema is None:
            if own:
                message = f"the plugin `{info.name}` takes no settings"
                self._desk.report(("plugins", info.name), "unknown_field", message, at_key=True)
            return
        if not own and takes_nothing(schema):
            return
        from jsonschema import Draft202012Validator
        from jsonschema.exceptions import SchemaError
        from referencing import Registry
        from referencing.exceptions import Unresolvable

        try:
            Draft202012Validator.check_schema(schema)
            # An empty registry: no schema makes this fetch anything from elsewhere.
            errors = list(Draft202012Validator(schema, registry=Registry()).iter_errors(own))
            if errors and info.name not in self.settings and "*" in info.organisations:
                # Whoever serves everybody cannot ask everybody for settings.
                raise PluginError(f"{info}: it needs settings, and the organisation has none: {errors[0].message}")
        except SchemaError as error:
            raise PluginError(f"{info}: its settings schema is broken: {error.message}") from error
        except Unresolvable as error:
            raise PluginError(f"{info}: its settings schema refers to `{error.ref}`, which is not in it") from error
        report_errors(errors, self._desk, ("plugins", info.name))

    def close(self) -> None:
        """Raise `DocumentError` with every problem, if there is any."""
        if self._desk.problems:
            raise DocumentError(tuple(sorted(self._desk.problems, key=lambda one: (one.line, one.column))))
