"""Functions of codes: labels, mappings, membership. Lists are named by their IDs, as literals."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import cast

import polars as pl

from kolonne.contract import Span
from kolonne.expressions.codes import CodeList
from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.mistake import Mistake
from kolonne.expressions.operations.overload import (
    Operation,
    ScalarCall,
    TypedCall,
    VectorCall,
    overload,
)
from kolonne.expressions.types import BOOLEAN, TEXT, Value, ValueType

_NOWHERE = Span(0, 0)


def _list_id(call: TypedCall | VectorCall | ScalarCall) -> str:
    """The list that is named, or the one that the code itself comes from."""
    named = call.constants[1] if len(call.constants) > 1 else None
    return cast("str", named) if named is not None else call.types[0].codes


def _known_list(call: TypedCall) -> Mistake | None:
    id_ = _list_id(call)
    if not id_:
        hint = "name the list as second argument, or give the field an `enumeration`"
        return Mistake("no_enumeration", "it is not known which list the code comes from", _NOWHERE, hint)
    return None if id_ in call.lists.codes else _unknown(id_, call.lists.codes, "enumeration")


def _unknown(id_: str, known: Mapping[str, object], what: str) -> Mistake:
    matches = get_close_matches(id_, list(known), n=1, cutoff=0.6)
    hint = f"did you mean `{matches[0]}`?" if matches else ""
    return Mistake(f"unknown_{what}", f"there is no {what} `{id_}`", _NOWHERE, hint)


def _mapped(call: VectorCall, table: Mapping[str, str]) -> pl.Expr:
    found = lookup(call.arguments[0], table)
    call.fault("unknown_code", call.arguments[0].is_not_null() & found.is_null())
    return found


def lookup(codes: pl.Expr, table: Mapping[str, str]) -> pl.Expr:
    """What a table gives for each code; null where it has none."""
    return codes.replace_strict(list(table), list(table.values()), default=None, return_dtype=pl.String)


def _found(call: ScalarCall, table: Mapping[str, str]) -> str:
    found = table.get(cast("str", call.arguments[0]))
    if found is None:
        raise CellFaultError("unknown_code")
    return found


def _labels(call: VectorCall | ScalarCall) -> Mapping[str, str]:
    return call.lists.codes[_list_id(call)].labels


def _mapping(call: VectorCall | ScalarCall) -> Mapping[str, str]:
    return call.lists.mappings[cast("str", call.constants[1])].codes


def _reason(call: VectorCall) -> pl.Expr:
    code = call.arguments[0]
    known = code.is_in(pl.Series(list(_mapping(call)), dtype=pl.String).implode())
    return call.guarded("unknown_code", known, lookup(code, _reasons(call)))


def _reason_scalar(call: ScalarCall) -> Value:
    _found(call, _mapping(call))
    return _reasons(call).get(cast("str", call.arguments[0]))


def _reasons(call: VectorCall | ScalarCall) -> Mapping[str, str]:
    return call.lists.mappings[cast("str", call.constants[1])].reasons


def _reason_rule(call: TypedCall) -> ValueType | Mistake:
    found = _translate_rule(call)
    return found if isinstance(found, Mistake) else TEXT


def _label_rule(call: TypedCall) -> ValueType | Mistake:
    return _known_list(call) or TEXT


def _valid_rule(call: TypedCall) -> ValueType | Mistake:
    return _known_list(call) or BOOLEAN


def _translate_rule(call: TypedCall) -> ValueType | Mistake:
    id_ = cast("str", call.constants[1])
    mapping = call.lists.mappings.get(id_)
    if mapping is None:
        return _unknown(id_, call.lists.mappings, "mapping")
    if call.types[0].codes and call.types[0].codes != mapping.source:
        message = f"the code is of `{call.types[0].codes}`, but `{id_}` maps codes of `{mapping.source}`"
        return Mistake("wrong_enumeration", message, _NOWHERE)
    return replace(TEXT, codes=mapping.target)


def _is_valid(call: VectorCall) -> pl.Expr:
    codes: CodeList = call.lists.codes[_list_id(call)]
    code = call.arguments[0]
    known = code.is_in(pl.Series(list(codes.labels), dtype=pl.String).implode())
    if len(call.arguments) < 3 or not codes.valid:
        return known
    first = {code: since.isoformat() for code, (since, _) in codes.valid.items() if since}
    after = {code: until.isoformat() for code, (_, until) in codes.valid.items() if until}
    day = call.arguments[2]
    begun = lookup(code, first).str.to_date("%Y-%m-%d") <= day
    ended = lookup(code, after).str.to_date("%Y-%m-%d") <= day
    dated = known & begun.fill_null(value=True) & ended.not_().fill_null(value=True)
    return pl.when(day.is_not_null()).then(dated)


def _is_valid_scalar(call: ScalarCall) -> Value:
    codes = call.lists.codes[_list_id(call)]
    code = cast("str", call.arguments[0])
    if code not in codes.labels or len(call.arguments) < 3:
        return code in codes.labels
    since, until = codes.valid.get(code, (None, None))
    day = cast("date", call.arguments[2])
    return (since is None or since <= day) and (until is None or day < until)


OPERATIONS = (
    Operation(
        "label",
        "codes",
        "What a code is called in the export's language.",
        (
            overload(
                "text text!? -> text",
                lambda call: _mapped(call, _labels(call)),
                lambda call: _found(call, _labels(call)),
                result=_label_rule,
            ),
        ),
        (),
    ),
    Operation(
        "translate",
        "codes",
        "The code of another list, by a mapping; `not_counted` where the mapping says that it does not count.",
        (
            overload(
                "text text! -> text",
                lambda call: _mapped(call, _mapping(call)),
                lambda call: _found(call, _mapping(call)),
                result=_translate_rule,
            ),
        ),
        (),
    ),
    Operation(
        "reason",
        "codes",
        "Why a code does not count, as its mapping says in the export's language; blank for a code that counts.",
        (overload("text text! -> text", _reason, _reason_scalar, result=_reason_rule),),
        (),
    ),
    Operation(
        "is_valid_code",
        "codes",
        "Whether a list has the code, and where a date is given, whether it was valid then.",
        (overload("text text! date? -> boolean", _is_valid, _is_valid_scalar, result=_valid_rule),),
        (),
    ),
)
