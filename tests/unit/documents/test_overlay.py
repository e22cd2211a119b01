"""One document over another: RFC 7396, with order."""

import json

import pytest

from kolonne.documents import Node, arranged, overlay, parse_json


def node(value: object, file: str = "f.json") -> Node:
    root, problems = parse_json(json.dumps(value), file)
    assert root is not None
    assert problems == ()
    return root


#: The test cases of RFC 7396, appendix A: original, patch, result.
APPENDIX: list[tuple[object, object, object]] = [
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    (["a", "b"], ["c", "d"], ["c", "d"]),
    ({"a": "b"}, ["c"], ["c"]),
    ({"a": "foo"}, None, None),
    ({"a": "foo"}, "bar", "bar"),
    ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]


@pytest.mark.parametrize(("original", "patch", "result"), APPENDIX, ids=range(len(APPENDIX)))
def test_rfc_7396(original: object, patch: object, result: object) -> None:
    """The RFC's own cases hold."""
    found, problems = overlay(node(original), node(patch))
    assert (found.plain(), problems) == (result, ())


BASE: dict[str, object] = {"columns": {"a": {}, "b": {}, "c": {}}}


@pytest.mark.parametrize(
    ("columns", "order"),
    [
        ({"x": {}}, "abcx"),
        ({"x": {"after": "a"}}, "axbc"),
        ({"x": {"after": "c"}}, "abcx"),
        ({"x": {"after": "a"}, "y": {"after": "a"}}, "axybc"),
        ({"x": {"after": "a"}, "y": {"after": "x"}}, "axybc"),
        ({"x": {"after": "y"}, "y": {"after": "a"}}, "ayxbc"),
        ({"x": {"after": "a"}, "y": {"after": "x"}, "z": {"after": "a"}}, "axyzbc"),
        ({"a": {"after": "c"}}, "bca"),
        ({"a": {"after": "c"}, "b": None}, "ca"),
        ({"x": {"after": "a"}, "y": {}}, "axbcy"),
    ],
)
def test_after(columns: dict[str, object], order: str) -> None:
    """`after` puts a thing behind the one it names; several behind the same one keep their own order."""
    found, problems = overlay(node(BASE), node({"columns": columns}))
    members = found.at(("columns",)).value
    assert isinstance(members, dict)
    assert ("".join(members), problems) == (order, ())


@pytest.mark.parametrize(
    ("columns", "message", "hint", "order"),
    [
        ({"x": {"after": "q"}}, "there is no `q` to stand after", "", "abcx"),
        ({"x": {"after": "B"}}, "there is no `B` to stand after", "did you mean `b`?", "abcx"),
        ({"b": None, "x": {"after": "b"}}, "there is no `b` to stand after: this document removes it", "", "acx"),
        ({"x": {"after": "x"}}, "`x` cannot stand after itself", "", "abcx"),
        ({"x": {"after": "y"}, "y": {"after": "x"}}, "`y` cannot stand after `x`, which stands after it", "", "abcyx"),
    ],
)
def test_unknown_anchor(columns: dict[str, object], message: str, hint: str, order: str) -> None:
    """An `after` that cannot be kept is told where it stands, and the thing comes last."""
    found, problems = overlay(node(BASE), node({"columns": columns}, "patch.json"))
    (problem,) = problems
    assert (problem.code, problem.message, problem.hint) == ("unknown_anchor", message, hint)
    assert (problem.file, problem.pointer[-8:]) == (
        "patch.json",
        f"/{message.split('`')[1] if 'cannot' in message else 'x'}/after",
    )
    members = found.at(("columns",)).value
    assert isinstance(members, dict)
    assert "".join(members) == order


def test_after_is_a_name_elsewhere() -> None:
    """Where named things are plain texts, or a field is called so, `after` orders nothing."""
    base = {"rows": {"let": {"a": "1"}}, "fields": {"a": {}}}
    patch = {"rows": {"let": {"after": "a + 1"}}, "fields": {"after": {"type": "text"}}}
    found, problems = overlay(node(base), node(patch))
    assert problems == ()
    assert found.plain() == {
        "rows": {"let": {"a": "1", "after": "a + 1"}},
        "fields": {"a": {}, "after": {"type": "text"}},
    }


def test_places() -> None:
    """Every part keeps the file and place it was written at."""
    found, _ = overlay(node({"a": {"x": 1, "y": 2}}, "base.json"), node({"a": {"y": 3}}, "patch.json"))
    assert found.at(("a", "x")).place.file == "base.json"
    assert found.at(("a", "y")).place.file == "patch.json"


def test_arranged() -> None:
    """A document that lies over nothing keeps its nulls, and the order it asks for."""
    found, problems = arranged(node({"columns": {"a": {"after": "b"}, "b": {"x": None}, "c": {}}}))
    assert problems == ()
    assert json.dumps(found.plain()) == '{"columns": {"b": {"x": null}, "a": {"after": "b"}, "c": {}}}'


@pytest.mark.parametrize("things", ["figures", "heading", "tests", "rules", "sheets"])
def test_named_things_that_have_an_order(things: str) -> None:
    """Figures, headings, tests, rules and sheets may say where they go."""
    base = node({things: {"a": {}, "b": {}}})
    found, problems = overlay(base, node({things: {"x": {"after": "a"}}}))
    plain = found.plain()
    assert isinstance(plain, dict)
    assert (list(plain[things]), problems) == (["a", "x", "b"], ())


@pytest.mark.parametrize("names", ["belongs_to", "inside", "totals", "nil_row", "let", "given", "expect"])
def test_values_that_are_called_after(names: str) -> None:
    """Where names lead to values, `after` is a name as any other."""
    found, problems = overlay(node({names: {"a": "1"}}), node({names: {"after": "2"}}))
    assert (found.plain(), problems) == ({names: {"a": "1", "after": "2"}}, ())
