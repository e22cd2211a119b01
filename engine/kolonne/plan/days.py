"""Days: from when until when something holds."""

from collections.abc import Callable, Sequence
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
    check_overlaps(path, entries, desk)


def check_overlaps(path: Path, entries: Sequence[Validity], desk: Desk) -> None:
    """What must hold between them."""
    check_sequence([interval(entry) for entry in entries], lambda index, *told: desk.report((*path, index), *told))


def interval(validity: Validity) -> Interval:
    """First day and day after the last one as days."""
    since, until = validity.since, validity.until
    return date.fromisoformat(since) if since else None, date.fromisoformat(until) if until else None


def check_sequence(intervals: Sequence[Interval], report: Callable[[int, str, str, str], None]) -> None:
    """Tell, by its index, which begins before another one ends, or later than the day on which it ends."""
    known = sorted(
        ((since or date.min, until, index) for index, (since, until) in enumerate(intervals)),
        key=lambda one: (one[0], one[1] or date.min, one[2]),
    )
    for (first, until, _), (since, _, index) in pairwise(known):
        if until is None or since < until:
            held = f"from {first}" if first != date.min else "from the beginning"
            held += f" until {until}" if until else " without end"
            begins = f"this begins on {since}" if since != date.min else "this has no `from`"
            report(index, "overlap", f"{begins}, but another value holds {held}", "")
        elif since > until:
            report(index, "gap", f"no value holds from {until} until {since}", "`until` is the day after the last one")
