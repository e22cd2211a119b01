"""JSON text becomes nodes, and every mistake is told at its line and column."""

import json
import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolonne.documents import Node, parse_json

TEXT = '{\n  "a": 1,\n  "å": {"b": [true, "x", {"c": null}]},\n  "d": "s\\u00e5 \\"q\\" x"\n}'


def parsed(text: str) -> Node:
    root, problems = parse_json(text, "f.json")
    assert problems == ()
    assert root is not None
    return root


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (1, 1), None),
        (("a",), (2, 8), (2, 3)),
        (("å",), (3, 8), (3, 3)),
        (("å", "b"), (3, 14), (3, 9)),
        (("å", "b", 0), (3, 15), None),
        (("å", "b", 1), (3, 21), None),
        (("å", "b", 2), (3, 26), None),
        (("å", "b", 2, "c"), (3, 32), (3, 27)),
        (("d",), (4, 8), (4, 3)),
    ],
)
def test_positions(path: tuple[str | int, ...], value: tuple[int, int], key: tuple[int, int] | None) -> None:
    """Every value, and every key, knows its line and column."""
    node = parsed(TEXT).at(path)
    assert (node.place.line, node.place.column) == value
    assert (node.key_place and (node.key_place.line, node.key_place.column)) == key


def test_positions_inside_a_text() -> None:
    """The column of a character counts the signs that the file has, not those that the text has."""
    node = parsed(TEXT).at(("d",))
    assert node.value == 'så "q" x'
    assert (node.place.line, node.column_of(str(node.value).index("x"))) == (4, 23)
    surrogates = parsed('"\\ud83d\\ude00\\n😀z"')
    assert surrogates.value == "😀\n😀z"
    assert surrogates.column_of(3) == 17
    assert parsed('"abc"').column_of(2) == 4


