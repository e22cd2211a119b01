"""JsonLinesReader and JsonReader."""

import json
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kolonne.contract import SourceError
from kolonne.readers import JsonLinesReader, JsonReader
from unit.readers.reading import columns_of, table

#: Name → the records' JSON, wanted columns, lists, the cells.
CASES: dict[str, tuple[list[str], list[str], list[str], dict[str, list[object]]]] = {
    "numbers as written": (
        ['{"n": 1.50}', '{"n": -0}', '{"n": 1e400}', '{"n": 12345678901234567890.10}'],
        ["n"],
        [],
        {"n": ["1.50", "-0", "1e400", "12345678901234567890.10"]},
    ),
    "scalars": (
        ['{"x": true}', '{"x": false}', '{"x": null}', '{"x": "007"}', '{"x": ""}', "{}"],
        ["x"],
        [],
        {"x": ["true", "false", None, "007", "", None]},
    ),
    "paths": (
        ['{"b": {"n": "Oslo", "o": {"id": 7}}}', '{"b": null}', '{"b": {"o": null}}', '{"b": {"o": {}}}'],
        ["b.n", "b.o.id"],
        [],
        {"b.n": ["Oslo", None, None, None], "b.o.id": ["7", None, None, None]},
    ),
    "no object on the path": (
        [
            '{"a": 1, "b": {"n": "x"}}',
            '{"a": 2, "b": "Oslo"}',
            '{"a": 3, "b": [{"n": 1.0}, "1"]}',
            '{"a": 4, "b": 7.50}',
            '{"a": 5, "b": true}',
            '{"a": 6, "b": ["1", 2]}',
            '{"a": 7, "b": null}',
        ],
        ["a", "b.n"],
        [],
        {
            "a": ["1", "2", "3", "4", "5", "6", "7"],
            "b.n": ["x", "Oslo", '[{"n":1.0},"1"]', "7.50", "true", '["1",2]', None],
        },
    ),
    "no object on a list's path": (
        ['{"b": {"t": ["x"]}}', '{"b": "Oslo"}', '{"b": ["1", 2]}', '{"b": null}', '{"b": [{"t": []}]}'],
        ["b.t"],
        ["b.t"],
        {"b.t": [["x"], ["Oslo"], ['["1",2]'], None, ['[{"t":[]}]']]},
    ),
    "a key with a dot goes before a path": (['{"a.b": 1, "a": {"b": 2}}'], ["a.b"], [], {"a.b": ["1"]}),
    "lists": (
        ['{"t": ["a", 1.0, null, true]}', '{"t": []}', '{"t": null}', '{"t": "one"}', '{"t": [{"k": 1}]}', "{}"],
        ["t"],
        ["t"],
        {"t": [["a", "1.0", None, "true"], [], None, ["one"], ['{"k":1}'], None]},
    ),
    "not a scalar": (
        ['{"x": {"k": [1.0, "å", null, true]}}', '{"x": [ ]}', '{"x": [{"q\\"": {}}]}'],
        ["x"],
        [],
        {"x": ['{"k":[1.0,"å",null,true]}', "[]", '[{"q\\"":{}}]']},
    ),
    "a column that comes late": (
        ['{"a": 1}', '{"a": 2}', '{"b": 3}'],
        ["a", "b"],
        [],
        {"a": ["1", "2", None], "b": [None, None, "3"]},
    ),
    "a column that never comes": (['{"a": 1}', '{"a": 2}'], ["a", "b"], [], {"a": ["1", "2"]}),
    "no wanted column": (['{"z": 1}', "{}"], ["a"], [], {"z": ["1", None]}),
    "empty objects": (["{}", "{}"], ["a"], [], {"": [None, None]}),
    "escapes": (['{"x": "\\u00e5\\n\\ud83d\\ude00"}'], ["x"], [], {"x": ["å\n😀"]}),
    "no records": ([], ["a", "t"], ["t"], {"a": [], "t": []}),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("batch_rows", [1, 2, 100])
def test_reads_lines(tmp_path: Path, name: str, mark: str, batch_rows: int) -> None:
    """One object a line; blank lines are skipped."""
    records, columns, lists, expected = CASES[name]
    path = tmp_path / "activities.jsonl"
    path.write_bytes((mark + "".join(f"{record}\r\n\n" for record in records)).encode())
    assert columns_of(JsonLinesReader(), path, columns, lists=lists, batch_rows=batch_rows) == expected


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("around", ["{}", "\ufeff {} \n", '{{"made": {{"n": 1}}, "records":\n{}\n, "next": null}}'])
def test_reads_an_array(tmp_path: Path, name: str, around: str) -> None:
    """An array of objects, or an object with one array."""
    records, columns, lists, expected = CASES[name]
    path = tmp_path / "activities.json"
    path.write_text(around.format("[" + ",\n".join(records) + "]"), encoding="utf-8")
    assert columns_of(JsonReader(), path, columns, lists=lists, batch_rows=2) == expected


#: Content of a .jsonl file, the line, a part of the message.
BAD_LINES = {
    "broken": ('{"a": 1}\n{"a": }\n', 2, "the JSON is broken: expecting value"),
    "behind a blank line": ('{"a": 1}\n\n{"a"}\n', 3, "the JSON is broken"),
    "cut": ('{"a": 1}\n{"a": "x', 2, "the JSON is broken"),
    "single quotes": ("{'a': 1}\n", 1, "the JSON is broken"),
    "two objects": ('{"a": 1} {"a": 2}\n', 1, "text stands behind the object"),
    "key twice": ('{"a": 1}\n{"a": 1, "b": 2, "a": 1}\n', 2, "the object has the key `a` twice"),
    "key twice inside": ('{"a": {"k": 1, "k": 2}}\n', 1, "the object has the key `k` twice"),
    "nan": ('{"a": NaN}\n', 1, "found `NaN`"),
    "infinity": ('{"a": -Infinity}\n', 1, "found `-Infinity`"),
    "a list": ("[1]\n", 1, "found a list; an object is needed"),
    "a number": ('{"a": 1}\n3\n', 2, "found text or a number; an object is needed"),
    "null": ("null\n", 1, "found null; an object is needed"),
    "deep": ('{"a": 1}\n{"a": ' + "[" * 100_000 + "]" * 100_000 + "}\n", 2, "nested too deep"),
    "deep as a cell": ('{"a": ' + "[" * 800 + "]" * 800 + "}\n", 1, "nested too deep"),
    "half a pair": ('{"a": "x"}\n{"a": "\\ud800"}\n', 2, "`a`: found half a surrogate pair"),
    "control character": ('{"a": "x\ty"}\n', 1, "the JSON is broken"),
}


@pytest.mark.parametrize("name", BAD_LINES)
def test_names_the_bad_line(tmp_path: Path, name: str) -> None:
    """Every mistake names its line and what is wrong."""
    content, line, reason = BAD_LINES[name]
    path = tmp_path / "activities.jsonl"
    path.write_text(content, encoding="utf-8", newline="")
    with pytest.raises(SourceError) as caught:
        table(JsonLinesReader(), path, ["a"])
    assert reason in str(caught.value)
    assert (caught.value.path, caught.value.line) == (path, line)


#: Content of a .json file, the line, a part of the message.
BAD_ARRAYS = {
    "empty": ("", 1, "an array of objects is needed"),
    "a number": ("\n7", 2, "an array of objects is needed"),
    "no array": ('{"a": 1}', 1, "the object has no array"),
    "two arrays": ('{"x": [{"a": 1}],\n"y": []}', 2, "the object has the arrays `x` and `y`"),
    "top key twice": ('{"x": [],\n"x": 1}', 2, "the object has the key `x` twice"),
    "no key": ('{"x": [], }', 1, "a key in double quotes is needed"),
    "no colon": ('{"x" []}', 1, "`:` is needed behind the key"),
    "broken": ('[{"a": 1},\n{"a": }]', 2, "expecting value"),
    "cut": ('[{"a": 1},\n', 2, "the JSON is broken"),
    "cut behind a record": ('[{"a": 1}\n', 2, "`,` or `]` is needed"),
    "cut at once": ("[", 1, "it ends before `]`"),
    "no comma": ('[{"a": 1}\n{"a": 2}]', 2, "`,` or `]` is needed"),
    "comma at the end": ('[{"a": 1},\n]', 2, "expecting value"),
    "text behind": ('[{"a": 1}]\nx', 2, "text stands behind the end"),
    "element": ('[{"a": 1},\n"x"]', 2, "found text or a number in the array; an object is needed"),
    "key twice": ('[{"a": 1},\n\n{"a": 1,\n"a": 2}]', 3, "the object has the key `a` twice"),
    "nan": ('[\n{"a": NaN}]', 2, "found `NaN`"),
    "deep": ("[\n" * 100_000, 2, "nested too deep"),
}


@pytest.mark.parametrize("name", BAD_ARRAYS)
def test_names_the_bad_line_of_an_array(tmp_path: Path, name: str) -> None:
    """The line is where the broken sign stands, or where the bad record begins."""
    content, line, reason = BAD_ARRAYS[name]
    path = tmp_path / "activities.json"
    path.write_text(content, encoding="utf-8", newline="")
    with pytest.raises(SourceError) as caught:
        table(JsonReader(), path, ["a"])
    assert reason in str(caught.value)
    assert (caught.value.path, caught.value.line) == (path, line)


@pytest.mark.parametrize("reader", [JsonLinesReader(), JsonReader()])
def test_other_encodings_are_refused(tmp_path: Path, reader: JsonLinesReader | JsonReader) -> None:
    """JSON is UTF-8; the line of the first other byte is named."""
    path = tmp_path / "activities"
    path.write_bytes(b'\n\n{"a": "\xe5"}')
    with pytest.raises(SourceError, match=r"activities:3: found bytes that are not UTF-8"):
        table(reader, path, ["a"])


def test_a_big_array_belongs_in_lines(tmp_path: Path) -> None:
    """A .json file that is too big for memory is refused with the way out."""
    path = tmp_path / "activities.json"
    path.write_text("[" + " " * 1000 + "]")
    assert table(JsonReader(most_bytes=1002), path, ["a"]).num_rows == 0
    with pytest.raises(SourceError, match=r"more than 1,001 bytes; write it as JSON Lines"):
        table(JsonReader(most_bytes=1001), path, ["a"])


def test_a_line_has_a_longest_length(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without line ends does not go into memory whole."""
    monkeypatch.setattr("kolonne.readers.json_lines_reader._MOST_LINE", 1000)
    path = tmp_path / "activities.jsonl"
    path.write_text('{"a": 1}\n{"a": "' + "x" * 1000 + '"}')
    with pytest.raises(SourceError, match=r"activities\.jsonl:2: the line is longer than 1,000 bytes"):
        table(JsonLinesReader(), path, ["a"])


def test_columns_are_text_or_lists_of_text(tmp_path: Path) -> None:
    """The types do not depend on what is in the file."""
    path = tmp_path / "activities.jsonl"
    path.write_text('{"a": 1, "t": null}\n')
    schema = table(JsonLinesReader(), path, ["a", "t"], lists=["t"]).schema
    assert schema == pa.schema({"a": pa.string(), "t": pa.list_(pa.string())})
    assert JsonLinesReader().count(path) is None
    assert JsonReader().count(path) is None


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)


@given(cells=st.lists(st.none() | TEXT, max_size=10), ascii_only=st.booleans(), batch_rows=st.integers(1, 4))
def test_reads_back_what_the_json_module_writes(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str | None], ascii_only: bool, batch_rows: int
) -> None:
    """Any text is read back the same, from lines and from an array."""
    folder = tmp_path_factory.mktemp("json")
    records = [{"a": cell} for cell in cells]
    lines, array = folder / "activities.jsonl", folder / "activities.json"
    lines.write_text("".join(json.dumps(it, ensure_ascii=ascii_only) + "\n" for it in records), encoding="utf-8")
    array.write_text(json.dumps(records, ensure_ascii=ascii_only, indent=1), encoding="utf-8")
    assert columns_of(JsonLinesReader(), lines, ["a"], batch_rows=batch_rows) == {"a": cells}
    assert columns_of(JsonReader(), array, ["a"], batch_rows=batch_rows) == {"a": cells}
