"""ReportingPeriod: the stretch of time a report is about."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from kolonne.contract.errors import InvalidRequestError
from kolonne.contract.quick import dataclass

#: The clock that first users live by; an organisation may name another in its organisation.json.
DEFAULT_TIMEZONE = "Europe/Oslo"

_SHORT = re.compile(r"(?P<year>[0-9]{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")
_DAYS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}/[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
_ALLOWED = "allowed are 2025, 2025-H1, 2025-Q3, 2025-03, or START/END as in 2025-01-01/2025-06-30"


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """From `start` to `end`, two instants in UTC, both inclusive.

    A period can be made wrong; `is_valid` tells, and `ExportRequest` refuses a wrong one.
    """

    #: First instant, UTC.
    start: datetime
    #: Last instant, UTC: for a local year one microsecond before the next begins.
    end: datetime

    @property
    def is_valid(self) -> bool:
        """Whether both ends are in UTC and the end is not before the start."""
        return is_utc(self.start) and is_utc(self.end) and self.end >= self.start

    def first_day(self, timezone: str = DEFAULT_TIMEZONE) -> date:
        """The local date of the first instant."""
        return _local_day(self.start, timezone)

    def last_day(self, timezone: str = DEFAULT_TIMEZONE) -> date:
        """The local date of the last instant."""
        return _local_day(self.end, timezone)

    def name(self, timezone: str = DEFAULT_TIMEZONE) -> str:
        """The shortest text for the period, fit for a file name: `2025`, `2025-H1`, `2025-01-01--2025-02-14`.

        >>> ReportingPeriod.parse("2025-Q3").name()
        '2025-Q3'
        """
        first, last = self.first_day(timezone), self.last_day(timezone)
        year = f"{first.year:04}"
        candidates = [
            year,
            *(f"{year}-H{n}" for n in (1, 2)),
            *(f"{year}-Q{n}" for n in (1, 2, 3, 4)),
            f"{year}-{first.month:02}",
        ]
        for candidate in candidates:
            whole = type(self).parse(candidate, timezone)
            if (whole.first_day(timezone), whole.last_day(timezone)) == (first, last):
                return candidate
        return f"{first.isoformat()}--{last.isoformat()}"

    @classmethod
    def of_days(cls, first: date, last: date, timezone: str = DEFAULT_TIMEZONE) -> Self:
        """All of the local days `first` to `last`, both included."""
        end = _instant_at(last, time.max, timezone)
        if last < date.max:
            end = _instant_at(last + timedelta(days=1), time(), timezone) - timedelta(microseconds=1)
        return cls(_instant_at(first, time(), timezone), end)

    @classmethod
    def year(cls, year: int, timezone: str = DEFAULT_TIMEZONE) -> Self:
        """A local calendar year."""
        return cls._of_months(year, 1, 12, timezone)

    @classmethod
    def half(cls, year: int, half: int, timezone: str = DEFAULT_TIMEZONE) -> Self:
        """A local half year; `half` is 1 or 2."""
        return cls._of_months(year, half * 6 - 5, 6, timezone)

    @classmethod
    def quarter(cls, year: int, quarter: int, timezone: str = DEFAULT_TIMEZONE) -> Self:
        """A local quarter; `quarter` is 1 to 4."""
        return cls._of_months(year, quarter * 3 - 2, 3, timezone)

    @classmethod
    def month(cls, year: int, month: int, timezone: str = DEFAULT_TIMEZONE) -> Self:
        """A local month; `month` is 1 to 12."""
        return cls._of_months(year, month, 1, timezone)

    @classmethod
    def parse(cls, text: str, timezone: str = DEFAULT_TIMEZONE) -> Self:
        """Read `2025`, `2025-H1`, `2025-Q3`, `2025-03` or `START/END` (dates, both included, or UTC instants).

        Raises `InvalidRequestError` on anything else.
        """
        try:
            if short := _SHORT.fullmatch(text):
                year = int(short["year"])
                if short["half"]:
                    return cls.half(year, int(short["half"]), timezone)
                if short["quarter"]:
                    return cls.quarter(year, int(short["quarter"]), timezone)
                return cls.month(year, int(short["month"]), timezone) if short["month"] else cls.year(year, timezone)
            start, _, end = text.partition("/")
            if _DAYS.fullmatch(text):
                return cls.of_days(date.fromisoformat(start), date.fromisoformat(end), timezone)
            return cls(_instant(start), _instant(end))
        except (ValueError, OverflowError) as error:
            raise InvalidRequestError((f"reporting_period: found `{ascii(text[:80])[1:-1]}`; {_ALLOWED}",)) from error

    @classmethod
    def _of_months(cls, year: int, month: int, months: int, timezone: str) -> Self:
        index = year * 12 + month - 1 + months
        after = date(index // 12, index % 12 + 1, 1) if index < 120_000 else None
        last = date.max if after is None else after - timedelta(days=1)
        return cls.of_days(date(year, month, 1), last, timezone)


def is_utc(moment: object) -> bool:
    """Whether it is an instant, and in UTC."""
    return isinstance(moment, datetime) and moment.utcoffset() == timedelta(0)


def _local_day(moment: datetime, timezone: str) -> date:
    try:
        return moment.astimezone(ZoneInfo(timezone)).date()
    except OverflowError:  # the calendar ends within a day of this instant
        return moment.date()


def _instant_at(day: date, clock: time, timezone: str) -> datetime:
    try:
        return datetime.combine(day, clock, ZoneInfo(timezone)).astimezone(UTC)
    except OverflowError:  # local years 1 and 9999 reach beyond UTC's
        return _LAST if day.year == _LAST.year else _FIRST


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("an instant needs its offset")
    return moment.astimezone(UTC)
