"""A small library for the tests of this folder."""

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

from kolonne.contract import Problem
from kolonne.documents import Library
from kolonne.plan import Given, Plan, compile_document
from kolonne.registry import Registry

DOCUMENT: dict[str, Any] = {
    "document": "org.doc",
    "title": {"nb": "Tittel", "en": "Title"},
    "parameters": {
        "least": {
            "type": "integer",
            "dated": [{"until": "2024-01-01", "value": 5}, {"from": "2024-01-01", "value": 3}],
        },
        "rate": {"type": "decimal", "scale": 2, "value": 0.8},
    },
    "inputs": {
        "log": {
            "key": "id",
            "fields": {
                "id": {"type": "text", "from": "Nr"},
                "day": {"type": "date"},
                "minutes": {"type": "integer"},
                "kind": {"type": "text", "enumeration": "org.kind", "default": "b"},
                "name": {"type": "text", "sensitivity": "personal"},
            },
        }
    },
    "rows": {"from": "log", "in_period": "day", "let": {"c": "b * 2", "b": "a + 1", "a": "minutes", "d": "least"}},
    "sheets": {
        "one": {
            "title": {"nb": "Ark", "en": "Sheet"},
            "columns": {
                "kind": {"header": {"nb": "Type", "en": "Kind"}, "value": "kind", "show": "label", "dropdown": True},
                "c": {"header": "C", "value": "c", "required": {"when": "d > 1"}},
                "name": {"header": "Navn", "value": "upper(name)", "release": True},
            },
        }
    },
    "rules": {"r": {"check": "c > 0", "severity": "warning", "message": {"nb": "{{c}} er {c}", "en": "{c} is c"}}},
}
KIND: dict[str, Any] = {
    "enumeration": "org.kind",
    "title": "Kinds",
    "unknown": "error",
    "codes": {
        "a": {"label": {"nb": "Første", "nn": "Fyrste", "en": "First"}, "aliases": ["Aa"], "until": "2024-01-01"},
        "b": {"label": {"nb": "Andre", "en": "Second"}, "parent": "a"},
    },
}


def changed(document: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """A copy with another value at a path; None takes it away."""
    found = copy.deepcopy(document)
    *steps, last = path.split("/")
    holder = found
    for step in steps:
        holder = holder[step]
    if value is None:
        del holder[last]
    else:
        holder[last] = value
    return found


def written(root: Path, files: dict[str, object]) -> Library:
    """A library with these files; what is no text is written as JSON."""
    for path, content in {"org/organisation.json": {"organisation": "org", "name": "Org"}, **files}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return Library(root)


def given(day: date = date(2025, 1, 1), locale: str = "nb") -> Given:
    """What an export gives."""
    return Given("org", locale, "Europe/Oslo", day, day.replace(month=12, day=31), date(2026, 1, 15))


def compiled(
    root: Path,
    document: object = DOCUMENT,
    kind: object = KIND,
    of: Given | None = None,
    registry: Registry | None = None,
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """A document compiled in a library of its own."""
    library = written(root, {"org/documents/doc.json": document, "org/enumerations/kind.json": kind})
    return compile_document(
        library, library.file(root / "org/documents/doc.json"), registry or Registry(), of or given()
    )


def plan_of(root: Path, document: object = DOCUMENT, kind: object = KIND, of: Given | None = None) -> Plan:
    """The plan of a document without problems."""
    plan, problems = compiled(root, document, kind, of)
    assert problems == ()
    assert plan is not None
    return plan
