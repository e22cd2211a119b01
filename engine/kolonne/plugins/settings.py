"""Settings of plugins, held against the JSON Schema that the plugin ships."""

from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from kolonne.contract import PluginError


def check_settings(name: str, settings: Any, schema: dict[str, Any] | None) -> None:
    """Raise `PluginError`, telling every mistake, where the settings are not as the plugin wants them."""
    if schema is None:
        if settings:
            raise PluginError(f"plugin `{name}` takes no settings, but organisation.json has some")
        return
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        raise PluginError(f"plugin `{name}`: its settings schema is broken: {error.message}") from error
    mistakes = [
        f"plugins.{name}{''.join(f'.{step}' for step in error.absolute_path)}: {error.message}"
        for error in Draft202012Validator(schema).iter_errors(settings)
    ]
    if mistakes:
        raise PluginError("; ".join(mistakes))
