"""A sample of a file of records: what its columns are called, and what stands in them first."""

import json
from pathlib import Path

import polars as pl
import pytest

from kolonne.contract import SourceError
from kolonne.readers.sample import sample

_FOUND = {"Navn": ["Å", None], "Antall": ["3", "4"]}


def _written(path: Path) -> Path:
    records = [{"Navn": "Å", "Antall": 3}, {"Antall": 4}]
    if path.suffix == ".csv":
        path.write_bytes("Navn;Antall\r\nÅ;3\r\n;4\r\n".encode("cp1252"))
    elif path.suffix == ".parquet":
        pl.DataFrame(records).write_parquet(path)
    elif path.suffix == ".jsonl":
        path.write_text("\n".join(json.dumps(record) for record in records))
    else:
        path.write_text(json.dumps([*records, "none"]))
    return path


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.jsonl", "a.json"])
def test_columns_and_first_values(name: str, tmp_path: Path) -> None:
    """Whatever kind of file it is."""
    found = {name: [value or None for value in values] for name, values in sample(_written(tmp_path / name)).items()}
    assert found == _FOUND


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", "", "a sample is taken of"),
        ("a.csv", "", "the file is empty"),
        ("a.json", "{", "is no JSON"),
        ("a.json", "{}", "holds no list of records"),
        ("a.jsonl", "[1]", "holds no list of records"),
        ("a.parquet", "x", "cannot be read"),
        ("b.json", None, "cannot be read"),
    ],
)
def test_what_no_sample_can_be_taken_of_is_told(name: str, content: str | None, words: str, tmp_path: Path) -> None:
    """With the file's name."""
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(SourceError, match=words) as error:
        sample(tmp_path / name)
    assert str(tmp_path / name) in str(error.value)
