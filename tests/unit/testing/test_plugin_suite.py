"""A wrong plugin fails the suite, where it should."""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kolonne.testing import PluginSuite
from unit.testing.judging import failed

_GOOD = """
from collections.abc import Sequence
from kolonne.hookspecs import Example, hookimpl, scalar_operation

SCHEMA = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"volume": {"description": "How loud.", "type": "integer", "maximum": 11}},
}

@hookimpl
def kolonne_organisations():
    return ("acme",)

@hookimpl
def kolonne_settings_schema():
    return SCHEMA

@hookimpl
def kolonne_operations(settings):
    examples = [Example("acme_shout('a')", "A")]
    return [scalar_operation("acme_shout", "text -> text", str.upper, "In capitals.", examples)]
"""
_REQUIRES = "kolonne>=0.1,<0.2"
_BASIC = {"its_hooks_are_known", "it_says_whom_it_serves", "it_is_not_asked_for_others"}
_WRONG: dict[str, tuple[tuple[str, str], set[str]]] = {
    "a hook that nobody knows": (("kolonne_operations(", "kolonne_functions("), {"its_hooks_are_known"}),
    "an argument that nobody gives": (("settings)", "options)"), {"its_hooks_are_known"}),
    "nothing but whom it serves": (
        (_GOOD[_GOOD.index("@hookimpl\ndef kolonne_settings") :], "SCHEMA = None"),
        {"its_hooks_are_known"},
    ),
    "nobody": (('return ("acme",)', "return ()"), {"it_says_whom_it_serves"}),
    "a text for a list": (('return ("acme",)', 'return "acme"'), {"its_hooks_are_known"}),
    "a setting without a description": (('"description": "How loud.", ', ""), {"its_settings_are_described"}),
    "a schema that takes everything": (
        ('"additionalProperties": False', '"title": ""'),
        {"a_misspelled_setting_is_told"},
    ),
    "a schema that is none": (('"object"', '"objekt"'), {"its_settings_are_accepted"}),
    "a maximum that is too low": (('"maximum": 11', '"maximum": 1'), {"its_settings_are_accepted"}),
    "no maximum": ((', "maximum": 11', ""), {"other_settings_are_refused"}),
    "a hook that raises": (
        ("    examples =", "    settings['loud']\n    examples ="),
        {"its_hooks_give_what_they_promise"},
    ),
    "a hook that gives one thing": (
        ("examples)]", "examples)][0]"),
        {"its_hooks_give_what_they_promise"},
    ),
    "a hook that prints": (("    examples =", "    print(1)\n    examples ="), {"its_hooks_give_what_they_promise"}),
    "an example that is wrong": (('"A")', '"a")'), {"examples_of_its_operations_hold"}),
    "no example": (('[Example("acme_shout(\'a\')", "A")]', "[]"), {"examples_of_its_operations_hold"}),
    "what is not public": (("Sequence\n", "Sequence\nimport kolonne.run\n"), {"only_public_modules_are_imported"}),
    "a part of what is not public": (
        ("Sequence\n", "Sequence\nfrom kolonne.plan import Plan\n"),
        {"only_public_modules_are_imported"},
    ),
    "a module by another way": (
        ("Sequence\n", "Sequence\nfrom kolonne import plan\n"),
        {"only_public_modules_are_imported"},
    ),
    "a late import": (
        ("    examples =", "    import kolonne.audit\n    examples ="),
        {"only_public_modules_are_imported"},
    ),
}

_Make = Callable[..., ModuleType]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[_Make]:
    """Lays a package where an installed one lies, and imports it."""
    name = "kolonne_acme_under_test"

    def made(code: str, requires: str = _REQUIRES, *, is_found: bool = True) -> ModuleType:
        site = tmp_path / "site"
        (site / name).mkdir(parents=True)
        (site / name / "__init__.py").write_text(code, encoding="utf-8")
        info = site / f"{name}-1.dist-info"
        info.mkdir()
        depends = f"Requires-Dist: {requires}\n" if requires else ""
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n{depends}", encoding="utf-8")
        if is_found:
            (info / "entry_points.txt").write_text(f"[kolonne]\nacme-under-test = {name}\n", encoding="utf-8")
        monkeypatch.syspath_prepend(str(site))
        return importlib.import_module(name)

    yield made
    sys.modules.pop(name, None)


def _suite(plugin: object, **more: Any) -> type[PluginSuite]:
    members = {"settings": ({}, {"volume": 11}), "refused_settings": ({"volume": 12},), **more}
    return type("Suite", (PluginSuite,), {"plugin": plugin, **members})


def test_a_good_plugin_passes(make: _Make, tmp_path: Path) -> None:
    """With settings, an operation, and a distribution that says which kolonne it fits."""
    assert failed(_suite(make(_GOOD)), tmp_path) == {}


@pytest.mark.parametrize(("change", "wrong"), _WRONG.values(), ids=_WRONG)
def test_a_wrong_plugin_fails(change: tuple[str, str], wrong: set[str], make: _Make, tmp_path: Path) -> None:
    """In the tests that are about what is wrong with it."""
    assert change[0] in _GOOD
    assert wrong <= set(failed(_suite(make(_GOOD.replace(*change))), tmp_path))


@pytest.mark.parametrize(
    "requires", ["", "kolonne", "kolonne>=0.1", "kolonne>=9,<10", "polars", "kolonne<0.2; extra == 'x'"]
)
def test_a_plugin_says_which_kolonne_it_fits(requires: str, make: _Make, tmp_path: Path) -> None:
    """Not at all, for ever, another one, or only with an extra is not enough."""
    assert set(failed(_suite(make(_GOOD, requires)), tmp_path)) == {"it_says_which_kolonne_it_fits"}


def test_a_plugin_that_is_not_installed_is_told(make: _Make, tmp_path: Path) -> None:
    """Without an entry point nobody would ever find it."""
    found = failed(_suite(make(_GOOD, is_found=False)), tmp_path)
    assert "entry point" in found.pop("it_says_which_kolonne_it_fits")
    assert found == {}


def test_settings_need_a_schema(make: _Make, tmp_path: Path) -> None:
    """Settings for a plugin that takes none are told."""
    start, end = _GOOD.index("@hookimpl\ndef kolonne_settings"), _GOOD.index("@hookimpl\ndef kolonne_operations")
    found = failed(_suite(make(_GOOD[:start] + _GOOD[end:])), tmp_path)
    assert {"a_misspelled_setting_is_told", "its_settings_are_accepted"} <= set(found)
