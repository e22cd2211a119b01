"""Fields of a draft: what a column of the records holds, by its first values and by what the template shows."""

import keyword
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from kolonne.workbooks import Clock, clock_of

#: Column of the records → its first values as text; None or empty for a blank one.
Sample: TypeAlias = Mapping[str, Sequence[str | None]]

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss"})
#: What expressions know already.
_TAKEN = {"true", "false", "none", "null", "period", "org", "locale", "export_date", "records", "row"}
_MOST_NAME = 40
_INTEGER = re.compile(r"[-+]?\d{1,15}")
_DECIMAL = re.compile(r"[-+]?\d{1,3}(?:[ \xa0]?\d{3})*[.,]\d{1,12}|[-+]?\d{1,15}[.,]\d{1,12}")
_LEADING_ZERO = re.compile(r"0\d+")
_DAYS = ("%Y-%m-%d", "%d.%m.%Y")
_CLOCKS = ("%H:%M:%S", "%H:%M", "%H.%M")
_MOMENTS = ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M")
_TRUTH = {"ja", "nei", "true", "false"}
#: How many of the values must have a type.
_MOST, _HALF = 0.9, 0.5
_MOST_SCALE = 6
_PLACES = re.compile(r"[#0][.](0+)")


def field_name(text: str, taken: Iterable[str]) -> str:
    """A name for expressions, made of a header: `antall_deltakere`."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS)).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "_", folded).strip("_")[:_MOST_NAME].strip("_") or "field"
    name = f"f_{name}" if name[0].isdigit() else f"{name}_" if name in _TAKEN or keyword.iskeyword(name) else name
    known, number = set(taken), 2
    found = name
    while found in known:
        found, number = f"{name}_{number}", number + 1
    return found


def field_type(values: Sequence[str | None], template_format: str) -> dict[str, object]:
    """The type of a field, as a document says it, that most values have; without any, the template's number format decides.

    Where the template shows the same, half of the values will do: the others are mistakes, which an export tells.
    """
    known = [value.strip() for value in values if value is not None and value.strip()]
    shown = _by_format(template_format, clock_of(template_format))
    if not known:
        return shown
    if template_format.strip() == "@" or any(_LEADING_ZERO.fullmatch(value) for value in known):
        return {"type": "text"}
    for kind, fits in _KINDS.items():
        most = _HALF if shown["type"] == kind else _MOST
        if sum(fits(value) for value in known) >= most * len(known):
            return _counted(kind, known, shown)
    return {"type": "text"}


def _counted(kind: str, known: Sequence[str], shown: Mapping[str, object]) -> dict[str, object]:
    """The type with its scale: as many digits as the template shows, or as the values have."""
    if kind == "integer" and shown["type"] == "decimal":
        return dict(shown)
    if kind != "decimal":
        return {"type": kind}
    places = [len(re.split("[.,]", value)[1]) for value in known if _DECIMAL.fullmatch(value)]
    scale = max([*places, int(str(shown.get("scale", 0)))])
    return {"type": "decimal", "scale": scale} if scale <= _MOST_SCALE else {"type": "number"}


def _by_format(code: str, clock: Clock) -> dict[str, object]:
    if clock:
        return {"type": clock}
    if "%" in code:
        return {"type": "number"}
    if places := _PLACES.search(code):
        return {"type": "decimal", "scale": min(_MOST_SCALE, len(places[1]))}
    return {"type": "integer"} if re.fullmatch(r"[#,0]*0", code) else {"type": "text"}


def _is_one_of(forms: Sequence[str]) -> Callable[[str], bool]:
    return lambda value: any(_fits(value, form) for form in forms)


def _fits(value: str, form: str) -> bool:
    try:
        datetime.strptime(value, form)  # noqa: DTZ007 - only whether it can be read
    except ValueError:
        return False
    return True


#: Types, in the order in which they are tried.
_KINDS: Mapping[str, Callable[[str], bool]] = {
    "boolean": lambda value: value.casefold() in _TRUTH,
    "date": _is_one_of(_DAYS),
    "time": _is_one_of(_CLOCKS),
    "datetime": _is_one_of(_MOMENTS),
    "integer": lambda value: _INTEGER.fullmatch(value) is not None,
    "decimal": lambda value: bool(_INTEGER.fullmatch(value) or _DECIMAL.fullmatch(value)),
}
