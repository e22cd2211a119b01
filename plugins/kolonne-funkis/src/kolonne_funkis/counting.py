"""Counting: whether a participant of a course counts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from kolonne_funkis.thresholds import Thresholds


@dataclass(frozen=True, slots=True)
class Counting:
    """Who counts: was there for so much of the hours, and reaches so high an age in the year the course begins.

    The share is compared by multiplying, so that exactly three quarters are three quarters. Of a course without hours
    nobody counts; hours that are not known are none. Blank where the first day is not known.
    """

    thresholds: Thresholds
    unknown_age_counts: bool

    def of(self, attended: pl.Expr, hours: pl.Expr, birth_year: pl.Expr, start: pl.Expr) -> pl.Expr:
        """Of columns: hours as decimals of one scale, years, and the course's first day."""
        share = self.thresholds.min_attendance.of(start).cast(pl.Decimal(38, 0))
        there = (hours > 0) & (attended * 100 >= hours * share)
        # The limit is moved and not the year of birth, which may be any number: a difference of two could wrap around.
        old = birth_year <= start.dt.year().cast(pl.Int64) - self.thresholds.min_age.of(start)
        known = there.fill_null(value=False) & old.fill_null(value=self.unknown_age_counts)
        return pl.when(start.is_not_null()).then(known)

    def one(
        self, attended: Decimal | None, hours: Decimal | None, birth_year: int | None, start: date | None
    ) -> bool | None:
        """The same of one participant."""
        if start is None:
            return None
        if attended is None or hours is None or hours <= 0:
            return False
        if attended * 100 < hours * self.thresholds.min_attendance.at(start):
            return False
        if birth_year is None:
            return self.unknown_age_counts
        return birth_year <= start.year - self.thresholds.min_age.at(start)
