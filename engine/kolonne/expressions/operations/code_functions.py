"""Functions of codes: what they are called, whether they are any, and what they become by a mapping."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import cast

import polars as pl

from kolonne.expressions.codes import CodeMapping
from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.mistake import NOWHERE, Mistake
from kolonne.expressions.operations.code_arguments import coded, known_list, known_mapping, list_of
from kolonne.expressions.operations.code_tables import (
    answer,
    answer_scalar,
    has,
    labels,
    labels_by_day,
    lookup,
    valid_on,
)
from kolonne.expressions.operations.overload import (
    Example,
    Operation,
    ScalarCall,
    TypedCall,
    VectorCall,
    overload,
)
from kolonne.expressions.timeline import Step, Steps, Timeline
from kolonne.expressions.types import BOOLEAN, TEXT, Value, ValueType


def _label_rule(call: TypedCall) -> ValueType | Mistake:
    found = known_list(call)
    return found if isinstance(found, Mistake) else TEXT


def _label_on(call: VectorCall) -> pl.Expr:
    return answer(call, call.arguments[0], labels_by_day(list_of(call)), call.arguments[-1])


def _label_on_scalar(call: ScalarCall) -> Value:
    return answer_scalar(call, labels_by_day(list_of(call)), call.arguments[-1])


def _valid_rule(call: TypedCall) -> ValueType | Mistake:
    found = known_list(call)
    return found if isinstance(found, Mistake) else BOOLEAN


def _is_valid(call: VectorCall) -> pl.Expr:
    code, *rest = call.arguments
    return valid_on(list_of(call), code, rest[-1]) if len(rest) > 1 else has(list_of(call), code)


def _is_valid_scalar(call: ScalarCall) -> Value:
    codes, code = list_of(call), cast("str", call.arguments[0])
    return codes.is_valid(code, call.arguments[2]) if len(call.arguments) > 2 else code in codes.labels  # type: ignore[arg-type]


def _code_rule(call: TypedCall) -> ValueType | Mistake:
    codes = known_list(call)
    if isinstance(codes, Mistake):
        return codes
    written = call.constants[0]
    if isinstance(written, str) and codes.recognised(written) is None:
        matches = get_close_matches(written, list(codes.labels), n=1, cutoff=0.6)
        hint = f"did you mean `{matches[0]}`?" if matches else ""
        return Mistake("unknown_code", f"`{codes.id}` has no code `{written}`", NOWHERE, hint)
    return coded(codes.id)


def _code(call: VectorCall) -> pl.Expr:
    codes, text = list_of(call), call.arguments[0]
    own = pl.when(has(codes, text)).then(text)
    found = call.once(pl.coalesce(own, lookup(text.str.to_lowercase(), codes.spellings())))
    return call.guarded("unknown_code", text.is_null() | found.is_not_null(), found)


def _code_scalar(call: ScalarCall) -> Value:
    found = list_of(call).recognised(cast("str", call.arguments[0]))
    if found is None:
        raise CellFaultError("unknown_code")
    return found


def _translate_rule(call: TypedCall) -> ValueType | Mistake:
    found = known_mapping(call)
    return found if isinstance(found, Mistake) else coded(found.target)


def _reason_rule(call: TypedCall) -> ValueType | Mistake:
    found = known_mapping(call)
    return found if isinstance(found, Mistake) else TEXT


def _mapping(call: VectorCall | ScalarCall) -> CodeMapping:
    return call.lists.mappings[str(call.constants[1])]


def _targets(call: VectorCall | ScalarCall) -> Timeline:
    mapping = _mapping(call)
    now = mapping.once("?targets", lambda: _now(mapping, mapping.codes))
    return mapping.once("?targets by day", lambda: _by_day(now, mapping.dated)) if len(call.arguments) > 2 else now


def _reasons(call: VectorCall | ScalarCall) -> Timeline:
    mapping = _mapping(call)
    now = mapping.once("?reasons", lambda: _now(mapping, mapping.reasons))
    return (
        mapping.once("?reasons by day", lambda: _by_day(now, mapping.dated_reasons)) if len(call.arguments) > 2 else now
    )


def _now(mapping: CodeMapping, values: Mapping[str, str]) -> Timeline:
    """What is said of codes in the period; that the mapping says nothing of one at that time is a fault."""
    silent: Steps = (Step(None, None, "code_not_mapped"),)
    found = {code: values.get(code) for code in mapping.codes}
    return Timeline({**dict.fromkeys(mapping.dated, silent), **Timeline.constant(found).steps})


def _by_day(now: Timeline, dated: Mapping[str, Steps]) -> Timeline:
    return Timeline({**now.steps, **dated})


def _day(call: VectorCall) -> pl.Expr | None:
    return call.arguments[2] if len(call.arguments) > 2 else None


def _scalar_day(call: ScalarCall) -> Value:
    return call.arguments[2] if len(call.arguments) > 2 else None


OPERATIONS = (
    Operation(
        "label",
        "codes",
        "What a code is called in the export's language. With a date: what it was called then; without, or where it was "
        "not valid then: what it is called on the last day of the period, or was called last.",
        (
            overload(
                "code:text list:text!? -> text",
                lambda call: answer(call, call.arguments[0], labels(list_of(call))),
                lambda call: answer_scalar(call, labels(list_of(call))),
                result=_label_rule,
            ),
            overload("code:text day:date -> text", _label_on, _label_on_scalar, result=_label_rule),
            overload("code:text list:text! day:date -> text", _label_on, _label_on_scalar, result=_label_rule),
        ),
        (
            Example("label('talk', 'demo.kind')", "Samtale"),
            Example("label('50', 'demo.area', date(2017, 6, 1))", "Sør-Trøndelag"),
            Example("label('50', 'demo.area', date(2025, 6, 1))", "Trøndelag"),
            Example("label('golf', 'demo.kind')", None, "unknown_code"),
        ),
    ),
    Operation(
        "code",
        "codes",
        "A text as a code of a list, whatever case it is in; aliases stand for their codes, labels do not. What was computed "
        "can then be shown by its label, and counted with every code of the list.",
        (overload("text:text list:text! -> text", _code, _code_scalar, result=_code_rule),),
        (
            Example("code('prat', 'demo.kind')", "talk"),
            Example("code(lower('TALK'), 'demo.kind')", "talk"),
            Example("label(code('Talk', 'demo.kind'))", "Samtale"),
            Example("code(left('golf', 2), 'demo.kind')", None, "unknown_code"),
        ),
    ),
    Operation(
        "translate",
        "codes",
        "The code of another list, by a mapping; `not_counted` where the mapping says that it does not count. What a mapping "
        "says by time is picked by the date, or by the first day of the period where none is given.",
        (
            overload(
                "code:text mapping:text! day:date? -> text",
                lambda call: answer(call, call.arguments[0], _targets(call), _day(call)),
                lambda call: answer_scalar(call, _targets(call), _scalar_day(call)),
                result=_translate_rule,
            ),
        ),
        (
            Example("translate('talk', 'demo.kind_to_funder')", "outreach"),
            Example("translate('board', 'demo.kind_to_funder')", "not_counted"),
            Example("label(translate('talk', 'demo.kind_to_funder'))", "Oppsøkende arbeid"),
            Example("translate('golf', 'demo.kind_to_funder')", None, "unknown_code"),
        ),
    ),
    Operation(
        "reason",
        "codes",
        "Why a code does not count, as its mapping says in the export's language; blank for a code that counts. Date and "
        "period as for `translate`.",
        (
            overload(
                "code:text mapping:text! day:date? -> text",
                lambda call: answer(call, call.arguments[0], _reasons(call), _day(call)),
                lambda call: answer_scalar(call, _reasons(call), _scalar_day(call)),
                result=_reason_rule,
            ),
        ),
        (
            Example("reason('board', 'demo.kind_to_funder')", "styremøte er drift av laget"),
            Example("reason('talk', 'demo.kind_to_funder')", None),
        ),
    ),
    Operation(
        "is_valid_code",
        "codes",
        "Whether a list has the code, and where a date is given, whether it was valid then.",
        (overload("code:text list:text! day:date? -> boolean", _is_valid, _is_valid_scalar, result=_valid_rule),),
        (
            Example("is_valid_code('30', 'demo.area')", value=True),
            Example("is_valid_code('30', 'demo.area', date(2023, 12, 31))", value=True),
            Example("is_valid_code('30', 'demo.area', date(2024, 1, 1))", value=False),
            Example("is_valid_code('golf', 'demo.kind')", value=False),
        ),
    ),
)
