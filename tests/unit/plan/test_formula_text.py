"""Formulas of documents: what may stand in one, and what is told of the rest."""

import pytest

from kolonne.contract import CellOf
from kolonne.expressions import Mistake
from kolonne.plan.formula_text import formula_parts

A, B = CellOf("a"), CellOf("b")
_RIGHT = [
    ("={a}*{b}", (A, "*", B)),
    ("={a}", (A,)),
    ("=  {a} +\t{b}", (" ", A, " + ", B)),
    ("=round({a}*0.8, 2)", ("ROUND(", A, "*0.8, 2)")),
    ('=IF({a}>=3,"ja ""{x}"" <>",{b})', ("IF(", A, '>=3,"ja ""{x}"" <>",', B, ")")),
    ("=-(-{a})%", ("-(-", A, ")%")),
    ("=PI()*2^-1", ("PI()*2^-1",)),
    ("=NOT(true)", ("NOT(TRUE)",)),
    ("=1.5e3&{a}", ("1.5e3&", A)),
    ("=SUM({a},{b},(1))", ("SUM(", A, ",", B, ",(1))")),
]


@pytest.mark.parametrize(("text", "parts"), _RIGHT)
def test_a_formula_becomes_its_parts(text: str, parts: tuple[object, ...]) -> None:
    """With the cells of the row apart, and functions in capitals, as files have them."""
    assert formula_parts(text) == parts


_WRONG = [
    # formula, code, what is marked, words of the message
    ("{a}*2", "formula_syntax", "{", "begins with `=`"),
    ("=", "formula_syntax", "=", "a value is missing at the end"),
    ("={a}+", "formula_syntax", "+", "a value is missing at the end"),
    ("=*{a}", "formula_syntax", "*", "a value is missing in front of `*`"),
    ("={a}{b}", "formula_syntax", "{b}", "an operator is missing"),
    ("={a} (1)", "formula_syntax", "(", "an operator is missing"),
    ("={a b}", "formula_syntax", "{", "`{` cannot stand"),
    ("=A1", "formula_syntax", "A1", "`A1` cannot stand"),
    ("=$A$1", "formula_syntax", "$A$1", "cannot stand"),
    ("=Ark1!A1", "formula_syntax", "Ark1!A1", "cannot stand"),
    ("='C:\\[b.xlsx]Ark'!A1", "formula_syntax", "'C:", "cannot stand"),
    ("={a}:{b}", "formula_syntax", ":", "cannot stand"),
    ("=@{a}", "formula_syntax", "@", "cannot stand"),
    ("=#REF!", "formula_syntax", "#", "cannot stand"),
    ("=cmd|'/c calc'!A0", "formula_syntax", "cmd", "cannot stand"),
    ("=IF({a};1;2)", "formula_syntax", ";", "cannot stand"),
    ("={a},5", "formula_syntax", ",", "parts no arguments"),
    ("=(1", "formula_syntax", "(", "not closed"),
    ("=1)", "formula_syntax", ")", "closes nothing"),
    ("=IF({a},,1)", "formula_syntax", ",", "a value is missing in front of `,`"),
    ("=ABS(1+)", "formula_syntax", ")", "a value is missing in front of `)`"),
    ("=()", "formula_syntax", ")", "a value is missing in front of `)`"),
    ('="åpen', "formula_syntax", '"', "cannot stand"),
    ('="a\x01b"', "formula_syntax", '"a\x01b"', "control characters"),
    ('="_x0041_"', "formula_syntax", '"_x0041_"', "control characters"),
    (f'="{"x" * 256}"', "formula_syntax", f'"{"x" * 256}"', "at most 255"),
    ("=" + "(" * 61 + "1" + ")" * 61, "formula_syntax", "(", "more than 60"),
    ("=HVIS({a},1,2)", "unknown_function", "HVIS", "cannot call `HVIS`"),
    ("=GJENNOMSNITT({a})", "unknown_function", "GJENNOMSNITT", "cannot call"),
    ('=HYPERLINK("https://example.no")', "unknown_function", "HYPERLINK", "cannot call"),
    ('=WEBSERVICE("https://example.no")', "unknown_function", "WEBSERVICE", "cannot call"),
    ('=INDIRECT("A1")', "unknown_function", "INDIRECT", "cannot call"),
    ("=IF({a})", "wrong_arguments", "IF({a})", "takes 2 to 3 arguments; found 1"),
    ("=ABS()", "wrong_arguments", "ABS()", "takes 1 argument; found 0"),
    ("=PI(1)", "wrong_arguments", "PI(1)", "takes 0 arguments; found 1"),
]


@pytest.mark.parametrize(("text", "code", "marked", "words"), _WRONG, ids=[text[:20] for text, *_ in _WRONG])
def test_what_cannot_stand_in_a_formula_is_told_at_its_place(text: str, code: str, marked: str, words: str) -> None:
    """Nothing that looks elsewhere, fetches, runs, or that a program could not read."""
    mistake = formula_parts(text)
    assert isinstance(mistake, Mistake)
    assert (mistake.code, text[mistake.span.start : mistake.span.end]) == (code, marked)
    assert words in mistake.message


_HINTS = [
    ("=HVIS({a},1,2)", "it is called `IF` in a file"),
    ("=SUMM({a})", "did you mean `SUM`?"),
    ("=IF({a};1;2)", "arguments are parted by `,` and decimals by `.`, also where programs show other signs"),
    ("=A1", "a formula looks at cells of its own row: `{hours}` is that of the column `hours`"),
    ("={a}{b}", "for instance `*`, `+` or `&`"),
]


@pytest.mark.parametrize(("text", "hint"), _HINTS)
def test_a_hint_says_what_to_write(text: str, hint: str) -> None:
    """Also to those who know the Norwegian names."""
    mistake = formula_parts(text)
    assert isinstance(mistake, Mistake)
    assert mistake.hint == hint
