"""Organisations that documents are measured with: every document has expressions of its own, so that none is read twice."""

import json
from pathlib import Path
from typing import Any

_KINDS = ("text", "integer", "decimal", "date")


def make_organisation(root: Path, documents: int, columns: int, lookups: int = 0) -> Path:
    """A library of so many documents of so many columns, some of which look a code up; gives its folder."""
    owner = root / "demo"
    for folder in ("documents", "enumerations"):
        (owner / folder).mkdir(parents=True, exist_ok=True)
    _write(owner / "organisation.json", {"organisation": "demo", "name": "Demo"})
    codes = {f"k{at}": {"nb": f"Slag {at}", "en": f"Kind {at}"} for at in range(50)}
    _write(owner / "enumerations/kind.json", _named("enumeration", "demo.kind", unknown="error", codes=codes))
    _write(owner / "enumerations/group.json", _named("enumeration", "demo.group", unknown="error", codes=codes))
    to_group = {code: f"k{at // 2}" for at, code in enumerate(codes)}
    mapping = {"from": "demo.kind", "to": "demo.group", "codes": to_group}
    _write(owner / "enumerations/to_group.json", _named("mapping", "demo.to_group", **mapping))
    for number in range(documents):
        _write(owner / "documents" / f"report{number:04}.json", _document(number, columns, lookups))
    return root


def _document(number: int, columns: int, lookups: int) -> dict[str, Any]:
    fields: dict[str, Any] = {"id": {"type": "text", "required": True}}
    cells: dict[str, Any] = {}
    for at in range(columns):
        kind = _KINDS[at % len(_KINDS)]
        fields[f"f{at}"] = {"type": kind, **({"scale": 2} if kind == "decimal" else {})}
        if kind == "text":
            fields[f"f{at}"]["enumeration"] = "demo.kind"
        cells[f"c{at}"] = {
            "header": {"nb": f"Kolonne {at}", "en": f"Column {at}"},
            "value": _lookup(at, number) if at < lookups else _value(at, number, kind),
            **({"format": "dd.mm.yyyy"} if kind == "date" and at >= lookups else {}),
        }
    rule = {"check": f"f1 < {number + 100}", "severity": "warning", "message": {"nb": "mye: {f1}"}}
    return _named(
        "document",
        f"demo.report{number}",
        inputs={"visits": {"key": "id", "fields": fields}},
        rows={"from": "visits", "let": {"some": f"f1 + {number}"}},
        sheets={"visits": {"title": {"nb": "Besøk"}, "columns": cells}},
        rules={"few": rule},
    )


def _value(at: int, number: int, kind: str) -> str:
    return {
        "text": f"upper(f{at}) if f{at} != 'k{number % 50}' else 'none {number}'",
        "integer": f"f{at} * {number + 2} + coalesce(f1, 0)",
        "decimal": f"round(f{at} * 0.{number + 1:03}, 2) if f1 >= {number} else 0",
        "date": f"f{at}",
    }[kind]


def _lookup(at: int, number: int) -> str:
    return f"label(translate(f{at // 4 * 4}, 'demo.to_group'), 'demo.group') + ' {number}.{at}'"


def _named(kind: str, id_: str, **members: Any) -> dict[str, Any]:
    return {kind: id_, "title": {"nb": id_}, **members}


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
