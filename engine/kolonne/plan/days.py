"""Days: from when until when something holds."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from kolonne.definitions import Validity
from kolonne.documents import Path
from kolonne.plan.problems import Desk


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
    known = sorted((entry.since or "", entry.until or "", index) for index, entry in enumerate(entries))
    for (first, until, _), (since, _, index) in pairwise(known):
        if not until or since < until:
            held = f"from {first}" if first else "from the beginning"
            held += f" until {until}" if until else " without end"
            begins = f"this begins on {since}" if since else "this has no `from`"
            desk.report((*path, index), "overlap", f"{begins}, but another value holds {held}")
        elif since > until:
            hint = "`until` is the day after the last one"
            desk.report((*path, index), "gap", f"no value holds from {until} until {since}", hint)
