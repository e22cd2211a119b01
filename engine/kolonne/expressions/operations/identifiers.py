"""Functions that tell whether an identifier can be right. Nothing about a person is read from one."""

import re
from collections.abc import Callable
from datetime import date
from typing import cast

import polars as pl

from kolonne.expressions.operations.check_digits import Digits, compact, compact_scalar, rest_scalar
from kolonne.expressions.operations.overload import Example, Operation, ScalarCall, VectorCall, overload
from kolonne.expressions.operations.texts import BLANKS
from kolonne.expressions.types import Value

_ORGNR = (3, 2, 7, 6, 5, 4, 3, 2, 1)
_KONTONR = (6, 7, 8, 9, 4, 5, 6, 7, 8, 9, 10)
#: The two sums of a national identity number.
_FIRST, _SECOND = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
#: From this day on numbers are given out whose first sum leaves up to 3 (Skatteetaten, "nytt fødselsnummer fra 2032").
_WIDER = date(2032, 1, 1)
_MOST_REST = 3
#: Added to the month by the health service (H-numbers), and in the register's synthetic test population.
_HELP, _SYNTHETIC = 40, 80
_LETTER = "A-Za-z\u00c0-\u024f"
_LABEL = f"[{_LETTER}0-9](?:[{_LETTER}0-9-]{{0,61}}[{_LETTER}0-9])?"
_LOCAL = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_EMAIL = rf"^{_LOCAL}(?:\.{_LOCAL})*@(?:{_LABEL}\.)+[{_LETTER}]{{2,63}}$"
_MOST_EMAIL = 254
#: Eight digits, of which the first is 2 to 9, with or without the country's code.
PHONE = r"^(?:\+47|0047)?([2-9][0-9]{7})$"


def _text(call: ScalarCall) -> str:
    return cast("str", call.arguments[0])


def is_orgnr(call: VectorCall) -> pl.Expr:
    """Whether the first argument is an organisation number."""
    digits = Digits(call, compact(call.arguments[0]), 9)
    return digits.good & (digits.rest(_ORGNR) == 0).fill_null(value=False)


def is_orgnr_scalar(text: str) -> bool:
    """As `is_orgnr`, for one text."""
    from stdnum.no import orgnr

    plain = compact_scalar(text)
    return re.fullmatch("[0-9]{9}", plain) is not None and bool(orgnr.is_valid(plain))


def is_kontonr(call: VectorCall) -> pl.Expr:
    """Whether the first argument is an account number."""
    digits = Digits(call, compact(call.arguments[0], "."), 11)
    # The weight of the last digit is that of minus one. Accounts of the former postal giro have a check digit of their own.
    ordinary = digits.rest(_KONTONR) == 0
    right = pl.when(digits.at(0, 3) == 0).then(digits.luhn(4)).otherwise(ordinary)
    return digits.good & right.fill_null(value=False)


def is_kontonr_scalar(text: str) -> bool:
    """As `is_kontonr`, for one text."""
    from stdnum.no import kontonr

    plain = compact_scalar(text, ".")
    return re.fullmatch("[0-9]{11}", plain) is not None and bool(kontonr.is_valid(plain))


def _is_fnr(call: VectorCall) -> pl.Expr:
    digits = Digits(call, compact(call.arguments[0]), 11)
    day, month, year = digits.at(0, 1), digits.at(2, 3), digits.at(4, 5)
    day = pl.when(day > 40).then(day - 40).otherwise(day)
    for added in (_SYNTHETIC, _HELP):
        month = pl.when(month > added).then(month - added).otherwise(month)
    short = pl.when(month.is_in([4, 6, 9, 11])).then(30).otherwise(31)
    february = pl.when(year % 4 == 0).then(29).otherwise(28)
    dated = month.is_between(1, 12) & (day >= 1) & (day <= pl.when(month == 2).then(february).otherwise(short))
    first = digits.rest(_FIRST)
    checked = first == 0
    if len(call.arguments) > 1:
        checked = pl.when(call.arguments[1] >= _WIDER).then(first <= _MOST_REST).otherwise(checked)
    return digits.good & (dated & checked & (digits.rest(_SECOND) == 0)).fill_null(value=False)


