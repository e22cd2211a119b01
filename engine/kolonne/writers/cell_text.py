"""Text as the inside of an XML text cell."""

import polars as pl

from kolonne.writers.utf16 import cut, length

#: What a spreadsheet cell can hold, in UTF-16 units.
MOST_UNITS = 32_767
#: What cannot stand in XML 1.0 (or would come back changed, as CR does), beside what would be read as such an escape.
_ESCAPED = r"[&<>\x00-\x08\x0b-\x1f\x{FFFE}\x{FFFF}]|_x[0-9a-fA-F]{4}_"
_LOOKALIKE = r"_x[0-9a-fA-F]{4}_"
_CONTROLS = [chr(code) for code in (*range(0x09), *range(0x0B, 0x20), 0xFFFE, 0xFFFF)]
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;"} | {sign: f"_x{ord(sign):04X}_" for sign in _CONTROLS}


def one_break(texts: pl.Series) -> pl.Series:
    """The texts with every line break (CR LF, lone CR) as the LF that a spreadsheet cell has; themselves if they do."""
    if not texts.str.contains("\r", literal=True).any():
        return texts
    return texts.str.replace_all("\r\n", "\n", literal=True).str.replace_all("\r", "\n", literal=True)


def broken(texts: pl.Series) -> int:
    """How many of the texts have line breaks that `one_break` changes."""
    return int(texts.str.contains("\r", literal=True).sum())


def fitting(texts: pl.Series) -> tuple[pl.Series, int]:
    """The texts (String), each cut to what a cell holds, and how many were cut."""
    # Bytes are quick to count, and a text has at least as many of them as UTF-16 units.
    if int(texts.str.len_bytes().max() or 0) <= MOST_UNITS:  # type: ignore[arg-type] # an integer, of all that max gives
        return texts, 0
    suspects = (texts.str.len_bytes() > MOST_UNITS).arg_true()
    long = [(at, text) for at, text in zip(suspects, texts.gather(suspects), strict=True) if length(text) > MOST_UNITS]
    places, whole = [at for at, _ in long], [text for _, text in long]
    return texts.clone().scatter(places, [cut(text, MOST_UNITS) for text in whole]), len(long)


def escaped(texts: pl.Series) -> pl.Series:
    """The texts as Excel writes them: `&amp;`, `_x0000_` for control characters, `_x005F_` before a look-alike."""
    places = texts.str.contains(_ESCAPED).arg_true()
    if places.is_empty():
        return texts
    found = texts.gather(places)
    # Every `_x` of a text with a look-alike, since two of them may share an underscore.
    apart = pl.when(found.str.contains(_LOOKALIKE)).then(found.str.replace_all("_x", "_x005F_x", literal=True))
    safe = apart.otherwise(found).str.replace_many(list(_SIGNS), list(_SIGNS.values()))
    return texts.clone().scatter(places, pl.select(safe).to_series())
