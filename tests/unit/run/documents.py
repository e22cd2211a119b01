"""Plans for tests: a small document, as an organisation's folder has it, compiled."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from kolonne.documents import Library
from kolonne.expressions import Operation
from kolonne.plan import Given, Plan, compile_document
from kolonne.registry import Registry
from kolonne.run import Outcome, transform

#: Any JSON value of a document.
Json = Any

#: A list with an alias, as documents use it.
KIND: Json = {
    "enumeration": "org.kind",
    "title": "Kind",
    "unknown": "error",
    "codes": {
        "walk": {"label": {"nb": "Tur", "nn": "Gåtur", "en": "Walk"}, "aliases": ["stroll", "Å gå"]},
        "TALK": {"label": {"nb": "Prat", "nn": "Prat", "en": "Talk"}},
        "other": {"label": {"nb": "Annet", "nn": "Anna", "en": "Other"}},
    },
}


def column(value: str, **more: Json) -> Json:
    """A column of a document."""
    return {"header": value, "value": value, **more}


def document(fields: Json, columns: Json | None = None, **rest: Json) -> Json:
    """A document over one input `a`; its sheet shows every field that can stand in a cell, unless columns are given."""
    shown = {name: column(name) for name, field in fields.items() if field["type"] != "list"}
    return {
        "document": "org.test",
        "title": "Test",
        "inputs": {"a": {"fields": fields, **rest.pop("input", {})}},
        "rows": {"from": "a", **rest.pop("rows", {})},
        "sheets": {"s": {"title": "S", "columns": columns or shown or {"none": column("1")}}},
        **rest,
    }


def planned(
    content: Json,
    *,
    locale: str = "en",
    lists: tuple[Json, ...] = (KIND,),
    operations: Mapping[str, Operation] | None = None,
    timezone: str = "Europe/Oslo",
) -> Plan:
    """The plan of a document for the year 2025; its problems are an assertion error."""
    with TemporaryDirectory() as folder:
        owner = Path(folder) / "org"
        (owner / "documents").mkdir(parents=True)
        (owner / "enumerations").mkdir()
        _write(owner / "organisation.json", {"organisation": "org", "name": "Org", "locales": ["nb", "nn", "en"]})
        _write(owner / "documents" / "test.json", content)
        for at, one in enumerate(lists):
            _write(owner / "enumerations" / f"{at}.json", one)
        library = Library(Path(folder))
        registry = Registry() if operations is None else Registry(operations={**Registry().operations, **operations})
        given = Given("org", locale, timezone, date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 15))
        plan, problems = compile_document(library, library.documents("org")[0], registry, given)
    assert plan is not None, [str(problem) for problem in problems]
    return plan


def _write(path: Path, content: Json) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def read_one(field: Json, values: pl.Series, **options: Json) -> Outcome:
    """What becomes of a source with one column `v`, read as a field `v`."""
    return transform(planned(document({"v": field}), **options), pl.DataFrame({"v": values}))


def told(outcome: Outcome) -> list[tuple[Json, ...]]:
    """Row, rule, code and severity of every failure, in order."""
    return outcome.failures.select("row", "rule", "code", "severity").rows()
