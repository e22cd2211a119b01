"""Which encoding a text file has, and its text as UTF-8."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from kolonne.contract import SourceError
from kolonne.readers.lines import LineCounter
from kolonne.readers.opened import opened

_CHUNK = 1 << 20
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
#: Python's name of each encoding that a document may state → the name people use.
_KNOWN = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "cp1252": "windows-1252",
    "iso8859-1": "iso-8859-1",
    "iso8859-15": "iso-8859-15",
    "cp865": "cp865",
}


def encoding_of(path: Path, told: str) -> str:
    """The encoding of the file: what it was told to be, or else UTF-8, UTF-16 by its mark, or Windows-1252.

    Windows-1252 is chosen only when some byte of the whole file cannot be UTF-8. Raises `SourceError` for a told
    encoding that is not known.
    """
    if told:
        return _told(path, told)
    with opened(path) as stream:
        start = stream.read(4)
    for mark, name in _MARKS.items():
        if start.startswith(mark):
            return name
    return "utf-8" if _is_utf8(path) else "windows-1252"


def utf8_pieces(path: Path, encoding: str, size: int) -> Iterator[bytes]:
    """The file's text as UTF-8 without a byte order mark, about `size` bytes at a time.

    No piece ends inside a character. Raises `SourceError` with the line of the first byte that is not `encoding`.
    """
    decoder = codecs.getincrementaldecoder(encoding)()
    lines, first, cut = LineCounter(), True, b""
    with opened(path) as stream:
        while True:
            raw = stream.read(size)
            try:
                text = decoder.decode(raw, final=not raw)
            except UnicodeDecodeError as error:
                raise _undecodable(path, encoding, lines, error) from error
            if encoding == "utf-8":
                # The text itself is not needed: these are the same bytes, but for a character that the read has cut.
                whole = cut + raw
                cut = decoder.getstate()[0]
                piece = whole[: len(whole) - len(cut)]
                piece = piece.removeprefix(codecs.BOM_UTF8) if first else piece
            else:
                piece = (text.removeprefix("\ufeff") if first else text).encode()
            first = first and not text
            lines.add(piece)
            if piece:
                yield piece
            if not raw:
                return


def _told(path: Path, told: str) -> str:
    try:
        return _KNOWN[codecs.lookup(told).name]
    except (LookupError, ValueError):
        allowed = ", ".join(f"`{name}`" for name in dict.fromkeys(_KNOWN.values()))
        raise SourceError(f"option `encoding`: found `{told}`; allowed are {allowed}", path=path) from None


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with opened(path) as stream:
        try:
            while raw := stream.read(_CHUNK):
                decoder.decode(raw)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _undecodable(path: Path, encoding: str, lines: LineCounter, error: UnicodeDecodeError) -> SourceError:
    before = error.object[: error.start].decode(error.encoding, errors="replace")
    lines.add(before.encode())
    found = error.object[error.start : error.end].hex(" ").upper()
    message = (
        f"found the bytes `{found}`, which are no character in {encoding}; state the file's `encoding`, or mend it"
    )
    return SourceError(message, path=path, line=lines.ended + 1)
