"""What is wrong in one document is not told in another one too."""

import json
from pathlib import Path
from typing import Any

import pytest

from kolonne.documents import Library
from kolonne.plan import validate
from kolonne.registry import Registry

_KINDS = {"enumeration": "a.kind", "title": "Slag", "unknown": "error", "codes": {"visit": "Besøk"}}
_BASE: dict[str, Any] = {
    "document": "a.base",
    "title": "Rapport",
    "inputs": {"r": {"fields": {"raw": {"type": "text"}, "coded": {"type": "text", "enumeration": "a.kind"}}}},
    "rows": {"from": "r", "let": {"kind": "coded"}},
    "sheets": {"one": {"title": "En", "columns": {"c": {"header": "C", "value": "kind == 'visit'"}}}},
}
_OWN: dict[str, Any] = {
    "document": "a.own",
    "extends": "a.base",
    "inputs": {"r": {"fields": {"coded": {"enumeration": "a.other"}}}},
}
_OTHERS = {"enumeration": "a.other", "title": "Annet", "unknown": "error", "codes": {"talk": "Samtale"}}


@pytest.mark.parametrize(
    ("let", "told"),
    [
        ({"kind": "'visit'"}, []),
        ({"the kind": "'visit'"}, [("own.json", "bad_name")]),
        ({}, [("base.json", "unknown_code")]),
    ],
)
def test_a_wrong_name_is_told_where_it_is(let: dict[str, str], told: list[tuple[str, str]], tmp_path: Path) -> None:
    """What the base would have in its place is no mistake of the base; without a wrong name it is told there."""
    files = {"documents/base": _BASE, "documents/own": {**_OWN, "rows": {"let": let}}}
    files |= {"enumerations/kind": _KINDS, "enumerations/other": _OTHERS}
    for name, content in files.items():
        path = tmp_path / "a" / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")
    library = Library(tmp_path)
    problems = validate(library, library.file(tmp_path / "a" / "documents" / "own.json"), Registry())
    assert [(Path(problem.file).name, problem.code) for problem in problems] == told
