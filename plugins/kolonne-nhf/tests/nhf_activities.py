"""Activities as the transform is given them, and a slow and plain way to judge them."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import polars as pl

import kolonne_nhf as plugin

_SCHEMA = {
    "row": pl.Int64(),
    "supporters": pl.List(pl.String()),
    "starts": pl.Datetime("us", "UTC"),
    "ends": pl.Datetime("us", "UTC"),
    "participants": pl.List(pl.String()),
}
_MIDNIGHT = datetime(2025, 3, 4, tzinfo=UTC)
#: `overlaps` and `left_out`.
Judged = tuple[int | None, str | None]


def at(hours: float) -> datetime:
    """So many hours after the beginning of a Tuesday in UTC."""
    return _MIDNIGHT + timedelta(hours=hours)


class Activity(NamedTuple):
    """One row."""

    starts: datetime | None
    ends: datetime | None
    supporters: Sequence[str] | None = ("A",)
    participants: Sequence[str] | None = ("x", "y")


class Span(NamedTuple):
    """When an activity starts, and between which times, in seconds or days, others are held against it."""

    starts: float
    begin: float
    end: float


def frame_of(activities: Sequence[Activity]) -> pl.DataFrame:
    """The frame that the transform is given."""
    cells = {name: [getattr(one, name) for one in activities] for name in Activity._fields}
    return pl.DataFrame({"row": range(len(activities)), **cells}, schema=_SCHEMA)


def judged(activities: Sequence[Activity], *, whole_days: bool = False) -> list[Judged]:
    """What the transform says of each."""
    (transform,) = plugin.kolonne_transforms({"overlap": {"whole_days": whole_days}})
    found = transform.function(frame_of(activities))
    assert dict(found.schema) == {"row": pl.Int64(), "overlaps": pl.Int64(), "left_out": pl.String()}
    assert found["row"].to_list() == list(range(len(activities)))
    return found.drop("row").rows()


def judged_plainly(activities: Sequence[Activity], *, whole_days: bool = False) -> list[Judged]:
    """The same, each activity held against each other one."""
    spans = [_span(one, whole_days) if one.supporters else None for one in activities]
    return [_judged(row, activities, spans) for row in range(len(activities))]


def _judged(row: int, activities: Sequence[Activity], spans: Sequence[Span | None]) -> Judged:
    one, mine = activities[row], spans[row]
    if mine is None:
        return None, None
    at_once: Counter[str] = Counter()
    doubles = False
    for other_row, (other, its) in enumerate(zip(activities, spans, strict=True)):
        shared = set(one.supporters or ()) & set(other.supporters or ())
        if other_row != row and its is not None and mine.begin < its.end and its.begin < mine.end and shared:
            at_once.update(shared)
            same = bool(one.participants) and set(one.participants or ()) == set(other.participants or ())
            doubles |= same and (its.starts, other_row) < (mine.starts, row)
    return max(at_once.values(), default=0), "same_participants" if doubles else None


def _span(one: Activity, whole_days: bool) -> Span | None:
    if one.starts is None or one.ends is None or one.starts >= one.ends:
        return None
    starts = one.starts.timestamp()
    if not whole_days:
        return Span(starts, starts, one.ends.timestamp())
    oslo = ZoneInfo("Europe/Oslo")
    first, last = (when.astimezone(oslo).toordinal() for when in (one.starts, one.ends - timedelta(microseconds=1)))
    return Span(starts, first, last + 1)
