"""Every expression in the documentation has the value that is written behind it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from docs.pages import DOCS, blocks, name_of, pages
from kolonne.documents import Library
from kolonne.expressions import Outcome, Scope, Value, ValueType, check, evaluate, from_json, to_json
from kolonne.plan.lists import Catalogue


@dataclass
class Line:
    """One line of a `kolonne` block."""

    place: str
    expression: str
    expected: str
    types: dict[str, ValueType] = field(default_factory=dict)
    row: dict[str, Value] = field(default_factory=dict)


def lines() -> Iterator[Line]:
    """The lines of all `kolonne` blocks; what is `given` holds until the end of its block."""
    for page in pages():
        for block in blocks(page, "kolonne"):
            types: dict[str, ValueType] = {}
            row: dict[str, Value] = {}
            for at, text in enumerate(block.text.splitlines(), block.line):
                if text.startswith("given "):
                    name, spelled, value = given(text)
                    types[name], row[name] = spelled, value
                elif text.strip():
                    expression, _, expected = text.rpartition("→")
                    yield Line(f"{name_of(page)}:{at}", expression.strip(), expected.strip(), types, row)


def given(text: str) -> tuple[str, ValueType, Value]:
    """`given cost: decimal(2) = 12.50` as name, type and value."""
    left, _, value = text.removeprefix("given ").partition("=")
    name, _, spelled = left.partition(":")
    of = (
        ValueType("text", codes=spelled.strip())
        if spelled.strip().startswith("demo.")
        else ValueType.parse(spelled.strip())
    )
    shown = value.strip()
    found = shown if of.kind == "decimal" else None if shown == "blank" else json.loads(shown)
    return name.strip(), of, from_json(found, of)


LINES = list(lines())
#: The lists of the reference's example; a type such as `demo.kind` means a text with codes of that one.
LISTS = Catalogue(Library(DOCS / "reference" / "example"), "nb").lists


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.place} {line.expression}")
def test_the_expression_has_the_value_behind_it(line: Line) -> None:
    """Both evaluators give what the documentation says."""
    checked, mistakes = check(line.expression, Scope(line.types, LISTS))
    if line.expected.startswith("refused: "):
        assert [mistake.code for mistake in mistakes] == [line.expected.removeprefix("refused: ")]
        return
    assert checked is not None, [mistake.message for mistake in mistakes]
    evaluation = evaluate(checked, line.types, line.row, "both", LISTS)
    expected, _, spelled = line.expected.partition(" : ")
    assert evaluation.disagreement is None
    assert shown(evaluation.outcome) == expected
    assert not spelled or str(checked.type) == spelled


def shown(outcome: Outcome) -> str:
    """An outcome as the documentation writes it."""
    if outcome.fault:
        return f"fails: {outcome.fault}"
    if outcome.value is None:
        return "blank"
    if isinstance(outcome.value, Decimal):
        return f"{outcome.value:f}"
    return json.dumps(to_json(outcome.value), ensure_ascii=False)


def test_the_guides_have_expressions_to_compute() -> None:
    """The blocks are found: the reference alone has more than a hundred."""
    assert len(LINES) > 150
