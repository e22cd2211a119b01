"""Where each value of a resolved document comes from."""

import pytest

from kolonne.documents import Node, Origin, Removal, origins, parse_json, pointer, removals


def node(text: str, file: str) -> Node:
    root, problems = parse_json(text, file)
    assert problems == ()
    assert root is not None
    return root


def told(origin: Origin) -> tuple[str, object, int]:
    return pointer(origin.path), origin.value, origin.place.line


def removed(*texts: str) -> list[str]:
    found: tuple[Removal, ...] = removals([node(text, str(at)) for at, text in enumerate(texts)])
    return [f"{pointer(one.path)} {one.was.file}->{one.place.file}" for one in found]


def test_every_value_has_its_origin() -> None:
    """Scalars, and objects and lists that are empty, are told in order with their lines."""
    root = node('{"a": [1,\n {}],\n"b/c": {"d": null, "e": []}}', "f.json")
    assert [told(origin) for origin in origins(root)] == [
        ("/a/0", 1, 1),
        ("/a/1", {}, 2),
        ("/b~1c/d", None, 3),
        ("/b~1c/e", [], 3),
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (['{"a": {"b": 1}}', '{"a": {"b": null}}'], ["/a/b 0->1"]),
        (['{"a": {"b": 1}}', '{"a": null}'], ["/a 0->1"]),
        (['{"a": 1}', '{"b": null}'], []),
        (['{"a": 1}', '{"a": null}', '{"a": 2}'], []),
        (['{"a": 1}', '{"a": 2}', '{"a": null}'], ["/a 1->2"]),
        (['{"a": {"b": 1}}', '{"a": {"b": null}}', '{"a": null}'], ["/a/b 0->1", "/a 1->2"]),
        (['{"a": null}'], []),
    ],
)
def test_what_is_removed(texts: list[str], expected: list[str]) -> None:
    """What a document takes away is told with both places, unless a later one brings it back."""
    assert removed(*texts) == expected
