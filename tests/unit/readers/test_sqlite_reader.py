"""SqliteReader reads tables and views as text."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pytest

from kolonne.contract import SourceError, Wanted
from kolonne.readers import SqliteReader
from unit.readers.reading import columns_of, table


def database(path: Path, *statements: str, rows: Sequence[Sequence[object]] = (), into: str = "activities") -> Path:
    """A database made by the statements, with the rows put into a table."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        for row in rows:
            connection.execute(f'INSERT INTO "{into}" VALUES ({", ".join("?" * len(row))})', row)  # noqa: S608
        connection.commit()
    return path


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (None, None),
        ("007", "007"),
        ("", ""),
        ("blåbær\n\0x", "blåbær\n\0x"),
        (9223372036854775807, "9223372036854775807"),
        (-5, "-5"),
        (0.1, "0.1"),
        (5.0, "5.0"),
        (1e22, "1e+22"),
    ],
)
def test_cells_become_text(tmp_path: Path, cell: object, expected: str | None) -> None:
    """What stands in the cell decides, not what the column was declared as."""
    path = database(tmp_path / "a.db", "CREATE TABLE activities (x)", rows=[[cell]])
    found = table(SqliteReader(), path, ["x"])
    assert found == pa.table({"x": pa.array([expected], pa.string())})


@pytest.mark.parametrize("batch_rows", [1, 2, 3, 100])
def test_rows_come_in_stored_order(tmp_path: Path, batch_rows: int) -> None:
    """An index that would bring another order is not used, and batches are as long as asked."""
    path = database(
        tmp_path / "a.sqlite",
        "CREATE TABLE activities (x TEXT, y TEXT)",
        "CREATE INDEX by_x ON activities (x)",
        rows=[["c", "1"], ["a", "2"], ["b", "3"], ["d", "4"]],
    )
    assert columns_of(SqliteReader(), path, ["x"], batch_rows=batch_rows) == {"x": ["c", "a", "b", "d"]}
    assert SqliteReader().count(path) == 4


TWO = ("CREATE TABLE people (x)", "CREATE TABLE activities (x)", "INSERT INTO people VALUES ('p')")


@pytest.mark.parametrize(
    ("statements", "options", "expected"),
    [
        (TWO, {}, []),
        (TWO, {"table": "people"}, ["p"]),
        (TWO[:1], {}, []),
        ((*TWO[:1], TWO[2], "CREATE VIEW activities AS SELECT x || '!' AS x FROM people"), {}, ["p!"]),
        (('CREATE TABLE "od""d; --" (x)',), {"table": 'od"d; --'}, []),
        (
            ("CREATE TABLE t (k TEXT PRIMARY KEY, x) WITHOUT ROWID", "INSERT INTO t VALUES (2, 'b'), (1, 'a')"),
            {},
            ["a", "b"],
        ),
        (("CREATE TABLE t (y, x AS (y || '?'))", "INSERT INTO t VALUES ('a')"), {}, ["a?"]),
        (("CREATE TABLE t (x INTEGER PRIMARY KEY AUTOINCREMENT)", "INSERT INTO t VALUES (3)"), {}, ["3"]),
    ],
)
def test_finds_its_table(
    tmp_path: Path, statements: tuple[str, ...], options: dict[str, str], expected: list[str]
) -> None:
    """The table that was told, or the one with the input's name, or the only one."""
    path = database(tmp_path / "a.sqlite3", *statements)
    assert columns_of(SqliteReader(), path, ["x"], options=options) == {"x": expected}


def test_odd_column_names(tmp_path: Path) -> None:
    """Names are quoted; a name that is not there is left out rather than taken for text."""
    path = database(tmp_path / "a.db", 'CREATE TABLE t ("a""b", "select", "å b")', "INSERT INTO t VALUES (1, 2, 3)")
    found = columns_of(SqliteReader(), path, ['a"b', "select", "å b", "nothing"])
    assert found == {'a"b': ["1"], "select": ["2"], "å b": ["3"]}


@pytest.mark.parametrize(
    ("statements", "options", "reason"),
    [
        ((), {}, "the database has no table"),
        (
            (*TWO[:1], "CREATE TABLE activity (x)"),
            {},
            "no table is called `activities`; the database has `activity`, `people`",
        ),
        ((*TWO[:1], "CREATE TABLE activity (x)"), {}, "option `table`; did you mean `activity`?"),
        (
            TWO,
            {"table": "peopel"},
            "option `table`: found `peopel`; the database has `activities`, `people`; did you mean",
        ),
        (
            ("CREATE TABLE t (y, x)", "INSERT INTO t VALUES (x'00', 'a'), ('b', x'00ff')"),
            {},
            "table `t`, row 2, column `x`: found bytes",
        ),
        (
            ("CREATE TABLE t (x)", "INSERT INTO t VALUES (CAST(x'e5' AS TEXT))"),
            {},
            "table `t`, behind row 0: found text that is not UTF-8",
        ),
        (("CREATE TABLE t (x)", "CREATE VIEW activities AS SELECT gone AS x FROM t"), {}, "no such column"),
    ],
)
@pytest.mark.parametrize("batch_rows", [1, 100])
def test_refuses(
    tmp_path: Path, statements: tuple[str, ...], options: dict[str, str], reason: str, batch_rows: int
) -> None:
    """Every mistake names the file and what is wrong in it."""
    path = database(tmp_path / "a.db", "PRAGMA user_version = 1", *statements)
    with pytest.raises(SourceError) as caught:
        table(SqliteReader(), path, ["x"], options=options, batch_rows=batch_rows)
    assert reason.lower() in str(caught.value).lower()
    assert caught.value.path == path


@pytest.mark.parametrize("content", [b"a;b\n1;2\n" * 200, b"SQLite format 3\0" + b"x" * 4000])
def test_no_database(tmp_path: Path, content: bytes) -> None:
    """What is no database is named."""
    path = tmp_path / "a.db"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"a\.db: cannot be read as a SQLite database"):
        table(SqliteReader(), path, ["x"])


def test_missing_is_not_made(tmp_path: Path) -> None:
    """A missing file is named, and stays missing."""
    with pytest.raises(SourceError, match="cannot be read: no such file"):
        table(SqliteReader(), tmp_path / "gone.db", ["x"])
    assert not list(tmp_path.iterdir())


def test_never_writes(tmp_path: Path) -> None:
    """The file is opened read-only, whatever its name holds, and no file appears beside it."""
    path = database(tmp_path / "a?mode=rwc#å%20.db", "CREATE TABLE activities (x)", rows=[["1"]])
    before = path.read_bytes()
    assert columns_of(SqliteReader(), path, ["x"]) == {"x": ["1"]}
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (before, [path])


def test_a_reading_may_be_left(tmp_path: Path) -> None:
    """A reading that is not finished lets go of the file."""
    path = database(tmp_path / "a.db", "CREATE TABLE activities (x)", rows=[["1"], ["2"]])
    reading = SqliteReader().read(path, Wanted("activities", ("x",)), 1)
    assert next(reading).num_rows == 1
    reading.close()  # type: ignore[attr-defined]
    database(path, "DROP TABLE activities", "CREATE TABLE people (x)")
    assert SqliteReader().count(path) == 0


@pytest.mark.parametrize("statements", [TWO, (*TWO[:1], "CREATE VIEW v AS SELECT x FROM people"), ()])
def test_counts_only_what_is_certain(tmp_path: Path, statements: tuple[str, ...]) -> None:
    """Without exactly one table nobody knows which one is meant."""
    path = database(tmp_path / "a.db", "PRAGMA user_version = 1", *statements)
    assert SqliteReader().count(path) is None
