"""Transforms and kinds of rules of plugins, where documents use them: what is a problem, and what comes of the rest."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kolonne.contract import RuleKind, Transform
from kolonne.documents import DocumentFile, Library
from kolonne.hookspecs import scalar_operation
from kolonne.plan import compile_document, lineage
from kolonne.registry import PluginInfo, Registry
from unit.plan.documents import DOCUMENT, KIND, changed, written


def _same(frame: Any) -> Any:
    return frame


TRANSFORM = Transform(
    "acme_t", _same, "Something.", {"who": "text", "at": "date"}, {"share": "integer"}, {"twice": {"nb": "to ganger"}}
)
REGISTRY = Registry(
    operations={**Registry().operations, "acme_up": scalar_operation("acme_up", "text -> text", str.upper, "Up.")},
    transforms={
        "acme_t": TRANSFORM,
        "acme_coarse": Transform("acme_coarse", _same, "Coarse.", {"who": "text"}, {"share": "integer"}, coarsens=True),
        "acme_text": Transform("acme_text", _same, "Text.", {"who": "text"}, {"text": "text"}),
    },
    rule_kinds={"acme_r": RuleKind("acme_r", _same, "Some rule.", {"who": "text"}, {"nb": "er galt"})},
    owners={("a transform", "acme_t"): "plugin `acme` 1.2", ("a kind of rule", "acme_r"): "plugin `acme` 1.2"},
)
USED = {"use": "acme_t", "with": {"who": "kind", "at": "day"}}
RULE = {"kind": "acme_r", "with": {"who": "kind"}, "severity": "warning"}
SHOWN = {"header": "Del", "value": "t.share"}


def rows(**changes: object) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda document: changed(document, "rows/transforms", {"t": {**USED, **changes}})


def rule(**changes: object) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda document: changed(document, "rules/x", {**RULE, **changes})


def sheet(**changes: object) -> Callable[[dict[str, Any]], dict[str, Any]]:
    one = {"use": "acme_text", "with": {"who": "kind"}, "into": {"kind": "text"}, **changes}
    return lambda document: changed(document, "sheets/one/transforms", {"s": one})


def of(folder: Path, document: dict[str, Any]) -> tuple[Library, DocumentFile]:
    library = written(folder, {"org/documents/doc.json": document, "org/enumerations/kind.json": KIND})
    return library, library.file(folder / "org/documents/doc.json")


def problems(folder: Path, document: dict[str, Any]) -> list[tuple[str, str]]:
    library, file = of(folder, document)
    _, found = compile_document(library, file, REGISTRY)
    return [(problem.code, problem.pointer) for problem in found]


@pytest.mark.parametrize("change", [rows(), rule(), rule(message="sa {c}"), sheet()])
def test_what_is_right_is_no_problem(tmp_path: Path, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Each place where documents use plugins, as it should be."""
    assert problems(tmp_path, change(DOCUMENT)) == []


@pytest.mark.parametrize(
    ("change", "code", "pointer"),
    [
        (rows(use="acme_x"), "unknown_plugin_name", "/rows/transforms/t/use"),
        (rows(**{"with": {"who": "kind"}}), "missing_field", "/rows/transforms/t/with"),
        (rows(**{"with": {**USED["with"], "wo": "kind"}}), "unknown_field", "/rows/transforms/t/with/wo"),  # type: ignore[dict-item]
        (rows(**{"with": {"who": "minutes", "at": "day"}}), "wrong_type", "/rows/transforms/t/with/who"),
        (rows(**{"with": {"who": "kid", "at": "day"}}), "unknown_name", "/rows/transforms/t/with/who"),
        (rule(kind="acme_x"), "unknown_plugin_name", "/rules/x/kind"),
        (rule(check="c > 0"), "missing_field", "/rules/x"),
        (rule(per="cell", sheet="one", columns=["c"]), "misplaced_field", "/rules/x/per"),
        (lambda doc: changed(doc, "rules/r/with", {"who": "kind"}), "misplaced_field", "/rules/r/with"),
        (lambda doc: changed(doc, "rules/r/message", None), "missing_field", "/rules/r"),
        (lambda doc: changed(doc, "rules/r/message", "{acme_up(kind)}"), "plugin_in_message", "/rules/r/message"),
        (sheet(into={"kin": "text"}), "unknown_column", "/sheets/one/transforms/s/into/kin"),
        (sheet(into={"kind": "txt"}), "unknown_name", "/sheets/one/transforms/s/into/kind"),
        (sheet(into={"c": "text"}), "wrong_type", "/sheets/one/transforms/s/into/c"),
        (sheet(**{"with": {"who": "name"}}), "personal_not_released", "/sheets/one/transforms/s/into/kind"),
        (sheet(**{"with": {"who": "day"}}), "unknown_name", "/sheets/one/transforms/s/with/who"),
        (
            lambda doc: changed(rows(**{"with": {"who": "name", "at": "day"}})(doc), "sheets/one/columns/t", SHOWN),
            "personal_not_released",
            "/sheets/one/columns/t",
        ),
        (lambda doc: changed(rows()(doc), "rows/let/t", "minutes"), "name_taken", "/rows/transforms/t"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(
    tmp_path: Path, change: Callable[[dict[str, Any]], dict[str, Any]], code: str, pointer: str
) -> None:
    """One mistake, one problem, at its place."""
    assert problems(tmp_path, change(DOCUMENT)) == [(code, pointer)]


def test_who_uses_what_is_not_there_is_not_told_again(tmp_path: Path) -> None:
    """That a transform is unknown is told once, not at every column that would show what it makes."""
    document = changed(rows(use="acme_x")(DOCUMENT), "sheets/one/columns/t", SHOWN)
    assert problems(tmp_path, document) == [("unknown_plugin_name", "/rows/transforms/t/use")]


def test_lineage_goes_through_transforms(tmp_path: Path) -> None:
    """A personal field that a transform looks at reaches what it makes: coarsened, if the transform says so."""
    document = changed(DOCUMENT, "rows/transforms", {"t": {"use": "acme_coarse", "with": {"who": "name"}}})
    document = changed(changed(document, "sheets/one/columns/t", SHOWN), "sheets/one/columns/name", None)
    library, file = of(tmp_path, document)
    fields, found = lineage(library, file, REGISTRY)
    assert found == ()
    (name,) = [field for field in fields if field.field == "name"]
    assert [(reach.name, reach.how) for reach in name.reaches] == [("t", "coarsened")]


def test_settings_of_plugins_count_in_the_fingerprint(tmp_path: Path) -> None:
    """Other settings can make another report of the same document."""
    library, file = of(tmp_path, DOCUMENT)
    with_plugin = replace(REGISTRY, plugins=(PluginInfo("acme", "1.2", ("*",)),))
    found = [
        plan.fingerprint
        for settings in ({}, {"acme": {"volume": 1}}, {"acme": {"volume": 2}}, {"other": 1})
        if (plan := compile_document(library, file, replace(with_plugin, settings=settings))[0]) is not None
    ]
    assert [found.index(one) for one in found] == [0, 1, 2, 0]
