"""Each hook does what hookspecs promise: one test a hook, named after it."""

from collections.abc import Sequence
from typing import Any

import polars as pl
import pytest

from kolonne.contract import DocumentError, ExportNotice, PluginError, Store, StoreError
from kolonne.hookspecs import RuleKind, Transform, hookimpl
from kolonne.plugins import Plugins
from unit.plugins.toys import Asking, Reading, Serving, Shouting, Writing, shout


def plugins(*toys: object) -> Plugins:
    return Plugins(toys, installed=False)


def incident(found: Plugins, org_id: str = "nhf") -> str:
    """The only thing that the plugins of an organisation did wrong."""
    (report,) = found.registry(org_id).incidents.reports
    return f"{report.sub_service_name}: {report.failure_reason}"


def test_hook_kolonne_organisations() -> None:
    """A plugin is in the registry of the organisations it names, of all with `*`, and of none without the hook."""
    found = plugins(Serving("nhf", name="a"), Serving("*", name="b"), object())
    assert [info.name for info in found.registry("nhf").plugins] == ["a", "b"]
    assert [str(info) for info in found.registry("hlf").plugins] == ["plugin `b` 1.2"]


def test_hook_kolonne_settings_schema() -> None:
    """Settings are held against the plugin's own schema, and every mistake is told at its place."""
    found = plugins(Asking("nhf"))
    assert found.registry("nhf", {"acme": {"volume": 11}}).plugins
    with pytest.raises(DocumentError) as caught:
        found.registry("nhf", {"acme": {"volume": 12, "tone": 1}})
    told = [(problem.pointer, problem.code, problem.line) for problem in caught.value.problems]
    assert told == [("/plugins/acme/volume", "wrong_value", 4), ("/plugins/acme/tone", "unknown_field", 5)]


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
    assert set(found.registry("nhf").writers) == set(found.registry("hlf").writers)


class _Bringing(Serving):
    """Brings one thing by each of the newer hooks."""

    brought: Sequence[Any] = ()

    def __init__(self, *organisations: str, brought: Sequence[Any] = (), name: str = "acme") -> None:
        super().__init__(*organisations, name=name)
        self.brought = brought


class Listing(_Bringing):
    @hookimpl
    def kolonne_code_lists(self) -> Sequence[dict[str, Any]]:
        return self.brought


class Transforming(_Bringing):
    @hookimpl
    def kolonne_transforms(self) -> Sequence[Transform]:
        return self.brought


class Judging(_Bringing):
    @hookimpl
    def kolonne_rule_kinds(self) -> Sequence[RuleKind]:
        return self.brought


class Storing(_Bringing):
    @hookimpl
    def kolonne_stores(self) -> Sequence[Any]:
        return self.brought


class Notifying(_Bringing):
    @hookimpl
    def kolonne_notifiers(self) -> Sequence[Any]:
        return self.brought


class Anything:
    """A store, a kind of stores, a reader, a notifier: whatever is asked of it, it has done."""

    name, scheme, title = "loud", "acme", "Anything."

    def open(self, address: str) -> Store:
        if address.endswith("closed"):
            raise StoreError("it is closed")
        return self

    def put(self, file: object, name: str) -> str:
        return f"{name} of {file}"

    def remove(self, name: str) -> None: ...

    def notify(self, notice: ExportNotice) -> None: ...


def _transform(name: str = "acme_t", **more: Any) -> Transform:
    return Transform(name, lambda frame: frame, "Nothing.", **{"takes": {"day": "date"}, **more})


def test_hook_kolonne_code_lists() -> None:
    """Lists stand beside those of files, for the plugin's organisations only."""
    found = plugins(Listing("nhf", brought=[{"enumeration": "nhf.size", "codes": {}}]))
    assert [file.id for file in found.registry("nhf").code_lists] == ["nhf.size"]
    assert found.registry("hlf").code_lists == ()


def test_a_list_of_somebody_else_is_refused() -> None:
    """A plugin brings lists of the organisations it serves, and nobody else's."""
    found = plugins(Listing("nhf", brought=[{"enumeration": "hlf.size", "codes": {}}]))
    assert incident(found).endswith("gave a list `hlf.size`, whose owner it does not serve")


def test_hook_kolonne_transforms() -> None:
    """Transforms are there by their names, for the plugin's organisations only, and tell whose they are."""
    found = plugins(Transforming("nhf", brought=[_transform()]))
    registry = found.registry("nhf")
    assert list(registry.transforms) == ["acme_t"]
    assert registry.owners["a transform", "acme_t"] == "plugin `acme` 1.2"
    assert not found.registry("hlf").transforms


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (_transform("Acme t"), "gave 'Acme t'; a name of small letters, digits and `_` is needed"),
        (_transform(takes={"day": "daye"}), "the type of `day`: found `daye`; allowed are text, integer,"),
        (_transform(takes={"row": "text"}), "gave 'row'; a name of letters, digits and `_`, but `row` and `left_out`"),
        (_transform(takes=["day"]), "gave ['day']; a mapping is needed"),
        (_transform(drops={"x": 5}), "gave 5; a text, or one text a language is needed"),
        (_transform(sees="some"), "a function, and `sees` of `batch` or `all` is needed"),
    ],
)
def test_a_transform_that_documents_could_not_use_is_refused(wrong: Transform, told: str) -> None:
    """What is wrong with it is told when the registry is built, and the transform is not there."""
    found = plugins(Transforming("nhf", brought=[wrong]))
    assert told in incident(found)
    assert not found.registry("nhf").transforms


