"""Functions of codes that stand above codes."""

from typing import cast

import polars as pl

from kolonne.expressions.codes import CodeList
from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.mistake import NOWHERE, Mistake
from kolonne.expressions.operations.code_arguments import coded, known_list, list_of
from kolonne.expressions.operations.code_tables import answer, answer_scalar, has, lookup, texts
from kolonne.expressions.operations.overload import (
    Example,
    Lists,
    Operation,
    ScalarCall,
    TypedCall,
    VectorCall,
    overload,
)
from kolonne.expressions.timeline import Step, Timeline
from kolonne.expressions.types import BOOLEAN, TEXT, Value, ValueType

#: A list whose parents lead back has a problem of its own; here it must only come to an end.
_MOST_LEVELS = 64


def _parent_rule(call: TypedCall) -> ValueType | Mistake:
    codes = known_list(call)
    if isinstance(codes, Mistake):
        return codes
    above = codes.parent_list or codes.id
    # A list that cannot be read is told where it is named.
    return coded(above) if above in call.lists.codes else TEXT


def _parents(codes: CodeList) -> Timeline:
    return codes.once("?parents", lambda: Timeline.constant({code: codes.parents.get(code) for code in codes.labels}))


def _parents_by_day(codes: CodeList) -> Timeline:
    return codes.once("?parents by day", lambda: _made_by_day(codes))


def _made_by_day(codes: CodeList) -> Timeline:
    """Outside of the time in which a code is valid, nothing stands above it: to ask for that is a fault."""
    steps = dict(_parents(codes).steps)
    for code in {**codes.valid, **codes.versions}:
        since, until = codes.valid.get(code, (None, None))
        found = [Step(version.since, version.parent or None) for version in codes.versions.get(code, ())]
        before = [Step(None, None, "code_not_valid")] if since else []
        after = [Step(until, None, "code_not_valid")] if until else []
        steps[code] = (*before, *(found or [Step(since, codes.parents.get(code))]), *after)
    return Timeline(steps)


def _parent_on(call: VectorCall) -> pl.Expr:
    return answer(call, call.arguments[0], _parents_by_day(list_of(call)), call.arguments[-1])


def _parent_on_scalar(call: ScalarCall) -> Value:
    return answer_scalar(call, _parents_by_day(list_of(call)), call.arguments[-1])


def _top_rule(call: TypedCall) -> ValueType | Mistake:
    codes = known_list(call)
    if isinstance(codes, Mistake):
        return codes
    if codes.parent_list and codes.parent_list != codes.id:
        message = f"what stands above codes of `{codes.id}` are codes of `{codes.parent_list}`"
        return Mistake("wrong_enumeration", message, NOWHERE, "`parent(code)` gives them")
    return coded(codes.id)


def _tops(codes: CodeList) -> Timeline:
    return codes.once("?tops", lambda: Timeline.constant({code: _above(codes, code)[-1] for code in codes.labels}))


def _above(codes: CodeList, code: str) -> list[str]:
    """The code and those of the same list above it, nearest first."""
    found = [code]
    while (parent := codes.parents.get(found[-1])) is not None and parent not in found:
        found.append(parent)
    return found


def _chain(codes: CodeList, lists: Lists) -> list[CodeList]:
    """The list, the list of its parents if that is another one, and so on."""
    found = [codes]
    while (above := lists.codes.get(found[-1].parent_list)) is not None and above not in found:
        found.append(above)
    return found


def _ancestors(call: VectorCall | ScalarCall) -> list[dict[str, str]]:
    """Code → the code one step above, two steps above, and so on."""
    codes = call.lists.codes[_under_list(call)]
    return codes.once("?ancestors", lambda: _made_ancestors(codes, call.lists))


def _made_ancestors(codes: CodeList, lists: Lists) -> list[dict[str, str]]:
    levels: list[dict[str, str]] = []
    current = {code: code for code in codes.labels}
    rest = _chain(codes, lists)
    while current and len(levels) < _MOST_LEVELS:
        parents = rest[0].parents
        current = {code: parents[at] for code, at in current.items() if at in parents}
        if rest[0].parent_list not in {"", rest[0].id}:
            rest = rest[1:]
        if current:
            levels.append(current)
    return levels


