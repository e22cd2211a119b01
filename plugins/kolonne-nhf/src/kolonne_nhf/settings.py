"""What an organisation can set, in organisation.json under `plugins.nhf`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kolonne.hookspecs import PluginError

#: Held against the settings before anything runs, so what follows may trust them.
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Settings of kolonne-nhf",
    "description": "Which activities double others, and where the kinds of activity stand. Everything may be left out.",
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "overlap": {
            "description": "The transform `nhf_overlaps`.",
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "whole_days": {
                    "description": (
                        "Whether activities of one day are held against each other whatever the hours. Without it only "
                        "those are that last at the same time."
                    ),
                    "type": "boolean",
                    "default": False,
                },
                "timezone": {
                    "description": "By which clock a day begins and ends, for `whole_days`.",
                    "type": "string",
                    "minLength": 1,
                    "default": "Europe/Oslo",
                },
            },
        },
        "taxonomy_file": {
            "description": (
                "A .csv file of kinds of activity, in place of the plugin's own; a relative path begins in the folder "
                "in which kolonne runs."
            ),
            "type": "string",
            "pattern": "[.]csv$",
        },
    },
}


@dataclass(frozen=True, slots=True)
class Overlap:
    """Of the transform `nhf_overlaps`; the schema says what each means."""

    whole_days: bool = False
    timezone: str = "Europe/Oslo"

    def check(self) -> None:
        """Raises `PluginError` for a timezone that is none."""
        try:
            ZoneInfo(self.timezone)
        except (ValueError, OSError, LookupError):
            found = f"overlap.timezone: found `{self.timezone}`"
            raise PluginError(f"{found}; a name such as `Europe/Oslo` is needed") from None


@dataclass(frozen=True, slots=True)
class Settings:
    """All of them; the schema says what each means."""

    overlap: Overlap = field(default_factory=Overlap)
    #: None for the file in the package.
    taxonomy_file: Path | None = None

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> "Settings":
        """Those of the plugin's settings, which follow the schema."""
        file = settings.get("taxonomy_file")
        return cls(Overlap(**settings.get("overlap", {})), None if file is None else Path(file))
