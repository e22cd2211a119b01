"""Dated: a whole number that changes with time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from kolonne.hookspecs import PluginError


@dataclass(frozen=True, slots=True)
class Dated:
    """What holds from ever, and from which days on something else does."""

    first: int
    #: The first day of each later value, in order, and the value.
    changes: tuple[tuple[date, int], ...] = ()

    @classmethod
    def read(cls, place: str, entries: Sequence[Mapping[str, Any]]) -> "Dated":
        """Entries as settings have them: `from` inclusive, `until` exclusive.

        Raises `PluginError`, which begins with `place`, where a day has no value or two, or does not exist.
        """
        days = [(_day(place, entry, "from"), _day(place, entry, "until")) for entry in entries]
        if days[0][0] is not None:
            raise PluginError(f"{place}: there is no value before {days[0][0]}; leave out `from` of the first one")
        if days[-1][1] is not None:
            raise PluginError(f"{place}: there is no value from {days[-1][1]} on; leave out `until` of the last one")
        changes: list[tuple[date, int]] = []
        for (_, until), (since, _), entry in zip(days, days[1:], entries[1:], strict=False):
            if until is None or since is None or since < until:
                raise PluginError(f"{place}: two values claim the days {_claimed(since, until)}")
            if since > until:
                raise PluginError(f"{place}: the days from {until} until {since} have no value")
            if changes and since <= changes[-1][0]:
                raise PluginError(f"{place}: `{since}` stands behind a later day; the values stand in order")
            changes.append((since, int(entry["value"])))
        return cls(int(entries[0]["value"]), tuple(changes))

    def at(self, day: date) -> int:
        """The value of a day."""
        return next((value for since, value in reversed(self.changes) if since <= day), self.first)

    def of(self, day: pl.Expr) -> pl.Expr:
        """The same of a column of days, as Int64; null where the day is."""
        value = pl.lit(self.first, pl.Int64)
        for since, later in self.changes:
            value = pl.when(day >= since).then(pl.lit(later, pl.Int64)).otherwise(value)
        return pl.when(day.is_not_null()).then(value)


def _day(place: str, entry: Mapping[str, Any], key: str) -> date | None:
    written = entry.get(key)
    try:
        return None if written is None else date.fromisoformat(written)
    except ValueError:
        raise PluginError(f"{place}: `{key}`: there is no day `{written}`") from None


def _claimed(since: date | None, until: date | None) -> str:
    first = "from ever" if since is None else f"from {since}"
    return f"{first} on" if until is None else f"{first} until {until}"
