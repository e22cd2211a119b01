from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kolonne.contract import InvalidRequestError, ReportingPeriod

LAST = timedelta(microseconds=1)
ZONES = ["Europe/Oslo", "UTC", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati", "America/Sao_Paulo"]

#: Text, first instant, first instant after it; Oslo is at +01 in winter and +02 in summer.
PARSED = [
    ("2025", "2024-12-31T23:00", "2025-12-31T23:00"),
    ("2024", "2023-12-31T23:00", "2024-12-31T23:00"),
    ("2025-H1", "2024-12-31T23:00", "2025-06-30T22:00"),
    ("2025-H2", "2025-06-30T22:00", "2025-12-31T23:00"),
    ("2025-Q1", "2024-12-31T23:00", "2025-03-31T22:00"),
    ("2025-Q2", "2025-03-31T22:00", "2025-06-30T22:00"),
    ("2025-Q3", "2025-06-30T22:00", "2025-09-30T22:00"),
    ("2025-Q4", "2025-09-30T22:00", "2025-12-31T23:00"),
    ("2024-02", "2024-01-31T23:00", "2024-02-29T23:00"),
    ("2025-02", "2025-01-31T23:00", "2025-02-28T23:00"),
    ("2025-03", "2025-02-28T23:00", "2025-03-31T22:00"),
    ("2025-04", "2025-03-31T22:00", "2025-04-30T22:00"),
    ("2025-10", "2025-09-30T22:00", "2025-10-31T23:00"),
    ("2025-11", "2025-10-31T23:00", "2025-11-30T23:00"),
    ("2025-12", "2025-11-30T23:00", "2025-12-31T23:00"),
    ("2025-01-01/2025-06-30", "2024-12-31T23:00", "2025-06-30T22:00"),
    ("2025-03-30/2025-03-30", "2025-03-29T23:00", "2025-03-30T22:00"),  # a day of 23 hours
    ("2025-10-26/2025-10-26", "2025-10-25T22:00", "2025-10-26T23:00"),  # a day of 25 hours
]


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("text", "start", "after"), PARSED)
def test_parse(text: str, start: str, after: str) -> None:
    """A local stretch of days begins at local midnight, and ends a microsecond before the next begins."""
    period = ReportingPeriod.parse(text)
    assert (period.start, period.end) == (_utc(start), _utc(after) - LAST)
    assert period.is_valid


@pytest.mark.parametrize("text", [text for text, _, _ in PARSED if "/" not in text])
def test_short_names_round_trip(text: str) -> None:
    """A year, half, quarter or month is named as it is typed."""
    assert ReportingPeriod.parse(text).name() == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2025-01-01/2025-12-31", "2025"),
        ("2025-07-01/2025-09-30", "2025-Q3"),
        ("2025-01-01/2025-02-14", "2025-01-01--2025-02-14"),
        ("2024-07-01/2025-06-30", "2024-07-01--2025-06-30"),
        ("0500-03-01/0500-03-31", "0500-03"),
        ("0500-03-01/0500-03-30", "0500-03-01--0500-03-30"),
    ],
)
def test_names(text: str, name: str) -> None:
    """Days that make a year, half, quarter or month get its name; others are named by their first and last."""
    assert ReportingPeriod.parse(text).name() == name


def test_instants() -> None:
    """START/END may be instants, which become UTC."""
    period = ReportingPeriod.parse("2025-01-01T01:00:00+01:00/2025-01-31T23:59:59Z")
    assert period == ReportingPeriod(_utc("2025-01-01T00:00"), _utc("2025-01-31T23:59:59"))
    assert period.start.tzinfo == UTC


