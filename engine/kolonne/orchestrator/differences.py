"""Differences: what a test expects beside what was found."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

import polars as pl

from kolonne.contract.quick import dataclass
from kolonne.definitions import FailureExpectation, TestDefinition
from kolonne.expressions import Value, ValueType, from_json, to_json
from kolonne.orchestrator.aligning import aligned
from kolonne.plan import SheetPlan

#: Floats that differ by less are the same to people.
_CLOSE = 1e-9
_TOLD = ("rule", "record", "severity", "message")


@dataclass(frozen=True, slots=True)
class Found:
    """What the records of a test became."""

    sheets: Sequence[SheetPlan] = ()
    #: Sheet → its lines.
    lines: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    #: None where the export could not even begin.
    failures: pl.DataFrame | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)
    #: Why there would be no file: a code, and what is told of it.
    refused: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as expected; values as JSON has them."""

    #: `cell`, `line`, `failure`, `excluded` or `refused`.
    kind: str
    #: The sheet, the reason or nothing; and in it the line (or failure) from 1, and its column (or member).
    where: str = ""
    line: int | None = None
    column: str = ""
    #: None for an empty cell; what is not there at all is said by `is_missing` and `is_extra`.
    expected: object = None
    found: object = None
    is_missing: bool = False
    is_extra: bool = False

    def as_json(self) -> dict[str, object]:
        """The form that `kolonne test --format json` prints; what is not there at all has no member."""
        return {
            "kind": self.kind,
            "where": self.where,
            "line": self.line,
            "column": self.column,
            **({} if self.is_extra else {"expected": self.expected}),
            **({} if self.is_missing else {"found": self.found}),
        }


def differences(test: TestDefinition, found: Found) -> tuple[Difference, ...]:
    """Everything that is not as the test expects it; whether there is a file at all comes first."""
    return tuple(_differences(test, found))


def _differences(test: TestDefinition, found: Found) -> Iterator[Difference]:
    if (test.refused or "") != found.refused:
        told = f"{found.refused}: {found.reason}" if found.refused else None
        yield Difference("refused", expected=test.refused, found=told)
    if found.failures is None:
        return
    for sheet in found.sheets:
        if sheet.name in test.expect:
            yield from _lines(sheet, test.expect[sheet.name], found.lines[sheet.name])
    if test.failures is not None:
        yield from _failures(test.failures, found.failures)
    if test.excluded is not None:
        for reason in dict.fromkeys((*test.excluded, *found.left_out)):
            expected, rows = test.excluded.get(reason, 0), found.left_out.get(reason, 0)
            if expected != rows:
                yield Difference("excluded", reason, expected=expected, found=rows)


def _lines(sheet: SheetPlan, expected: Sequence[Mapping[str, object]], frame: pl.DataFrame) -> Iterator[Difference]:
    types = {column.name: column.type for column in sheet.columns}
    found = frame.to_dicts()

    def wrong(line: Mapping[str, object], cells: Mapping[str, Value]) -> list[str]:
        return [name for name, value in line.items() if not _is_same(value, cells[name], types[name])]

    for one, other in aligned(expected, found, lambda line, cells: not wrong(line, cells)):
        if one is None or other is None:
            yield from _unpaired("line", sheet.name, expected, [_shown(cells) for cells in found], one, other)
            continue
        for name in wrong(expected[one], found[other]):
            shown = to_json(found[other][name])
            yield Difference("cell", sheet.name, other + 1, name, expected[one][name], shown)


def _failures(expected: Sequence[FailureExpectation], frame: pl.DataFrame) -> Iterator[Difference]:
    wanted = [{name: getattr(one, name) for name in _TOLD if name in one.model_fields_set} for one in expected]
    found = frame.select("rule", pl.col("number").alias("record"), "severity", "message").to_dicts()

    def wrong(line: Mapping[str, object], cells: Mapping[str, object]) -> list[str]:
        return [name for name, value in line.items() if value != cells[name]]

    for one, other in aligned(wanted, found, lambda line, cells: not wrong(line, cells)):
        if one is None or other is None:
            yield from _unpaired("failure", "", wanted, found, one, other)
            continue
        for name in wrong(wanted[one], found[other]):
            yield Difference("failure", "", other + 1, name, wanted[one][name], found[other][name])


def _unpaired(
    kind: str,
    where: str,
    expected: Sequence[Mapping[str, object]],
    found: Sequence[Mapping[str, object]],
    one: int | None,
    other: int | None,
) -> Iterator[Difference]:
    if one is not None:
        yield Difference(kind, where, one + 1, expected=dict(expected[one]), is_missing=True)
    if other is not None:
        yield Difference(kind, where, other + 1, found=dict(found[other]), is_extra=True)


def _shown(cells: Mapping[str, Value]) -> dict[str, object]:
    return {name: to_json(value) for name, value in cells.items() if value is not None}


def _is_same(expected: object, found: Value, of: ValueType) -> bool:
    if expected is None or found is None:
        return expected is None and found is None
    if isinstance(found, str):
        # Hidden numbers make texts of their neighbours.
        return str(expected) == found
    try:
        value = from_json(expected, of)
    except ValueError:
        return False
    if isinstance(value, float) and isinstance(found, float):
        return math.isclose(value, found, rel_tol=_CLOSE, abs_tol=_CLOSE)
    return value == found
