"""DocumentFile: one JSON file, read and placed."""

from functools import cached_property
from pathlib import Path

from kolonne.contract import Problem
from kolonne.contract.quick import dataclass
from kolonne.documents.node import Node
from kolonne.documents.parser import parse_json

#: A document of 1,000 columns is about 300 kB; what is larger than this was not written by a person.
MOST_BYTES = 4 << 20
#: What a file can be; each is the key that holds its ID.
FILE_KINDS = ("document", "enumeration", "mapping", "organisation")
_AS_UTF_8 = "save the file as UTF-8"
_UTF_32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
#: How a .zip begins, which an .xlsx file is too.
_ARCHIVE = b"PK\x03\x04"


@dataclass(frozen=True)
class DocumentFile:
    """A JSON file; `root` is None where it could not be read as JSON. It can be broken in parts: see `problems`."""

    path: Path
    #: The path as people are told it.
    name: str
    root: Node | None
    problems: tuple[Problem, ...]

    @cached_property
    def kind(self) -> str:
        """The key that says what the file is, one of FILE_KINDS; empty if none does."""
        return next((kind for kind in FILE_KINDS if self.root is not None and self.root.get(kind) is not None), "")

    @cached_property
    def id(self) -> str:
        """The ID that stands behind the kind; empty if it is no text."""
        return (self.root.text(self.kind) or "") if self.root is not None else ""


def read_document(path: Path, name: str | None = None) -> DocumentFile:
    """Read a file; what is wrong with it is a problem, never an exception."""
    shown = name or str(path)

    def refused(code: str, message: str, hint: str = "", line: int = 1, column: int = 1) -> DocumentFile:
        return DocumentFile(path, shown, None, (Problem(shown, line, column, "", code, message, hint),))

    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        return refused("file_unreadable", f"the file cannot be read: {error.strerror or error}")
    if len(content) > MOST_BYTES:
        return refused(
            "file_too_large",
            f"the file is larger than {MOST_BYTES >> 20} MB",
            "split it: code lists can be files of their own",
        )
    if (foreign := _foreign(content)) is not None:
        return refused("file_encoding", *foreign)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        found = f"the byte 0x{content[error.start]:02X} is not UTF-8"
        return refused("file_encoding", found, _AS_UTF_8, line, column)
    return document_of(text, path, shown)


def document_of(text: str, path: Path, name: str | None = None) -> DocumentFile:
    """A file of that text, wherever the text is from; what is wrong with it is a problem, never an exception."""
    shown = name or str(path)
    root, problems = parse_json(text, shown)
    return DocumentFile(path, shown, root, problems)


def _foreign(content: bytes) -> tuple[str, str] | None:
    """What a file is that is certainly no UTF-8, and a hint."""
    if content.startswith(_ARCHIVE):
        return "the file is a .zip archive or a workbook", "a document is a text file that holds JSON"
    if content.startswith(_UTF_32):
        return "the file is UTF-32", _AS_UTF_8
    # Without a mark: a first sign of which every other byte is nothing.
    if content.startswith(_UTF_16) or (len(content) > 1 and 0 in content[:2]):
        return "the file is UTF-16", _AS_UTF_8
    return None
