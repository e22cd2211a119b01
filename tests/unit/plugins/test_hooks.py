"""Each hook does what hookspecs promise: one test a hook, named after it."""

from typing import Any

import pytest

from kolonne.contract import PluginError
from kolonne.plugins import Plugins
from unit.plugins.toys import Asking, Reading, Serving, Shouting, Writing, shout


def plugins(*toys: object) -> Plugins:
    return Plugins(toys, installed=False)


def test_hook_kolonne_organisations() -> None:
    """A plugin is in the registry of the organisations it names, of all with `*`, and of none without the hook."""
    found = plugins(Serving("nhf", name="a"), Serving("*", name="b"), object())
    assert [info.name for info in found.registry("nhf").plugins] == ["a", "b"]
    assert [str(info) for info in found.registry("hlf").plugins] == ["plugin `b` 1.2"]


def test_hook_kolonne_settings_schema() -> None:
    """Settings are held against the plugin's own schema, and every mistake is told at its place."""
    found = plugins(Asking("nhf"))
    assert found.registry("nhf", {"acme": {"volume": 11}}).plugins
    with pytest.raises(PluginError) as caught:
        found.registry("nhf", {"acme": {"volume": 12, "tone": 1}})
    assert "plugins.acme.volume: 12 is greater than the maximum of 11" in str(caught.value)
    assert "plugins.acme: Additional properties are not allowed ('tone' was unexpected)" in str(caught.value)


def test_hook_kolonne_operations() -> None:
    """Operations join the language of the plugin's organisations only, and the plugin gets its settings."""
    toy = Asking("nhf")
    found = plugins(toy)
    assert "shout" in found.registry("nhf", {"acme": {"volume": 3}}).operations
    assert toy.given == {"volume": 3}
    assert "shout" not in found.registry("hlf").operations


def test_hook_kolonne_readers() -> None:
    """Readers stand behind the built-in ones, so that they win."""
    registry = plugins(Reading("nhf")).registry("nhf")
    assert registry.readers[-1].suffixes == (".lines",)
    assert len(registry.readers) > 1


def test_hook_kolonne_writers() -> None:
    """A writer takes the place of the built-in one of its format, for its organisations."""
    found = plugins(Writing("nhf"))
    assert type(found.registry("nhf").writers["csv"]) is not type(found.registry("hlf").writers["csv"])
    assert set(found.registry("nhf").writers) == {"csv", "xlsx"}


class _Spy(Asking):
    asked: list[str]

    def __getattribute__(self, name: str) -> Any:
        if name in {"schema", "operation"}:
            object.__getattribute__(self, "asked").append(name)
        return object.__getattribute__(self, name)


def test_hooks_of_one_organisations_plugin_are_not_called_for_another() -> None:
    """Only the question whom it serves reaches a plugin of somebody else."""
    spy = _Spy("nhf")
    spy.asked = []
    found = plugins(spy)
    found.registry("hlf")
    assert spy.asked == []
    found.registry("nhf", {"acme": {"volume": 1}})
    assert spy.asked == ["schema", "operation"]


def _named(kind: type[Serving], **members: object) -> Serving:
    toy = kind("nhf")
    for name, value in members.items():
        setattr(toy, name, value)
    return toy


@pytest.mark.parametrize(
    ("toy", "message"),
    [
        (
            _named(Shouting, operation="shout"),
            "plugin `acme` 1.2: `kolonne_operations` gave 'shout'; Operation is needed",
        ),
        (_named(Reading, reader=5), "plugin `acme` 1.2: `kolonne_readers` gave 5; a list of things with `suffixes`"),
        (
            _named(Writing, writer=None),
            "plugin `acme` 1.2: `kolonne_writers` gave None; a list of things with `format`",
        ),
        (_named(Asking, schema=[]), "plugin `acme` 1.2: `kolonne_settings_schema` gave []; a JSON Schema"),
        (_named(Asking, schema={"type": 5}), "plugin `acme`: its settings schema is broken"),
        (
            _named(Asking, schema={"$ref": "https://example.org/settings.json"}),
            "plugin `acme`: its settings schema refers to `https://example.org/settings.json`, which is not in it",
        ),
    ],
)
def test_what_a_hook_gives_is_held_to_its_shape(toy: Serving, message: str) -> None:
    """A hook that gives something else is told with the plugin and what it gave."""
    with pytest.raises(PluginError) as caught:
        plugins(toy).registry("nhf")
    assert str(caught.value).startswith(message)


