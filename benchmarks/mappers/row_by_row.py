"""Peer: stock simpleeval, row by row, each expression parsed once.

The expressions are the document's, in the words that stock simpleeval can say them in: None has no order there, and a
decimal cannot be multiplied with a float. Around them stands what anybody would write: codes that are looked up in
dictionaries, lists of what failed and of what was left out, and a frame at the end.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
from simpleeval import EvalWithCompoundTypes

from mappers.mapped import FAILURES, LEFT_OUT, ROWS, Mapped
from workload import AUDIENCES, CONDITIONAL, COUNTIES, FIELDS, KEEP, KINDS, PLAIN, RULES

_LISTS: Mapping[str, Mapping[str, str]] = {"kind": KINDS, "county": COUNTIES, "audience": AUDIENCES}
_TEXTS = [name for name, kind in FIELDS.items() if kind == "text"]
#: What differs from the document's own spelling.
SPELLED = {
    "member_share": "members / participants if (participants or 0) > 0 else None",
    "subsidy": "cost * decimal('0.8') if (participants or 0) >= 3 and approved else decimal('0.000')",
    "size": "'stor' if (participants or 0) > 20 else 'middels' if (participants or 0) > 8 else 'liten'",
}
EXPRESSIONS = {name: SPELLED.get(name, text) for name, text in (PLAIN | CONDITIONAL).items()}


@dataclass(slots=True)
class RowByRow:
    """What became of a batch so far."""

    evaluator: EvalWithCompoundTypes
    parsed: Mapping[str, ast.AST]
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    failures: list[tuple[Any, ...]] = field(default_factory=list)
    left_out: list[tuple[Any, ...]] = field(default_factory=list)

    def take(self, at: int, record: dict[str, Any]) -> None:
        """One record, whose index in the source is `at`."""
        for name in _TEXTS:
            if record[name] is not None and not record[name].strip():
                record[name] = None
        self.evaluator.names = record
        if not self._is_sound(at, record):
            return
        for name, text in KEEP.items():
            if not self._value(text):
                self.left_out.append((at, at + 1, record["id"], name, f"ikke {name}"))
                return
        for name, (severity, text) in RULES.items():
            if self._value(text) is False:
                self._fail(at, record, f"rules.{name}", name, "rule", f"{name} i {record['id']}", severity=severity)
                if severity == "error":
                    return
        cells = {name: self._value(text) for name, text in EXPRESSIONS.items()}
        for name, labels in _LISTS.items():
            cells[name] = labels.get(cells[name])
        self.rows.append(tuple(cells.values()))

    def _is_sound(self, at: int, record: dict[str, Any]) -> bool:
        is_sound = True
        if record["id"] is None:
            self._fail(at, record, "inputs.activities.id", "id.required", "required", "id mangler")
            is_sound = False
        for name, labels in _LISTS.items():
            code = record[name]
            if code is not None and code not in labels:
                message = f"{name}: «{code}» står ikke i kodelisten"
                place = f"inputs.activities.{name}"
                self._fail(at, record, place, f"{name}.unknown_code", "unknown_code", message, code)
                is_sound = False
        return is_sound

    def _fail(
        self,
        at: int,
        record: dict[str, Any],
        place: str,
        rule: str,
        code: str,
        message: str,
        value: str | None = None,
        severity: str = "error",
    ) -> None:
        told = (at, at + 1, record["id"], place, rule, code, severity, message, value, severity == "error")
        self.failures.append(told)

    def _value(self, text: str) -> Any:
        return self.evaluator.eval(text, previously_parsed=self.parsed[text])


def mapped(batch: pl.DataFrame, first_row: int) -> Mapped:
    """What becomes of a batch whose first record is number `first_row` of all, counted from 0."""
    passing = RowByRow(_EVALUATOR, _PARSED)
    for at, record in enumerate(batch.iter_rows(named=True), first_row):
        passing.take(at, record)
    return Mapped(
        pl.DataFrame(passing.rows, ROWS, orient="row"),
        pl.DataFrame(passing.failures, FAILURES, orient="row"),
        pl.DataFrame(passing.left_out, LEFT_OUT, orient="row"),
    )


def _present(value: object) -> bool:
    return value is not None


def _days_between(first: date | None, last: date | None) -> int | None:
    return None if first is None or last is None else (last - first).days


def _texts() -> Iterator[str]:
    yield from EXPRESSIONS.values()
    yield from KEEP.values()
    yield from (text for _, text in RULES.values())


_EVALUATOR = EvalWithCompoundTypes(functions={"present": _present, "days_between": _days_between, "decimal": Decimal})
_PARSED = {text: _EVALUATOR.parse(text) for text in _texts()}
