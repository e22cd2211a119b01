"""FileSource finds the file of each input."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest
from pyarrow import parquet

import kolonne.readers as room
from kolonne.contract import Reader, Source, SourceError, Wanted
from kolonne.readers import FileSource, built_in_readers


def cells(source: Source, input_name: str) -> list[object]:
    """The cells of column `x` of the input."""
    return [cell for batch in source.read(Wanted(input_name, ("x",)), 10) for cell in pl.DataFrame(batch)["x"]]


def parsed(*texts: object) -> Source:
    """A source with the readers of this room."""
    return FileSource.parse([str(text) for text in texts], built_in_readers())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an input of each kind, and with what does not belong to it."""
    folder = tmp_path / "input"
    folder.mkdir()
    (folder / "activities.csv").write_text("x;y\ncsv;1\n")
    (folder / "people.TSV").write_text("x\ty\ntsv\t1\n")
    (folder / "lines.jsonl").write_text('{"x": "jsonl"}\n')
    (folder / "array.json").write_text('[{"x": "json"}]')
    parquet.write_table(pa.table({"x": ["parquet"]}), folder / "columns.parquet")
    with closing(sqlite3.connect(folder / "base.sqlite")) as connection:
        connection.execute("CREATE TABLE anything AS SELECT 'sqlite' AS x")
        connection.commit()
    for name in ("README.md", ".hidden.csv", ".activities.csv.swp", "no_suffix", "book.XLSX"):
        (folder / name).write_text("x\n")
    (folder / "nested.csv").mkdir()
    return folder


@pytest.mark.parametrize(
    ("input_name", "cell", "count"),
    [
        ("activities", "csv", None),
        ("people", "tsv", None),
        ("lines", "jsonl", None),
        ("array", "json", None),
        ("columns", "parquet", 1),
        ("base", "sqlite", 1),
    ],
)
def test_a_folder_serves_its_files(folder: Path, input_name: str, cell: str, count: int | None) -> None:
    """The stem names the input, the suffix the reader."""
    source = parsed(folder)
    assert cells(source, input_name) == [cell]
    assert source.count(input_name) == count


def test_pairs_and_files(folder: Path, tmp_path: Path) -> None:
    """Several may be given; what is stated goes before what a folder holds."""
    other = tmp_path / "other.csv"
    other.write_text("x\nother\n")
    source = parsed(folder, f"activities={other}", other)
    assert [cells(source, name) for name in ("activities", "other", "lines")] == [["other"], ["other"], ["jsonl"]]


def test_two_folders(folder: Path, tmp_path: Path) -> None:
    """Inputs may lie in several folders."""
    (tmp_path / "more=than").mkdir()
    (tmp_path / "more=than" / "members.csv").write_text("x\nm\n")
    source = parsed(folder, tmp_path / "more=than")
    assert [cells(source, name) for name in ("members", "lines")] == [["m"], ["jsonl"]]


def test_a_single_file_serves_one_input(folder: Path) -> None:
    """A file alone needs not be called like the input; a second input is refused."""
    source = parsed(folder / "columns.parquet")
    assert source.count("whatever") == 1
    assert cells(source, "whatever") == ["parquet"]
    assert cells(source, "whatever") == ["parquet"]
    with pytest.raises(
        SourceError, match=r"columns\.parquet: the single file serves input `whatever`; state `other=PATH`"
    ):
        cells(source, "other")


def test_a_single_pair_serves_its_input(folder: Path) -> None:
    """A pair is for the input that it names."""
    source = parsed(f"a={folder / 'activities.csv'}")
    assert cells(source, "a") == ["csv"]
    with pytest.raises(SourceError, match="input `activities`: there is no file for it; found `a`"):
        source.count("activities")


def test_a_missing_input_lists_what_is_there(folder: Path) -> None:
    """The files that are there are listed with the nearest name."""
    with pytest.raises(SourceError) as caught:
        parsed(folder).read(Wanted("activites", ("x",)), 10)
    message = str(caught.value)
    assert message.startswith("input `activites`: there is no file for it; found `activities` (")
    assert message.endswith("; did you mean `activities`?")
    assert all(f"`{name}` (" in message for name in ("array", "base", "columns", "lines", "people"))
    assert "README" not in message
    assert "hidden" not in message


