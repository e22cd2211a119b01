"""Code files, and what validation tells of files in their folders."""

from pathlib import Path

import pytest

from kolonne.plan import validate
from kolonne.registry import Registry
from unit.plan.documents import DOCUMENT, KIND, changed, compiled, written

FILED = {
    "enumeration": "org.kind",
    "title": "Kinds",
    "unknown": "error",
    "codes": {"x": "X"},
    "file": {"path": "kind.csv", "code": "code", "label": "name", "from": "from", "until": "until", "parent": "parent"},
}
HEAD = "code,name,from,until,parent\n"
CSV = [
    ("", 1, "missing_column", "there is no column `code`; found nothing", ""),
    ("code;name\n", 1, "missing_column", "there is no column `code`; found `code;name`", "cells are separated by `,` here, not by `;`"),
    ("code,name,from,until\n", 1, "missing_column", "there is no column `parent`; found `code`, `name`, `from`, `until`", ""),
    ("code,name,from,until,parent,code\n", 1, "missing_column", "the column `code` stands twice", ""),
    (HEAD + "a,A,,,\nb,B\n", 3, "wrong_value", "found 2 cells; the first line has 5", "a cell that holds a comma stands in double quotes"),
    (HEAD + "a,A,B,,,\n", 2, "wrong_value", "found 6 cells; the first line has 5", "a cell that holds a comma stands in double quotes"),
    (HEAD + "\n\na,A,,,\n,B,,,\n", 5, "missing_field", "the code is missing (column `code`)", ""),
    (HEAD + "a,,,,\n", 2, "missing_field", "the label of `a` is missing (column `name`)", ""),
    (HEAD + "a,A,,,\nb,B,,,\na,C,,,\n", 4, "duplicate_code", "the code `a` stands in line 2 already", ""),
    (HEAD + "x,A,,,\n", 2, "duplicate_code", "the code `x` stands in `codes` already", ""),
    (HEAD + "a,A,1.1.2024,,\n", 2, "wrong_value", "found `1.1.2024` in column `from`; a day like `2024-01-31` is needed", ""),
    (HEAD + "a,A,,2024-02-30,\n", 2, "wrong_value", "found `2024-02-30` in column `until`; a day like `2024-01-31` is needed", ""),
    (HEAD + '"a","A\nB",,,\nb,B,x,,\n', 4, "wrong_value", "found `x` in column `from`; a day like `2024-01-31` is needed", ""),
    (HEAD + "a,A,2024-01-01,2023-01-01,\n", 2, "bad_dates", "`until` (2023-01-01, the day after the last one) is not after `from` (2024-01-01)", ""),
    (HEAD + "a,A,,,q\n", 2, "unknown_code", "the list has no code `q`", ""),
    (HEAD + "a,A,,,a\n", 2, "parent_cycle", "the code stands above itself: `a` → `a`", ""),
    (HEAD + 'a,"A" b,,,\n', 2, "file_unreadable", "the row cannot be read: ',' expected after '\"'", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "code", "message", "hint"), CSV, ids=range(len(CSV)))
def test_code_file(tmp_path: Path, text: str, line: int, code: str, message: str, hint: str) -> None:
    """Every mistake of a code file is told at its line."""
    library = written(tmp_path, {"org/enumerations/kind.json": FILED, "org/enumerations/kind.csv": text})
    (problem,) = validate(library, library.file(tmp_path / "org/enumerations/kind.json"), Registry())
    assert (Path(problem.file).name, problem.line, problem.column) == ("kind.csv", line, 1)
    assert (problem.code, problem.message, problem.hint) == (code, message, hint)


def test_code_file_in_another_encoding(tmp_path: Path) -> None:
    """A code file that is not UTF-8 is told at its line."""
    library = written(tmp_path, {"org/enumerations/kind.json": FILED})
    (tmp_path / "org/enumerations/kind.csv").write_bytes((HEAD + "a,\n").encode() + b"b,\xc5s,,,\n")
    (problem,) = validate(library, library.file(tmp_path / "org/enumerations/kind.json"), Registry())
    assert (problem.code, problem.line, problem.message) == ("file_encoding", 3, "the byte 0xC5 is not UTF-8")


MAPPING = {"mapping": "org.m", "title": "M", "from": "org.kind", "to": "org.kind", "codes": {"a": "a", "b": "b"}}


