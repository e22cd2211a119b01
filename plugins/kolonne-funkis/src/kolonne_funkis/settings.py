"""What an organisation can set, in organisation.json under `plugins.funkis`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kolonne_funkis.thresholds import FUNKIS, Thresholds

_DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def _dated(what: str, most: int) -> dict[str, Any]:
    return {
        "description": f"{what} Dated values in the order of time, without gaps.",
        "type": "array",
        "minItems": 1,
        "items": {
            "description": "A value and when it holds.",
            "type": "object",
            "additionalProperties": False,
            "required": ["value"],
            "properties": {
                "from": {**_DAY, "description": "The first day; left out of the first value."},
                "until": {**_DAY, "description": "The day after the last one; left out of the last value."},
                "value": {"description": "The limit in that time.", "type": "integer", "minimum": 0, "maximum": most},
            },
        },
    }


#: Held against the settings before anything runs, so what follows may trust them.
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Settings of kolonne-funkis",
    "description": "Courses with Studieforbundet Funkis. Everything may be left out until the flat file is made.",
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "study_association": {
            "description": "The study association's number, four digits that begin with 25. The flat file needs it.",
            "type": "string",
            "pattern": "^25[0-9]{2}$",
        },
        "member_organisation": {
            "description": (
                "The number that the study association has given to the organisation that holds the courses. Without it "
                "the association itself holds them. It counts where a report has no column `member_organisation`."
            ),
            "type": "integer",
            "minimum": 1,
            "maximum": 999,
        },
        "abroad": {
            "description": "The four digits that stand in place of a municipality for courses abroad.",
            "type": "string",
            "pattern": "^[0-9]{4}$",
            "default": "9900",
        },
        "unknown_age_counts": {
            "description": "Whether a participant counts whose birth year is not known.",
            "type": "boolean",
            "default": False,
        },
        "thresholds": {
            "description": "Other limits than those that the plugin knows.",
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "min_hours": _dated("Hours that a course needs, by its first day.", 1000),
                "min_participants": _dated("Counting participants that a course needs, by its first day.", 1000),
                "min_attendance": _dated("Per cent of the hours that a participant must attend.", 100),
                "min_age": _dated("The age that a participant must reach in the year of the course.", 120),
                "max_day_hours": _dated("Hours of one day that count, by that day.", 24),
                "max_digital": _dated("Per cent of the hours that may be digital, by the course's first day.", 100),
                "report_months": _dated("Months to report in, by the course's last day.", 120),
            },
        },
        "flat_file": {
            "description": "The format `funkis-flat`.",
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "encoding": {
                    "description": "How letters are written as bytes.",
                    "enum": ["iso-8859-1", "windows-1252", "utf-8"],
                    "default": "iso-8859-1",
                },
                "more_fields": {
                    "description": "Fields behind the participants, in their order: columns of the sheet by name.",
                    "type": "array",
                    "uniqueItems": True,
                    "items": {
                        "description": "A column that the flat file can have.",
                        "enum": ["first_day", "last_day", "hours_with_teacher", "hours_without_teacher", "title"],
                    },
                    "default": [],
                },
                "dates": {
                    "description": "How days are written in `first_day` and `last_day`.",
                    "enum": ["ddmmyyyy", "yyyymmdd", "dd.mm.yyyy"],
                    "default": "ddmmyyyy",
                },
                "unknown_gender": {
                    "description": (
                        "What happens to participants who are counted as neither women nor men, for whom the file has no "
                        "field: no file is made, or they are left out of it and that is told."
                    ),
                    "enum": ["refused", "left_out"],
                    "default": "refused",
                },
            },
        },
    },
}


@dataclass(frozen=True, slots=True)
class FlatFile:
    """Of the format `funkis-flat`; the schema says what each means."""

    #: Empty where it is not said.
    study_association: str = ""
    member_organisation: int | None = None
    encoding: str = "iso-8859-1"
    more_fields: tuple[str, ...] = ()
    dates: str = "ddmmyyyy"
    unknown_gender: str = "refused"

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> "FlatFile":
        """Those of the plugin's settings, which follow the schema."""
        numbers = {name: settings[name] for name in ("study_association", "member_organisation") if name in settings}
        form = dict(settings.get("flat_file", {}))
        more = tuple(form.pop("more_fields", ()))
        return cls(**numbers, **form, more_fields=more)


@dataclass(frozen=True, slots=True)
class Settings:
    """Of what counts; the schema says what each means."""

    abroad: str = "9900"
    unknown_age_counts: bool = False
    thresholds: Thresholds = FUNKIS

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> "Settings":
        """Those of the plugin's settings, which follow the schema; raises `PluginError` for gaps and overlaps."""
        plain = {name: settings[name] for name in ("abroad", "unknown_age_counts") if name in settings}
        return cls(**plain, thresholds=Thresholds.of(settings))
