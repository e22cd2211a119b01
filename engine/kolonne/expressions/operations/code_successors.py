"""Functions of codes that took the place of codes."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import TypeAlias

import polars as pl

from kolonne.expressions.codes import CodeList
from kolonne.expressions.mistake import NOWHERE, Mistake
from kolonne.expressions.operations.code_arguments import coded, known_list, list_of
from kolonne.expressions.operations.code_tables import answer, answer_scalar
from kolonne.expressions.operations.overload import (
    Example,
    Operation,
    Overload,
    ScalarCall,
    TypedCall,
    VectorCall,
    overload,
)
from kolonne.expressions.timeline import Step, Timeline
from kolonne.expressions.types import Value, ValueType

#: Days, each with the codes that stand for a code from then on.
_Reached: TypeAlias = list[tuple[date | None, tuple[str, ...]]]
#: What becomes of a code for which several stand.
_ANSWERS = ("blank", "first", "error")
_MOST_NAMED = 3


def predecessors(codes: CodeList) -> Mapping[str, tuple[str, ...]]:
    """Code → the codes whose place it took."""
    return codes.once("?predecessors", lambda: _turned(codes.successors))


def _turned(links: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for old, new in links.items():
        for code in new:
            found.setdefault(code, []).append(old)
    return {code: tuple(before) for code, before in found.items()}


def _reached(codes: CodeList, links: Mapping[str, tuple[str, ...]], *, forward: bool) -> dict[str, _Reached]:
    """What stands for each code on each day, by following the links forward or backward."""
    try:
        order = list(TopologicalSorter(links).static_order())
    except CycleError:
        return {}
    found: dict[str, _Reached] = {}
    for code in dict.fromkeys([*order, *codes.labels]):
        since, until = codes.valid.get(code, (None, None))
        others = [found[other] for other in links.get(code, ())]
        days = sorted({day for reached in others for day, _ in reached if day is not None})
        before: _Reached = [(None, ())]
        after: _Reached = [(until, ())]
        if forward and until is not None:
            after = _together(others, [until, *(day for day in days if day > until)])
        if not forward and since is not None:
            before = _together(others, [None, *(day for day in days if day < since)])
        found[code] = [*(before if since else []), (since, (code,)), *(after if until else [])]
    return found


def _together(others: Iterable[_Reached], days: list[date | None]) -> _Reached:
    lists = list(others)
    return [(day, tuple(dict.fromkeys(code for reached in lists for code in _at(reached, day)))) for day in days]


def _at(reached: _Reached, day: date | None) -> tuple[str, ...]:
    return next(
        (codes for since, codes in reversed(reached) if since is None or (day is not None and since <= day)), ()
    )


def _successors(codes: CodeList, ambiguous: str) -> Timeline:
    reached = codes.once("?successors", lambda: _reached(codes, codes.successors, forward=True))
    return codes.once(f"?successors {ambiguous}", lambda: _timeline(reached, ambiguous))


def _predecessors(codes: CodeList, ambiguous: str) -> Timeline:
    reached = codes.once("?traced back", lambda: _reached(codes, predecessors(codes), forward=False))
    return codes.once(f"?traced back {ambiguous}", lambda: _timeline(reached, ambiguous))


def _timeline(reached: Mapping[str, _Reached], ambiguous: str) -> Timeline:
    return Timeline(
        {code: tuple(_step(day, found, ambiguous) for day, found in steps) for code, steps in reached.items()}
    )


def _step(day: date | None, found: tuple[str, ...], ambiguous: str) -> Step:
    if not found:
        return Step(day, None, "code_not_valid")
    if len(found) == 1 or ambiguous == "first":
        return Step(day, found[0])
    return Step(day, None, "ambiguous_code" if ambiguous == "error" else "")


def _ambiguous(call: TypedCall | VectorCall | ScalarCall) -> str:
    """What the call says of codes for which several stand; empty where it says nothing."""
    last = len(call.types) - 1
    names_list = last == 3 or (last == 2 and call.types[2].kind == "date")
    said = call.constants[last] if last == 2 + names_list else None
    return str(said) if said is not None else ""


def _rule(
    links: Callable[[CodeList], Mapping[str, tuple[str, ...]]], verb: str
) -> Callable[[TypedCall], ValueType | Mistake]:
    def rule(call: TypedCall) -> ValueType | Mistake:
        codes = known_list(call)
        if isinstance(codes, Mistake):
            return codes
        said = _ambiguous(call)
        if said and said not in _ANSWERS:
            allowed = ", ".join(f"`'{answer}'`" for answer in _ANSWERS)
            return Mistake("bad_argument", f"found `'{said}'`; allowed are {allowed}", NOWHERE)
        split = [code for code, others in links(codes).items() if len(others) > 1]
        if split and not said:
            named = ", ".join(f"`{code}`" for code in split[:_MOST_NAMED])
            more = f" and {len(split) - _MOST_NAMED} more" if split[_MOST_NAMED:] else ""
            message = f"several codes of `{codes.id}` {verb} {named}{more}, and it is not said which to take"
            hint = "say `'blank'`, `'first'` or `'error'` as last argument"
            return Mistake("ambiguous_successor", message, NOWHERE, hint)
        return coded(codes.id)

    return rule


def _overloads(
    timeline: Callable[[CodeList, str], Timeline], rule: Callable[[TypedCall], ValueType | Mistake]
) -> tuple[Overload, ...]:
    def read(call: VectorCall | ScalarCall) -> tuple[Timeline, int]:
        """The timeline, and which argument the day is."""
        day = next(at for at, of in enumerate(call.types) if at and of.kind == "date")
        return timeline(list_of(call), _ambiguous(call) or "error"), day

    def vector(call: VectorCall) -> pl.Expr:
        found, day = read(call)
        return answer(call, call.arguments[0], found, call.arguments[day])

    def scalar(call: ScalarCall) -> Value:
        found, day = read(call)
        return answer_scalar(call, found, call.arguments[day])

    return tuple(
        overload(signature, vector, scalar, result=rule)
        for signature in (
            "code:text day:date ambiguous:text!? -> text",
            "code:text list:text! day:date ambiguous:text!? -> text",
        )
    )


OPERATIONS = (
    Operation(
        "successor",
        "codes",
        "The code that stands for a code on a day: itself while it is valid, later the code that took its place, or the one "
        "that took the place of that, and so on. A failure where there is none, and before the code was valid. Where a code "
        "was split, it is not known which of its parts is meant: the last argument says whether that leaves the cell "
        "`'blank'`, takes the `'first'`, or is an `'error'`.",
        _overloads(_successors, _rule(lambda codes: codes.successors, "took the place of")),
        (
            Example("successor('3001', 'demo.area', date(2023, 12, 31), 'error')", "3001"),
            Example("successor('3001', 'demo.area', date(2024, 1, 1), 'error')", "3101"),
            Example("successor('30', 'demo.area', date(2025, 1, 1), 'first')", "31"),
            Example("successor('30', 'demo.area', date(2025, 1, 1), 'blank')", None),
            Example("successor('30', 'demo.area', date(2025, 1, 1), 'error')", None, "ambiguous_code"),
            Example("successor('3101', 'demo.area', date(2023, 1, 1), 'error')", None, "code_not_valid"),
        ),
    ),
    Operation(
        "predecessor",
        "codes",
        "The code that stood for a code on a day: itself while it is valid, earlier the code whose place it took, or the one "
        "whose place that took, and so on. A failure where there is none, and when the code is no longer valid. Where codes "
        "were merged, it is not known which of them is meant: the last argument says what then, as for `successor`.",
        _overloads(_predecessors, _rule(predecessors, "became")),
        (
            Example("predecessor('3101', 'demo.area', date(2025, 1, 1))", "3101"),
            Example("predecessor('3101', 'demo.area', date(2023, 1, 1))", "3001"),
            Example("predecessor('3101', 'demo.area', date(2019, 1, 1))", None, "code_not_valid"),
        ),
    ),
)
