"""Functions about single courses and participants: both evaluators give the same, and the right thing."""

from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

import kolonne_funkis as plugin
from kolonne.expressions import BUILT_IN, Scope, ValueType, check, evaluate, to_json
from kolonne.hookspecs import Example, Operation

_EXAMPLES = [
    pytest.param(example, id=example.expression)
    for operation in plugin.kolonne_operations({})
    for example in operation.examples
]


def computed(expression: str, settings: dict[str, Any] | None = None, /, **row: Any) -> Any:
    """The value that both evaluators give; a name's value is its type and itself."""
    operations: dict[str, Operation] = {
        **BUILT_IN,
        **{each.name: each for each in plugin.kolonne_operations(settings or {})},
    }
    names = {name: ValueType.parse(of) for name, (of, _) in row.items()}
    checked, mistakes = check(expression, Scope(names, operations=operations))
    assert checked is not None, mistakes
    found = evaluate(checked, names, {name: value for name, (_, value) in row.items()}, "both")
    assert found.disagreement is None, found
    assert not found.outcome.fault
    return found.outcome.value


@pytest.mark.parametrize("example", _EXAMPLES)
def test_an_example_gives_its_value(example: Example) -> None:
    """What the reference shows is so."""
    assert to_json(computed(example.expression)) == to_json(example.value)  # type: ignore[arg-type]


_ATTENDED = [
    # Attended, of hours: three quarters are enough, and a hundredth of an hour less is not.
    ("7.50", "10.00", True),
    ("7.49", "10.00", False),
    ("3.00", "4.00", True),
    ("2.99", "4.00", False),
    ("0.30", "0.40", True),
    ("33.75", "45.00", True),
    ("33.74", "45.00", False),
    # A course without hours, and hours that are not known.
    ("0.00", "0.00", False),
    ("4.00", None, False),
    (None, "4.00", False),
]


@pytest.mark.parametrize(("attended", "hours", "counts"), _ATTENDED)
def test_three_quarters_of_the_hours_are_enough(attended: str | None, hours: str | None, counts: bool) -> None:
    """Exactly 75 % counts, less does not."""
    found = computed(
        "funkis_counts(attended, hours, 1970, date(2025, 1, 1))",
        attended=("decimal(2)", attended and Decimal(attended)),
        hours=("decimal(2)", hours and Decimal(hours)),
    )
    assert found is counts


@pytest.mark.parametrize(
    ("birth_year", "start", "counts"),
    [
        (2011, date(2025, 1, 1), True),
        (2011, date(2025, 12, 31), True),
        (2012, date(2025, 12, 31), False),
        (2012, date(2026, 1, 1), True),
        (1899, date(2025, 1, 1), True),
        (None, date(2025, 1, 1), False),
        (2000, None, None),
    ],
)
def test_who_turns_14_in_the_year_counts(birth_year: int | None, start: date | None, counts: bool | None) -> None:
    """Whatever the birthday is."""
    names: dict[str, Any] = {"birth_year": ("integer", birth_year), "start": ("date", start)}
    assert computed("funkis_counts(4.00, 4.00, birth_year, start)", **names) is counts


def test_an_unknown_age_counts_if_the_organisation_says_so() -> None:
    """The file has fields for it."""
    settings = {"unknown_age_counts": True}
    assert computed("funkis_counts(4.00, 4.00, y, date(2025, 1, 1))", settings, y=("integer", None)) is True


def test_limits_are_picked_by_the_first_day() -> None:
    """Those of the settings in place of the usual ones."""
    limits = [{"until": "2025-07-01", "value": 50}, {"from": "2025-07-01", "value": 80}]
    settings = {"thresholds": {"min_attendance": limits}}
    for day, counts in ((date(2025, 6, 30), True), (date(2025, 7, 1), False)):
        assert computed("funkis_counts(2.00, 4.00, 1970, d)", settings, d=("date", day)) is counts


