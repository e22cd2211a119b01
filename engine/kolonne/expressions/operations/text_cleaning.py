"""Functions that make texts tidy and safe."""

import re as python_re
from typing import cast

import polars as pl

from kolonne.expressions.operations.overload import Example, Operation, ScalarCall, VectorCall, overload
from kolonne.expressions.operations.texts import BLANKS
from kolonne.expressions.types import Value

#: White space as the inside of a class of signs, for Python's patterns and for those of Polars.
_SPACES = "".join(f"\\x{ord(sign):02x}" if ord(sign) < 256 else sign for sign in BLANKS)
_SPACES_RUN = f"[{_SPACES}]+"
#: Control characters that are no white space, and signs that nobody sees: soft hyphens, marks of direction, zero widths.
#: The joiner within an emoji is not among them.
_UNSEEN = "[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
#: What a spreadsheet takes for the beginning of a formula.
_FORMULA = "=+-@＝＋－＠ "


def _text(call: ScalarCall) -> str:
    return cast("str", call.arguments[0])


def cleaned(text: pl.Expr) -> pl.Expr:
    """The text on one line, with nothing in it that cannot be seen."""
    return text.str.replace_all(_UNSEEN, "").str.replace_all(_SPACES_RUN, " ").str.strip_chars(" ")


def cleaned_scalar(text: str) -> str:
    """As `cleaned`, for one text."""
    return python_re.sub(_SPACES_RUN, " ", python_re.sub(_UNSEEN, "", text)).strip(" ")


def _plain(call: VectorCall) -> pl.Expr:
    plain = cleaned(call.arguments[0]).str.replace_all(";", ",", literal=True)
    return plain.str.strip_chars_start(_FORMULA)


def _plain_scalar(call: ScalarCall) -> Value:
    return cleaned_scalar(_text(call)).replace(";", ",").lstrip(_FORMULA)


def _title_scalar(call: ScalarCall) -> Value:
    # The versions of Unicode differ; it is Polars' that counts.
    return cast("str", pl.Series([_text(call)]).str.to_titlecase().item())


OPERATIONS = (
    Operation(
        "title",
        "text",
        "The text with a capital at the beginning of every word, and small letters behind it.",
        (overload("text:text -> text", lambda c: c.arguments[0].str.to_titlecase(), _title_scalar),),
        (Example("title('KARI NORDMANN-ØDEGÅRD')", "Kari Nordmann-Ødegård"),),
    ),
    Operation(
        "clean",
        "text",
        "The text on one line: every run of blanks, tabs and line breaks is one blank, and there are none at the ends. "
        "Control characters and signs of no width are left out.",
        (overload("text:text -> text", lambda c: cleaned(c.arguments[0]), lambda c: cleaned_scalar(_text(c))),),
        (Example("clean('  Kari \\n Nordmann ')", "Kari Nordmann"), Example("clean('a\\u00adb\\u00a0c')", "ab c")),
    ),
    Operation(
        "plain_text",
        "text",
        "Free text made safe for files with `;` between their fields, and for spreadsheets: cleaned as by `clean`, with "
        "`,` for `;`, and without `= + - @` at its beginning, where a spreadsheet would take it for a formula. It is "
        "meant for what people write, not for numbers.",
        (overload("text:text -> text", _plain, _plain_scalar),),
        (
            Example("plain_text('kurs; dag 1')", "kurs, dag 1"),
            Example("plain_text(' =HYPERLINK(1)')", "HYPERLINK(1)"),
            Example("plain_text('+-@ to linjer\\nher')", "to linjer her"),
        ),
    ),
    Operation(
        "digits",
        "text",
        "Only the digits 0 to 9 of the text.",
        (
            overload(
                "text:text -> text",
                lambda c: c.arguments[0].str.replace_all("[^0-9]", ""),
                lambda c: python_re.sub("[^0-9]", "", _text(c)),
            ),
        ),
        (Example("digits('971 038 179')", "971038179"),),
    ),
)
