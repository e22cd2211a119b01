"""Which files must be checked again when one has changed."""

import json
from pathlib import Path

import pytest

from kolonne.documents import Library, affected

FILES: dict[str, dict[str, object]] = {
    "a/organisation.json": {"organisation": "a", "default_document": "a.base"},
    "b/organisation.json": {"organisation": "b"},
    "a/documents/base.json": {"document": "a.base", "field": {"enumeration": "a.kind"}},
    "a/documents/later.json": {"document": "a.base", "valid": {"from": "2024-01-01"}, "template": "form.xlsx"},
    "b/documents/over.json": {"document": "b.over", "extends": "a.base"},
    "b/documents/alone.json": {"document": "b.alone", "value": "translate(x, 'b.map')"},
    "b/documents/like.json": {"document": "b.like", "text": "a.kinds and ba.kind and a.kind.x"},
    "a/enumerations/kind.json": {"enumeration": "a.kind", "file": {"path": "kind.csv"}},
    "a/enumerations/other.json": {"enumeration": "a.other"},
    "b/enumerations/map.json": {"mapping": "b.map", "from": "a.other", "to": "b.place"},
}
BASES = ["a/documents/base.json", "a/documents/later.json", "b/documents/over.json"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (["b/documents/over.json"], ["b/documents/over.json"]),
        (["a/documents/base.json"], BASES),
        (["a/enumerations/kind.json"], [*BASES, "a/enumerations/kind.json"]),
        (["a/enumerations/kind.csv"], [*BASES, "a/enumerations/kind.json"]),
        (
            ["a/enumerations/other.json"],
            ["a/enumerations/other.json", "b/documents/alone.json", "b/enumerations/map.json"],
        ),
        (["a/organisation.json"], [*BASES, "a/organisation.json"]),
        (["a/enumerations/nothing.csv"], []),
        (["a/templates/form.xlsx"], BASES),
        (["a/templates/other.xlsx"], []),
        (["b/templates/form.xlsx"], []),
        (["b/documents/like.json", "b/documents/over.json"], ["b/documents/like.json", "b/documents/over.json"]),
    ],
)
def test_affected(changed: list[str], expected: list[str], tmp_path: Path) -> None:
    """The file itself, and whatever extends or uses it, through others too."""
    for name, content in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # As programs write it that escape quotes.
        path.write_text(json.dumps(content).replace("'", "\\u0027"))
    found = affected(Library(tmp_path), *(tmp_path / name for name in changed))
    assert sorted(str(file.path.relative_to(tmp_path)) for file in found) == sorted(expected)
