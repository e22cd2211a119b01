"""Formats of dates and times as people write them, and as strptime wants them."""

import re

_DATE = {"yyyy": "%Y", "mm": "%m", "m": "%m", "dd": "%d", "d": "%d"}
_TIME = {"hh": "%H", "h": "%H", "mm": "%M", "ss": "%S"}
#: What a format must name, each with an example.
_NEEDED = {
    "date": ("Ymd", "d.m.yyyy"),
    "time": ("HM", "hh:mm"),
    "datetime": ("YmdHM", "d.m.yyyy hh:mm"),
}
_WORDS = {"Y": "the year (`yyyy`)", "m": "the month (`mm`)", "d": "the day (`dd`)", "H": "the hour (`hh`)", "M": "the minute (`mm` behind `hh`)"}  # fmt: skip
#: What dates and times look like where a field does not say.
DEFAULT_FORMATS = {
    "date": ("%Y-%m-%d", "%d.%m.%Y"),
    "time": ("%H:%M:%S", "%H:%M", "%H.%M"),
    "datetime": (
        "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y %H.%M",
    ),
}  # fmt: skip


def strptime_form(written: str, kind: str) -> str:
    """`d.m.yyyy hh:mm` as `%d.%m.%Y %H:%M`; ValueError where it cannot be read or does not make a `kind`."""
    needed, example = _NEEDED[kind]
    form = ""
    found: list[str] = []
    for part in re.findall(r"T|[^\W\d_T]+|[\d\W_]", written):
        if not part.isalpha() or part == "T":
            form += part if part != "%" else "%%"
            continue
        # `mm` is the month, except behind an hour, where it is the minute.
        directive = (_TIME if "H" in found else {**_DATE, **_TIME, "mm": "%m"}).get(part)
        if directive is None:
            raise ValueError(f"`{part}` in `{written}` is not known; write it like `{example}`")
        if directive[1] in found:
            raise ValueError(f"`{written}` names {_WORDS.get(directive[1], f'`{part}`')} twice")
        found.append(directive[1])
        form += directive
    for letter in needed:
        if letter not in found:
            raise ValueError(f"`{written}` does not name {_WORDS[letter]}; write it like `{example}`")
    if kind == "date" and "H" in found:
        raise ValueError(f"`{written}` names an hour, and a date has none; write it like `{example}`")
    return form