SYNTAX = "json_syntax"
MISTAKES = [
    ("", 1, 1, SYNTAX, "the file is empty; a JSON object is needed", ""),
    ("  \n ", 1, 1, SYNTAX, "the file is empty; a JSON object is needed", ""),
    ('{"a": 1,}', 1, 8, SYNTAX, "found a comma before `}`", "remove the comma: nothing follows it"),
    ("[1,\n]", 1, 3, SYNTAX, "found a comma before `]`", "remove the comma: nothing follows it"),
    ('{"a": 1\n "b": 2}', 1, 8, SYNTAX, "a comma is missing behind this value", ""),
    ("[{}\n {}]", 1, 4, SYNTAX, "a comma is missing behind this value", ""),
    ('{"a" 1}', 1, 6, SYNTAX, "found `1`; `:` is needed after the key `a`", ""),
    ('{"a" = 1}', 1, 6, SYNTAX, "found `=`; `:` is needed after the key `a`", ""),
    ('{"a": "x}\n', 1, 7, SYNTAX, "the text is not closed on its line", 'a `"` is missing'),
    ('{"a": "x}', 1, 7, SYNTAX, "the text is not closed", 'a `"` is missing'),
    ('{"a": "x\r\n"}', 1, 7, SYNTAX, "the text is not closed on its line", 'a `"` is missing'),
    ('{"a: 1}', 1, 2, SYNTAX, "the text is not closed", 'a `"` is missing'),
    ('{"a": "say "hi" now"}', 1, 13, SYNTAX, "found `hi`; `,` or `}` is needed", r'a `"` is missing before it; inside a text it is written `\"`'),
    ("{'a': 1}", 1, 2, SYNTAX, "found `'`; a key is needed", 'text stands in double quotes: "text"'),
    ("{\"a\": 'x'}", 1, 7, SYNTAX, "found `'`; a value is needed", 'text stands in double quotes: "text"'),
    ('{"a": “x”}', 1, 7, SYNTAX, "found `“`; a value is needed", 'these are quotes of a word processor; JSON needs the plain `"`'),
    ("{«a»: 1}", 1, 2, SYNTAX, "found `«`; a key is needed", 'these are quotes of a word processor; JSON needs the plain `"`'),
    ("{a: 1}", 1, 2, SYNTAX, "found `a`; a key is needed", 'keys stand in double quotes: "name"'),
    ('{"a": 1 // one\n}', 1, 9, SYNTAX, "found `/`; `,` or `}` is needed", "JSON has no comments; say it in a `description`"),
    ("/* x */ {}", 1, 1, SYNTAX, "found `/`; a value is needed", "JSON has no comments; say it in a `description`"),
    ('{\n# x\n"a": 1}', 2, 1, SYNTAX, "found `#`; a key is needed", "JSON has no comments; say it in a `description`"),
    ('{"a": NaN}', 1, 7, "json_number", "found `NaN`, which is no JSON number", ""),
    ("[-Infinity]", 1, 2, "json_number", "found `-Infinity`, which is no JSON number", ""),
    ("[Infinity]", 1, 2, "json_number", "found `Infinity`, which is no JSON number", ""),
    ("[1e999]", 1, 2, "json_number", "the number `1e999` is too large", ""),
    (f"[{'9' * 41}]", 1, 2, "json_number", "the number has more than 40 characters", ""),
    ("[0301]", 1, 2, "json_number", "found `0301`, which is no JSON number", 'a number does not begin with 0; a code stands in double quotes: "0301"'),
    ("[.5]", 1, 2, "json_number", "found `.5`, which is no JSON number", "digits stand on both sides of the point, and no `+` in front"),
    ("[1.]", 1, 2, "json_number", "found `1.`, which is no JSON number", "digits stand on both sides of the point, and no `+` in front"),
    ("[2025-01-31]", 1, 2, "json_number", "found `2025-01-31`, which is no JSON number", 'text stands in double quotes: "2025-01-31"'),
    ('{"a": 12,5}', 1, 7, SYNTAX, "found `12,5`", "the decimal sign is a point: 12.5"),
    ("[True]", 1, 2, SYNTAX, "found `True`; a value is needed", "did you mean `true`?"),
    ("[None]", 1, 2, SYNTAX, "found `None`; a value is needed", "did you mean `null`?"),
    ("[ja]", 1, 2, SYNTAX, "found `ja`; a value is needed", "did you mean `true`?"),
    ("[dato]", 1, 2, SYNTAX, "found `dato`; a value is needed", "text stands in double quotes"),
    ("[1,,2]", 1, 4, SYNTAX, "found `,`; a value is needed", "remove the comma"),
    ('["a\tb"]', 1, 4, SYNTAX, "found the control character U+0009 inside a text", r"a tabulator is written `\t`"),
    ('["a\0b"]', 1, 4, SYNTAX, "found the control character U+0000 inside a text", ""),
    (r'["C:\dir"]', 1, 5, SYNTAX, r"found `\d` inside a text", r"a backslash is written `\\`"),
    (r'["\u12x4"]', 1, 3, SYNTAX, r"found `\u` inside a text", r"a backslash is written `\\`"),
    (r'["\ud83d"]', 1, 2, SYNTAX, "half of a surrogate pair is no character", "write the character itself"),
    (r'["\ude00\ud83d"]', 1, 2, SYNTAX, "half of a surrogate pair is no character", "write the character itself"),
    ("{\n\u00a0\n}", 2, 1, SYNTAX, "found the sign U+00A0 (no-break space); a key is needed", "it looks like a space; put a plain one in its place"),
    ('{"a": {\n"b": 1', 2, 7, SYNTAX, "found the end of the file; `,` or `}` is needed", "the `{` of line 1 is not closed"),
    ('{"a": 1,', 1, 9, SYNTAX, "found the end of the file; a key is needed", "the `{` of line 1 is not closed"),
    ('{"a":', 1, 6, SYNTAX, "found the end of the file; a value is needed", ""),
    ("{} x", 1, 4, SYNTAX, "found `x` after the end of the document", ""),
    ("{}}", 1, 3, SYNTAX, "found `}` after the end of the document", ""),
    ("[" * 100_000, 1, 66, "json_too_deep", "nested deeper than 64 levels", ""),
    ('{"a":' * 100_000, 1, 326, "json_too_deep", "nested deeper than 64 levels", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "column", "code", "message", "hint"), MISTAKES, ids=range(len(MISTAKES)))
