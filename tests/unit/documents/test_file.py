"""A file is read or refused; nothing of it is an exception."""

from pathlib import Path

import pytest

from kolonne.documents import read_document
from kolonne.documents.file import MOST_BYTES


@pytest.mark.parametrize(
    ("content", "line", "column", "code", "message", "hint"),
    [
        (b"", 1, 1, "json_syntax", "the file is empty; a JSON object is needed", ""),
        (b'{\n "a": "bl\xe5"}', 2, 10, "file_encoding", "the byte 0xE5 is not UTF-8", "save the file as UTF-8"),
        ('{"å": "'.encode() + b'\xe5"}', 1, 8, "file_encoding", "the byte 0xE5 is not UTF-8", "save the file as UTF-8"),
        ('{"a": 1}'.encode("utf-16"), 1, 1, "file_encoding", "the file is UTF-16", "save the file as UTF-8"),
        ("\ufeff{'a': 1}".encode(), 1, 2, "json_syntax", "found `'`; a key is needed", 'text stands in double quotes: "text"'),
        (b" " * (MOST_BYTES + 1), 1, 1, "file_too_large", "the file is larger than 4 MB", "split it: code lists can be files of their own"),
    ],
    ids=["empty", "windows-1252", "behind other letters", "utf-16", "byte order mark", "too large"],
)  # fmt: skip
def test_refused(tmp_path: Path, content: bytes, line: int, column: int, code: str, message: str, hint: str) -> None:
    """What cannot be read is told at its place."""
    path = tmp_path / "x.json"
    path.write_bytes(content)
    file = read_document(path, "shown.json")
    (problem,) = file.problems
    assert file.root is None
    assert (problem.file, problem.line, problem.column) == ("shown.json", line, column)
    assert (problem.code, problem.message, problem.hint) == (code, message, hint)
    assert (file.kind, file.id) == ("", "")


def test_byte_order_mark(tmp_path: Path) -> None:
    """A byte order mark is not part of the document."""
    path = tmp_path / "x.json"
    path.write_bytes('\ufeff{"document": "a.b"}'.encode())
    file = read_document(path)
    assert (file.kind, file.id, file.problems) == ("document", "a.b", ())


def test_no_file(tmp_path: Path) -> None:
    """A folder, or nothing, is no document."""
    for path in (tmp_path, tmp_path / "nothing.json"):
        (problem,) = read_document(path).problems
        assert problem.code == "file_unreadable"
        assert problem.message.startswith("the file cannot be read: ")


def test_ids_are_texts(tmp_path: Path) -> None:
    """What stands behind the kind is an ID only if it is text."""
    path = tmp_path / "x.json"
    path.write_text('{"mapping": 5}')
    assert (read_document(path).kind, read_document(path).id) == ("mapping", "")
