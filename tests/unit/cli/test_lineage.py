"""`kolonne lineage`: which fields leave the house."""

import json
from collections.abc import Callable

import pytest

from integration.house import House
from unit.cli.conftest import Ended

Inside = Callable[..., Ended]


def test_personal_fields_are_told_to_people(house: House, inside: Inside) -> None:
    """What leaves comes first with its columns; what does not leave is told as well."""

    def change(document: dict[str, dict[str, dict[str, object]]]) -> None:
        document["rules"]["named"] = {"check": "name != 'x'", "message": "m", "severity": "warning"}

    house.document(change)
    code, out, err = inside("lineage", "--personal", "demo.report")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "demo.report: personal and health fields",
        "",
        "Leave the house, released",
        "  visits.name (personal)",
        "    → column visits.name “Navn”",
        "    decides: rule named",
        "",
        "Do not leave; nothing looks at them",
        "  visits.diagnosis (health)",
    ]


def test_what_is_left_of_fields(house: House, inside: Inside) -> None:
    """A field that is coarsened, counted or looked at through names in between is told as that."""

    def change(document: dict[str, dict[str, dict[str, object]]]) -> None:
        document["inputs"]["visits"]["fields"]["born"] = {"type": "integer", "sensitivity": "personal"}  # type: ignore[index]
        document["rows"]["let"] = {"decade": "age_group(born, [20, 60])", "same": "count_over(diagnosis)"}
        document["sheets"]["visits"]["columns"] |= {  # type: ignore[operator]
            "decade": {"header": "Alder", "value": "decade", "release": True},
            "same": {"header": "Like", "value": "same", "release": True},
        }
        document["sheets"]["ages"] = {
            "title": "Aldre", "group": ["decade"],
            "columns": {"people": {"header": "Antall", "value": "count_distinct(name)"}},
        }  # fmt: skip

    house.document(change)
    code, out, err = inside("lineage", "org_configs/demo/documents/report.json", "--format", "json")
    assert (code, err) == (0, ""), out
    fields = {one["field"]: one for one in json.loads(out)["fields"]}
    assert {name: one["outcome"] for name, one in fields.items()} == {
        "id": "shown", "day": "shown", "minutes": "shown", "name": "shown", "diagnosis": "counted", "born": "coarsened",
    }  # fmt: skip
    assert [(one["place"], one["name"], one["how"]) for one in fields["name"]["reaches"]] == [
        ("column", "name", "shown"),
        ("column", "people", "counted"),
    ]
    assert [(one["place"], one["sheet"], one["how"]) for one in fields["born"]["reaches"]] == [
        ("column", "visits", "coarsened"),
        ("lines", "ages", "counted"),
    ]
    assert fields["minutes"]["decides"] == ["keep long", "rule sane", "rule round", "rule whole"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["demo.raport"], "no document `demo.raport`"),
        (["demo.report", "--format", "yaml"], "found `yaml`"),
        (["org_configs/demo/organisation.json"], "is no column document"),
    ],
)
def test_a_wrong_call_exits_with_2(house: House, inside: Inside, arguments: list[str], message: str) -> None:
    """A document that is not there, a file that is none, and a format that there is not."""
    assert house.org_configs.is_dir()
    code, out, err = inside("lineage", *arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_a_document_with_problems_exits_with_1(house: House, inside: Inside) -> None:
    """Nothing is said of fields while it is not known what the document means."""
    house.document(lambda document: document["rules"]["sane"].update(check="minuts < 1000"))
    code, out, _ = inside("lineage", "demo.report")
    assert code == 1
    assert "unknown_name" in out
    code, out, _ = inside("lineage", "demo.report", "--format", "json")
    assert (code, json.loads(out)["problems"][0]["code"]) == (1, "unknown_name")
