"""What an organisation can set, in organisation.json under `plugins.blindeforbundet`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kolonne_blindeforbundet.contrast import CONTRASTS

#: Held against the settings before anything runs, so what follows may trust them.
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Settings of kolonne-blindeforbundet",
    "description": "How the formats for people who see little or nothing look. Everything may be left out.",
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "large_print": {
            "description": "The format `xlsx-large-print`.",
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "font": {
                    "description": "The font of all cells. All of them are without serifs.",
                    "enum": ["Arial", "Calibri", "Tahoma", "Verdana"],
                    "default": "Arial",
                },
                "font_size": {
                    "description": "The size of letters in points.",
                    "type": "integer",
                    "minimum": 18,
                    "maximum": 36,
                    "default": 20,
                },
                "contrast": {
                    "description": (
                        "Letters on background. `black-on-white` leaves both to the program, so that the contrast theme "
                        "of the reader's own computer counts."
                    ),
                    "enum": list(CONTRASTS),
                    "default": "black-on-white",
                },
                "announce": {
                    "description": (
                        "What screen readers say with a cell: its column's header, or also the first cell of its row."
                    ),
                    "enum": ["columns", "columns-and-rows"],
                    "default": "columns",
                },
            },
        },
        "linear": {
            "description": "The format `html-linear`.",
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "blank_cells": {
                    "description": "Whether a cell in which nothing stands is told with a word, or left out.",
                    "enum": ["told", "left-out"],
                    "default": "told",
                },
                "record_headings": {
                    "description": (
                        "What the heading of a record says, by which readers jump from one to the next: its number and "
                        "its first column, or its number alone."
                    ),
                    "enum": ["number-and-first-column", "number"],
                    "default": "number-and-first-column",
                },
                "line_length": {
                    "description": (
                        "Cells of the braille display or letters a line, at most; longer lines break between words. 0 "
                        "uses the whole width."
                    ),
                    "type": "integer",
                    "anyOf": [{"const": 0}, {"minimum": 12, "maximum": 120}],
                    "default": 0,
                },
            },
        },
    },
}


@dataclass(frozen=True, slots=True)
class LargePrint:
    """Of the format `xlsx-large-print`; the schema says what each means."""

    font: str = "Arial"
    #: In points.
    font_size: int = 20
    contrast: str = "black-on-white"
    announce: str = "columns"

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> "LargePrint":
        """Those of the plugin's settings, which follow the schema."""
        return cls(**settings.get("large_print", {}))


@dataclass(frozen=True, slots=True)
class Linear:
    """Of the format `html-linear`; the schema says what each means."""

    blank_cells: str = "told"
    record_headings: str = "number-and-first-column"
    #: In letters; 0 for no limit.
    line_length: int = 0

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> "Linear":
        """Those of the plugin's settings, which follow the schema."""
        return cls(**settings.get("linear", {}))
