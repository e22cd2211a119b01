"""Identifiers as people read them."""

import re
from typing import cast

import polars as pl

from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.operations.check_digits import compact, compact_scalar
from kolonne.expressions.operations.identifiers import (
    PHONE,
    is_kontonr,
    is_kontonr_scalar,
    is_orgnr,
    is_orgnr_scalar,
)
from kolonne.expressions.operations.overload import Example, Operation, ScalarCall, VectorCall, overload
from kolonne.expressions.types import Value

_BY_TWO, _BY_THREE = (2, 2, 2, 2), (3, 2, 3)


def _text(call: ScalarCall) -> str:
    return cast("str", call.arguments[0])


def _grouped(text: pl.Expr, lengths: tuple[int, ...], separator: str) -> pl.Expr:
    starts = [sum(lengths[:at]) for at in range(len(lengths))]
    return pl.concat_str([text.str.slice(*part) for part in zip(starts, lengths, strict=True)], separator=separator)


def _grouped_scalar(text: str, lengths: tuple[int, ...], separator: str) -> str:
    starts = [sum(lengths[:at]) for at in range(len(lengths))]
    return separator.join(text[start : start + length] for start, length in zip(starts, lengths, strict=True))


def _orgnr(call: VectorCall) -> pl.Expr:
    return call.guarded("bad_value", is_orgnr(call), _grouped(compact(call.arguments[0]), (3, 3, 3), " "))


def _orgnr_scalar(call: ScalarCall) -> Value:
    if not is_orgnr_scalar(_text(call)):
        raise CellFaultError("bad_value")
    return _grouped_scalar(compact_scalar(_text(call)), (3, 3, 3), " ")


def _kontonr(call: VectorCall) -> pl.Expr:
    return call.guarded("bad_value", is_kontonr(call), _grouped(compact(call.arguments[0], "."), (4, 2, 5), "."))


def _kontonr_scalar(call: ScalarCall) -> Value:
    if not is_kontonr_scalar(_text(call)):
        raise CellFaultError("bad_value")
    return _grouped_scalar(compact_scalar(_text(call), "."), (4, 2, 5), ".")


def _phone(call: VectorCall) -> pl.Expr:
    number = call.once(compact(call.arguments[0]).str.extract(PHONE))
    shown = pl.when(number.str.contains("^[489]")).then(_grouped(number, _BY_THREE, " "))
    return call.guarded("bad_value", number.is_not_null(), shown.otherwise(_grouped(number, _BY_TWO, " ")))


def _phone_scalar(call: ScalarCall) -> Value:
    found = re.fullmatch(PHONE.removeprefix("^").removesuffix("$"), compact_scalar(_text(call)))
    if found is None:
        raise CellFaultError("bad_value")
    return _grouped_scalar(found[1], _BY_THREE if found[1][0] in "489" else _BY_TWO, " ")


OPERATIONS = (
    Operation(
        "format_orgnr",
        "identifiers",
        "An organisation number in groups of three digits; a failure where it is none.",
        (overload("text:text -> text", _orgnr, _orgnr_scalar),),
        (
            Example("format_orgnr('971038179')", "971 038 179"),
            Example("format_orgnr('971038178')", None, "bad_value"),
        ),
    ),
    Operation(
        "format_kontonr",
        "identifiers",
        "An account number with its full stops; a failure where it is none.",
        (overload("text:text -> text", _kontonr, _kontonr_scalar),),
        (Example("format_kontonr('86011117947')", "8601.11.17947"),),
    ),
    Operation(
        "format_phone",
        "identifiers",
        "A Norwegian phone number in groups, without the country's code: mobile numbers and those that begin with 8 as "
        "`412 34 567`, others as `22 12 34 56`; a failure where it is none.",
        (overload("text:text -> text", _phone, _phone_scalar),),
        (
            Example("format_phone('+4741234567')", "412 34 567"),
            Example("format_phone('22123456')", "22 12 34 56"),
            Example("format_phone('112')", None, "bad_value"),
        ),
    ),
)