@pytest.mark.parametrize(
    "text",
    [
        "",
        "25",
        "2025-13",
        "2025-00",
        "2025-3",
        "2025-H3",
        "2025-Q0",
        "2025-Q5",
        "2025-h1",
        " 2025",
        "2025\n",
        "２０２５",
        "٢٠٢٥-H1",
        "2025-01-01",
        "2025-01-01/",
        "/2025-01-01",
        "2025-02-30/2025-03-01",
        "2025-01-01/2025-02-01/2025-03-01",
        "2025-01-01T00:00:00/2025-02-01T00:00:00",
        "2025-01-01/2025-02-01T00:00:00Z",
        "0000",
        "10000",
        "0001-01-01T00:00:00+01:00/2025-01-01T00:00:00Z",
        "x" * 1000,
    ],
)
def test_other_texts_are_refused(text: str) -> None:
    """Anything else is an InvalidRequestError that shows what is allowed."""
    with pytest.raises(InvalidRequestError, match=r"reporting_period: found `.*allowed are 2025, 2025-H1") as caught:
        ReportingPeriod.parse(text)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize("half", [0, 3, -1])
def test_no_such_half(half: int) -> None:
    """Halves are 1 and 2."""
    with pytest.raises(ValueError, match="month"):
        ReportingPeriod.half(2025, half)


@pytest.mark.parametrize("quarter", [0, 5])
def test_no_such_quarter(quarter: int) -> None:
    """Quarters are 1 to 4."""
    with pytest.raises(ValueError, match="month"):
        ReportingPeriod.quarter(2025, quarter)


@pytest.mark.parametrize("month", [0, 13])
def test_no_such_month(month: int) -> None:
    """Months are 1 to 12."""
    with pytest.raises(ValueError, match="month"):
        ReportingPeriod.month(2025, month)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("text", ["0001", "0001-H1", "0001-Q1", "0001-01", "9999", "9999-H2", "9999-Q4", "9999-12"])
def test_the_ends_of_the_calendar(text: str, zone: str) -> None:
    """The first and the last year work in every zone, though their local days reach beyond what UTC can say."""
    period = ReportingPeriod.parse(text, zone)
    assert period.is_valid
    assert period.name(zone) == text


@pytest.mark.parametrize("zone", ZONES)
def test_the_first_and_last_instant_have_a_local_day(zone: str) -> None:
    """The longest period there is can be named in every zone."""
    forever = ReportingPeriod(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    assert (forever.first_day(zone), forever.last_day(zone)) == (date.min, date.max)
    assert forever.name(zone) == "0001-01-01--9999-12-31"


@settings(deadline=None)
@given(st.dates(), st.dates(), st.sampled_from(ZONES))
def test_any_days_round_trip(one: date, other: date, zone: str) -> None:
    """Days become instants and the same days again, and the name reads back as the same period."""
    first, last = sorted((one, other))
    period = ReportingPeriod.of_days(first, last, zone)
    assert period.is_valid
    assert (period.first_day(zone), period.last_day(zone)) == (first, last)
    assert ReportingPeriod.parse(period.name(zone).replace("--", "/"), zone) == period


@settings(deadline=None)
@given(st.integers(1900, 2100), st.integers(1, 12), st.sampled_from(ZONES))
def test_months_follow_each_other_without_a_gap(year: int, month: int, zone: str) -> None:
    """The instant after a month's last is the next month's first, whatever the clocks did."""
    after = (year + 1, 1) if month == 12 else (year, month + 1)
    assert ReportingPeriod.month(year, month, zone).end + LAST == ReportingPeriod.month(*after, zone).start


@pytest.mark.parametrize(
    ("start", "end", "valid"),
    [
        (_utc("2025-01-01"), _utc("2025-01-01"), True),
        (_utc("2025-01-01"), _utc("2025-01-01") - LAST, False),
        (datetime(2025, 1, 1), _utc("2025-02-01"), False),  # noqa: DTZ001 - meant
        (_utc("2025-01-01"), datetime(2025, 2, 1), False),  # noqa: DTZ001 - meant
        (datetime(2025, 1, 1), datetime(2025, 2, 1), False),  # noqa: DTZ001 - meant
        (_utc("2025-01-01"), datetime(2025, 2, 1, tzinfo=ZoneInfo("Europe/Oslo")), False),
        (_utc("2025-01-01"), datetime(2025, 2, 1, tzinfo=timezone(timedelta(0), "Z")), True),
    ],
)
def test_is_valid(start: datetime, end: datetime, valid: bool) -> None:
    """Valid means: both in UTC, and the end not before the start."""
    assert ReportingPeriod(start, end).is_valid is valid
