"""The part of docs/reference/operations.md about calls that look at many rows."""

import json
from collections.abc import Iterator

from generating.markdown import block, code, heading, table
from kolonne.expressions import AGGREGATES, WINDOWS, AggregateExample, Aggregation
from kolonne.expressions.windows import WindowFunction

_AGGREGATES = """\
They make one value of many rows: of the records of an input that belong to a row, of the rows of a group, or of the lines of
a sheet. Which rows are meant is told by the names inside: `sum(participants.hours)` looks at the participants of a row, and
`sum(minutes)` in a grouped sheet at the rows of the group. A condition, behind the values or as `where=`, says which of them
count. With `each=`, of rows that share a value only the first counts: `sum(courses.hours, each=courses.id)` adds the hours of
each course once, however many rows it has. A row whose value or condition fails makes the whole fail."""
_WINDOWS = """\
They give each row a value that hangs on the other rows with the same keys; keys that are blank equal each other. In `let` they
see all rows, in a condition of `keep` those that the conditions before it kept, in columns and rules those that conditions kept,
also those that a rule takes out. The examples give the value of each row in turn. A row whose key, order or condition fails has no place, and is not in
the way of others."""


def contents() -> list[tuple[str, str]]:
    """The groups and what is in them, for the table at the top of the page."""
    return [
        (f"[{title}](#{anchor})", " · ".join(f"[`{name}`](#{anchor_of(name)})" for name in names))
        for title, anchor, names in (
            ("Many rows", "aggregates", AGGREGATES),
            ("Other rows", "windows", WINDOWS),
        )
    ]


def pieces() -> Iterator[str]:
    """The blocks of the page."""
    yield heading(2, "Many rows", "aggregates")
    yield _AGGREGATES
    for aggregation in AGGREGATES.values():
        yield from _described(aggregation)
    yield heading(2, "Other rows", "windows")
    yield _WINDOWS
    for window in WINDOWS.values():
        yield from _described(window)


def anchor_of(name: str) -> str:
    """The anchor of an aggregate, which may have the name of an operation of single values."""
    return f"rows-{name}"


def _described(one: Aggregation | WindowFunction) -> Iterator[str]:
    yield heading(3, f"`{one.name}`" + (" of rows" if isinstance(one, Aggregation) else ""), anchor_of(one.name))
    yield one.doc
    yield block("text", one.signature)
    for rows in _tables(one.examples):
        shown = [example for example in one.examples if example.rows == rows]
        yield _records(rows, "x." if isinstance(one, Aggregation) else "")
        yield table(("expression", "value"), [(code(example.expression), _outcome(example)) for example in shown])


def _tables(examples: tuple[AggregateExample, ...]) -> list[dict[str, list[object]]]:
    found: list[dict[str, list[object]]] = []
    for example in examples:
        if example.rows not in found:
            found.append(example.rows)
    return found


def _records(rows: dict[str, list[object]], prefix: str) -> str:
    """The rows of an example in one line: `x.age`: 12, 15, blank."""
    columns = (
        f"`{prefix}{name}`: {', '.join(_shown(value) for value in values) or 'no rows'}"
        for name, values in rows.items()
    )
    return f"With {'; '.join(columns)}:"


def _outcome(example: AggregateExample) -> str:
    if example.fault:
        return f"fails: {code(example.fault)}"
    if isinstance(example.value, list) and not example.expression.startswith("values("):
        return ", ".join(_shown(value) for value in example.value)
    return _shown(example.value)


def _shown(value: object) -> str:
    return "blank" if value is None else code(json.dumps(value, ensure_ascii=False))
