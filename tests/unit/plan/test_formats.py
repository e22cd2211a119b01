"""Formats of dates and times as people write them."""

import pytest

from kolonne.plan.formats import DEFAULT_FORMATS, strftime_form, strptime_form


@pytest.mark.parametrize(
    ("written", "kind", "form"),
    [
        ("yyyy-mm-dd", "date", "%Y-%m-%d"),
        ("d.m.yyyy", "date", "%d.%m.%Y"),
        ("dd.mm.yyyy", "date", "%d.%m.%Y"),
        ("dd/mm yyyy", "date", "%d/%m %Y"),
        ("100% dd.mm.yyyy", "date", "100%% %d.%m.%Y"),
        ("yyyymmdd", "date", "%Y%m%d"),
        ("hh:mm", "time", "%H:%M"),
        ("hh.mm.ss", "time", "%H.%M.%S"),
        ("d.m.yyyy hh:mm", "datetime", "%d.%m.%Y %H:%M"),
        ("yyyy-mm-ddThh:mm:ss", "datetime", "%Y-%m-%dT%H:%M:%S"),
    ],
)
def test_known(written: str, kind: str, form: str) -> None:
    """`mm` is the month, and behind an hour the minute."""
    assert strptime_form(written, kind) == form


@pytest.mark.parametrize(
    ("written", "kind", "message"),
    [
        ("yyyy", "date", "`yyyy` does not name the month (`mm`); write it like `d.m.yyyy`"),
        ("mm.yyyy", "date", "`mm.yyyy` does not name the day (`dd`); write it like `d.m.yyyy`"),
        ("dd.MM.yyyy", "date", "`MM` in `dd.MM.yyyy` is not known; write it like `d.m.yyyy`"),
        ("dd.mm.yy", "date", "`yy` in `dd.mm.yy` is not known; write it like `d.m.yyyy`"),
        ("dd.mm.åååå", "date", "`åååå` in `dd.mm.åååå` is not known; write it like `d.m.yyyy`"),
        ("%d.%m.%Y", "date", "`Y` in `%d.%m.%Y` is not known; write it like `d.m.yyyy`"),
        ("dd.dd.yyyy", "date", "`dd.dd.yyyy` names the day (`dd`) twice"),
        ("d.m.yyyy hh:mm", "date", "`d.m.yyyy hh:mm` names an hour, and a date has none; write it like `d.m.yyyy`"),
        ("d.m.yyyy", "datetime", "`d.m.yyyy` does not name the hour (`hh`); write it like `d.m.yyyy hh:mm`"),
        ("hh", "time", "`hh` does not name the minute (`mm` behind `hh`); write it like `hh:mm`"),
        ("", "date", "`` does not name the year (`yyyy`); write it like `d.m.yyyy`"),
    ],
)
def test_refused(written: str, kind: str, message: str) -> None:
    """A format that names too little, too much or something unknown is refused in words."""
    with pytest.raises(ValueError, match="`") as caught:
        strptime_form(written, kind)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("written", "kind", "form"),
    [
        ("dd.mm.yyyy", "date", "%d.%m.%Y"),
        ("d.m.yyyy", "date", "%-d.%-m.%Y"),
        ("d/m\n\nyyyy", "date", "%-d/%-m\n\n%Y"),
        ("h.mm", "time", "%-H.%M"),
        ("hhmmss", "time", "%H%M%S"),
        ("hh:mm:ss.000", "time", "%H:%M:%S.%3f"),
        ("hh:mm:ss,000000", "time", "%H:%M:%S,%6f"),
        ("hhmmss000", "time", "%H%M%S%3f"),
        ("yyyy-mm-ddThh:mm:ss.000 +00", "datetime", "%Y-%m-%dT%H:%M:%S.%3f +00"),
        ("100% d.m.yyyy", "date", "100%% %-d.%-m.%Y"),
    ],
)
def test_written_as_it_stands(written: str, kind: str, form: str) -> None:
    """One letter is a day without a zero in front; zeros behind the seconds are parts of one."""
    assert strftime_form(written, kind) == form


@pytest.mark.parametrize("written", ["hh:mm:ss.0", "hh:mm:ss.0000"])
def test_parts_of_seconds_that_nothing_writes(written: str) -> None:
    """Refused, with those that can be."""
    with pytest.raises(ValueError, match=r"write 3 or 6, like `hh:mm:ss\.000`"):
        strftime_form(written, "time")


def test_defaults() -> None:
    """Dates, times and moments have formats of their own where a field says none."""
    assert set(DEFAULT_FORMATS) == {"date", "time", "datetime"}
