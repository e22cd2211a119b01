"""Number formats: whether a number under one is a date, a time, or both; and the number as that."""

import re
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeAlias

Clock: TypeAlias = Literal["", "date", "time", "datetime"]

#: The formats that have a number and no text, so far as they show days or times, or are text.
BUILT_IN = {
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 49: "@",
    **dict.fromkeys((*range(27, 32), 36, *range(50, 59)), "yyyy/mm/dd"), 32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss",
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
}  # fmt: skip
#: What in a format is text, escaped, a fill sign, or stands in brackets (colours, conditions, languages).
_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_DAY_SECONDS = 86_400
#: Before this one, days are counted with a 29 February 1900 that never was.
_FALSE_DAY = 60


def clock_of(code: str) -> Clock:
    """What a number is under a format: empty for a mere number, or a stretch of time."""
    plain = _ASIDE.sub("", code.partition(";")[0]).casefold()
    if _ELAPSED.search(plain) or "general" in plain:
        return ""
    has_time = any(sign in plain for sign in "hs")
    has_day = any(sign in plain for sign in "dy") or ("m" in plain.replace("am/pm", "") and not has_time)
    if has_day:
        return "datetime" if has_time else "date"
    return "time" if has_time else ""


def moment(serial: float, clock: Clock, *, from_1904: bool) -> date | time | datetime | float:
    """The number as its clock says; the number itself where there is no such day."""
    try:
        if clock == "time" and 0 <= serial < 1:
            return (datetime(1904, 1, 1) + timedelta(seconds=round(serial * _DAY_SECONDS))).time()  # noqa: DTZ001 - a sheet has no zone
        first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 + (serial < _FALSE_DAY))  # noqa: DTZ001 - a sheet has no zone
        days, share = divmod(serial, 1)
        found = first + timedelta(days=days, seconds=round(share * _DAY_SECONDS))
    except (OverflowError, ValueError):
        return serial
    return found.date() if clock == "date" and not share else found
