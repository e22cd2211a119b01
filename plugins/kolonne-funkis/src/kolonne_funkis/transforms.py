"""Transforms: what documents cannot reckon of a course's meetings and participants."""

from kolonne.hookspecs import Transform
from kolonne_funkis.course_hours import CourseHours
from kolonne_funkis.headcount import HEADS, Headcount
from kolonne_funkis.settings import Settings


def transforms(settings: Settings) -> tuple[Transform, ...]:
    """Both, with the limits of an organisation's settings."""
    return _course_hours(settings), _headcount(settings)


def _course_hours(settings: Settings) -> Transform:
    return Transform(
        "funkis_course_hours",
        CourseHours(settings.thresholds.max_day_hours).of,
        "The hours of a course, of its meetings: meetings of one day are added up, and at most 9 hours of a day count.",
        {"days": "list(date)", "minutes": "list(integer)", "breaks": "list(integer)"},
        {"hours": "decimal(2)", "days": "integer", "long_days": "integer"},
    )


def _headcount(settings: Settings) -> Transform:
    return Transform(
        "funkis_headcount",
        Headcount(settings).of,
        "How many participants of a course count, in all and in the fields of the flat file, by gender and age group.",
        {
            "start": "date",
            "hours": "decimal(2)",
            "attended": "list(number)",
            "birth_years": "list(integer)",
            "genders": "list(text)",
        },
        dict.fromkeys(HEADS, "integer"),
        coarsens=True,
    )
