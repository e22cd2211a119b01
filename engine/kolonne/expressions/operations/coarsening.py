"""Coarsening: of a value about one person, one that many share."""

import re
from itertools import pairwise
from typing import cast

import polars as pl

from kolonne.expressions.faults import CellFaultError
from kolonne.expressions.mistake import NOWHERE, Mistake
from kolonne.expressions.operations.dates import dates_of
from kolonne.expressions.operations.overload import Example, Operation, ScalarCall, TypedCall, VectorCall, overload
from kolonne.expressions.operations.texts import BLANKS
from kolonne.expressions.types import TEXT, Value, ValueType

#: The age groups of the statistics of adult education (Statistics Norway).
_GROUPS = (14, 20, 30, 40, 50, 60)
_MOST_GROUPS = 50
_OLDEST = 150
_FOUR_DIGITS = "^[0-9]{4}$"


def _bounds(call: TypedCall | VectorCall | ScalarCall) -> tuple[int, ...]:
    return cast("tuple[int, ...]", call.constants[1])


def _group_rule(call: TypedCall) -> ValueType | Mistake:
    bounds = _bounds(call)
    rising = all(isinstance(bound, int) for bound in bounds) and all(one < other for one, other in pairwise(bounds))
    if rising and 0 < len(bounds) <= _MOST_GROUPS and bounds[0] >= 0 and bounds[-1] <= _OLDEST:
        return TEXT
    message = f"the ages at which groups begin must be 1 to {_MOST_GROUPS} rising whole numbers of at most {_OLDEST}"
    return Mistake("bad_argument", message, NOWHERE, "for instance `[14, 20, 60]`")


def _groups(bounds: tuple[int, ...]) -> list[tuple[int, str]]:
    """The first age of every group, and what the group is called."""
    starts = bounds if bounds[0] == 0 else (0, *bounds)
    between = [(one, f"{one}-{other - 1}" if other - 1 > one else f"{one}") for one, other in pairwise(starts)]
    return [*between, (starts[-1], f"{starts[-1]}+")]


def _group(call: VectorCall) -> pl.Expr:
    age = call.arguments[0]
    call.fault("bad_value", age < 0)
    found = pl.lit(None, dtype=pl.String)
    for start, name in _groups(_bounds(call)):
        found = pl.when(age >= start).then(pl.lit(name)).otherwise(found)
    return found


def _group_scalar(call: ScalarCall) -> Value:
    age = cast("int", call.arguments[0])
    if age < 0:
        raise CellFaultError("bad_value")
    return next(name for start, name in reversed(_groups(_bounds(call))) if age >= start)


def _first_two(call: VectorCall) -> pl.Expr:
    text = call.arguments[0].str.strip_chars(BLANKS)
    return call.guarded("bad_value", text.str.contains(_FOUR_DIGITS), text.str.head(2))


def _first_two_scalar(call: ScalarCall) -> Value:
    text = cast("str", call.arguments[0]).strip(BLANKS)
    if not re.fullmatch("[0-9]{4}", text):
        raise CellFaultError("bad_value")
    return text[:2]


OPERATIONS = (
    Operation(
        "age_group",
        "coarsening",
        "The group that an age belongs to, by the ages at which groups begin; where none are written, by those of the "
        "statistics of adult education. A negative age is a failure.",
        (
            overload(
                "age:integer bounds:list(integer)!? -> text",
                _group,
                _group_scalar,
                result=_group_rule,
                defaults={"bounds": _GROUPS},
            ),
        ),
        (
            Example("age_group(17)", "14-19"),
            Example("age_group(5)", "0-13"),
            Example("age_group(77)", "60+"),
            Example("age_group(26, bounds=[6, 13, 20, 26])", "26+"),
            Example("age_group(-1)", None, "bad_value"),
        ),
        coarsens=True,
    ),
    Operation(
        "birth_year",
        "coarsening",
        "The year of a date of birth.",
        (
            overload(
                "birth:date -> integer",
                lambda c: c.arguments[0].dt.year().cast(pl.Int64),
                lambda c: dates_of(c)[0].year,
            ),
        ),
        (Example("birth_year(date(2010, 6, 15))", 2010),),
        coarsens=True,
    ),
    Operation(
        "postal_area",
        "coarsening",
        "The first two digits of a postcode; a failure where it is no four digits.",
        (overload("postnr:text -> text", _first_two, _first_two_scalar),),
        (Example("postal_area('0301')", "03"), Example("postal_area('301')", None, "bad_value")),
        coarsens=True,
    ),
    Operation(
        "county_of_municipality",
        "coarsening",
        "The code of the county (fylke) that a municipality (kommune) lies in: the first two of its four digits. A failure "
        "where it is no four digits.",
        (overload("code:text -> text", _first_two, _first_two_scalar),),
        (Example("county_of_municipality('4601')", "46"), Example("county_of_municipality('46')", None, "bad_value")),
        coarsens=True,
    ),
)