def test_hook_kolonne_rule_kinds() -> None:
    """Kinds of rules are there by their names, for the plugin's organisations only."""
    kind = RuleKind("acme_even", lambda frame: frame["day"].is_not_null(), "Days.", {"day": "date"})
    found = plugins(Judging("nhf", brought=[kind]))
    judged = found.registry("nhf").rule_kinds["acme_even"].function(pl.DataFrame({"row": [0], "day": [None]}))
    assert judged.to_list() == [False]
    assert not found.registry("hlf").rule_kinds


def test_hook_kolonne_stores() -> None:
    """A kind of stores is there by its scheme; what it raises on purpose keeps its own words."""
    found = plugins(Storing("nhf", brought=[Anything()]))
    kind = found.registry("nhf").stores["acme"]
    assert kind.open("acme://there").put(__file__, "name").startswith("name of ")  # type: ignore[arg-type]
    with pytest.raises(StoreError, match=r"^it is closed$"):
        kind.open("acme://closed")
    assert set(found.registry("hlf").stores) == {"file"}


def test_hook_kolonne_notifiers() -> None:
    """Notifiers are asked for the plugin's organisations only."""
    found = plugins(Notifying("nhf", brought=[Anything()]))
    assert [one.name for one in found.registry("nhf").notifiers] == ["loud"]
    assert found.registry("hlf").notifiers == ()


@pytest.mark.parametrize(
    ("kind", "brought", "what"),
    [
        (Listing, {"enumeration": "nhf.size", "codes": {}}, "a list `nhf.size`"),
        (Transforming, _transform(), "a transform `acme_t`"),
        (Judging, RuleKind("acme_even", len, "Days.", {}), "a kind of rule `acme_even`"),  # type: ignore[arg-type]
        (Storing, Anything(), "a store `acme`"),
        (Notifying, Anything(), "a notifier `loud`"),
    ],
)
def test_two_plugins_that_claim_the_same_are_both_named(kind: type[_Bringing], brought: object, what: str) -> None:
    """Which of them is meant is not left to chance, where both serve the organisation; elsewhere neither is in the way."""
    found = plugins(kind("nhf", brought=[brought], name="a"), kind("nhf", "hlf", brought=[brought], name="b"))
    with pytest.raises(PluginError) as caught:
        found.registry("nhf")
    assert str(caught.value) == f"plugin `b` 1.2: there is {what} already, from plugin `a` 1.2"
    assert found.registry("hlf").incidents.reports == () or kind is Listing


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
        (_named(Asking, schema={"type": 5}), "plugin `acme` 1.2: its settings schema is broken"),
        (
            _named(Asking, schema={"$ref": "https://example.org/settings.json"}),
            "plugin `acme` 1.2: its settings schema refers to `https://example.org/settings.json`, which is not in it",
        ),
    ],
)
def test_what_a_hook_gives_is_held_to_its_shape(toy: Serving, message: str) -> None:
    """A hook that gives something else is told with the plugin and what it gave."""
    (report,) = plugins(toy).registry("nhf").incidents.reports
    assert message.removeprefix("plugin `acme` 1.2: ") in report.failure_reason
    assert report.sub_service_name.startswith("plugin `acme` 1.2: ")


def test_organisations_as_one_text_are_refused() -> None:
    """A text in place of a list is not taken apart into letters."""
    toy = Serving()
    toy.organisations = "nhf"  # type: ignore[assignment]
    assert "`kolonne_organisations` gave 'nhf'; a list of texts is needed" in plugins(toy).all[-1].problem


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
    for name, hint in (("acmee", "did you mean `acme`?"), ("other", "there are `acme`")):
        with pytest.raises(DocumentError) as caught:
            found.registry("nhf", {"acme": {"volume": 1}, name: {"volume": 1}})
        (problem,) = caught.value.problems
        assert (problem.code, problem.pointer, problem.hint) == ("unknown_plugin", f"/plugins/{name}", hint)


def test_settings_for_a_plugin_without_any_are_refused() -> None:
    """A plugin without a schema takes no settings."""
    with pytest.raises(DocumentError, match="unknown_field: the plugin `acme` takes no settings"):
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

    assert plugins(Mistyped("nhf")).all[-1].problem.startswith("unknown hook 'kolonne_operation'")


def test_a_hook_that_raises_is_told_with_its_plugin() -> None:
    """The plugin, its version, the hook and the error stand in the message."""

    class Raising(Shouting):
        def __getattribute__(self, name: str) -> Any:
            if name == "operation":
                raise LookupError("no licence")
            return super().__getattribute__(name)

    told = incident(plugins(Raising("nhf")))
    assert told.startswith("plugin `acme` 1.2: `kolonne_operations`: raised LookupError (test_hooks.py:")
    assert "licence" not in told


def test_whoever_serves_everybody_cannot_ask_everybody_for_settings() -> None:
    """Where an organisation has none for it, such a plugin is not there, which is told; with some, they are checked."""
    found = plugins(Asking("*"))
    registry = found.registry("nhf")
    assert "shout" not in registry.operations
    assert "needs settings" in incident(found)
    assert "shout" in found.registry("nhf", {"acme": {"volume": 1}}).operations


def test_a_disabled_plugin_is_not_there_and_its_settings_harm_nobody() -> None:
    """Whoever does without a plugin need not change its settings too."""
    found = Plugins([Asking("nhf")], installed=False, disabled=["acme"])
    registry = found.registry("nhf", {"acme": {"volume": 1}})
    assert registry.plugins == ()
    assert registry.incidents.reports == ()
