"""Guard: text that a spreadsheet would take for a formula gets a leading apostrophe."""

import polars as pl

#: OWASP's list after any blanks or invisible signs: the four signs and their full-width forms, and control characters.
_FORMULA = r"^[\p{Z}\p{Cf}]*[=+\-@＝＋－＠\p{Cc}]"
#: Digits with a sign in front and blanks, points or commas between them: a number or a telephone number.
_HARMLESS = r"^[\p{Zs}]*[+-][0-9]+(?:[\p{Zs}.,][0-9]+)*[\p{Zs}]*$"


def guarded(texts: pl.Series) -> tuple[pl.Series, int]:
    """The texts (String) with `'` before each dangerous one, and how many those were. Null stays null."""
    suspect = texts.str.contains(_FORMULA).fill_null(value=False)
    if not suspect.any():
        return texts, 0
    dangerous = suspect & ~texts.str.contains(_HARMLESS).fill_null(value=True)
    named = pl.select(pl.when(dangerous).then(pl.concat_str(pl.lit("'"), texts)).otherwise(texts).alias(texts.name))
    return named.to_series(), int(dangerous.sum())
