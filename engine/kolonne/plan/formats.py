"""Formats of dates and times as people write them, and as strptime wants them."""

import re

_TOKENS = {
    "yyyy": "%Y", "mm": "%m", "m": "%m", "dd": "%d", "d": "%d", "hh": "%H", "h": "%H", "MM": "%M", "ss": "%S",
}  # fmt: skip
#: What dates and times look like where a field does not say.
DEFAULT_FORMATS = {
    "date": ("%Y-%m-%d", "%d.%m.%Y"),
    "time": ("%H:%M:%S", "%H:%M", "%H.%M"),
    "datetime": (
        "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y %H.%M",
    ),
}  # fmt: skip


def strptime_form(written: str) -> str:
    """`d.m.yyyy hh:mm` as `%d.%m.%Y %H:%M`; ValueError where it cannot be read."""
    # `mm` is the month, except behind an hour, where it is the minute.
    marked = re.sub(r"(?<=h)([:.])mm", r"\1MM", written)
    form = re.sub(r"[A-Za-z]+", lambda match: _token(match[0], written), marked)
    if "%Y" not in form and "%H" not in form:
        raise ValueError(f"`{written}` names neither year nor hour; write it like `d.m.yyyy` or `hh:mm`")
    return form


def _token(word: str, written: str) -> str:
    if word == "T":
        return word
    if word not in _TOKENS:
        raise ValueError(f"`{word}` in `{written}` is not known; known are yyyy, mm, m, dd, d, hh, h, ss")
    return _TOKENS[word]
