"""RecordSource: records from memory arrive as records from a file."""

import json
from pathlib import Path

import polars as pl

from kolonne.contract import Wanted
from kolonne.readers import JsonReader, RecordSource

RECORDS: list[dict[str, object]] = [
    {"n": 1.5, "yes": True, "a.b": "flat", "list": ["x", None, 3], "inner": [{"k": "v", "n": 1}]},
    {"n": None, "a": {"b": "deep"}, "list": "one", "æ": "ø"},
    {},
]
WANTED = Wanted("rows", ("n", "yes", "a.b", "list", "inner", "æ", "lacking"), frozenset({"list", "inner"}))


def test_cells_arrive_as_from_a_file(tmp_path: Path) -> None:
    """The batches are those of the JSON reader for the same records."""
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(RECORDS), encoding="utf-8")
    source = RecordSource({"rows": RECORDS})
    for batch_rows in (1, 2, 100):
        found = [batch.to_pylist() for batch in source.read(WANTED, batch_rows)]
        assert found == [batch.to_pylist() for batch in JsonReader().read(path, WANTED, batch_rows)]
    assert source.count("rows") == 3


def test_an_input_that_is_not_given_has_no_records() -> None:
    """It is there, with all its columns and without rows."""
    (batch,) = RecordSource({}).read(WANTED, 10)
    assert pl.DataFrame(pl.from_arrow(batch)).shape == (0, 7)
    assert RecordSource({}).count("rows") == 0
