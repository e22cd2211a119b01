"""Names that spreadsheets and file systems take: short enough, without forbidden signs, and each only once."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from kolonne.writers.utf16 import cut

_MOST_SHEET = 31
_MOST_FILE_BYTES = 100
_NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\]")
#: What spreadsheets would read as a control character.
_LOOKALIKE = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")
_NOT_IN_FILES = re.compile(r"[^\w.\- ]+")
#: Excel keeps this one for itself, in every language.
_RESERVED = "history"
#: Windows keeps these for devices, whatever follows the first dot.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def sheet_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """One name a sheet, in order: at most 31 characters, none of `[]:*?/\\`, unique whatever the case."""
    return _unique((_sheet_name(name) for name in wanted), lambda name, room: cut(name, _MOST_SHEET - room))


def file_names(wanted: Iterable[str], ending: str) -> tuple[str, ...]:
    """One file name an entry, in order: letters, digits, `-`, `_`, dots and blanks, at most 100 bytes and `ending`."""
    stems = _unique((_file_name(name) for name in wanted), lambda name, room: _bytes_cut(name, _MOST_FILE_BYTES - room))
    return tuple(stem + ending for stem in stems)


def _sheet_name(name: str) -> str:
    # The apostrophe goes from both ends after cutting too, since cutting may lay one bare.
    plain = _LOOKALIKE.sub("-", _NOT_IN_SHEETS.sub("-", _printable(name)))
    plain = cut(plain.strip("' "), _MOST_SHEET).strip("' ")
    return f"{plain}_" if plain.casefold() == _RESERVED else plain or "Sheet"


def _file_name(name: str) -> str:
    plain = _NOT_IN_FILES.sub("-", _printable(name))
    plain = _bytes_cut(plain, _MOST_FILE_BYTES).strip(". ")
    return f"_{plain}" if _DEVICES.match(plain) else plain or "sheet"


def _printable(name: str) -> str:
    spaced = (" " if sign.isspace() else sign for sign in unicodedata.normalize("NFC", name))
    return "".join(sign for sign in spaced if sign.isprintable())


def _bytes_cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore")


def _unique(names: Iterable[str], shortened: Callable[[str, int], str]) -> tuple[str, ...]:
    taken: dict[str, str] = {}
    for name in names:
        found, number = name, 1
        while found.casefold() in taken:
            number += 1
            mark = f" ({number})"
            found = shortened(name, len(mark)).rstrip() + mark
        taken[found.casefold()] = found
    return tuple(taken.values())
