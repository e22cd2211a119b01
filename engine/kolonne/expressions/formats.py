"""Formats of dates and times as people write them: `d.m.yyyy hh:mm`."""

import re
from collections.abc import Iterator

from kolonne.contract.quick import dataclass

_DATE = {"yyyy": "Y", "mm": "m", "m": "m", "dd": "d", "d": "d"}
_TIME = {"hh": "H", "h": "H", "mm": "M", "ss": "S"}
#: What each letter stands for, and how it is written.
FORMAT_WORDS = {"Y": "the year (`yyyy`)", "m": "the month (`mm`)", "d": "the day (`dd`)", "H": "the hour (`hh`)", "M": "the minute (`mm` behind `hh`)"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormatPiece:
    """A word of a format, or a sign that stands for itself."""

    written: str
    #: `Y m d H M S`, as strftime has them; empty for a sign that stands for itself.
    letter: str = ""


def format_pieces(written: str, example: str) -> tuple[FormatPiece, ...]:
    """The pieces of a format, in order; ValueError, which shows the example, where it cannot be read."""
    pieces: list[FormatPiece] = []
    found: set[str] = set()
    for part in _parts(written):
        if not part.isalpha() or part == "T":
            pieces.append(FormatPiece(part))
            continue
        # `mm` is the month, except behind an hour, where it is the minute.
        letter = (_TIME if "H" in found else {**_DATE, **_TIME, "mm": "m"}).get(part)
        if letter is None:
            raise ValueError(f"`{part}` in `{written}` is not known; write it like `{example}`")
        if letter in found:
            raise ValueError(f"`{written}` names {FORMAT_WORDS.get(letter, f'`{part}`')} twice")
        found.add(letter)
        pieces.append(FormatPiece(part, letter))
    return tuple(pieces)


def _parts(written: str) -> Iterator[str]:
    """Words and single signs; what stands together, as in `yyyymmdd`, is taken apart where every word is known."""
    for part in re.findall(r"T|[^\W\d_T]+|[\d\W_]", written):
        runs = [run[0] for run in re.finditer(r"(.)\1*", part, re.DOTALL)]
        if all(run in _DATE or run in _TIME for run in runs):
            yield from runs
        else:
            yield part
