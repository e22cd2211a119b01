"""Formats of dates and times as strptime wants them."""

from kolonne.expressions import FORMAT_WORDS, format_pieces

#: What a format must name, each with an example.
_NEEDED = {
    "date": ("Ymd", "d.m.yyyy"),
    "time": ("HM", "hh:mm"),
    "datetime": ("YmdHM", "d.m.yyyy hh:mm"),
}
#: What dates and times look like where a field does not say.
DEFAULT_FORMATS = {
    "date": ("%Y-%m-%d", "%d.%m.%Y"),
    "time": ("%H:%M:%S", "%H:%M", "%H.%M", "%H:%M:%S%.f"),
    "datetime": (
        "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y %H.%M",
    ),
}  # fmt: skip


def strptime_form(written: str, kind: str) -> str:
    """`d.m.yyyy hh:mm` as `%d.%m.%Y %H:%M`; ValueError where it cannot be read or does not make a `kind`."""
    needed, example = _NEEDED[kind]
    pieces = format_pieces(written, example)
    found = {piece.letter for piece in pieces}
    for letter in needed:
        if letter not in found:
            raise ValueError(f"`{written}` does not name {FORMAT_WORDS[letter]}; write it like `{example}`")
    if kind == "date" and "H" in found:
        raise ValueError(f"`{written}` names an hour, and a date has none; write it like `{example}`")
    return "".join(f"%{piece.letter}" if piece.letter else piece.written.replace("%", "%%") for piece in pieces)
