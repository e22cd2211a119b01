"""Days: from when until when something holds."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from kolonne.definitions import Validity
from kolonne.documents import Path
from kolonne.plan.problems import Desk

#: From a day, inclusive, until a day, exclusive; None: without such an end.
Interval: TypeAlias = tuple[date | None, date | None]


def holds(validity: Validity | None, day: date) -> bool:
    """Whether a day lies within: `from` inclusive, `until` exclusive."""
    if validity is None:
        return True
    text = day.isoformat()
    return (validity.since is None or validity.since <= text) and (validity.until is None or text < validity.until)


def check_validity(path: Path, validity: Validity | None, desk: Desk) -> None:
    """What ends must have begun before."""
    if complaint := backwards(validity):
        desk.report((*path, "until"), "bad_dates", complaint)


def backwards(validity: Validity | None) -> str:
    """The complaint where the end does not lie behind the beginning; empty where it does."""
    if validity is None or validity.since is None or validity.until is None or validity.since < validity.until:
        return ""
    return f"`until` ({validity.until}, the day after the last one) is not after `from` ({validity.since})"


def check_times(path: Path, entries: Sequence[Validity], desk: Desk) -> None:
    """Dated values must leave no day out between them, and no day to two of them."""
    for index, entry in enumerate(entries):
        check_validity((*path, index), entry, desk)
    for index, code, message, hint in clashes([interval(entry) for entry in entries]):
        desk.report((*path, index), code, message, hint)


def interval(validity: Validity) -> Interval:
    """First day and day after the last one as days."""
    since, until = validity.since, validity.until
    return date.fromisoformat(since) if since else None, date.fromisoformat(until) if until else None


def clashes(intervals: Sequence[Interval]) -> Iterator[tuple[int, str, str, str]]:
    """Which of them begins before another one ends, or later than the day on which it ends: index, code, message, hint."""
    known = sorted(
        ((since or date.min, until, index) for index, (since, until) in enumerate(intervals)),
        key=lambda one: (one[0], one[1] or date.min, one[2]),
    )
    for (first, until, _), (since, _, index) in pairwise(known):
        if until is None or since < until:
            held = f"from {first}" if first != date.min else "from the beginning"
            held += f" until {until}" if until else " without end"
            begins = f"this begins on {since}" if since != date.min else "this has no `from`"
            yield index, "overlap", f"{begins}, but another value holds {held}", ""
        elif since > until:
            yield index, "gap", f"no value holds from {until} until {since}", "`until` is the day after the last one"
