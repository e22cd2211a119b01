"""Plans for tests: a small document, as an organisation's folder has it, compiled."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
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
    content: Json, locale: str = "en", lists: tuple[Json, ...] = (KIND,), operations: tuple[Operation, ...] = ()
) -> Plan:
    """The plan of a document for the year 2025; its problems are an assertion error."""
    return _planned(json.dumps([content, *lists]), locale, operations)


@cache
def _planned(contents: str, locale: str, operations: tuple[Operation, ...]) -> Plan:
    content, *lists = json.loads(contents)
    with TemporaryDirectory() as folder:
        owner = Path(folder) / "org"
        (owner / "documents").mkdir(parents=True)
        (owner / "enumerations").mkdir()
        _write(owner / "organisation.json", {"organisation": "org", "name": "Org", "locales": ["nb", "nn", "en"]})
        _write(owner / "documents" / "test.json", content)
        for at, one in enumerate(lists):
            _write(owner / "enumerations" / f"{at}.json", one)
        library = Library(Path(folder))
        known = {**Registry().operations, **{operation.name: operation for operation in operations}}
        given = Given("org", locale, "Europe/Oslo", date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 15))
        plan, problems = compile_document(library, library.documents("org")[0], Registry(operations=known), given)
    assert plan is not None, [str(problem) for problem in problems]
    return plan


def _write(path: Path, content: Json) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def run(content: Json, columns: Mapping[str, Any], locale: str = "en", **more: Any) -> Outcome:
    """What becomes of the records in some columns; lists of Python values are texts or whatever else they look like."""
    return transform(planned(content, locale), pl.DataFrame(columns), **more)


def texts(*cells: str | None) -> pl.Series:
    """A column as a .csv file has it."""
    return pl.Series(cells, dtype=pl.String)


def read(field: Json, cells: pl.Series) -> tuple[list[Any], list[str | None]]:
    """What a field makes of the cells of its column, each with the code of what was wrong with it.

    Of a list it gives the items; blank and empty are both no items.
    """
    fields = {"row": {"type": "integer"}, "v": field}
    is_list = field["type"] == "list"
    rows = {"each": {"item": "v"}} if is_list else {}
    content = document(fields, {"row": column("row"), "v": column("item" if is_list else "v")}, rows=rows)
    outcome = run(content, {"v": cells, "row": range(len(cells))})
    codes = dict(outcome.failures.select("row", "code").iter_rows())
    values = outcome.rows["s"]
    if is_list:
        values = values.group_by("row", maintain_order=True).agg(pl.col("v").drop_nulls())
    return values["v"].to_list(), [codes.get(at) for at in range(len(cells))]


def told(outcome: Outcome) -> list[tuple[Any, ...]]:
    """Row, rule, severity and message of every failure, in order."""
    return outcome.failures.select("row", "rule", "severity", "message").rows()
