"""Large, deep, broken and hostile files: each is read, or told about clearly, and none takes long or ends the process."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pytest

#: Nothing here takes more than some seconds; a machine may be ten times slower than that.
PATIENCE = 120
#: More problems than this nobody reads.
MOST_OF_STRUCTURE = 1100
Content: TypeAlias = Callable[[], "str | bytes"]


def document(**members: Any) -> dict[str, Any]:
    """A small document, with what is said in place of its own."""
    return {
        "document": "demo.report",
        "title": "Rapport",
        "inputs": {"visits": {"fields": {"n": {"type": "integer"}}}},
        "rows": {"from": "visits"},
        "sheets": {"s": {"title": "Ark", "columns": {"a": {"header": "A", "value": "n"}}}},
        **members,
    }


def text(**members: Any) -> str:
    return json.dumps(document(**members), ensure_ascii=False)


def columns(count: int, **members: Any) -> str:
    """So many columns; `{}` in a member is the column's number."""
    usual = {"header": "K{}", "value": "n + {}", **members}
    named = {f"c{at}": {key: one.format(at) for key, one in usual.items()} for at in range(count)}
    return text(sheets={"s": {"title": "Ark", "columns": named}})


def lets(count: int, make: Callable[[int], str]) -> str:
    return text(rows={"from": "visits", "let": {f"l{at}": make(at) for at in range(count)}})


def fields(count: int) -> Mapping[str, Any]:
    return {"visits": {"fields": {f"field_number_{at}": {"type": "integer"} for at in range(count)}}}


MISSPELLED = {f"c{at}": {"header": f"K{at}", "value": f"feild_number_{at}"} for at in range(1000)}
#: Name → the file, the codes of its problems, and how many there are at most.
CASES: dict[str, tuple[Content, set[str], int]] = {
    # --- size
    "10 MB of text": (lambda: text(description="x" * 10_000_000), {"file_too_large"}, 1),
    "10 MB of columns": (lambda: columns(50_000, note="n" * 150), {"file_too_large"}, 1),
    "1,000 columns": (lambda: columns(1000), set(), 0),
    "10,000 columns": (lambda: columns(10_000), set(), 0),
    "10,000 unknown names": (lambda: columns(10_000, value="name{}"), {"unknown_name"}, 10_000),
    "10,000 misspelled fields": (lambda: columns(10_000, hedder="x"), {"unknown_field"}, MOST_OF_STRUCTURE),
    "1,000 misspelled among 10,000": (
        lambda: text(inputs=fields(10_000), sheets={"s": {"title": "Ark", "columns": MISSPELLED}}),
        {"unknown_name"},
        1000,
    ),
    "100,000 unknown keys": (
        lambda: json.dumps({"document": "demo.report", **{f"key{at}": 1 for at in range(90_000)}}),
        {"unknown_field", "missing_field"},
        MOST_OF_STRUCTURE,
    ),
    "a million values": (lambda: "[" + "1," * 1_000_000 + "1]", {"file_too_large"}, 1),
    "an ID of 100,000 characters": (lambda: text(document="a" * 100_000), {"wrong_value", "wrong_folder"}, 5),
    "a base of 100,000 characters": (lambda: text(extends="a" * 100_000 + ".b"), {"unknown_document"}, 1),
    "a number of 10,000 digits": (lambda: '{"document": ' + "9" * 10_000 + "}", {"json_number"}, 1),
    # --- order
    "a chain of 3,000 anchors": (
        lambda: columns(3000, after="c{}").replace('"after": "c', '"after": "c1'),
        {"unknown_anchor"},
        3000,
    ),
    "1,000 anchors in a circle": (
        lambda: text(
            sheets={
                "s": {
                    "title": "Ark",
                    "columns": {
                        f"c{at}": {"header": f"K{at}", "value": "n", "after": f"c{(at + 1) % 1000}"}
                        for at in range(1000)
                    },
                }
            }
        ),
        {"unknown_anchor"},
        1,
    ),
    # --- nesting
    "objects nested 100,000 deep": (lambda: '{"a":' * 100_000, {"json_too_deep"}, 1),
    "lists nested 100,000 deep": (lambda: "[" * 100_000, {"json_too_deep"}, 1),
    "an expression of 2,000 brackets": (
        lambda: lets(100, lambda _: "(" * 1900 + "n" + ")" * 1900),
        {"expression_too_large"},
        100,
    ),
    "an expression of 2,000 sums": (lambda: lets(100, lambda _: "n+" * 1900 + "n"), {"expression_too_large"}, 100),
    # --- circles
    "1,000 values that need each other": (lambda: lets(1000, lambda at: f"l{(at + 1) % 1000}"), {"let_cycle"}, 1),
    "1,000 values that need the next": (lambda: lets(1000, lambda at: f"l{at + 1}" if at < 999 else "n"), set(), 0),
    "1,000 values that double": (lambda: lets(1000, lambda at: f"l{at - 1} + l{at - 1}" if at else "n"), set(), 0),
    # --- broken
    "100,000 keys twice": (
        lambda: "{" + '"document": "demo.report",' * 100_000 + '"a": 1}',
        {"duplicate_key", "json_syntax"},
        101,
    ),
    "commas everywhere": (lambda: columns(1000).replace("}", ",}"), {"json_syntax"}, 101),
    "commas nowhere": (lambda: columns(1000).replace(", ", " "), {"json_syntax"}, 101),
    "an object that is not closed": (lambda: text()[:-2], {"json_syntax"}, 1),
    "a list that is not closed": (lambda: text(extra=[1])[:-2], {"json_syntax"}, 1),
    "a text that is not closed": (lambda: text()[: text().index("Rapport") + 3], {"json_syntax"}, 1),
    "4 MB of a text that is not closed": (lambda: '{"a": "' + "\\n" * 2_000_000, {"json_syntax"}, 1),
    "nothing": (lambda: "", {"json_syntax"}, 1),
    "nothing but blanks": (lambda: " \r\n\t" * 100_000, {"json_syntax"}, 1),
    "NUL in a text": (lambda: text().replace("Rapport", "Rap\0port"), {"json_syntax"}, 1),
    "NUL between": (lambda: text().replace(", ", "\0, ", 1), {"json_syntax"}, 1),
    "NUL in a name that is looked for": (
        lambda: text(extends="a\0.b", document="\0.\0"),
        {"wrong_folder", "wrong_value", "unknown_document"},
        3,
    ),
    # --- encodings
    "UTF-8 with a mark": (lambda: text().encode("utf-8-sig"), set(), 0),
    "two marks": (lambda: "\ufeff".encode() + text().encode("utf-8-sig"), {"json_syntax"}, 1),
    "UTF-16": (lambda: text().encode("utf-16"), {"file_encoding"}, 1),
    "UTF-16, big-endian, without a mark": (lambda: text().encode("utf-16-be"), {"file_encoding"}, 1),
    "UTF-16, little-endian, without a mark": (lambda: text().encode("utf-16-le"), {"file_encoding"}, 1),
    "UTF-32": (lambda: text().encode("utf-32"), {"file_encoding"}, 1),
    "Latin-1": (lambda: text(title="Døve").encode("latin-1"), {"file_encoding"}, 1),
    "a workbook": (lambda: b"PK\x03\x04" + bytes(1000), {"file_encoding"}, 1),
    "noise": (lambda: bytes((at * 167 + 129) % 256 for at in range(100_000)), {"file_encoding"}, 1),
    "CR for line ends": (lambda: json.dumps(document(), indent=1).replace("\n", "\r"), set(), 0),
}


