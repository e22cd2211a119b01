"""CsvReader reads what is written, cell by cell."""

import csv
import io
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolonne.contract import Wanted
from kolonne.readers import CsvReader
from unit.readers.reading import columns_of, table

ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8 with mark": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16 big": "utf-16-be",
    "windows-1252": "windows-1252",
}
ROWS = (("id", "sted", "merknad"), ("007", "Tromsø", "blåbær – «møte»"), ("008", "", "æ,ø;å|\t"))


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_finds_out_dialect_and_encoding(tmp_path: Path, delimiter: str, encoding: str, line_end: str) -> None:
    """Delimiter, encoding and line ends need not be told, and text arrives as it is, leading zeros too."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=line_end).writerows(ROWS)
    text = ("\ufeff" if encoding == "utf-16 big" else "") + stream.getvalue()
    path = written(tmp_path / "activities.csv", text.encode(ENCODINGS[encoding]))
    found = columns_of(CsvReader(), path, ["id", "sted", "merknad"])
    assert found == {"id": ["007", "008"], "sted": ["Tromsø", ""], "merknad": ["blåbær – «møte»", "æ,ø;å|\t"]}


@pytest.mark.parametrize(
    ("content", "options", "expected"),
    [
        ("a;b\n1;2", {}, {"a": ["1"], "b": ["2"]}),
        ("a;b\n1;2\n\n   \n3;4\n\n", {}, {"a": ["1", "3"], "b": ["2", "4"]}),
        ("\n \na;b\n1;2\n", {}, {"a": ["1"], "b": ["2"]}),
        ("a;b\n1\n3;4\n", {}, {"a": ["1", "3"], "b": [None, "4"]}),
        ("a;b\n;\n", {}, {"a": [""], "b": [""]}),
        ("a;b\nNA;null\n", {}, {"a": ["NA"], "b": ["null"]}),
        (" a ;\tb\n 1 ;2\n", {}, {"a": [" 1 "], "b": ["2"]}),
        ("a;b;;\n1;2;x;y\n", {}, {"a": ["1"], "b": ["2"]}),
        ('a;b\n"x\r\ny";"say ""hi"""\n', {}, {"a": ["x\r\ny"], "b": ['say "hi"']}),
        ('a;b\n5" pipe;2\n', {}, {"a": ['5" pipe'], "b": ["2"]}),
        ('"a";"b"\n"1";""\n', {}, {"a": ["1"], "b": [""]}),
        ('"x, y, z";a\n1;2\n', {}, {"a": ["2"]}),
        ("navn, fornavn, mellom;a;b\n1;2;3\n", {}, {"a": ["2"], "b": ["3"]}),
        ("a\n1\n2\n", {}, {"a": ["1", "2"]}),
        ('a\n1\n""\n', {}, {"a": ["1", ""]}),
        ("a,b;c\n1,2;3\n", {"delimiter": ","}, {"a": ["1"]}),
        ("a\tb\n1\t2\n", {"delimiter": "tab"}, {"a": ["1"], "b": ["2"]}),
        ("a;b\n'x;y';2\n", {"quote": "'"}, {"a": ["x;y"], "b": ["2"]}),
        ('a;b\n"x;y"\n', {"quote": "none"}, {"a": ['"x'], "b": ['y"']}),
        ("a;b\n\ufeff1;2\n", {}, {"a": ["\ufeff1"], "b": ["2"]}),
        ("a;b\n", {}, {"a": [], "b": []}),
        ("a;b", {}, {"a": [], "b": []}),
        ('a;b\n"1";2\n', {"delimiter": "", "quote": "", "encoding": ""}, {"a": ["1"], "b": ["2"]}),
        ("x;y\n1;2\n", {}, {"x": ["1"]}),
        ("sep=;\na,x,b;b;a\n1;2;3\n", {}, {"b": ["2"], "a": ["3"]}),
        ("\ufeffSEP=,\r\n\r\na,b\r\n1,2\r\n", {}, {"a": ["1"], "b": ["2"]}),
        ("sep=\t\ra\tb\r1\t2\r", {}, {"a": ["1"], "b": ["2"]}),
        ('"sep=|"\na|b\n1|2\n', {}, {"a": ["1"], "b": ["2"]}),
        ("sep=,\na;b\n1;2\n", {"delimiter": ";"}, {"a": ["1"], "b": ["2"]}),
        ("sep=;x;a\n1;2;3\n", {}, {"a": ["3"]}),
        ("a;b\nsep=;\n", {}, {"a": ["sep="], "b": [""]}),
    ],
)
@pytest.mark.parametrize("piece_bytes", [1, 7, 1 << 20])
def test_reads(
    tmp_path: Path, content: str, options: dict[str, str], expected: dict[str, list[object]], piece_bytes: int
) -> None:
    """Each way of writing cells is read the same, however the file is cut into pieces."""
    path = written(tmp_path / "activities.csv", content)
    assert columns_of(CsvReader(piece_bytes), path, ["a", "b"], options=options) == expected