def test_mistake(text: str, line: int, column: int, code: str, message: str, hint: str) -> None:
    """What is no JSON is told in words, at its place, with what helps."""
    _, problems = parse_json(text, "f.json")
    (problem,) = problems
    assert (problem.code, problem.message, problem.hint) == (code, message, hint)
    assert (problem.file, problem.line, problem.column) == ("f.json", line, column)


@pytest.mark.parametrize(
    ("text", "where", "line", "column"),
    [
        ('{"a": 1,\n "a": 2}', "/a", 2, 2),
        ('{"x": {"a": 1,\n "b": 2, "a": 2}}', "/x/a", 2, 10),
        ('{"x": [0, {"a": 1,\n\n"a": 2}]}', "/x/1/a", 3, 1),
        ('{"a/b~": 1, "a/b~": 2}', "/a~1b~0", 1, 13),
        ('{"a": 1, "\\u0061": 2}', "/a", 1, 10),
    ],
)
def test_duplicate_key(text: str, where: str, line: int, column: int) -> None:
    """A key that stands twice is told where it stands again, and the first one counts."""
    root, problems = parse_json(text, "f.json")
    (problem,) = problems
    assert (problem.code, problem.pointer, problem.line, problem.column) == ("duplicate_key", where, line, column)
    assert "it stands in line 1 already" in problem.message
    assert root is not None


def test_reading_goes_on_behind_commas() -> None:
    """Commas too many and too few are all told at once, and the rest is read."""
    root, problems = parse_json('{"a": [1, 2,],\n "b": 2\n "c": 3,\n}', "f.json")
    assert [(problem.line, problem.column) for problem in problems] == [(1, 12), (2, 8), (3, 8)]
    assert root is not None
    assert root.plain() == {"a": [1, 2], "b": 2, "c": 3}


def test_no_flood_of_problems() -> None:
    """After a hundred mistakes reading ends, and says so."""
    root, problems = parse_json("{" + '"a": 1, ' * 500 + '"b": 1}', "f.json")
    assert root is None
    assert len(problems) == 101
    assert problems[-1].message == "there are more than 100 mistakes; the rest is not read"


@pytest.mark.parametrize(
    "text",
    ["[" + "1," * 2_000_000 + "1]", "[" * 4_000_000, '{"a":1' + ' "a":2' * 600_000 + "}", '"' + "x" * 4_000_000, '["' + "\\n" * 2_000_000],
    ids=["numbers", "brackets", "duplicates", "open text", "escapes"],
)  # fmt: skip
def test_large_texts_are_refused_soon(text: str) -> None:
    """The worst that fits into the allowed size is refused within seconds."""
    before = time.process_time()
    root, problems = parse_json(text, "f.json")
    assert root is None
    assert problems
    assert time.process_time() - before < 8


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(10**38), max_value=10**38)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES, st.booleans(), st.sampled_from([None, 0, 2, "\t"]))
def test_what_json_writes_is_read(value: object, ascii_only: bool, indent: int | str | None) -> None:
    """Whatever the standard library writes is read as the same value."""
    found = parsed(json.dumps(value, ensure_ascii=ascii_only, indent=indent)).plain()
    assert found == value
    assert json.dumps(found) == json.dumps(value)


@given(st.text())
def test_any_text_ends_well(text: str) -> None:
    """Any text is read or told about; where the standard parser reads it strictly, the value is the same."""
    root, problems = parse_json(text, "f.json")
    assert (root is None) <= bool(problems)
    if not problems and root is not None:
        expected = json.loads(text)
        assert root.plain() == expected or (isinstance(expected, float) and math.isnan(expected))


@given(st.text(), st.data())
def test_columns_inside_texts(text: str, data: st.DataObject) -> None:
    """The column of a character is where its own writing begins."""
    index = data.draw(st.integers(min_value=0, max_value=len(text)))
    node = parsed(json.dumps(text))
    assert node.column_of(index) == 2 + len(json.dumps(text[:index])) - 2
