"""Whatever stands where something else belongs, validation tells and never fails."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from documents.checking import HERE, LIBRARY
from kolonne.documents import Library
from kolonne.documents import Path as Steps
from kolonne.plan import validate
from kolonne.registry import Registry

FILES = (
    "lag/documents/grunn.json",
    "lag/enumerations/type.json",
    "lag/enumerations/type_til_stat.json",
    "lag/enumerations/fylke.json",
    "lag/organisation.json",
)
WRONG: tuple[object, ...] = (None, 5, 1e30, "", "x y", [], {}, True, {"x": {"x": 1}}, "2025-02-30")

#: What others in the document need.
REMOVABLE: tuple[Steps, ...] = (
    ("inputs", "besok"),
    ("inputs", "deltakere"),
    ("inputs", "lagene", "key"),
    ("inputs", "deltakere", "belongs_to"),
    ("inputs", "deltakere", "fields", "alder"),
    ("rows",),
    ("rows", "let", "fylke"),
    ("sheets", "fylker", "group"),
    ("sheets", "fylker", "spread"),
    ("sheets", "liste", "columns"),
    ("sheets", "liste", "columns", "kostnad"),
    ("figures",),
)


def steps_to(value: Any, steps: Steps = ()) -> Iterator[Steps]:
    """Every place in a document but its root."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, member in members:
        yield (*steps, step)
        yield from steps_to(member, (*steps, step))


def replaced(document: Any, steps: Steps, value: object) -> Any:
    """A copy with another value at a place."""
    found = copy.deepcopy(document)
    holder = found
    for step in steps[:-1]:
        holder = holder[step]
    holder[steps[-1]] = value
    return found


@pytest.mark.parametrize("name", FILES)
def test_wrong_values(name: str, tmp_path: Path) -> None:
    """Any value anywhere gives problems inside the file, or none."""
    document = json.loads((HERE / "org" / name).read_text(encoding="utf-8"))
    for source in (HERE / "org").rglob("*.*"):
        target = tmp_path / source.relative_to(HERE / "org")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    target = tmp_path / name
    told = 0
    for steps in steps_to(document):
        for value in WRONG:
            target.write_text(json.dumps(replaced(document, steps, value)), encoding="utf-8")
            library = Library(tmp_path)
            problems = validate(library, library.file(target), Registry())
            told += bool(problems)
            assert all(problem.line >= 1 and problem.column >= 1 and problem.message for problem in problems)
    assert told > 0


def test_wrong_values_of_everything_new(tmp_path: Path) -> None:
    """Any value anywhere in a document with related inputs, groups, headings, figures and tests gives problems, or none."""
    document = json.loads((HERE / "org" / "lag/documents/alt.json").read_text(encoding="utf-8"))
    told = 0
    for number, steps in enumerate(steps_to(document)):
        # Each value stands at every third place or so; all of them everywhere would take minutes.
        for value in (WRONG * 2)[number % len(WRONG) :][:3]:
            target = tmp_path / f"{number}-{told}.json"
            target.write_text(json.dumps(replaced(document, steps, value)), encoding="utf-8")
            problems = validate(LIBRARY, LIBRARY.file(target), Registry())
            told += bool(problems)
            target.unlink()
            assert all(problem.line >= 1 and problem.column >= 1 and problem.message for problem in problems)
    assert told > 0


@pytest.mark.parametrize("steps", REMOVABLE, ids=lambda steps: ".".join(map(str, steps)))
def test_what_is_taken_away(steps: Steps, tmp_path: Path) -> None:
    """Whatever is taken away, what is missing is told, and nothing fails."""
    document = json.loads((HERE / "org" / "lag/documents/alt.json").read_text(encoding="utf-8"))
    holder = document
    for step in steps[:-1]:
        holder = holder[step]
    del holder[steps[-1]]
    target = tmp_path / "without.json"
    target.write_text(json.dumps(document), encoding="utf-8")
    problems = validate(LIBRARY, LIBRARY.file(target), Registry())
    assert problems
    assert all(problem.line >= 1 and problem.column >= 1 and problem.message for problem in problems)
