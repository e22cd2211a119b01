"""What stands in a plan."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from documents.checking import HERE
from kolonne.documents import Library
from kolonne.expressions import Reference
from kolonne.plan import Given, LetPlan, UnknownPolicy, compile_document
from kolonne.registry import PluginInfo, Registry
from unit.plan.documents import DOCUMENT, KIND, changed, compiled, given, plan_of

NHF = HERE.parents[1] / "org_configs"


def types(plan_lets: tuple[LetPlan, ...]) -> dict[str, str]:
    return {let.name: str(let.value.type) for let in plan_lets}


def test_order_of_lets(tmp_path: Path) -> None:
    """Each value stands behind those it uses, and otherwise where it was written."""
    assert list(types(plan_of(tmp_path).lets)) == ["a", "d", "b", "c"]


def test_fields(tmp_path: Path) -> None:
    """Fields know their source, type, default and policy."""
    fields = {field.name: field for field in plan_of(tmp_path).input.fields}
    assert (fields["id"].source, fields["day"].source) == ("Nr", "day")
    assert fields["day"].formats == ("%Y-%m-%d", "%d.%m.%Y")
    assert (fields["kind"].type.codes, fields["kind"].default) == ("org.kind", "b")
    assert fields["kind"].unknown == UnknownPolicy("error")
    assert [name for name, field in fields.items() if field.personal] == ["name"]


@pytest.mark.parametrize(
    ("unknown", "policy"),
    [(None, UnknownPolicy("error")), *((one, UnknownPolicy(one)) for one in ("error", "blank", "keep", "fatal")), ({"use": "a"}, UnknownPolicy("use", "a"))],
)  # fmt: skip
def test_unknown_codes(tmp_path: Path, unknown: object, policy: UnknownPolicy) -> None:
    """A field's own answer to unknown codes goes before its list's."""
    document = changed(DOCUMENT, "inputs/log/fields/kind/unknown", unknown) if unknown else DOCUMENT
    fields = {field.name: field for field in plan_of(tmp_path, document).input.fields}
    assert fields["kind"].unknown == policy


@pytest.mark.parametrize(
    ("locale", "title", "header", "labels"),
    [
        ("nb", "Tittel", "Type", ("Første", "Andre")),
        ("nn", "Tittel", "Type", ("Fyrste", "Andre")),
        ("en", "Title", "Kind", ("First", "Second")),
    ],
)
def test_languages(tmp_path: Path, locale: str, title: str, header: str, labels: tuple[str, ...]) -> None:
    """Titles, headers, labels and dropdowns are in the language asked for."""
    plan = plan_of(tmp_path, of=given(locale=locale))
    column = plan.sheets[0].columns[0]
    # The first code was no longer valid in the period.
    assert (plan.title, column.header, column.choices) == (title, header, labels[1:])
    assert tuple(plan.lists.codes["org.kind"].labels.values()) == labels
    assert (column.labels, str(column.type)) == ("org.kind", "text")


def test_lists(tmp_path: Path) -> None:
    """A plan holds the lists it uses, with aliases, days and parents."""
    kind = plan_of(tmp_path).lists.codes["org.kind"]
    assert kind.aliases == {"aa": "a"}
    assert kind.valid == {"a": (None, date(2024, 1, 1))}
    assert kind.parents == {"b": "a"}


def test_columns(tmp_path: Path) -> None:
    """Columns know when they are required, and whether they are personal."""
    _, c, name = plan_of(tmp_path).sheets[0].columns
    assert str(c.type) == "integer"
    assert not isinstance(c.required, bool)
    assert (c.personal, name.personal) == (False, True)


def test_messages(tmp_path: Path) -> None:
    """A message is its texts and its values, in the language asked for."""
    (rule,) = plan_of(tmp_path).rules
    assert "".join("#" if isinstance(part, Reference) else str(part) for part in rule.message.parts) == "{c} er #"


@pytest.mark.parametrize(("day", "least"), [(date(2023, 12, 31), 5), (date(2024, 1, 1), 3)])
def test_parameters(tmp_path: Path, day: date, least: int) -> None:
    """The first day of the period picks the value of a dated parameter."""
    plan = plan_of(tmp_path, of=Given("org", "nb", "Europe/Oslo", day, date(2025, 1, 1), date(2026, 1, 15)))
    assert plan.given["least"][1] == least
    assert plan.given["rate"][1] == Decimal("0.80")


def test_given(tmp_path: Path) -> None:
    """What every document is given has the values of the export."""
    values = {name: value for name, (_, value) in plan_of(tmp_path).given.items()}
    assert values["period.start"] == date(2025, 1, 1)
    assert values["period.end"] == date(2025, 12, 31)
    assert values["export_date"] == date(2026, 1, 15)
    assert (values["org"], values["locale"]) == ("org", "nb")


def test_parameter_without_a_value(tmp_path: Path) -> None:
    """A period that no dated value covers is a problem, not a blank."""
    document = changed(DOCUMENT, "parameters/least/dated", [{"from": "2020-01-01", "until": "2025-01-01", "value": 1}])
    plan, (problem,) = compiled(tmp_path, document)
    assert plan is None
    assert (problem.code, problem.message) == ("no_value_for_period", "no value of `least` holds on 2025-01-01")
    assert plan_of(tmp_path / "earlier", document, of=given(date(2024, 1, 1))).given["least"][1] == 1


SAME: dict[str, tuple[object, object, Given]] = {
    "layout": (json.dumps(DOCUMENT, indent=7), KIND, given()),
    "escapes": (json.dumps(DOCUMENT, ensure_ascii=True).replace("Ark", "\\u0041rk"), KIND, given()),
    "language": (DOCUMENT, KIND, given(locale="en")),
    "period": (DOCUMENT, KIND, given(date(2023, 1, 1))),
    "tests": ({**DOCUMENT, "tests": {"one": {"given": {}, "refused": "no_data_for_period"}}}, KIND, given()),
}
OTHER: dict[str, tuple[object, object]] = {
    "header": (changed(DOCUMENT, "sheets/one/columns/c/header", "D"), KIND),
    "header in another language": (changed(DOCUMENT, "title/en", "Other"), KIND),
    "order of columns": (changed(changed(DOCUMENT, "sheets/one/columns/kind", None), "sheets/one/columns/kind", DOCUMENT["sheets"]["one"]["columns"]["kind"]), KIND),
    "label": (DOCUMENT, changed(KIND, "codes/b/label/nb", "Annen")),
    "label in another language": (DOCUMENT, changed(KIND, "codes/b/label/en", "2nd")),
    "alias": (DOCUMENT, changed(KIND, "codes/a/aliases", ["Ab"])),
    "day": (DOCUMENT, changed(KIND, "codes/a/until", "2025-01-01")),
    "parent": (DOCUMENT, changed(KIND, "codes/b/parent", None)),
    "policy": (DOCUMENT, changed(KIND, "unknown", "keep")),
}  # fmt: skip


@pytest.mark.parametrize(("document", "kind", "of"), SAME.values(), ids=SAME)
def test_same_fingerprint(tmp_path: Path, document: object, kind: object, of: Given) -> None:
    """How a document is laid out and tested, and what one export asks for, does not change the fingerprint."""
    assert plan_of(tmp_path / "b", document, kind, of).fingerprint == plan_of(tmp_path / "a").fingerprint


@pytest.mark.parametrize(("document", "kind"), OTHER.values(), ids=OTHER)
def test_other_fingerprint(tmp_path: Path, document: object, kind: object) -> None:
    """Whatever a document or a list says changes the fingerprint, and so does the order of columns."""
    assert plan_of(tmp_path / "b", document, kind).fingerprint != plan_of(tmp_path / "a").fingerprint


def test_versions_in_the_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The versions of the engine and of plugins change the fingerprint."""
    first = plan_of(tmp_path).fingerprint
    with_plugin, _ = compiled(tmp_path, registry=Registry(plugins=(PluginInfo("p", "1", ("*",)),)))
    monkeypatch.setattr("kolonne.plan.compiler.__version__", "99")
    other_engine = plan_of(tmp_path).fingerprint
    assert with_plugin is not None
    assert len({first, with_plugin.fingerprint, other_engine}) == 3


def test_the_example() -> None:
    """The example organisation's document compiles to what its two layers say together."""
    library = Library(NHF)
    (file,) = (one for one in library.documents("nhf") if one.id == "nhf.likeperson")
    plan, problems = compile_document(library, file, Registry(), given(locale="nn"))
    assert problems == ()
    assert plan is not None
    assert plan.title == "Likepersonsaktivitetar i Norges Handikapforbund"
    assert [sheet.name for sheet in plan.sheets] == ["activities", "control"]
    names = [column.name for column in plan.sheets[0].columns]
    assert names[:3] == ["date", "type", "kind"]
    assert plan.each is not None
    assert (plan.each.name, str(plan.each.value.type)) == ("day", "list(date)")
    assert types(plan.lets)["activity_type"] == "text"
    assert set(plan.lists.mappings) == {"nhf.kind_to_bufdir"}
    assert plan.given["max_refund"][1] == Decimal("5000.00")


def test_options(tmp_path: Path) -> None:
    """Readers are given the options that are said, and no others."""
    said = {"delimiter": "tab", "encoding": "cp865"}
    assert plan_of(tmp_path / "a").input.options == {}
    assert plan_of(tmp_path / "b", changed(DOCUMENT, "inputs/log/options", said)).input.options == said
