"""Codes that are held against a date: in fields, in columns, and in labels."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import pytest

from kolonne.run import Outcome, transform
from unit.run.documents import Json, column, document, planned, told

AREA: Json = {
    "enumeration": "org.area",
    "title": "Areas",
    "unknown": "error",
    "codes": {
        "03": {"label": "Oslo", "aliases": ["hovedstaden"]},
        "30": {"label": "Viken", "from": "2020-01-01", "until": "2024-01-01"},
        "31": {"label": "Østfold", "from": "2024-01-01"},
        "01": {"label": "Østfold", "until": "2020-01-01"},
        "50": {
            "dated": [{"until": "2018-01-01", "label": "Sør-Trøndelag"}, {"from": "2018-01-01", "label": "Trøndelag"}]
        },
    },
}
DAYS = ["2019-12-31", "2020-01-01", "2023-12-31", "2024-01-01", None]


def ran(content: Json, columns: Mapping[str, Sequence[Any]], locale: str = "en") -> Outcome:
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return transform(planned(content, locale, (AREA,)), frame)


def area(**more: Json) -> Json:
    return {"day": {"type": "date"}, "v": {"type": "text", "enumeration": "org.area", "as_of": "day", **more}}


@pytest.mark.parametrize(
    ("unknown", "kept", "severity"),
    [
        ("blank", [None, "30", "30", None, "30"], "warning"),
        ("keep", ["30", "30", "30", "30", "30"], "warning"),
        ({"use": "03"}, ["03", "30", "30", "03", "30"], "warning"),
        ("error", ["30", "30", "30"], "error"),
        ("fatal", ["30", "30", "30"], "fatal"),
    ],
    ids=str,
)
def test_a_code_must_have_been_valid_on_the_date_of_its_record(unknown: Json, kept: list[Any], severity: str) -> None:
    """`from` is inclusive, `until` exclusive; without a date any code of the list will do."""
    outcome = ran(document(area(unknown=unknown)), {"day": DAYS, "v": ["30"] * 5})
    assert outcome.rows["s"]["v"].to_list() == kept
    assert told(outcome) == [
        (0, "v.code_not_valid", severity, "v: «30» was not valid on that day (2019-12-31)"),
        (3, "v.code_not_valid", severity, "v: «30» was not valid on that day (2024-01-01)"),
    ]
    assert set(outcome.failures["code"]) == {"code_not_valid"}
    assert outcome.counts.failed == ({"v.code_not_valid": 2} if severity in {"error", "fatal"} else {})


def test_an_unknown_code_is_unknown_and_not_out_of_date() -> None:
    """One cell is told of once."""
    assert told(ran(document(area()), {"day": ["2025-01-01"], "v": ["99"]})) == [
        (0, "v.unknown_code", "error", "v: «99» is not in the list of codes")
    ]


def test_private_values_are_not_told() -> None:
    """Neither a personal code nor a personal date stands in a message."""
    shown = {"n": column("1")}
    secret = {"sensitivity": "personal"}
    data = {"day": ["2025-01-01"], "v": ["30"]}
    personal_code = ran(document(area(**secret), shown), data)
    assert told(personal_code)[0][3] == "v was not valid on that day (2025-01-01)"
    assert personal_code.failures["value"].to_list() == [None]
    fields = area()
    fields["day"] = {**fields["day"], **secret}
    assert told(ran(document(fields, shown), data))[0][3] == "v: «30» was not valid on that day"


def test_a_default_does_not_hide_a_code_that_was_not_valid() -> None:
    """What is told stays blank, and a required field is not told of as missing besides."""
    data = {"day": ["2025-01-01"], "v": ["30"]}
    assert ran(document(area(unknown="blank", default="03")), data).rows["s"]["v"].to_list() == [None]
    assert [rule for _, rule, *_ in told(ran(document(area(required=True)), data))] == ["v.code_not_valid"]


def test_the_date_may_stand_before_or_behind_and_have_a_default() -> None:
    """Codes wait for their date, whatever the order of the fields; a date that the source lacks is blank or its default."""
    fields = dict(reversed(area().items()))
    assert ran(document(fields), {"v": ["30"], "day": ["2025-01-01"]}).counts.failed == {"v.code_not_valid": 1}
    assert ran(document(fields), {"v": ["30"]}).counts.failed == {}
    fields["day"] = {"type": "date", "default": "2025-01-01"}
    for data in ({"v": ["30"]}, {"v": ["30"], "day": [""]}):
        assert ran(document(fields), data).counts.failed == {"v.code_not_valid": 1}


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (["code"], ["03", None, None, None, None]),
        (["code", "alias"], ["03", "03", None, None, None]),
        (["label"], [None, None, "03", "50", "50"]),
        (["code", "alias", "label"], ["03", "03", "03", "50", "50"]),
    ],
    ids=str,
)
def test_a_field_says_how_codes_may_be_written(accept: list[str], expected: list[str | None]) -> None:
    """By themselves, by an alias, by a label of any time; in any case."""
    written = ["03", "Hovedstaden", " OSLO ", "trøndelag", "Sør-Trøndelag"]
    outcome = ran(document(area(unknown="blank", accept=accept)), {"day": ["2025-01-01"] * 5, "v": written})
    assert outcome.rows["s"]["v"].to_list() == expected


def test_the_date_says_which_of_two_codes_a_label_means() -> None:
    """Østfold was 01, then nothing, then 31; without a date it is not known which."""
    data: dict[str, list[Any]] = {"day": DAYS, "v": ["østfold"] * 5}
    outcome = ran(document(area(unknown="blank", accept=["label"])), data)
    assert outcome.rows["s"]["v"].to_list() == ["01", None, None, "31", None]
    assert set(outcome.failures["code"]) == {"unknown_code"}


@pytest.mark.parametrize("locale", ["nb", "nn", "en"])
def test_a_column_shows_the_label_of_its_date(locale: str) -> None:
    """With `as_of` the label of that day, else that of the period's last day; the fault is told with the header."""
    fields: Json = {"day": {"type": "date"}, "v": {"type": "text", "enumeration": "org.area"}}
    shown = {
        "then": column("v", show="label", as_of="day", header="Then"),
        "now": column("v", show="label"),
    }
    data: dict[str, list[Any]] = {
        "day": ["2017-12-31", "2018-01-01", "2025-01-01", None],
        "v": ["50", "50", "30", "50"],
    }
    outcome = ran(document(fields, shown), data, locale)
    assert outcome.rows["s"].rows() == [("Sør-Trøndelag", "Trøndelag"), ("Trøndelag",) * 2, ("Trøndelag",) * 2]
    sentence = {"nb": "gjaldt ikke den dagen", "nn": "gjaldt ikkje den dagen", "en": "was not valid on that day"}
    assert told(outcome) == [
        (2, "then.code_not_valid", "error", f"Then: «30» {sentence[locale]} (2025-01-01)"),
    ]


def test_a_column_checks_computed_codes_against_a_date() -> None:
    """A computed date and a computed code are treated as those of fields are; a personal date is not told."""
    fields: Json = {"day": {"type": "date", "sensitivity": "personal"}, "t": {"type": "text"}}
    shown = {"c": column("t", enumeration="org.area", as_of="add_days(day, 1)", header="C")}
    outcome = ran(document(fields, shown), {"day": ["2023-12-30", "2023-12-31"], "t": ["30", "30"]})
    assert outcome.rows["s"]["c"].to_list() == ["30"]
    assert told(outcome) == [(1, "c.code_not_valid", "error", "C: «30» was not valid on that day")]


def test_a_dropdown_offers_the_codes_of_the_period() -> None:
    """Codes that are valid on no day of the period are not offered."""
    fields: Json = {"v": {"type": "text", "enumeration": "org.area"}}
    shown = {"c": column("v", dropdown=True), "l": column("v", dropdown=True, show="label", header="L")}
    plan = planned(document(fields, shown), lists=(AREA,))
    assert [one.choices for one in plan.sheets[0].columns] == [("03", "31", "50"), ("Oslo", "Østfold", "Trøndelag")]
