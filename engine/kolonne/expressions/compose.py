"""Checked expressions put together from checked parts, as documents do with cases and defaults."""

from kolonne.expressions.checked import Checked, Constant
from kolonne.expressions.checker import Checker
from kolonne.expressions.mistake import NOWHERE, Mistake, MistakeFoundError
from kolonne.expressions.scope import Scope
from kolonne.expressions.types import BLANK, ValueType


def choose(cases: list[tuple[Checked, Checked]], otherwise: Checked | None) -> Checked | Mistake:
    """The value of the first case whose condition is true; blank where none is and nothing is said."""
    checker = Checker(Scope({}))
    try:
        return checker.choose(cases, otherwise or Constant(None, BLANK, NOWHERE), NOWHERE)
    except MistakeFoundError:
        return checker.mistakes[0]


def first_present(values: list[Checked]) -> Checked | Mistake:
    """The first value that is not blank."""
    checker = Checker(Scope({}))
    try:
        return checker.first_present(values, NOWHERE)
    except MistakeFoundError:
        return checker.mistakes[0]


def fitted(value: Checked, of: ValueType) -> Checked | Mistake:
    """The value as that type, if it fits without being asked to."""
    checker = Checker(Scope({}))
    try:
        return checker.fit(value, of, f"`{of}`")
    except MistakeFoundError:
        return checker.mistakes[0]
