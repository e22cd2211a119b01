"""Rule kinds: what Funkis asks of a whole course, by the day it is asked for."""

from collections.abc import Callable

import polars as pl

from kolonne.hookspecs import RuleKind
from kolonne_funkis.thresholds import Thresholds


def rule_kinds(thresholds: Thresholds) -> tuple[RuleKind, ...]:
    """All of them, with the limits of an organisation's settings."""
    return _counts(thresholds), _digital(thresholds), _applied(), _reported(thresholds)


def _counts(thresholds: Thresholds) -> RuleKind:
    start = pl.col("start")
    long = pl.col("hours") >= thresholds.min_hours.of(start)
    dispensed = pl.col("dispensation").fill_null(value=False)
    enough = pl.col("participants") >= thresholds.min_participants.of(start)
    return RuleKind(
        "funkis_course_counts",
        _judged(long & (enough | dispensed)),
        "A course has at least 4 hours (8 if it began before 2021), and 4 participants who count or a dispensation.",
        {"hours": "decimal(2)", "participants": "integer", "start": "date", "dispensation": "boolean"},
        {
            "nb": "kurset har for få timer, eller for få deltakere som teller",
            "nn": "kurset har for få timar, eller for få deltakarar som tel",
            "en": "the course has too few hours, or too few participants who count",
        },
    )


def _digital(thresholds: Thresholds) -> RuleKind:
    share = thresholds.max_digital.of(pl.col("start")).cast(pl.Decimal(38, 0))
    return RuleKind(
        "funkis_digital_share",
        _judged(pl.col("digital") * 100 <= pl.col("hours") * share),
        "At most half of a course's hours are digital; all may be if it began before July 2023.",
        {"hours": "decimal(2)", "digital": "decimal(2)", "start": "date"},
        {
            "nb": "for mange av kursets timer er digitale",
            "nn": "for mange av timane i kurset er digitale",
            "en": "too many of the course's hours are digital",
        },
    )


def _applied() -> RuleKind:
    return RuleKind(
        "funkis_applied_in_time",
        _judged(pl.col("applied") < pl.col("start")),
        "The application lies before the first day of the course.",
        {"applied": "date", "start": "date"},
        {
            "nb": "søknaden kom ikke før kurset begynte",
            "nn": "søknaden kom ikkje før kurset tok til",
            "en": "the application did not come before the course began",
        },
    )


def _reported(thresholds: Thresholds) -> RuleKind:
    end = pl.col("end")
    deadline = end.dt.offset_by(pl.format("{}mo", thresholds.report_months.of(end)))
    return RuleKind(
        "funkis_reported_in_time",
        _judged(pl.col("reported") <= deadline),
        "The report came at most three months after the last day of the course; one that has not come yet breaks nothing.",
        {"reported": "date", "end": "date"},
        {
            "nb": "rapporten kom for sent etter siste kursdag",
            "nn": "rapporten kom for seint etter siste kursdag",
            "en": "the report came too late after the last day of the course",
        },
    )


def _judged(kept: pl.Expr) -> Callable[[pl.DataFrame], pl.Series]:
    """True where the rule is kept, false where it is broken, null where it says nothing."""

    def function(frame: pl.DataFrame) -> pl.Series:
        return frame.select(kept.alias("kept")).to_series()

    return function
