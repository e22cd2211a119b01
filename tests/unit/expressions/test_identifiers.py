"""Identifiers: the vector evaluator's own arithmetic, held to python-stdnum and to the rules of 2032."""

from datetime import date

import pytest
from stdnum.no import fodselsnummer, kontonr, orgnr

from kolonne.expressions import DATE, TEXT, Lists, Outcome, Scope, check, evaluate_rows

_TYPES = {"s": TEXT, "day": DATE}


def _answers(expression: str, texts: list[str]) -> list[object]:
    checked, mistakes = check(expression, Scope(_TYPES))
    assert checked is not None, mistakes
    names = {"s": TEXT}
    return [outcome.value for outcome in evaluate_rows(checked, names, [{"s": text} for text in texts], Lists())]


def _numbers(length: int, beginnings: tuple[str, ...] = ("",)) -> list[str]:
    """Numbers spread over all that there are, each with every ending of two digits."""
    spread = [f"{at * 7919 * 1_000_003 % 10**length:0{length}}" for at in range(1, 41)]
    starts = [f"{beginning}{each}"[: length - 2] for beginning in beginnings for each in spread]
    return [f"{start}{ending:02}" for start in starts for ending in range(100)]


def test_organisation_numbers_are_those_of_stdnum() -> None:
    """The arithmetic on columns and python-stdnum tell the same numbers from others."""
    texts = _numbers(9)
    assert _answers("is_orgnr(s)", texts) == [orgnr.is_valid(text) for text in texts]


def test_account_numbers_are_those_of_stdnum() -> None:
    """So it is with account numbers, those of the former postal giro included."""
    texts = _numbers(11, ("", "0000"))
    assert _answers("is_kontonr(s)", texts) == [kontonr.is_valid(text) for text in texts]


def test_every_identity_number_of_stdnum_is_one() -> None:
    """What python-stdnum takes for an identity number is one here too, D-numbers and H-numbers included."""
    texts = _numbers(11, ("010190", "290296", "410190", "014190", "311299"))
    known = [text for text in texts if fodselsnummer.is_valid(text)]
    assert len(known) > 100
    assert all(_answers("is_fnr(s)", known))


def test_the_rules_of_2032_take_in_more_numbers_and_lose_none() -> None:
    """From 2032 on the first check digit leaves 0 to 3, so that there are about four times as many numbers."""
    texts = _numbers(11, ("158510", "558510", "154510"))
    before, after = _answers("is_fnr(s)", texts), _answers("is_fnr(s, date(2032, 1, 1))", texts)
    assert all(later for earlier, later in zip(before, after, strict=True) if earlier)
    assert 3 * sum(map(bool, before)) < sum(map(bool, after)) < 5 * sum(map(bool, before))


@pytest.mark.parametrize(("day", "right"), [(date(2031, 12, 31), False), (date(2032, 1, 1), True), (None, None)])
def test_the_day_decides_which_rules_hold(day: date | None, right: bool | None) -> None:
    """A blank day gives a blank answer: it is not known which rules hold."""
    checked, _ = check("is_fnr(s, day)", Scope(_TYPES))
    assert checked is not None
    assert evaluate_rows(checked, _TYPES, [{"s": "15851012335", "day": day}], Lists()) == [Outcome(right)]
