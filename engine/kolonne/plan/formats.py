"""Formats of dates and times as strptime and strftime want them."""

import re
from collections.abc import Sequence

from kolonne.expressions import FORMAT_WORDS, FormatPiece, format_pieces

#: What a format must name, each with an example.
_NEEDED = {
    "date": ("Ymd", "d.m.yyyy"),
    "time": ("HM", "hh:mm"),
    "datetime": ("YmdHM", "d.m.yyyy hh:mm"),
}
#: How many places parts of a second may have.
_FRACTIONS = (3, 6)
#: What dates and times look like where a field does not say.
DEFAULT_FORMATS = {
    "date": ("%Y-%m-%d", "%d.%m.%Y"),
    "time": ("%H:%M:%S", "%H:%M", "%H.%M", "%H:%M:%S%.f"),
    "datetime": (
        "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y %H.%M",
    ),
}  # fmt: skip


def strptime_form(written: str, kind: str) -> str:
    """`d.m.yyyy hh:mm` as `%d.%m.%Y %H:%M`, which reads one digit and two; ValueError where it cannot be read or does not
    make a `kind`."""
    return "".join(f"%{piece.letter}" if piece.letter else _sign(piece) for piece in _pieces(written, kind))


def strftime_form(written: str, kind: str) -> str:
    """`d.m.yyyy hh:mm:ss.000` as `%-d.%-m.%Y %H:%M:%S.%3f`, as exact as it is written; ValueError as `strptime_form`."""
    form = ""
    for piece in _pieces(written, kind):
        short = "-" if len(piece.written) == 1 else ""
        form += f"%{short}{piece.letter}" if piece.letter else _sign(piece)
    return re.sub(r"(?<=%S)([.,]?)(0+)(?!\d)", lambda found: f"{found[1]}{_fraction(found[2], written)}", form)


def _fraction(zeros: str, written: str) -> str:
    if len(zeros) not in _FRACTIONS:
        raise ValueError(f"`{written}` has {len(zeros)} places behind the seconds; write 3 or 6, like `hh:mm:ss.000`")
    return f"%{len(zeros)}f"


def _sign(piece: FormatPiece) -> str:
    return piece.written.replace("%", "%%")


def _pieces(written: str, kind: str) -> Sequence[FormatPiece]:
    needed, example = _NEEDED[kind]
    pieces = format_pieces(written, example)
    found = {piece.letter for piece in pieces}
    for letter in needed:
        if letter not in found:
            raise ValueError(f"`{written}` does not name {FORMAT_WORDS[letter]}; write it like `{example}`")
    if kind == "date" and "H" in found:
        raise ValueError(f"`{written}` names an hour, and a date has none; write it like `{example}`")
    return pieces
