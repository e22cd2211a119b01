"""Settings of plugins, held against the JSON Schema that the plugin ships."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from kolonne.contract import PluginError


def refuse_unknown(org_id: str, settings: Iterable[str], serving: list[str]) -> None:
    """Raise `PluginError` for settings that no plugin would ever see."""
    for name in settings:
        if name not in serving:
            near = get_close_matches(name, serving, n=1)
            there = ", ".join(f"`{one}`" for one in serving) or "none"
            hint = f"did you mean `{near[0]}`?" if near else f"there are {there}"
            raise PluginError(f"plugins.{name}: no plugin `{name}` that serves `{org_id}` is installed; {hint}")


def check_settings(name: str, settings: Any, schema: dict[str, Any] | None) -> None:
    """Raise `PluginError`, telling every mistake, where the settings are not as the plugin wants them."""
    if schema is None:
        if settings:
            raise PluginError(f"plugins.{name}: the plugin takes no settings, but organisation.json has some")
        return
    # Most organisations have no settings to check.
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError
    from referencing import Registry
    from referencing.exceptions import Unresolvable

    try:
        Draft202012Validator.check_schema(schema)
        # An empty registry: no schema makes this fetch anything from elsewhere.
        errors = sorted(
            Draft202012Validator(schema, registry=Registry()).iter_errors(settings), key=lambda e: e.json_path
        )
    except SchemaError as error:
        raise PluginError(f"plugin `{name}`: its settings schema is broken: {error.message}") from error
    except Unresolvable as error:
        raise PluginError(
            f"plugin `{name}`: its settings schema refers to `{error.ref}`, which is not in it"
        ) from error
    mistakes = [f"plugins.{name}{error.json_path[1:]}: {error.message}" for error in errors]
    if mistakes:
        raise PluginError("; ".join(mistakes))
