"""What the plugin brings, and for whom."""

from importlib.metadata import entry_points

import kolonne_funkis as plugin
from kolonne.hookspecs import Operation, RuleKind, Transform


def _named() -> list[Operation | Transform | RuleKind]:
    """Everything that documents call by a name, but lists of codes."""
    return [*plugin.kolonne_operations({}), *plugin.kolonne_transforms({}), *plugin.kolonne_rule_kinds({})]


def test_the_entry_point_names_the_plugin() -> None:
    """kolonne finds it as `funkis`."""
    (found,) = entry_points(group="kolonne", name="funkis")
    assert found.load() is plugin


def test_it_serves_everybody() -> None:
    """Any organisation may hold courses with Funkis."""
    assert plugin.kolonne_organisations() == ("*",)


def test_names_begin_with_the_plugins() -> None:
    """So that no other plugin has the same ones."""
    named = _named()
    assert all(one.name.startswith("funkis_") for one in named)
    assert len({one.name for one in named}) == len(named)
    assert [writer.format for writer in plugin.kolonne_writers({})] == ["funkis-flat"]
    assert all(str(one["enumeration"]).startswith("funkis.") for one in plugin.kolonne_code_lists())


def test_everything_says_what_it_does() -> None:
    """People who write documents read it."""
    assert all(one.doc.endswith(".") for one in _named())
    assert all(operation.examples for operation in plugin.kolonne_operations({}))
    assert all({"nb", "nn", "en"} <= set(kind.message) for kind in plugin.kolonne_rule_kinds({}))
