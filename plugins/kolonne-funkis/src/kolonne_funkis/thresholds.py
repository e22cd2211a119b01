"""Thresholds: what Funkis asks of courses, by time."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from kolonne_funkis.dated import Dated

_PLACE = "plugins.funkis.thresholds"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The limits of an organisation."""

    #: Course hours that a course needs, by its first day.
    min_hours: Dated
    #: Counting participants that it needs without a dispensation.
    min_participants: Dated
    #: Per cent of the hours that a participant must have been there.
    min_attendance: Dated
    #: The age that a participant must reach in the year in which the course begins.
    min_age: Dated
    #: Course hours of one day that count, by the day.
    max_day_hours: Dated
    #: Per cent of the hours that may be digital. All could while people could not meet.
    max_digital: Dated
    #: Months from the last day of the course to the last day on which it can be reported.
    report_months: Dated

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> "Thresholds":
        """Those of the plugin's settings over the usual ones; raises `PluginError` for gaps and overlaps."""
        said = settings.get("thresholds", {})
        names = [field.name for field in fields(cls) if field.name in said]
        return replace(FUNKIS, **{name: Dated.read(f"{_PLACE}.{name}", said[name]) for name in names})


#: What Funkis is known to ask for.
FUNKIS = Thresholds(
    min_hours=Dated(8, ((date(2021, 1, 1), 4),)),
    min_participants=Dated(4),
    min_attendance=Dated(75),
    min_age=Dated(14),
    max_day_hours=Dated(9),
    max_digital=Dated(100, ((date(2023, 7, 1), 50),)),
    report_months=Dated(3),
)