def _is_fnr_scalar(call: ScalarCall) -> Value:
    plain = compact_scalar(_text(call))
    if not re.fullmatch("[0-9]{11}", plain):
        return False
    day, month, year = (int(plain[at : at + 2]) for at in (0, 2, 4))
    day = day - 40 if day > 40 else day
    month = next((month - added for added in (_SYNTHETIC, _HELP) if month > added), month)
    try:
        # The century is in no number from 2032 on; 2000 is a leap year, as are all that end like one in this century.
        date(2000 + year, month, day)
    except ValueError:
        return False
    wider = len(call.arguments) > 1 and cast("date", call.arguments[1]) >= _WIDER
    first = rest_scalar(plain, _FIRST)
    return first <= (_MOST_REST if wider else 0) and rest_scalar(plain, _SECOND) == 0


def _is_email(call: VectorCall) -> pl.Expr:
    text = call.arguments[0].str.strip_chars(BLANKS)
    short = (text.str.len_chars() <= _MOST_EMAIL) & (text.str.split("@").list.first().str.len_chars() <= 64)
    return text.str.contains(_EMAIL) & short


def _is_email_scalar(call: ScalarCall) -> Value:
    text = _text(call).strip(BLANKS)
    if len(text) > _MOST_EMAIL or len(text.partition("@")[0]) > 64:
        return False
    return re.fullmatch(_EMAIL.removeprefix("^").removesuffix("$"), text) is not None


def _is(
    name: str,
    doc: str,
    vector: Callable[[VectorCall], pl.Expr],
    scalar: Callable[[str], bool],
    examples: tuple[Example, ...],
) -> Operation:
    return Operation(
        name,
        "identifiers",
        doc,
        (overload("text:text -> boolean", vector, lambda call: scalar(_text(call))),),
        examples,
    )


OPERATIONS = (
    _is(
        "is_orgnr",
        "Whether it is a Norwegian organisation number: nine digits of which the last is right. Blanks do not matter.",
        is_orgnr,
        is_orgnr_scalar,
        (Example("is_orgnr('971 038 179')", value=True), Example("is_orgnr('971038178')", value=False)),
    ),
    Operation(
        "is_fnr",
        "identifiers",
        "Whether it is a Norwegian national identity number: a date that exists and two check digits that are right. D-numbers "
        "(40 added to the day), H-numbers (40 added to the month) and the synthetic numbers of the register (80 added to the "
        "month) count as well. With a day from 2032 on, also the numbers that are given out then, whose first check digit "
        "leaves 0 to 3. Neither age nor gender is read from it, and it says nothing about whether somebody has the number.",
        (overload("text:text day:date? -> boolean", _is_fnr, _is_fnr_scalar),),
        (
            Example("is_fnr('158510 12327')", value=True),
            Example("is_fnr('15851012335')", value=False),
            Example("is_fnr('15851012335', day=date(2032, 1, 1))", value=True),
            Example("is_fnr('55851012310')", value=True),
            Example("is_fnr('29840411182')", value=True),
            Example("is_fnr('31841012327')", value=False),
        ),
    ),
    _is(
        "is_kontonr",
        "Whether it is a Norwegian account number: eleven digits of which the last is right. Blanks and full stops do not "
        "matter.",
        is_kontonr,
        is_kontonr_scalar,
        (Example("is_kontonr('8601.11.17947')", value=True), Example("is_kontonr('8601.11.17949')", value=False)),
    ),
    _is(
        "is_postnr",
        "Whether it has the form of a Norwegian postcode, which is four digits. Whether there is such a place is for a code "
        "list to say.",
        lambda c: c.arguments[0].str.strip_chars(BLANKS).str.contains("^[0-9]{4}$"),
        lambda text: re.fullmatch("[0-9]{4}", text.strip(BLANKS)) is not None,
        (Example("is_postnr('0301')", value=True), Example("is_postnr('301')", value=False)),
    ),
    Operation(
        "is_email",
        "identifiers",
        "Whether it has the form of an e-mail address: one `@`, a name before it, and a domain with a full stop behind it.",
        (overload("text:text -> boolean", _is_email, _is_email_scalar),),
        (Example("is_email('kari@example.no')", value=True), Example("is_email('kari@example')", value=False)),
    ),
    _is(
        "is_phone",
        "Whether it is a Norwegian phone number: eight digits of which the first is 2 to 9, with or without `+47` or `0047` "
        "before them. Blanks do not matter.",
        lambda c: compact(c.arguments[0]).str.contains(PHONE),
        lambda text: re.fullmatch(PHONE.removeprefix("^").removesuffix("$"), compact_scalar(text)) is not None,
        (Example("is_phone('+47 412 34 567')", value=True), Example("is_phone('112')", value=False)),
    ),
)
