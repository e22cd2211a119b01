"""Whether two values are the same, in every digit."""

from datetime import datetime
from decimal import Decimal

from kolonne.expressions import Outcome, Value, parts_of


def same_outcome(one: Outcome, other: Outcome) -> bool:
    """In value, in kind of value and in fault; of a plugin's fault, what is told of it is not looked at."""
    return parts_of(one.fault)[0] == parts_of(other.fault)[0] and same_value(one.value, other.value)


def same_value(one: Value, other: Value) -> bool:
    """In value and in kind of value."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(same_value, one, other))
    # The one zone has two names, in Polars and in Python.
    if type(one) is not type(other) and not (isinstance(one, datetime) and isinstance(other, datetime)):
        return False
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return one.as_tuple() == other.as_tuple() or one == other == 0
    return one == other