def validated(path: Path) -> list[dict[str, Any]]:
    """What the command tells; fails where it ends in another way than it should."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-m", "kolonne", "validate", str(path), "--format", "json"],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
    )
    assert done.returncode in {0, 1}, done.stderr[-2000:]
    found: list[dict[str, Any]] = json.loads(done.stdout)
    assert bool(found) == bool(done.returncode)
    return found


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / "demo" / "documents" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    (folder / "demo" / "organisation.json").write_text('{"organisation": "demo", "name": "Demo"}')
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_is_told_about(name: str, tmp_path: Path) -> None:
    """The codes are those one would expect, the problems are not endless, and each has a place and a message."""
    make, codes, most = CASES[name]
    problems = validated(write(tmp_path, "report.json", make()))
    assert {problem["code"] for problem in problems} <= codes
    assert bool(codes) <= len(problems) <= most
    assert all(problem["line"] >= 1 and problem["column"] >= 1 and problem["message"] for problem in problems)


def test_line_ends_of_an_old_macintosh_are_counted(tmp_path: Path) -> None:
    """A mistake is told in the line in which an editor shows it."""
    content = json.dumps(document(extra=1), indent=1)
    (problem,) = validated(write(tmp_path, "report.json", content.replace("\n", "\r")))
    assert problem["line"] == next(at for at, line in enumerate(content.splitlines(), 1) if '"extra"' in line)


@pytest.mark.parametrize("closed", [True, False], ids=["circle", "chain"])
def test_long_extends(closed: bool, tmp_path: Path) -> None:
    """Many documents that extend each other are told about once for each, whether they end or go in a circle."""
    many = 200
    for at in range(many):
        following = (at + 1) % many if closed else at + 1
        write(tmp_path, f"d{at}.json", json.dumps({"document": f"demo.d{at}", "extends": f"demo.d{following}"}))
    problems = validated(tmp_path / "demo" / "documents")
    assert {problem["code"] for problem in problems} <= {"extends_cycle", "unknown_document"}
    # Those near the end of the chain are told about where it ends.
    assert many - 20 <= len(problems) <= many
