"""CourseHours: the hours of courses, of the meetings that each of them had."""

from dataclasses import dataclass

import polars as pl

from kolonne_funkis.course_time import capped, hours_of, seconds_of
from kolonne_funkis.dated import Dated

_LISTS = ("days", "minutes", "breaks")


@dataclass(frozen=True, slots=True)
class CourseHours:
    """Adds up meetings of one day, lets no more than so many hours of it count, and adds up days."""

    most_hours: Dated

    def of(self, frame: pl.DataFrame) -> pl.DataFrame:
        """A frame with `row` and, in lists of one length, `days`, `minutes` and `breaks` of each meeting.

        Gives `row`, `hours` (two decimals), `days` (how many) and `long_days` (how many of them had more hours than count).
        Blank where the lists differ in length, a meeting's breaks are longer than itself, or it is longer than a day.
        """
        sizes = [pl.col(name).list.len() for name in _LISTS]
        even = (sizes[0] == sizes[1]) & (sizes[0] == sizes[2])
        meetings = frame.filter(even & (sizes[0] > 0)).explode(*_LISTS)
        held = meetings.select("row", "days", seconds_of(pl.col("minutes"), pl.col("breaks")).alias("seconds"))
        by_day = held.group_by("row", "days").agg(
            pl.col("seconds").sum(), pl.any_horizontal(pl.col("seconds", "days").is_null()).any().alias("odd")
        )
        counted = capped(pl.col("seconds"), self.most_hours.of(pl.col("days")))
        by_row = by_day.group_by("row").agg(
            counted.sum().alias("counted"),
            pl.len().cast(pl.Int64).alias("held_days"),
            (counted < pl.col("seconds")).sum().cast(pl.Int64).alias("long_days"),
            pl.col("odd").any(),
        )
        found = frame.select("row", even.fill_null(value=False).alias("even")).join(
            by_row, on="row", how="left", maintain_order="left"
        )
        good = pl.col("even") & pl.col("odd").fill_null(value=False).not_()
        values = {
            "hours": hours_of(_or_none("counted")),
            "days": _or_none("held_days"),
            "long_days": _or_none("long_days"),
        }
        return found.select("row", *(pl.when(good).then(value).alias(name) for name, value in values.items()))


def _or_none(name: str) -> pl.Expr:
    """0 for a course without meetings."""
    return pl.col(name).fill_null(0)
