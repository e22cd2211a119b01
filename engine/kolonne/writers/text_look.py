"""TextLook: what may be in the texts of a column, as far as XML is concerned, without looking at them one by one."""

import polars as pl

#: Stands between texts that are looked at together; one that holds it looks like two.
_APART = "\x7f"
_SEAM = _APART.encode()
#: Bytes of which nothing follows, wherever they stand: those of ASCII that are neither blank nor part of an escape.
_HARMLESS = bytes(sign for sign in range(0x21, 0x80) if sign not in b"&<>_")
#: All but the control characters of ASCII that cannot stay as they are.
_NO_CONTROL = bytes([*b"\t\n", *range(0x20, 0x100)])
#: Blanks of ASCII, and what those of Unicode begin with.
_BLANKS = (b" ", b"\t", b"\n")
_WIDE_BLANKS = (b"\xc2\x85", b"\xc2\xa0", b"\xe1\x9a", b"\xe2\x80", b"\xe2\x81", b"\xe3\x80")
#: What else XML cannot hold.
_FORBIDDEN = ("\ufffe".encode(), "\uffff".encode())


class TextLook:
    """The texts (String) of a column; nulls are passed over."""

    def __init__(self, texts: pl.Series) -> None:
        text = pl.col(texts.name)
        joined, lengths = text.str.join(_APART).cast(pl.Binary), text.str.len_bytes()
        found = texts.to_frame().select(joined, least=lengths.min(), most=lengths.max())
        self._bytes, self._least, self._most = found.row(0)
        #: All that may matter. To forget the rest goes over the bytes once, as every search in them would.
        self._rest = self._bytes.translate(None, _HARMLESS)

    def is_between(self, least: int, most: int) -> bool:
        """Whether every text has at least and at most so many bytes."""
        return self._least is None or bool(least <= self._least and self._most <= most)

    def has_control(self) -> bool:
        """Whether any text holds a control character of ASCII that cannot stay as it is; a carriage return is one."""
        return bool(self._rest.translate(None, _NO_CONTROL))

    def is_special(self) -> bool:
        """Whether any text needs an escape, control characters aside; True may only mean that this look cannot tell."""
        rest = self._rest
        has_lookalike = b"_" in rest and b"_x" in self._bytes
        return has_lookalike or any(sign in rest for sign in (b"&", b"<", b">", *_FORBIDDEN))

    def touches_blank(self) -> bool:
        """Whether any text begins or ends with a blank; True may only mean that this look cannot tell."""
        found, rest = self._bytes, self._rest
        return any(blank[:1] in rest and blank in rest for blank in _WIDE_BLANKS) or any(
            found.startswith(blank) or found.endswith(blank) or blank + _SEAM in found or _SEAM + blank in found
            for blank in _BLANKS
            if blank in rest
        )
