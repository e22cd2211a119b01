"""The lists of `org_configs/bufdir`: from every postal code to the county of a day."""

from datetime import date
from pathlib import Path

import pytest

from kolonne.documents import Library
from kolonne.expressions import Scope, Value, ValueType, check, evaluate_rows
from kolonne.plan.lists import Catalogue

LISTS = Catalogue(Library(Path(__file__).parents[3] / "org_configs"), "nb").lists
NAMES = {"postal_code": ValueType("text", codes="bufdir.postal_code"), "day": ValueType("date")}
COUNTY = "parent(predecessor(parent(postal_code, day), day), day)"


@pytest.mark.parametrize(
    ("day", "counties"), [(date(2020, 1, 1), 11), (date(2023, 12, 31), 11), (date(2024, 1, 1), 15)]
)
def test_every_postal_code_lies_in_a_county_of_the_day(day: date, counties: int) -> None:
    """There are 11 counties from 2020, 15 from 2024, and one code for what lies in none."""
    checked, mistakes = check(COUNTY, Scope(NAMES, LISTS))
    assert checked is not None, mistakes
    rows: list[dict[str, Value]] = [
        {"postal_code": code, "day": day} for code in LISTS.codes["bufdir.postal_code"].labels
    ]
    found = evaluate_rows(checked, NAMES, rows, LISTS)
    assert {outcome.fault for outcome in found} == {""}
    assert len({outcome.value for outcome in found} - {"99"}) == counties


@pytest.mark.parametrize(
    ("postal_code", "day", "label"),
    [
        ("1767", date(2022, 6, 1), "Viken"),
        ("1767", date(2024, 6, 1), "Østfold"),
        ("0001", date(2022, 6, 1), "Oslo"),
        ("6018", date(2022, 6, 1), "Møre og Romsdal"),
        ("9170", date(2025, 6, 1), "Svalbard, utlandet og annet"),
    ],
)
def test_the_county_of_a_postal_code(postal_code: str, day: date, label: str) -> None:
    """The municipality is traced back to the day, and the county is that of the municipality of the day."""
    checked, mistakes = check(f"label({COUNTY}, day)", Scope(NAMES, LISTS))
    assert checked is not None, mistakes
    (found,) = evaluate_rows(checked, NAMES, [{"postal_code": postal_code, "day": day}], LISTS)
    assert (found.value, found.fault) == (label, "")