_SECONDS = [
    # By the clock, in breaks, course seconds: at most 15 minutes of break an hour make no difference.
    (60, 0, 3600),
    (60, 15, 3600),
    (60, 16, 3520),
    (45, 0, 2700),
    (120, 30, 7200),
    (120, 60, 4800),
    (540, 0, 32400),
    (541, 0, 32400),
    (720, 180, 32400),
    (0, 0, 0),
    (60, 60, 0),
    (60, 61, None),
    (-60, 0, None),
    (60, -1, None),
    (1440, 0, 32400),
    (1441, 0, None),
    (2**62, 0, None),
]


@pytest.mark.parametrize(("minutes", "breaks", "seconds"), _SECONDS)
def test_a_course_hour_has_a_break_of_15_minutes(minutes: int, breaks: int, seconds: int | None) -> None:
    """And a day has at most nine of them."""
    row = {"minutes": ("integer", minutes), "breaks": ("integer", breaks)}
    assert computed("funkis_day_seconds(minutes, breaks, date(2025, 3, 1))", **row) == seconds


def test_thirds_of_hours_add_up() -> None:
    """Three days of 80 minutes with 20 minutes of break are exactly four hours."""
    day = "funkis_day_seconds(80, 20, date(2025, 3, 1))"
    assert computed(f"funkis_hours({day} + {day} + {day})") == Decimal("4.00")
    assert computed("funkis_hours(14380)") == Decimal("3.99")


_PLACES = [
    ("0301", "03", False, "0301"),
    ("301", None, None, "0301"),
    (" 4601 Bergen", "46", False, "4601"),
    (None, "34", False, "3400"),
    (None, "3", None, "0300"),
    ("", "12 Hordaland", False, "1200"),
    ("0301", "03", True, "9900"),
    (None, None, True, "9900"),
    ("Oslo", "03", False, None),
    ("03011", "03", False, None),
    (None, "Vestland", False, None),
    (None, None, None, None),
]


@pytest.mark.parametrize(("municipality", "county", "abroad", "place"), _PLACES)
def test_a_place_is_four_digits(
    municipality: str | None,
    county: str | None,
    abroad: bool | None,
    place: str | None,
) -> None:
    """Of the municipality, the county and `00`, or abroad; what cannot be read is nothing of these."""
    row = {"m": ("text", municipality), "c": ("text", county), "a": ("boolean", abroad)}
    assert computed("funkis_municipality(m, c, a)", **row) == place


def test_the_code_for_abroad_can_be_set() -> None:
    """The public description does not give it."""
    assert computed("funkis_municipality(None, None, true)", {"abroad": "9999"}) == "9999"


@pytest.mark.parametrize(
    ("text", "level", "exam"),
    [("1", "1", "99"), (" 3 ", "3", "99"), ("10", "9", "10"), ("14", "9", "14"), ("ja", "9", "99"), ("", "9", "99"),
     (None, "9", "99"), ("9", "9", "99"), ("99", "9", "99"), ("1;2", "9", "99")],
)  # fmt: skip
def test_what_is_not_known_has_a_code(text: str | None, level: str, exam: str) -> None:
    """9 of levels, 99 of exams."""
    row = {"text": ("text", text)}
    assert (computed("funkis_level(text)", **row), computed("funkis_exam(text)", **row)) == (level, exam)


def test_both_evaluators_agree_on_everything() -> None:
    """Blanks, zeros and limits in every combination."""
    hours = [None, Decimal("0.00"), Decimal("2.99"), Decimal("3.00"), Decimal("4.00")]
    for attended, of, year, day in product(hours, hours, [None, 0, 2011, 2012], [None, date(2025, 5, 5)]):
        row: dict[str, Any] = {
            "attended": ("decimal(2)", attended), "of": ("decimal(2)", of), "year": ("integer", year), "day": ("date", day)
        }  # fmt: skip
        computed("funkis_counts(attended, of, year, day)", **row)
    for minutes, breaks, day in product([None, -1, 0, 45, 10**12], [None, -1, 0, 15, 50], [None, date(2025, 5, 5)]):
        row = {"minutes": ("integer", minutes), "breaks": ("integer", breaks), "day": ("date", day)}
        computed("funkis_day_seconds(minutes, breaks, day)", **row)
