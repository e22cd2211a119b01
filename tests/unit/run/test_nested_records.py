"""Records that lie as a list inside of others, as every kind of source has them."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kolonne.contract import Stage
from kolonne.orchestrator.mapped import open_mapped
from kolonne.orchestrator.mapping import map_records
from kolonne.readers import FileSource, built_in_readers
from unit.run.documents import Json, column, document, planned
from unit.run.whole import exported

_PEOPLE = [
    {"a": {"text": "hei"}, "n": 2, "d": "2025-01-01"},
    {"a": None, "n": 7, "d": "2025-02-01"},
    {"a": {"text": "å"}, "n": None, "d": None},
]
_RECORDS: list[dict[str, Any]] = [
    {"id": "1", "x": {"people": _PEOPLE}},
    {"id": "2", "x": {"people": []}},
    {"id": "3", "x": None},
]


def nested(text: str = "a.text", **fields: Json) -> Json:
    """A document whose `people` lie inside of the records, two steps down."""
    shown = {"t": "join_text(people.t, '|')", "n": "sum(people.n)", "c": "count(people)", "d": "max(people.d)"}
    content = document(
        {"id": {"type": "text"}}, {name: column(value) for name, value in shown.items()}, input={"key": "id"}
    )
    known = {"t": {"type": "text", "from": text}, "n": {"type": "integer"}, "d": {"type": "date", "required": True}}
    content["inputs"]["people"] = {"inside": {"a": "x.people"}, "fields": {**known, **fields}}
    return content


def _lines(path: Path) -> None:
    path.write_text("\n".join(json.dumps(record) for record in _RECORDS), encoding="utf-8")


def _sheet(path: Path) -> None:
    cells = {"id": ["1", "2", "3"], "x.people": [json.dumps(_PEOPLE), "[]", None]}
    pl.DataFrame(cells).write_csv(path, separator=";")


@pytest.mark.parametrize(
    ("suffix", "write"),
    [
        (".json", lambda path: path.write_text(json.dumps(_RECORDS), encoding="utf-8")),
        (".jsonl", _lines),
        (".parquet", lambda path: pl.DataFrame(_RECORDS).write_parquet(path)),
        (".csv", _sheet),
    ],
)
@pytest.mark.parametrize("batch_rows", [1, 10])
def test_every_reader_gives_them(tmp_path: Path, suffix: str, write: Callable[[Path], object], batch_rows: int) -> None:
    """Dotted paths lead to the list and into its records; what is wrong is told with the number of the record around."""
    path = tmp_path / f"a{suffix}"
    write(path)
    plan = planned(nested())
    mapped = open_mapped(plan, tmp_path / "spool")
    ticks = dict.fromkeys((Stage.QUERY, Stage.MAP), lambda _: None)
    map_records(plan, FileSource.parse([str(path)], built_in_readers()), mapped, ticks, batch_rows)
    found = mapped.lines("s").rows()
    assert found == [("hei", 9, 2, date(2025, 2, 1)), (None, 0, 0, None), (None, 0, 0, None)]
    assert mapped.failures.whole().select("number", "rule").rows() == [(1, "d.required")]
    assert (mapped.counts.exported, mapped.counts.reconciles) == (3, True)


@pytest.mark.parametrize(
    ("cells", "count", "told"),
    [
        (pl.Series(["[]", "", None, "null"]), [0, 0, 0, 0], []),
        (pl.Series(['[{"d": "2025-01-01"}, null]', "{", "[1, [2]]", "[" * 100_000]), [1, 0, 0, 0], [2, 3, 3, 4]),
        (pl.Series([["x"], ['{"d": "2025-01-01"}'], None, []]), [0, 1, 0, 0], [1]),
        (pl.Series([[["x"]], [[]], None, []]), [0, 0, 0, 0], [1, 2]),
        (pl.Series([[{"d": date(2025, 1, 1)}, None], [], None, []]), [1, 0, 0, 0], []),
        (pl.Series([1, 2, None, 4]), [0, 0, 0, 0], [1, 2, 4]),
        (pl.Series([None] * 4, dtype=pl.Null), [0, 0, 0, 0], []),
    ],
)
def test_what_is_no_list_of_records_is_told(cells: pl.Series, count: list[int], told: list[int]) -> None:
    """Whatever lies there, it ends no export: it is told, and the record around it lives on."""
    whole = exported(nested(), {"a": pl.DataFrame({"id": ["1", "2", "3", "4"], "x.people": cells})})
    assert whole.sheets["s"]["c"].to_list() == count
    assert whole.told() == [(number, "people.bad_list", "warning") for number in told]


@pytest.mark.parametrize("name", ["it's", 'a "b"', "back\\slash", "æ ø", "[0]", "*"])
def test_names_that_look_odd(name: str) -> None:
    """A field of a nested record may be called anything."""
    cell = json.dumps([{name: "found", "d": "2025-01-01"}])
    assert exported(nested(name), {"a": [{"id": "1", "x.people": cell}]}).lines()[0][0] == "found"


def test_a_code_that_stops_the_export() -> None:
    """A code in a nested record can stop the export as one in any other record can."""
    content = nested(kind={"type": "text", "enumeration": "org.kind", "unknown": "fatal"})
    content["rules"] = {
        "r": {"check": "count(people, people.kind == 'walk') < 9", "severity": "warning", "message": "x"}
    }
    cells = [json.dumps([{"kind": kind, "d": "2025-01-01"}]) for kind in ("walk", "swim")]
    whole = exported(content, {"a": [{"id": str(at), "x.people": cell} for at, cell in enumerate(cells)]})
    assert (whole.fatal, whole.told()) == (1, [(2, "kind.unknown_code", "fatal")])