@pytest.mark.parametrize(
    ("files", "checked", "code", "message"),
    [
        (
            {"org/enumerations/m.json": changed(MAPPING, "codes/b", None)},
            "org/enumerations/m.json",
            "unmapped_code",
            "the code `b` of `org.kind` is not mapped",
        ),
        (
            {"org/enumerations/m.json": changed(MAPPING, "codes", {"a": {"not_counted": "no"}, "c": "a"})},
            "org/enumerations/m.json",
            "unmapped_code",
            "the code `b` of `org.kind` is not mapped",
        ),
        (
            {"org/enumerations/z.json": KIND},
            "org/enumerations/z.json",
            "duplicate_id",
            "`org.kind` is in `{root}/org/enumerations/kind.json` already",
        ),
        (
            {"org/enumerations/z.json": changed(KIND, "enumeration", "other.kind")},
            "org/enumerations/z.json",
            "wrong_folder",
            "found `other.kind`, but the folder is that of `org`",
        ),
        (
            {"org/documents/z.json": changed(DOCUMENT, "document", "other.doc")},
            "org/documents/z.json",
            "wrong_folder",
            "found `other.doc`, but the folder is that of `org`",
        ),
        (
            {
                "org/documents/y.json": DOCUMENT,
                "org/documents/z.json": changed(DOCUMENT, "valid", {"from": "2030-01-01"}),
            },
            "org/documents/z.json",
            "overlap",
            "`{root}/org/documents/y.json` is a version of the same document for the same time",
        ),
        (
            {
                "org/documents/y.json": changed(DOCUMENT, "valid", {"until": "2028-01-01"}),
                "org/documents/z.json": changed(DOCUMENT, "valid", {"from": "2030-01-01"}),
            },
            "org/documents/z.json",
            "gap",
            "no version of `org.doc` holds from 2028-01-01, where `{root}/org/documents/y.json` ends, until 2030-01-01",
        ),
    ],
)
def test_folders(tmp_path: Path, files: dict[str, object], checked: str, code: str, message: str) -> None:
    """What no single file shows is told in the file that is to be changed."""
    library = written(tmp_path, {"org/enumerations/kind.json": KIND, **files})
    problems = validate(library, library.file(tmp_path / checked), Registry())
    assert (code, message.format(root=tmp_path)) in [(problem.code, problem.message) for problem in problems]


def test_versions_that_follow_each_other(tmp_path: Path) -> None:
    """Versions may follow each other day by day."""
    library = written(tmp_path, {
        "org/enumerations/kind.json": KIND,
        "org/documents/y.json": changed(DOCUMENT, "valid", {"until": "2030-01-01"}),
        "org/documents/z.json": changed(DOCUMENT, "valid", {"from": "2030-01-01"}),
    })  # fmt: skip
    for file in library.documents("org"):
        assert validate(library, file, Registry()) == ()


def test_a_broken_list_is_told_once(tmp_path: Path) -> None:
    """A list that has not the shape of one is told with its own mistakes, not as unknown wherever it is used."""
    plan, problems = compiled(tmp_path, kind=changed(KIND, "unknown", "nothing"))
    assert plan is None
    assert {(Path(problem.file).name, problem.code) for problem in problems} == {("kind.json", "wrong_type")}


def test_a_list_that_cannot_be_read(tmp_path: Path) -> None:
    """A list that is missing may be in a file that cannot be read, so that is told too."""
    _, problems = compiled(tmp_path, kind="{")
    assert {problem.code for problem in problems} == {"json_syntax", "unknown_enumeration"}


#: A document and lists that name codes of `org.kind`.
USERS: dict[str, object] = {
    "org/documents/doc.json": changed(DOCUMENT, "rows/let/e", "translate(id, 'org.m') == 'b'"),
    "org/enumerations/m.json": MAPPING,
}


@pytest.mark.parametrize(
    "content", [None, b"code,name,from\na,A,\xc5\n", b"code;name\na;A\n", (HEAD + "a,A\n").encode()]
)
@pytest.mark.parametrize("checked", ["org/documents/doc.json", "org/enumerations/m.json", "org/enumerations/kind.json"])
def test_a_code_file_that_cannot_be_read_is_told_once(tmp_path: Path, content: bytes | None, checked: str) -> None:
    """Codes that are missing because their file cannot be read whole are not told as unknown where they are used."""
    kind = {**FILED, "unknown": {"use": "b"}, "codes": {"x": {"label": "X", "parent": "a"}}}
    library = written(tmp_path, {**USERS, "org/enumerations/kind.json": kind})
    if content is not None:
        (tmp_path / "org/enumerations/kind.csv").write_bytes(content)
    (problem,) = validate(library, library.file(tmp_path / checked), Registry())
    assert Path(problem.file).stem == "kind"
    assert problem.code in {"file_unreadable", "file_encoding", "missing_column", "wrong_value"}


@pytest.mark.parametrize(("document", "codes"), [("{", []), (changed(DOCUMENT, "document", "org.other"), ["unknown_document"])])  # fmt: skip
def test_default_document_that_cannot_be_read(tmp_path: Path, document: object, codes: list[str]) -> None:
    """A default document is not told as unknown while it may be in a file that cannot be read."""
    organisation = {"organisation": "org", "name": "Org", "default_document": "org.doc"}
    library = written(tmp_path, {"org/organisation.json": organisation, "org/documents/doc.json": document})
    problems = validate(library, library.file(tmp_path / "org/organisation.json"), Registry())
    assert [problem.code for problem in problems] == codes
