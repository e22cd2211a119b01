"""Wrong lists fail the suite, where they should."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from kolonne.testing import CodeListSuite
from unit.testing.judging import failed

_KIND: dict[str, Any] = {
    "enumeration": "acme.kind",
    "title": {"nb": "Slag"},
    "unknown": "error",
    "codes": {"talk": {"label": "Samtale"}, "trip": {"label": {"nb": "Tur", "en": "Trip"}}},
}
_FUNDER = {"enumeration": "funder.kind", "title": "Kind", "unknown": "error", "codes": {"A": {"label": "Activity"}}}
_TO_FUNDER = {
    "mapping": "acme.kind_to_funder",
    "title": "To the funder",
    "from": "acme.kind",
    "to": "funder.kind",
    "codes": {"talk": "A", "trip": {"not_counted": "en tur"}},
}
_PROBLEMS = "they_are_free_of_problems"
_WRONG = {
    "no list": ([], {"they_are_plain_json"}),
    "a member that nobody knows": ([{**_KIND, "colour": "red"}], {_PROBLEMS}),
    "a code without a label": ([{**_KIND, "codes": {"talk": {}}}], {_PROBLEMS}),
    "no title": ([{key: value for key, value in _KIND.items() if key != "title"}], {_PROBLEMS}),
    "two of one ID": ([_KIND, _KIND], {"they_are_lists", _PROBLEMS}),
    "no owner": ([{**_KIND, "enumeration": "kind"}], {"they_are_lists", _PROBLEMS}),
    "no list at all": ([{"document": "acme.report"}], {"they_are_lists", _PROBLEMS}),
    "a tuple": ([{**_KIND, "codes": {"talk": {"label": "Samtale", "aliases": ("a",)}}}], {"they_are_plain_json"}),
    "a set": ([{**_KIND, "codes": {"talk": {"label": {"Samtale"}}}}], {"they_are_plain_json", _PROBLEMS}),
    "a list that is not there": ([_KIND, {**_TO_FUNDER, "to": "funder.other"}], {_PROBLEMS}),
    "a code that is not there": ([_KIND, {**_TO_FUNDER, "codes": {"talk": "B", "trip": "A"}}], {_PROBLEMS}),
    "a code that becomes nothing": ([_KIND, {**_TO_FUNDER, "codes": {"talk": "A"}}], {_PROBLEMS}),
}


def _suite(lists: Sequence[Mapping[str, Any]]) -> type[CodeListSuite]:
    return type("Suite", (CodeListSuite,), {"code_lists": lists, "beside": (_FUNDER,)})


@pytest.mark.parametrize("lists", [[_KIND], [_KIND, _TO_FUNDER]])
def test_good_lists_pass(lists: list[Mapping[str, Any]], tmp_path: Path) -> None:
    """A list, and a mapping from it to another's."""
    assert failed(_suite(lists), tmp_path) == {}


@pytest.mark.parametrize(("lists", "wrong"), _WRONG.values(), ids=_WRONG)
def test_wrong_lists_fail(lists: list[Mapping[str, Any]], wrong: set[str], tmp_path: Path) -> None:
    """In the tests that are about what is wrong with them."""
    assert wrong <= set(failed(_suite(lists), tmp_path))
