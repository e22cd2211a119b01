"""JSON text as people would have written it: few lines differ where few values do."""

import codecs
import json
from pathlib import Path
from typing import Any

import pytest

from kolonne.documents import parse_json, read_document
from kolonne.editing import Spelling, written

ROOT = Path(__file__).parents[3]
LAID_OUT: dict[str, tuple[Any, str, str]] = {
    "what fits is on one line": (
        {"a": {"b": [1, 2], "c": "æ"}, "d": {}, "e": []},
        "",
        '{\n  "a": {"b": [1, 2], "c": "æ"},\n  "d": {},\n  "e": []\n}\n',
    ),
    "what does not fit is on several": (
        {"a": {"b": "x" * 60, "c": "y" * 60}},
        "",
        f'{{\n  "a": {{\n    "b": "{"x" * 60}",\n    "c": "{"y" * 60}"\n  }}\n}}\n',
    ),
    "what was on several lines stays so": (
        {"a": {"b": 1, "c": 2}},
        '{"a": {\n"b": 1}}',
        '{\n  "a": {\n    "b": 1,\n    "c": 2\n  }\n}\n',
    ),
    "what was on one line stays so, however long": (
        {"a": {"b": "x" * 130}, "c": 1},
        f'{{\n"a": {{"b": "{"x" * 130}"}}}}',
        f'{{\n  "a": {{"b": "{"x" * 130}"}},\n  "c": 1\n}}\n',
    ),
    "a text stays as it was written": ({"a": "å"}, '{"a": "\\u00e5"}', '{"a": "\\u00e5"}\n'),
    "a number stays as it was written": (
        {"a": 1.5, "b": [1200.0, 2.0], "c": 2},
        '{"a": 1.50, "b": [1.2e3, 2.0], "c": 2}',
        '{"a": 1.50, "b": [1.2e3, 2.0], "c": 2}\n',
    ),
    "a changed number does not": ({"a": 2, "b": True}, '{"a": 2.00, "b": 1.00}', '{"a": 2, "b": true}\n'),
    "a changed text does not": ({"a": "åå"}, '{"a": "\\u00e5"}', '{"a": "åå"}\n'),
}


@pytest.mark.parametrize(("value", "like", "text"), LAID_OUT.values(), ids=LAID_OUT)
def test_how_it_is_laid_out(value: Any, like: str, text: str) -> None:
    """Two blanks a level, short things on one line, and what was there before as it was."""
    assert written(value, parse_json(like, "")[0] if like else None) == text


@pytest.mark.parametrize("path", sorted((ROOT / "org_configs").rglob("*/documents/*.json")), ids=lambda path: path.stem)
def test_one_change_is_one_line(path: Path) -> None:
    """A document with another title differs in that line only, and one without a change not at all."""
    text, root = path.read_text(encoding="utf-8"), read_document(path).root
    assert root is not None
    document = json.loads(text)
    assert written(document, root) == text
    document["title"]["nb"] = "Noe annet"
    lines = zip(text.splitlines(), written(document, root).splitlines(), strict=True)
    assert sum(old != new for old, new in lines) == 1


SPELLED = {
    "blanks": b'{\n    "a": {\n        "b": 1,\n        "c": 2\n    },\n    "d": "\xc3\xa6"\n}\n',
    "tabs": b'{\n\t"a": {\n\t\t"b": 1,\n\t\t"c": 2\n\t},\n\t"d": "\xc3\xa6"\n}\n',
    "CR LF": b'{\r\n  "a": {\r\n    "b": 1,\r\n    "c": 2\r\n  },\r\n  "d": "\xc3\xa6"\r\n}\r\n',
    "mark": codecs.BOM_UTF8 + b'{\n  "a": {\n    "b": 1,\n    "c": 2\n  },\n  "d": "\xc3\xa6"\n}\n',
    "no end": b'{\n  "a": {\n    "b": 1,\n    "c": 2\n  },\n  "d": "\xc3\xa6"\n}',
}


@pytest.mark.parametrize("content", SPELLED.values(), ids=SPELLED)
def test_a_file_keeps_how_its_lines_are_spelled(content: bytes) -> None:
    """Indent, line ends, byte-order mark and the end of the last line, whatever editor they are from."""
    spelling = Spelling.of(content)
    root = parse_json(content.decode("utf-8-sig"), "")[0]
    assert root is not None
    assert spelling.spelled(written(root.plain(), root, spelling.indent)) == content
    # One that says nothing of it gets the project's own.
    assert Spelling.of(b"{}\n") == Spelling()
    assert Spelling.of(b"") == Spelling(is_ended=False)