def test_an_empty_folder(tmp_path: Path) -> None:
    """A folder without a readable file says so."""
    with pytest.raises(SourceError, match="input `activities`: there is no file for it; found no readable file"):
        parsed(tmp_path).count("activities")


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ([], "no source is given; a folder, a file or `name=path` is needed"),
        (["{}/gone"], "gone: there is no such file or folder"),
        (["{}/gone.csv"], "gone.csv: there is no such file or folder"),
        (["a={}/gone.csv"], "gone.csv: there is no such file or folder"),
        (["a={}"], "input: is a folder; a file is needed"),
        (["={}/activities.csv"], "a folder, a file or `name=path` is needed"),
        (["a="], "found `a=`; a folder, a file or `name=path` is needed"),
        (["{}/README.md"], "README.md: found `.md`; readable are `.csv`, `.tsv`, `.txt`, `.jsonl`"),
        (["a={}/README.md"], "README.md: found `.md`; readable are"),
        (["{}/no_suffix"], "no_suffix: found no suffix; readable are"),
        (["{}/book.XLSX"], "book.XLSX: spreadsheets are not read; readable are `.csv`, "),
        (["a={}/book.XLSX"], "book.XLSX: spreadsheets are not read; readable are `.csv`, "),
        (["a={}/activities.csv", "a={}/people.TSV"], "input `a`: found two files, `"),
        (["{}", "{}"], "found two files, `"),
    ],
)
def test_refuses(folder: Path, texts: list[str], reason: str) -> None:
    """What cannot be used is refused before anything is read."""
    with pytest.raises(SourceError) as caught:
        parsed(*(text.format(folder) for text in texts))
    assert reason in str(caught.value)


@pytest.mark.parametrize("name", ["activities.xlsx", "Activities.XLS", "activities.ods", "Bok1.xlsx"])
def test_a_spreadsheet_alone_is_named(tmp_path: Path, name: str) -> None:
    """Whoever has nothing but a spreadsheet learns what to do with it; Excel's lock file is none."""
    for file in (name, f"~${name}"):
        (tmp_path / file).write_bytes(b"PK")
    with pytest.raises(SourceError) as caught:
        parsed(tmp_path).count("activities")
    message = str(caught.value)
    assert f"no file for it; found `{tmp_path / name}`, but spreadsheets are not read; readable are `.csv`, " in message
    assert message.endswith("; save it as CSV")


def test_a_spreadsheet_beside_files_is_named_for_its_input(folder: Path) -> None:
    """It is in nobody's way, nor mentioned for another input."""
    source = parsed(folder)
    with pytest.raises(SourceError, match=r"input `book`: .*book\.XLSX`, but spreadsheets are not read"):
        source.count("book")
    with pytest.raises(SourceError, match="input `other`: there is no file for it; found `activities`"):
        source.count("other")
    (folder / "lines.xlsx").write_bytes(b"PK")
    assert cells(parsed(folder), "lines") == ["jsonl"]


def test_case_matters_only_between_namesakes(tmp_path: Path) -> None:
    """The very name goes first; of several in other case, one must be stated."""
    (tmp_path / "ACTIVITIES.CSV").write_text("x\nupper\n")
    assert cells(parsed(tmp_path), "activities") == ["upper"]
    (tmp_path / "Activities.csv").write_text("x\ntitle\n")
    assert cells(parsed(tmp_path), "Activities") == ["title"]
    with pytest.raises(SourceError, match=r"found `.*ACTIVITIES\.CSV` and `.*Activities\.csv`; state one as `activit"):
        cells(parsed(tmp_path), "activities")
    (tmp_path / "activities.csv").write_text("x\nlower\n")
    assert cells(parsed(tmp_path), "activities") == ["lower"]


def test_two_files_for_one_input(folder: Path) -> None:
    """Both are named."""
    (folder / "activities.jsonl").write_text("")
    with pytest.raises(
        SourceError, match=r"`activities`: found two files, `.*activities\.csv` and `.*activities\.jsonl`"
    ):
        parsed(folder)


class _Upper:
    """A plugin's reader."""

    suffixes: tuple[str, ...] = (".up", ".csv")

    def read(self, path: Path, wanted: Wanted, batch_rows: int) -> Iterator[pa.RecordBatch]:
        yield pa.RecordBatch.from_pydict({wanted.columns[0]: [path.read_text().strip().upper()][:batch_rows]})

    def count(self, path: Path) -> int | None:
        return len(path.read_text())


def test_readers_may_come_from_elsewhere(tmp_path: Path) -> None:
    """Another reader brings its suffixes, and goes before an earlier one for the same."""
    (tmp_path / "a.up").write_text("up")
    (tmp_path / "b.csv").write_text("csv")
    readers: tuple[Reader, ...] = (*built_in_readers(), _Upper())
    source = FileSource.parse([str(tmp_path)], readers)
    assert [cells(source, "a"), cells(source, "b"), source.count("a")] == [["UP"], ["CSV"], 2]


def test_the_room_is_tidy() -> None:
    """Public names are sorted and there; no two readers want the same file."""
    assert room.__all__ == sorted(room.__all__)
    assert all(hasattr(room, name) for name in room.__all__)
    suffixes = [suffix for reader in built_in_readers() for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))


def test_importing_is_cheap() -> None:
    """No heavy library is imported before a file is read."""
    code = "import sys, kolonne.readers; print(sorted({'pyarrow', 'polars', 'numpy'} & sys.modules.keys()))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "[]\n"
