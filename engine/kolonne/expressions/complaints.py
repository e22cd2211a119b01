"""Complaints: the words for what is wrong with an expression."""

from kolonne.expressions.operations import Overload
from kolonne.expressions.types import ValueType

FORM_HINTS = {
    "coalesce": "`coalesce(x, y, …)` takes the first value that is not blank",
    "if_": "`if_(condition, then, otherwise)`",
    "case": "`case(condition, value, condition, value, …, otherwise)`",
}


def a_kind(of: ValueType) -> str:
    return "a blank" if of.kind == "blank" else f"{'an' if of.kind == 'integer' else 'a'} {of}"


def clash(one: ValueType, other: ValueType, where: str) -> tuple[str, str]:
    if {one.kind, other.kind} == {"number", "decimal"}:
        message = f"{where} mix an exact decimal with a number that is not exact ({one}, {other})"
        return "float_and_decimal", message
    return "mixed_types", f"{where} are of different types: {one} and {other}"


def readable(overload: Overload, name: str) -> str:
    words = [parameter.kind for parameter in overload.parameters]
    if not name.isidentifier():
        return f"`{words[0]} {name} {words[1]}`"
    return f"`{name}({', '.join(words)})`"
