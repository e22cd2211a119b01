"""Tables of codes as Polars looks them up: made once a list, however many columns and batches use them."""

from collections.abc import Iterable, Mapping
from typing import cast

import polars as pl

from kolonne.contract.quick import dataclass
from kolonne.expressions.codes import CodeList
from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.operations.overload import ScalarCall, VectorCall
from kolonne.expressions.timeline import Step, Timeline
from kolonne.expressions.types import Value

#: Stands before the fault in a table of texts, and alone for a blank; no text of people begins with it.
_MARK = "\0"


def lookup(codes: pl.Expr, table: Mapping[str, str]) -> pl.Expr:
    """What a table gives for each code; null where it has none."""
    return _found(codes, texts(table), texts(table.values()))


def relabelled(codes: pl.Expr, table: Mapping[str, str]) -> pl.Expr:
    """What a table gives for each code; the code itself where it has none."""
    # By number: measured twice as fast as having Polars replace one text by another.
    numbers = codes.cast(pl.Enum(texts(table)), strict=False).to_physical()
    return pl.coalesce(pl.lit(texts(table.values())).gather(numbers), codes)


def texts(values: Iterable[str]) -> pl.Series:
    """Texts as a column."""
    return pl.Series(list(values), dtype=pl.String)


def has(codes: CodeList, code: pl.Expr) -> pl.Expr:
    """Whether the list has the code."""
    return code.is_in(codes.once("?names", lambda: texts(codes.labels).implode()))


def valid_on(codes: CodeList, code: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Whether the list has the code, and it was valid on that day."""
    known = has(codes, code)
    if not codes.valid:
        return pl.when(day.is_not_null()).then(known)
    first, after = codes.once("?valid", lambda: (_days(codes, 0), _days(codes, 1)))
    early, ended = (_found(code, *days) for days in (first, after))
    begun = (early <= day).fill_null(value=True) if len(first[0]) else pl.lit(value=True)
    over = (ended <= day).fill_null(value=False) if len(after[0]) else pl.lit(value=False)
    return pl.when(day.is_not_null()).then(known & begun & over.not_())


def label_on(codes: CodeList, code: pl.Expr, day: pl.Expr) -> pl.Expr:
    """What the code was called on that day; where it was not valid or no day is given, as it is shown without a day."""
    label = _outcome(labels_by_day(codes), code, day)
    return pl.when(day.is_not_null()).then(label).otherwise(lookup(code, codes.labels)) if codes.versions else label


def value_on(timeline: Timeline, code: pl.Expr, day: pl.Expr | None) -> pl.Expr:
    """What the timeline gives for each code on each day; null where it gives nothing."""
    outcome = _outcome(timeline, code, day)
    return pl.when(outcome.str.starts_with(_MARK).not_()).then(outcome)


def labels_by_day(codes: CodeList) -> Timeline:
    """The labels of a list by day."""
    return codes.once("?labels by day", lambda: _labels_by_day(codes))


def labels(codes: CodeList) -> Timeline:
    """The labels of a list as they are shown without a day."""
    return codes.once("?labels", lambda: Timeline.constant(codes.labels))


def answer(call: VectorCall, code: pl.Expr, timeline: Timeline, day: pl.Expr | None = None) -> pl.Expr:
    """What the timeline gives for each code (on each day); faults go to the call."""
    outcome = call.once(_outcome(timeline, code, day))
    call.fault("unknown_code", code.is_not_null() & outcome.is_null())
    for fault in timeline_faults(timeline):
        call.fault(fault, outcome == _MARK + fault)
    return pl.when(outcome.str.starts_with(_MARK).not_()).then(outcome)


def answer_scalar(call: ScalarCall, timeline: Timeline, day: Value = None) -> Value:
    """The same for one value."""
    step = timeline.on(cast("str", call.arguments[0]), day)  # type: ignore[arg-type]
    if step is None:
        raise CellFaultError("unknown_code")
    if step.fault:
        raise CellFaultError(step.fault)
    return step.value


def timeline_faults(timeline: Timeline) -> list[str]:
    """The faults that a timeline can give."""
    if "faults" not in timeline.made:
        found = (step.fault for steps in timeline.steps.values() for step in steps if step.fault)
        timeline.made["faults"] = list(dict.fromkeys(found))
    return cast("list[str]", timeline.made["faults"])


@dataclass(frozen=True, slots=True)
class _Level:
    """The n-th steps of all codes that have so many."""

    codes: pl.Series
    since: pl.Series
    outcomes: pl.Series


def _outcome(timeline: Timeline, code: pl.Expr, day: pl.Expr | None) -> pl.Expr:
    """Value, or marked fault, or mark for blank; null for an unknown code."""
    if "levels" not in timeline.made:
        timeline.made["levels"] = _levels(timeline)
    first, *later = cast("list[_Level]", timeline.made["levels"])
    outcome = _found(code, first.codes, first.outcomes)
    for level in later if day is not None else ():
        begun = _found(code, level.codes, level.since) <= day
        outcome = pl.when(begun).then(_found(code, level.codes, level.outcomes)).otherwise(outcome)
    return outcome


def _levels(timeline: Timeline) -> list[_Level]:
    levels: list[_Level] = []
    rest = list(timeline.steps.items())
    while rest or not levels:
        at = len(levels)
        steps = [found[at] for _, found in rest]
        since = pl.Series([step.since for step in steps], dtype=pl.Date)
        levels.append(_Level(texts(code for code, _ in rest), since, texts(map(_told, steps))))
        rest = [(code, found) for code, found in rest if len(found) > at + 1]
    return levels


def _told(step: Step) -> str:
    return _MARK + step.fault if step.fault or step.value is None else step.value


def _found(codes: pl.Expr, keys: pl.Series, values: pl.Series) -> pl.Expr:
    return codes.replace_strict(keys, values, default=None, return_dtype=values.dtype)


def _days(codes: CodeList, end: int) -> tuple[pl.Series, pl.Series]:
    days = {code: interval[end] for code, interval in codes.valid.items() if interval[end]}
    return texts(days), pl.Series(list(days.values()), dtype=pl.Date)


def _labels_by_day(codes: CodeList) -> Timeline:
    """Where a code is not valid, it is called what it was called last."""
    steps = dict(labels(codes).steps)
    for code, versions in codes.versions.items():
        found = [Step(None, versions[-1].label if versions[0].since else versions[0].label)]
        found += [Step(version.since, version.label) for version in versions if version.since]
        steps[code] = tuple(found)
    return Timeline(steps)