@pytest.mark.parametrize(
    ("told", "content"),
    [("windows-1252", b"a;b\n\xe5;\x80\n"), ("latin-1", b"a;b\n\xe5;1\n"), ("cp865", b"a;b\n\x86;1\n")],
)
def test_is_told_the_encoding(tmp_path: Path, told: str, content: bytes) -> None:
    """A told encoding is used as it is told."""
    path = written(tmp_path / "activities.csv", content)
    assert columns_of(CsvReader(), path, ["a"], options={"encoding": told}) == {"a": ["å"]}


def test_chooses_the_encoding_for_the_whole_file(tmp_path: Path) -> None:
    """A byte at the end of a long file decides how its beginning is read."""
    path = written(tmp_path / "activities.csv", b"a;b\n" + b"x\xc3\xa5;1\n" * 300_000 + b"\xe5;2\n")
    found = table(CsvReader(), path, ["a"], batch_rows=1_000_000)["a"]
    assert (found[0].as_py(), found[-1].as_py(), len(found)) == ("xÃ¥", "å", 300_001)


def test_matches_composed_letters(tmp_path: Path) -> None:
    """A header from macOS, with `å` as two characters, is found under the document's name."""
    path = written(tmp_path / "activities.csv", "a\u030ar;b\n2025;1\n")
    assert columns_of(CsvReader(), path, ["år"]) == {"år": ["2025"]}


def test_tsv_prefers_tabs(tmp_path: Path) -> None:
    """A .tsv file is cut at tabs, also where its header holds more commas."""
    path = written(tmp_path / "activities.tsv", "a, b, c\td\n1\t2\n")
    assert columns_of(CsvReader(), path, ["other"]) == {"a, b, c": ["1"]}


@pytest.mark.parametrize("piece_bytes", [1000, 1 << 20])
def test_reads_a_huge_cell(tmp_path: Path, piece_bytes: int) -> None:
    """A cell is not limited by the size of the pieces, nor by the csv module's own limit."""
    huge = 'line ""one"" \n' * 200_000
    path = written(tmp_path / "activities.csv", f'a;b\n1;"{huge}"\n2\n3;x\n')
    found = columns_of(CsvReader(piece_bytes), path, ["a", "b"])
    assert found == {"a": ["1", "2", "3"], "b": [huge.replace('""', '"'), None, "x"]}


@pytest.mark.parametrize("batch_rows", [1, 2, 999, 1000, 5000])
def test_batches_have_the_asked_length(tmp_path: Path, batch_rows: int) -> None:
    """Batches are full but for the last, whatever the pieces are."""
    path = written(tmp_path / "activities.csv", "a;b\n" + "".join(f"{n};{n % 7}\n" for n in range(2000)))
    batches = list(CsvReader(64).read(path, Wanted("activities", ("a",)), batch_rows))
    assert all(batch.num_rows == batch_rows for batch in batches[:-1])
    assert 0 < batches[-1].num_rows <= batch_rows
    assert [cell for batch in batches for cell in batch["a"].to_pylist()] == [str(n) for n in range(2000)]


def test_cells_are_text(tmp_path: Path) -> None:
    """Columns are Arrow strings, and a file without records still says which it has."""
    path = written(tmp_path / "activities.csv", "a;b\n")
    assert table(CsvReader(), path, ["a", "b", "c"]).schema == pa.schema({"a": pa.string(), "b": pa.string()})
    assert CsvReader().count(path) is None


# Blank lines, and lines of blanks only, are skipped: the writer makes none of two columns.
CELL = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8) | st.text(
    '";\r\n x\ufeff', max_size=6
)


@given(
    rows=st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=12),
    batch_rows=st.integers(1, 5),
    piece_bytes=st.integers(1, 60),
    line_end=st.sampled_from(["\r\n", "\n"]),
)
def test_reads_back_what_the_csv_module_writes(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], batch_rows: int, piece_bytes: int, line_end: str
) -> None:
    """Any text is read back the same, in batches and pieces of any size."""
    if line_end == "\n":  # Python 3.11's writer leaves a lone return unquoted then
        rows = [[cell.replace("\r", "") for cell in row] for row in rows]
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator=line_end).writerows([["a", "b"], *rows])
    path = written(tmp_path_factory.mktemp("csv") / "activities.csv", stream.getvalue())
    wanted = Wanted("activities", ("a", "b"))
    batches = list(CsvReader(piece_bytes).read(path, wanted, batch_rows))
    found = [[row["a"], row["b"]] for batch in batches for row in batch.to_pylist()]
    assert found == rows
    assert all(batch.num_rows <= batch_rows for batch in batches)
    frames = list(CsvReader(piece_bytes).frames(path, wanted, batch_rows))
    assert [list(row) for frame in frames for row in frame.select("a", "b").iter_rows()] == rows
