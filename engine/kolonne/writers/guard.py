"""Guard: text that a spreadsheet would take for a formula gets a leading apostrophe."""

import polars as pl

#: Shows as nothing, or as a blank.
_UNSEEN = r"\p{Z}\p{Cf}\x{34F}\x{115F}\x{1160}\x{17B4}\x{17B5}\x{2800}\x{3164}\x{FE00}-\x{FE0F}\x{FFA0}"
#: Signs that stand for one of the four: full-width, small, raised, lowered, doubled.
_FORMS = "＝＋－＠﹦﹢﹣﹫⁼⁺₌₊﬩⩵⩶"
#: OWASP's list: the four signs, in any form, and control characters; after blanks and quotes, too.
FORMULA = rf'^[{_UNSEEN}"＂]*[=+\-@{_FORMS}\p{{Cc}}]'
_BLANK = r"[\p{Zs}\p{Cf}]"
#: A number, also in per cent, a telephone number, or the dash that stands for none: digits cannot do anything.
_HARMLESS = (
    rf"^{_BLANK}*(?:-|[+-]\p{{Zs}}?[.,]?[0-9]+(?:(?:[.,]|{_BLANK}{{1,2}})[0-9]+)*(?:[eE][+-]?[0-9]{{1,3}})?"
    rf"(?:\p{{Zs}}?[%‰])?){_BLANK}*$"
)


def guarded(texts: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The texts (String) with `'` before each dangerous one, and the places of those. Null stays null."""
    places = (texts.str.contains(FORMULA) & ~texts.str.contains(_HARMLESS)).arg_true()
    if places.is_empty():
        return texts, places
    named = pl.select(pl.concat_str(pl.lit("'"), texts.gather(places))).to_series()
    return texts.clone().scatter(places, named), places
