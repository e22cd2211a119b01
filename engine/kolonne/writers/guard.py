"""Guard: text that a spreadsheet would take for a formula gets a leading apostrophe."""

import polars as pl

from kolonne.writers.first_bytes import beginnings
from kolonne.writers.quick_look import FEW

#: Shows as nothing, or as a blank.
_UNSEEN = r"\p{Z}\p{Cf}\x{34F}\x{115F}\x{1160}\x{17B4}\x{17B5}\x{2800}\x{3164}\x{FE00}-\x{FE0F}\x{FFA0}"
#: Signs that stand for one of the four: full-width, small, raised, lowered, doubled.
_FORMS = "＝＋－＠﹦﹢﹣﹫⁼⁺₌₊﬩⩵⩶"
#: OWASP's list: the four signs, in any form, and control characters; after blanks and quotes, too.
_FORMULA = rf'^[{_UNSEEN}"＂]*[=+\-@{_FORMS}\p{{Cc}}]'
_BLANK = r"[\p{Zs}\p{Cf}]"
#: A number, also in per cent, a telephone number, or the dash that stands for none: digits cannot do anything.
_HARMLESS = (
    rf"^{_BLANK}*(?:-|[+-]\p{{Zs}}?[.,]?[0-9]+(?:(?:[.,]|{_BLANK}{{1,2}})[0-9]+)*(?:[eE][+-]?[0-9]{{1,3}})?"
    rf"(?:\p{{Zs}}?[%‰])?){_BLANK}*$"
)
#: What a dangerous text can begin with. Most columns hold no such cell, and this is a quick way to know: control
#: characters, blank, quote, the signs, and all that is not ASCII but the letters from À to ʿ.
_SUSPECT = bytes([*range(0x21), *b'"+-=@', *range(0x7F, 0xC3), *range(0xCC, 0x100)])


def guarded(texts: pl.Series, few: int = FEW) -> tuple[pl.Series, int]:
    """The texts (String) with `'` before each dangerous one, and how many those were. Null stays null."""
    if texts.len() <= few:
        places = texts.str.contains(_FORMULA).arg_true()
    else:
        places = pl.Series(beginnings(texts, _SUSPECT), dtype=pl.UInt32)
    if not places.len():
        return texts, 0
    found = texts.gather(places)
    dangerous = found.str.contains(_FORMULA) & ~found.str.contains(_HARMLESS)
    if not dangerous.any():
        return texts, 0
    named = pl.select(pl.concat_str(pl.lit("'"), found.filter(dangerous))).to_series()
    return texts.clone().scatter(places.filter(dangerous), named), int(dangerous.sum())