def test_organisations_as_one_text_are_refused() -> None:
    """A text in place of a list is not taken apart into letters."""
    toy = Serving()
    toy.organisations = "nhf"  # type: ignore[assignment]
    with pytest.raises(PluginError, match="`kolonne_organisations` gave 'nhf'; a list of texts is needed"):
        plugins(toy)


def test_two_operations_of_one_name_are_refused() -> None:
    """Both plugins are named."""
    with pytest.raises(PluginError) as caught:
        plugins(Shouting("nhf", name="first"), Shouting("*", name="second")).registry("nhf")
    assert str(caught.value) == "plugin `second` 1.2: there is an operation `shout` already, from plugin `first` 1.2"


def test_an_operation_of_the_language_cannot_be_replaced() -> None:
    """No plugin changes what `trim` means."""
    with pytest.raises(PluginError, match="there is an operation `trim` already, from the expression language"):
        plugins(_named(Shouting, operation=shout(name="trim"))).registry("nhf")


def test_two_writers_of_one_format_are_refused() -> None:
    """Which of two plugins writes a format is not left to chance."""
    with pytest.raises(PluginError, match=r"plugin `b` 1\.2: there is a writer of `csv` already, from plugin `a` 1\.2"):
        plugins(Writing("nhf", name="a"), Writing("nhf", name="b")).registry("nhf")


def test_settings_for_a_plugin_that_is_not_there_are_refused() -> None:
    """Settings that nobody would read are told, with the nearest name."""
    found = plugins(Asking("nhf"), Asking("hlf", name="other"))
    with pytest.raises(PluginError, match="no plugin `acmee` that serves `nhf` is installed; did you mean `acme`"):
        found.registry("nhf", {"acmee": {}})
    with pytest.raises(PluginError, match="no plugin `other` that serves `nhf` is installed; there are `acme`"):
        found.registry("nhf", {"other": {"volume": 1}})


def test_settings_for_a_plugin_without_any_are_refused() -> None:
    """A plugin without a schema takes no settings."""
    with pytest.raises(PluginError, match=r"plugins\.acme: the plugin takes no settings"):
        plugins(Serving("nhf")).registry("nhf", {"acme": {"volume": 1}})


def test_a_plugin_cannot_change_the_settings_of_the_next_export() -> None:
    """What a hook is given is its own."""
    toy = Asking("nhf")
    settings = {"acme": {"volume": 1}}
    plugins(toy).registry("nhf", settings)
    toy.given["volume"] = 99
    assert settings == {"acme": {"volume": 1}}


def test_a_hook_that_does_not_exist_is_refused() -> None:
    """A mistyped hook is told when plugins are loaded, not passed over."""
    from kolonne.hookspecs import hookimpl

    class Mistyped(Serving):
        @hookimpl
        def kolonne_operation(self) -> None: ...

    with pytest.raises(PluginError, match=r"plugin `acme` 1\.2: unknown hook 'kolonne_operation'"):
        plugins(Mistyped("nhf"))


def test_a_hook_that_raises_is_told_with_its_plugin() -> None:
    """The plugin, its version, the hook and the error stand in the message."""

    class Raising(Shouting):
        def __getattribute__(self, name: str) -> Any:
            if name == "operation":
                raise LookupError("no licence")
            return super().__getattribute__(name)

    with pytest.raises(PluginError) as caught:
        plugins(Raising("nhf")).registry("nhf")
    assert str(caught.value) == "plugin `acme` 1.2: `kolonne_operations` raised LookupError('no licence')"
