"""DayCount: from which day a workbook counts its dates."""

from kolonne.contract.quick import dataclass
from kolonne.writers.notes import Kind

#: 9999-12-31, in days from 1970-01-01.
_LAST = 2_932_896


@dataclass(frozen=True, slots=True)
class DayCount:
    """One of the two systems that spreadsheets know. Days are counted from 1970-01-01 where nothing else is said."""

    #: What is added to a day.
    offset: int
    #: The first day that it can count.
    first: int
    #: What happened to a date that it cannot.
    outside: Kind
    last: int = _LAST


#: Day 0 is 1899-12-30. It begins 1900-03-01: before, spreadsheets count a 29 February 1900 that never was.
FROM_1900 = DayCount(25_569, -25_508, Kind.OLD_DATE)
#: Day 0 is 1904-01-01, and what is before would be shown with a minus sign.
FROM_1904 = DayCount(24_107, -24_107, Kind.OLD_DATE_1904)
