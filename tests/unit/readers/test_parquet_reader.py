"""ParquetReader leaves types as they are."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from kolonne.contract import SourceError, Wanted
from kolonne.readers import ParquetReader
from unit.readers.reading import table

COLUMNS = {
    "text": pa.array(["007", None, "å"]),
    "whole": pa.array([1, None, 3], pa.int64()),
    "real": pa.array([0.5, 1.5, None]),
    "money": pa.array([Decimal("1.50"), None, Decimal("2.00")], pa.decimal128(10, 2)),
    "yes": pa.array([True, False, None]),
    "day": pa.array([date(2025, 1, 2), None, None]),
    "at": pa.array([datetime(2025, 1, 2, 3, 4, tzinfo=UTC), None, None], pa.timestamp("us", "UTC")),
    "tags": pa.array([["a", "b"], [], None], pa.list_(pa.string())),
    "code": pa.array(["x", "y", "x"]).dictionary_encode(),
    "branch": pa.array(
        [{"name": "Oslo", "place": {"code": "0301"}}, None, {"name": None, "place": None}],
        pa.struct({"name": pa.string(), "place": pa.struct({"code": pa.string()})}),
    ),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one column of each type."""
    path = tmp_path / "activities.parquet"
    parquet.write_table(pa.table(COLUMNS), path, row_group_size=2)
    return path


@pytest.mark.parametrize("name", sorted(COLUMNS.keys() - {"code", "branch"}))
@pytest.mark.parametrize("row_group_size", [2, 100])
@pytest.mark.parametrize("batch_rows", [1, 2, 100])
def test_types_stay(tmp_path: Path, name: str, row_group_size: int, batch_rows: int) -> None:
    """A column arrives as it was written, and alone."""
    path = tmp_path / "activities.parquet"
    parquet.write_table(pa.table(COLUMNS), path, row_group_size=row_group_size)
    batches = list(ParquetReader().read(path, Wanted("activities", (name,)), batch_rows))
    assert all(batch.num_rows <= batch_rows for batch in batches)
    assert pa.Table.from_batches(batches).combine_chunks() == pa.table({name: COLUMNS[name]})


def test_dictionaries_become_text(path: Path) -> None:
    """A dictionary-encoded column is plain text, whatever the file's author chose."""
    assert _only(path, "code") == pa.table({"code": ["x", "y", "x"]})


def test_dictionaries_in_lists_become_text(tmp_path: Path) -> None:
    """So are the elements of a list."""
    codes = pa.array(["x", "y", "x"]).dictionary_encode()
    path = tmp_path / "activities.parquet"
    parquet.write_table(pa.table({"codes": pa.ListArray.from_arrays(pa.array([0, 2, 3]), codes)}), path)
    assert _only(path, "codes") == pa.table({"codes": [["x", "y"], ["x"]]})


@pytest.mark.parametrize(
    ("name", "expected"), [("branch.name", ["Oslo", None, None]), ("branch.place.code", ["0301", None, None])]
)
def test_paths_reach_into_records(path: Path, name: str, expected: list[str | None]) -> None:
    """A dotted name is a field of a nested record, null where the record is."""
    assert _only(path, name) == pa.table({name: expected})


def test_a_column_goes_before_a_path(tmp_path: Path) -> None:
    """A column whose own name has a dot is not mistaken for a nested field."""
    path = tmp_path / "activities.parquet"
    parquet.write_table(pa.table({"a": [{"b": "nested"}], "a.b": ["own"]}), path)
    assert _only(path, "a.b") == pa.table({"a.b": ["own"]})


def test_columns_that_lack_are_not_there(path: Path) -> None:
    """What the file lacks is left out; without any wanted column the first one says how many rows there are."""
    assert set(table(ParquetReader(), path, ["whole", "nothing", "branch.nothing"], 2).column_names) == {"whole"}
    assert table(ParquetReader(), path, ["nothing"]).to_pydict() == {"text": ["007", None, "å"]}


def test_a_file_without_rows(tmp_path: Path) -> None:
    """One batch without rows says which columns there are."""
    path = tmp_path / "activities.parquet"
    parquet.write_table(pa.table(COLUMNS).slice(0, 0), path)
    found = table(ParquetReader(), path, ["code", "branch.name"])
    assert (found.num_rows, found.column_names) == (0, ["code", "branch.name"])
    assert ParquetReader().count(path) == 0


def test_counts_rows(path: Path) -> None:
    """The file knows how many rows it has."""
    assert ParquetReader().count(path) == 3


@pytest.mark.parametrize("content", [b"", b"PAR1", b"a;b\n1;2\n" * 10, b"PAR1" + b"\0" * 100 + b"PAR1"])
def test_no_parquet(tmp_path: Path, content: bytes) -> None:
    """What is no Parquet is named."""
    path = tmp_path / "activities.parquet"
    path.write_bytes(content)
    for action in (lambda: table(ParquetReader(), path, ["a"]), lambda: ParquetReader().count(path)):
        with pytest.raises(SourceError, match=r"activities\.parquet: cannot be read as Parquet: ."):
            action()


def test_broken_inside(tmp_path: Path) -> None:
    """A file whose pages are damaged is refused while it is read."""
    path = tmp_path / "activities.parquet"
    parquet.write_table(pa.table({"a": [str(n) for n in range(10_000)]}), path, use_dictionary=False)
    content = bytearray(path.read_bytes())
    content[4:2000] = b"\xff" * 1996
    path.write_bytes(content)
    with pytest.raises(SourceError, match="cannot be read as Parquet"):
        table(ParquetReader(), path, ["a"])


def test_a_name_twice(tmp_path: Path) -> None:
    """Two columns of one name cannot be told apart."""
    path = tmp_path / "activities.parquet"
    parquet.write_table(pa.Table.from_arrays([pa.array([1]), pa.array([2])], ["a", "a"]), path)
    with pytest.raises(SourceError, match="the file has the column `a` twice"):
        table(ParquetReader(), path, ["a"])


def test_missing(tmp_path: Path) -> None:
    """A missing file is not a broken one."""
    with pytest.raises(SourceError, match="cannot be read: no such file"):
        ParquetReader().count(tmp_path / "gone.parquet")


def _only(path: Path, name: str) -> pa.Table:
    return table(ParquetReader(), path, [name]).combine_chunks()
