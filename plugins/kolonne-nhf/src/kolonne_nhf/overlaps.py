"""Overlaps: which activities of a peer supporter last at the same time, and which of them double another one."""

import polars as pl

from kolonne.hookspecs import Transform
from kolonne_nhf.settings import Overlap

#: Why a row is left out.
_DOUBLED = "same_participants"


def overlaps(settings: Overlap) -> Transform:
    """The transform `nhf_overlaps`, with an organisation's settings; raises `PluginError` for those that cannot be."""
    settings.check()
    return Transform(
        "nhf_overlaps",
        _Overlaps(settings).of,
        "How many activities their peer supporter has at the same time; one with the same participants as an earlier one "
        "of them is left out.",
        {"supporters": "list(text)", "starts": "datetime", "ends": "datetime", "participants": "list(text)"},
        {"overlaps": "integer"},
        {
            _DOUBLED: {
                "nb": "likepersonen har en aktivitet samtidig med de samme deltakerne",
                "nn": "likepersonen har ein aktivitet samtidig med dei same deltakarane",
                "en": "the peer supporter has an activity at the same time with the same participants",
            }
        },
        sees="all",
    )


class _Overlaps:
    def __init__(self, settings: Overlap) -> None:
        self._settings = settings

    def of(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Gives `row`, `overlaps` and `left_out`; needs no more than the rows sorted, however many share a supporter."""
        parts = self._parts(frame)
        found = frame.select("row").join(_most_at_once(parts), on="row", how="left", maintain_order="left")
        reason = pl.when(pl.col("row").is_in(_doubling(parts).implode())).then(pl.lit(_DOUBLED))
        return found.with_columns(reason.alias("left_out"))

    def _parts(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Each supporter's part in each activity of known time: from `begin` up to `end`, which is not part of it."""
        known = frame.filter(pl.col("starts") < pl.col("ends"), _people("supporters").list.len() > 0)
        begin, end = pl.col("starts"), pl.col("ends")
        if self._settings.whole_days:
            begin, end = self._days(begin, end)
        return known.select(
            "row",
            "starts",
            begin.alias("begin"),
            end.alias("end"),
            # In one order, so that the same people are the same list.
            _people("participants").list.sort().alias("participants"),
            _people("supporters").alias("supporter"),
        ).explode("supporter")

    def _days(self, begin: pl.Expr, end: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
        """The days that an activity touches."""
        first, last = (at.dt.convert_time_zone(self._settings.timezone).dt.date() for at in (begin, _just_before(end)))
        return first, last.dt.offset_by("1d")


def _people(column: str) -> pl.Expr:
    """Each person once, in no order."""
    return pl.col(column).list.drop_nulls().list.unique()


def _just_before(at: pl.Expr) -> pl.Expr:
    return at - pl.duration(microseconds=1)


def _most_at_once(parts: pl.DataFrame) -> pl.DataFrame:
    """`row` and `overlaps`: how many other activities that supporter of it has in its time who has the most.

    They are those that begin before it ends, without those that have ended when it begins. Both can be counted on the way
    through all beginnings and ends in the order of time; what ends comes before what begins at that time. What was counted
    of supporters before is in both counts, and so of no account.
    """
    moments = pl.concat(
        [
            parts.select("supporter", "row", pl.col("begin").alias("at"), pl.lit(value=True).alias("begins")),
            parts.select("supporter", "row", pl.col("end").alias("at"), pl.lit(value=False).alias("begins")),
        ]
    ).sort("supporter", "at", "begins")
    begun, ended = (one.cast(pl.Int64).cum_sum() for one in (pl.col("begins"), ~pl.col("begins")))
    counts = moments.with_columns(pl.when("begins").then(-ended).otherwise(begun).alias("count"))
    others = counts.group_by("supporter", "row").agg(pl.col("count").sum() - 1)
    return others.group_by("row").agg(pl.col("count").max().alias("overlaps"))


def _doubling(parts: pl.DataFrame) -> pl.Series:
    """The rows of activities that begin before an earlier one of the same supporter and participants has ended."""
    same = ("supporter", "participants")
    named = parts.filter(pl.col("participants").list.len() > 0).sort("starts", "row")
    latest = pl.col("end").cum_max().shift(1).over(*same)
    return named.filter(pl.col("begin") < latest)["row"].unique()