def _under_list(call: TypedCall | VectorCall | ScalarCall) -> str:
    named = call.constants[2] if len(call.constants) > 2 else None
    return named if isinstance(named, str) else call.types[0].codes


def _under_rule(call: TypedCall) -> ValueType | Mistake:
    id_ = _under_list(call)
    found = known_list(TypedCall(call.types[:1], (None, id_ or None), call.lists))
    if isinstance(found, Mistake):
        if found.code == "no_enumeration":
            return Mistake(found.code, found.message, NOWHERE, found.hint.replace("second", "third"))
        return found
    ancestor, chain = call.constants[1], _chain(found, call.lists)
    if isinstance(ancestor, str) and not any(ancestor in codes.labels for codes in chain):
        where = " nor ".join(f"`{codes.id}`" for codes in chain)
        neither = "neither " if chain[1:] else ""
        message = f"{neither}{where} has {'a' if neither else 'no'} code `{ancestor}`"
        return Mistake("unknown_code", message, NOWHERE)
    return BOOLEAN


def _is_under(call: VectorCall) -> pl.Expr:
    code, ancestor, *_ = call.arguments
    found = pl.lit(value=False)
    written = call.constants[1]
    if isinstance(written, str):
        below = [known for level in _ancestors(call) for known, above in level.items() if above == written]
        found = code.is_in(texts(below).implode())
    else:
        for level in _ancestors(call):
            found |= lookup(code, level).eq_missing(ancestor)
    return call.guarded("unknown_code", has(call.lists.codes[_under_list(call)], code), found)


def _is_under_scalar(call: ScalarCall) -> Value:
    code, ancestor, *_ = call.arguments
    if code not in call.lists.codes[_under_list(call)].labels:
        raise CellFaultError("unknown_code")
    return any(level.get(cast("str", code)) == ancestor for level in _ancestors(call))


OPERATIONS = (
    Operation(
        "parent",
        "codes",
        "The code above a code, blank where nothing stands above it. With a date: the one above it then, and a failure where "
        "the code was not valid then; without: the one above it on the last day of the period, or the last one.",
        (
            overload(
                "code:text list:text!? -> text",
                lambda call: answer(call, call.arguments[0], _parents(list_of(call))),
                lambda call: answer_scalar(call, _parents(list_of(call))),
                result=_parent_rule,
            ),
            overload("code:text day:date -> text", _parent_on, _parent_on_scalar, result=_parent_rule),
            overload("code:text list:text! day:date -> text", _parent_on, _parent_on_scalar, result=_parent_rule),
        ),
        (
            Example("parent('3001', 'demo.area')", "30"),
            Example("parent(parent('3001', 'demo.area'))", "NO"),
            Example("parent('NO', 'demo.area')", None),
            Example("parent('3001', 'demo.area', date(2023, 12, 31))", "30"),
            Example("parent('3001', 'demo.area', date(2024, 1, 1))", None, "code_not_valid"),
            Example("parent('9999', 'demo.area')", None, "unknown_code"),
        ),
        coarsens=True,
    ),
    Operation(
        "top",
        "codes",
        "The code at the top, above a code and all that stand between; the code itself where nothing stands above it.",
        (
            overload(
                "code:text list:text!? -> text",
                lambda call: answer(call, call.arguments[0], _tops(list_of(call))),
                lambda call: answer_scalar(call, _tops(list_of(call))),
                result=_top_rule,
            ),
        ),
        (Example("top('3001', 'demo.area')", "NO"), Example("top('NO', 'demo.area')", "NO")),
        coarsens=True,
    ),
    Operation(
        "is_under",
        "codes",
        "Whether a code stands under another one, at whatever distance. No code stands under itself. The list is the third "
        "argument.",
        (overload("code:text ancestor:text list:text!? -> boolean", _is_under, _is_under_scalar, result=_under_rule),),
        (
            Example("is_under('3001', 'NO', 'demo.area')", value=True),
            Example("is_under('3001', '31', 'demo.area')", value=False),
            Example("is_under('NO', 'NO', 'demo.area')", value=False),
            Example("is_under('9999', 'NO', 'demo.area')", None, "unknown_code"),
        ),
    ),
)
