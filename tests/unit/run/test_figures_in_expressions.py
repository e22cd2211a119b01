"""Figures in expressions over columns: one value for all rows, as large as any value may be."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from kolonne.run import Outcome, transform
from unit.run.documents import Json, column, document, planned, run

_FIELDS: Json = {
    "i": {"type": "integer"},
    "n": {"type": "number"},
    "d": {"type": "decimal", "scale": 2},
    "t": {"type": "text"},
}
_ROWS = pl.DataFrame(
    {"i": [7, 3, 2], "n": [7.1, 3.3, 1.0], "d": [Decimal(7), Decimal(3), Decimal(2)], "t": ["a", "b", "c"]}
)


def _of(value: str, figure: Json, given: Any) -> Outcome:
    plan = planned(document(_FIELDS, {"c": column(value)}, figures={"f": figure}))
    return transform(replace(plan, given={**plan.given, "f": (plan.given["f"][0], given)}), _ROWS)


@pytest.mark.parametrize(
    ("value", "figure", "given"),
    [
        ("i * f", {"type": "integer"}, 2**62),
        ("i + f", {"type": "integer"}, 2**63 - 1),
        ("-7 - i - f", {"type": "integer"}, 2**63 - 1),
        ("n + f + f", {"type": "number"}, 1.5e308),
        ("n / f", {"type": "number"}, 5e-309),
        ("d * f", {"type": "decimal", "scale": 2}, Decimal(6 * 10**17)),
        ("t + f + f", {"type": "text"}, "a" * 700_000),
    ],
)
def test_a_figure_that_is_too_large(value: str, figure: Json, given: Any) -> None:
    """What a large figure makes of harmless columns is an overflow like any other."""
    outcome = _of(value, figure, given)
    assert outcome.rows["s"]["c"].to_list() == [None] * 3
    assert outcome.failures["code"].to_list() == ["overflow"] * 3


def test_a_quotient_by_a_single_value() -> None:
    """A number that is divided by what is the same for all rows is divided, and not multiplied by its reciprocal."""
    figures, divisors = [7.1, 3.3, 1.0], [float(at) / 7 for at in range(1, 50)]
    for divisor in divisors:
        quotients = _of("n / f", {"type": "number"}, divisor).rows["s"]["c"].to_list()
        assert quotients == [figure / divisor for figure in figures]
    content = document(_FIELDS, {"c": column("n / same")}, rows={"let": {"same": "4.9 + 0.0"}})
    assert run(content, {"n": figures}).rows["s"]["c"].to_list() == [figure / 4.9 for figure in figures]


def test_sums_of_constants_that_floats_round() -> None:
    """How far a sum goes is reckoned in floats, whose rounding must not let an integer wrap."""
    near = 2**59 + 63
    content = document(_FIELDS, {"c": column(" + ".join(["i", *[str(near)] * 15]))})
    rest = 2**63 - 1 - 15 * near
    for more, wanted in ((rest, 2**63 - 1), (rest + 1, None)):
        assert run(content, {"i": [more]}).rows["s"]["c"].to_list() == [wanted]


@pytest.mark.parametrize("height", [0, 1, 3])
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("locale in ['en', 'nb']", True),
        ("not (locale in ['nn']) and org == 'org'", True),
        ("2.0 ** 0.5", 2.0**0.5),
        ("1.0 // 0.1", 9.0),
    ],
)
def test_what_names_no_column_is_the_same_for_all_rows(value: str, expected: Any, height: int) -> None:
    """An expression of figures, constants and what the export gives has a value in each row, however many there are."""
    content = document(_FIELDS, {"c": column(value), "i": column("i + 1")})
    assert run(content, {"i": pl.Series([1] * height, dtype=pl.Int64)}).rows["s"].rows() == [(expected, 2)] * height
