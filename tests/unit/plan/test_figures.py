"""Figures: values that come with the request."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kolonne.contract import InvalidRequestError
from kolonne.plan import Given, Plan
from unit.plan.documents import DOCUMENT, plan_of

_FIGURES: dict[str, Any] = {
    "members": {"type": "integer", "required": True},
    "share": {"type": "number"},
    "sum": {"type": "decimal", "scale": 2},
    "signed": {"type": "boolean"},
    "told": {"type": "date"},
    "by": {"type": "text"},
}


def planned(folder: Path, figures: dict[str, object]) -> Plan:
    given = Given("org", "nb", "Europe/Oslo", date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 15), figures)
    return plan_of(folder, {**DOCUMENT, "figures": _FIGURES}, of=given)


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("members", 250, 250), ("members", "250", 250), ("share", 0.5, 0.5), ("share", "0,5", 0.5), ("share", 1, 1.0),
        ("sum", "12,50", Decimal("12.50")), ("sum", 12, Decimal("12.00")), ("signed", True, True), ("signed", "false", False),
        ("told", "2025-12-31", date(2025, 12, 31)), ("by", "Kari", "Kari"),
    ],
)  # fmt: skip
def test_a_figure_is_read_as_its_type(tmp_path: Path, name: str, given: object, value: object) -> None:
    """A figure may be typed by a person or come as JSON has it."""
    found = planned(tmp_path, {"members": 1, name: given}).given[name][1]
    assert (found, type(found)) == (value, type(value))


def test_a_figure_that_is_not_given_is_blank(tmp_path: Path) -> None:
    """What need not be given has no value."""
    assert planned(tmp_path, {"members": 1}).given["sum"][1] is None


@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        ({}, ["`members` is missing"]),
        ({"members": 1, "membres": 2}, ["the document asks for no `membres`; did you mean `members`?"]),
        ({"members": "many"}, ["`members`: found 'many'; integer is needed"]),
        ({"members": 1.5}, ["`members`: "]),
        ({"members": True}, ["`members`: "]),
        ({"members": 2**63}, ["`members`: "]),
        ({"members": 1, "by": "Kari\udcff"}, ["`by`: found half of a surrogate pair"]),
        ({"members": 1, "share": "nan"}, ["`share`: "]),
        ({"members": 1, "share": float("inf")}, ["`share`: "]),
        ({"members": 1, "share": "1e999"}, ["`share`: "]),
        ({"members": 1, "sum": "nan"}, ["`sum`: "]),
        ({"members": 1, "sum": "1,234"}, ["`sum`: "]),
        ({"members": 1, "told": "31.12.2025"}, ["`told`: "]),
        ({"members": 1, "by": 5}, ["`by`: "]),
        ({"share": "x", "other": 1}, ["`members` is missing", "`share`: ", "the document asks for no `other`"]),
    ],
)
def test_a_figure_that_is_not_what_is_asked_for(tmp_path: Path, given: dict[str, object], reasons: list[str]) -> None:
    """Every figure that is missing, unknown or of another type is told, all at once."""
    with pytest.raises(InvalidRequestError) as caught:
        planned(tmp_path, given)
    assert len(caught.value.reasons) == len(reasons)
    for reason, told in zip(reasons, caught.value.reasons, strict=True):
        assert told.startswith("figures: ")
        assert reason in told
