"""CsvReader says what is wrong with a file, and where."""

from pathlib import Path

import pytest

from kolonne.contract import SourceError, Wanted
from kolonne.readers import CsvReader, csv_tables
from unit.readers.reading import table

#: Name → content, options, the line (None for the whole file) and a part of the message.
CASES: dict[str, tuple[bytes, dict[str, str], int | None, str]] = {
    "empty file": (b"", {}, 1, "the file is empty"),
    "blank lines only": (b"\n\r\n  \n", {}, 1, "the file is empty"),
    "mark only": (b"\xef\xbb\xbf", {}, 1, "the file is empty"),
    "no names": (b"\n;;\n1;2;3\n", {}, 2, "the header is blank"),
    "name twice": (b"a;b; a\n1;2;3\n", {}, 1, "the header has `a` twice, as fields 1 and 3"),
    "header unclosed": (b'a;"b\n1;2\n', {}, 1, "a quote is opened and not closed"),
    "header text behind quote": (b'"a"x;b\n1;2\n', {}, 1, "text stands behind a closing quote"),
    "too many fields": (b"a;b\n1;2\n1;2;3\n", {}, 3, "the record has 3 fields; the header has 2"),
    "too many, empty": (b"a;b\n1;2;\n", {}, 2, "the record has 3 fields"),
    "too many behind breaks": (b'a;b\n"x\ny\r\nz";2\n\n1;2;3\n', {}, 6, "the record has 3 fields"),
    "too many behind lone returns": (b'a;b\r"x\ry";2\r1;2;3\r', {}, 4, "the record has 3 fields"),
    "too many behind header with break": (b'a;"b\nc"\n1;2\n1;2;3\n', {}, 4, "the record has 3 fields"),
    "too many, itself with a break": (b'a;b\n1;2\n1;"x\ny";3\n', {}, 3, "the record has 3 fields"),
    "too many behind a told delimiter": (b"sep=;\r\na;b\r\n1;2\r\n1;2;3\r\n", {}, 4, "the record has 3 fields"),
    "nothing behind a told delimiter": (b"sep=;\n", {}, 1, "the file is empty"),
    "name twice behind a told delimiter": (b"sep=;\n\na;a\n", {}, 3, "the header has `a` twice"),
    "unclosed quote": (b'a;b\n1;2\n3;"un\n4;5\n', {}, 3, "opens a quote and does not close it"),
    "unclosed at the end": (b'a;b\n1;2\n3;"un', {}, 3, "opens a quote and does not close it"),
    "unclosed behind breaks": (b'a;b\n1;"x\n\ny"\n3;"un\n', {}, 5, "opens a quote"),
    "text behind quote": (b'a;b\n1;2\n3;"x" y\n', {}, 3, "text behind a closing quote"),
    "quote not doubled": (b'a;b\n1;"say "hi""\n', {}, 2, "text behind a closing quote"),
    "nul": (b"a;b\n1;2\n3;x\0y\n", {}, 3, "found a NUL character"),
    "nul in the header": (b"a;b\0\n1;2\n", {}, 1, "found a NUL character"),
    "utf-16 without mark": ("a;b\n1;2\n".encode("utf-16-le"), {}, 1, "UTF-16 without a byte order mark"),
    "told utf-8": (b"a;b\n1;2\n3;\xe5\n", {"encoding": "utf-8"}, 3, "found the bytes `E5`, which are no character"),
    "told utf-8, cut": (b"a;b\n1;2\n3;\xc3", {"encoding": "UTF8"}, 3, "no character in utf-8"),
    "not windows-1252": (
        b"a;b\n\xe5;2\n3;\x81\n",
        {},
        3,
        "found the bytes `81`, which are no character in windows-1252",
    ),
    "half a pair": ("a;b\n1;".encode("utf-16") + b"\x00\xd8\n\0", {}, 2, "no character in utf-16"),
    "unknown encoding": (b"a\n", {"encoding": "rot13"}, None, "option `encoding`: found `rot13`; allowed are `utf-8`"),
    "no encoding": (b"a\n", {"encoding": "klingon"}, None, "option `encoding`: found `klingon`"),
    "unknown delimiter": (b"a\n", {"delimiter": "#"}, None, "option `delimiter`: found `#`; allowed are `;`, `,`, TAB"),
    "unknown quote": (b"a\n", {"quote": "«"}, None, "option `quote`: found `«`"),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("piece_bytes", [1, 5, 1 << 20])
def test_names_file_line_and_reason(tmp_path: Path, name: str, piece_bytes: int) -> None:
    """The line is the physical line on which the record starts, however the file is cut into pieces."""
    content, options, line, reason = CASES[name]
    path = tmp_path / "activities.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught:
        table(CsvReader(piece_bytes), path, ["a", "b"], options=options)
    assert reason in str(caught.value)
    assert (caught.value.path, caught.value.line) == (path, line)
    with pytest.raises(SourceError) as again:
        list(CsvReader(piece_bytes).frames(path, Wanted("activities", ("a", "b"), options=options), 10))
    assert str(again.value) == str(caught.value)


def test_line_is_right_far_into_a_file(tmp_path: Path) -> None:
    """Line numbers hold across many pieces with quoted line breaks."""
    path = tmp_path / "activities.csv"
    path.write_bytes(b"a;b\r\n" + b'1;"x\r\ny"\r\n' * 50_000 + b"1;2;3\r\n")
    with pytest.raises(SourceError) as caught:
        table(CsvReader(10_000), path, ["a"])
    assert caught.value.line == 100_002


def test_a_record_has_a_longest_length(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quote that is never closed does not draw the whole file into memory."""
    monkeypatch.setattr(csv_tables, "MOST_RECORD", 10_000)
    path = tmp_path / "activities.csv"
    path.write_bytes(b'a;b\n1;2\n1;"' + b"x\n" * 20_000)
    with pytest.raises(SourceError, match=r"activities\.csv:3: the record is longer than 10,000 bytes"):
        table(CsvReader(1000), path, ["a"])


def test_a_header_has_a_longest_length(tmp_path: Path) -> None:
    """A file that is one long line is refused."""
    path = tmp_path / "activities.csv"
    path.write_bytes("å".encode() * 1_000_000)
    with pytest.raises(SourceError, match="the header is longer than"):
        table(CsvReader(), path, ["a"])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """What the operating system refuses is a SourceError."""
    with pytest.raises(SourceError, match=r"gone\.csv: cannot be read: no such file"):
        table(CsvReader(), tmp_path / "gone.csv", ["a"])
