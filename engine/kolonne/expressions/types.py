"""ValueType: what kind of value an expression gives."""

import re
from dataclasses import replace
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal, Self, TypeAlias, get_args

from kolonne.contract.quick import dataclass

Kind: TypeAlias = Literal[
    "text", "integer", "number", "decimal", "boolean", "date", "time", "datetime", "list", "blank"
]

#: A value as the scalar evaluator sees it; None is blank.
Value: TypeAlias = "str | int | float | Decimal | bool | date | time | datetime | tuple[Value, ...] | None"

#: Decimals keep fewer than so many digits before the point, and at most `MOST_SCALE` behind it. Within these bounds every
#: sum and product of two fits 128 bits, so that nothing can wrap.
MOST_WHOLE_DIGITS = 18
MOST_SCALE = 12

#: For all arithmetic with decimals: wide enough for every product of two, where Python's own context would round.
EXACT = Context(prec=80, rounding=ROUND_HALF_UP)

_SPELLED = re.compile(r"(?P<kind>[a-z]+)(?:\((?P<inner>[a-z0-9()]+)\))?")


@dataclass(frozen=True, slots=True)
class ValueType:
    """A kind, with what some kinds need to know besides."""

    kind: Kind
    #: Digits behind the point; decimals only.
    scale: int = 0
    #: Of the items; lists only.
    item: "ValueType | None" = None
    #: The enumeration whose codes a text holds; empty for plain text.
    codes: str = ""

    def __str__(self) -> str:
        if self.kind == "decimal":
            return f"decimal({self.scale})"
        return f"list({self.item})" if self.kind == "list" else self.kind

    @classmethod
    def parse(cls, spelled: str) -> "Self":
        """Read `integer`, `decimal(2)`, `list(text)`; ValueError on anything else."""
        match = _SPELLED.fullmatch(spelled)
        kind = next((known for known in get_args(Kind) if match and known == match["kind"] and known != "blank"), None)
        inner = match["inner"] if match else None
        if kind == "decimal" and inner is not None and inner.isdecimal() and int(inner) <= MOST_SCALE:
            return cls("decimal", scale=int(inner))
        if kind == "list":
            return cls("list", item=cls.parse(inner) if inner else TEXT)
        if kind is None or kind == "decimal" or inner is not None:
            allowed = "text, integer, number, decimal(0…12), boolean, date, time, datetime, list(…)"
            raise ValueError(f"found `{spelled}`; allowed are {allowed}")
        return cls(kind)

    def plain(self) -> "ValueType":
        """The type without the enumeration its texts come from."""
        return replace(self, codes="") if self.codes else self


TEXT = ValueType("text")
INTEGER = ValueType("integer")
NUMBER = ValueType("number")
BOOLEAN = ValueType("boolean")
DATE = ValueType("date")
TIME = ValueType("time")
DATETIME = ValueType("datetime")
#: Of the literal None alone: fits every type.
BLANK = ValueType("blank")


def decimal(scale: int) -> ValueType:
    """The decimal type with that many digits behind the point."""
    return ValueType("decimal", scale=scale)


def at_scale(value: Decimal, scale: int) -> Decimal:
    """The decimal with exactly so many digits behind the point, halves away from zero."""
    return value.quantize(Decimal(1).scaleb(-scale), context=EXACT)


def list_of(item: ValueType) -> ValueType:
    """The type of lists of such items."""
    return ValueType("list", item=item)


def common(left: ValueType, right: ValueType) -> ValueType | None:
    """The type both fit without loss; None where there is none. Floats and decimals have none: they do not mix silently."""
    if left == right:
        return left
    if "blank" in {left.kind, right.kind}:
        return right if left.kind == "blank" else left
    kinds = {left.kind, right.kind}
    if kinds == {"list"} and left.item is not None and right.item is not None:
        # Nothing converts the items of a list of the data.
        alike = left.item.plain() == right.item.plain() or "blank" in {left.item.kind, right.item.kind}
        item = common(left.item, right.item) if alike else None
        return list_of(item) if item is not None else None
    if kinds == {"text"}:
        return TEXT
    if kinds <= {"integer", "decimal"}:
        return decimal(max(left.scale, right.scale))
    return NUMBER if kinds == {"integer", "number"} else None


def type_of(value: Value) -> ValueType:
    """The type of a plain value; ValueError where it has none."""
    if value is None:
        return BLANK
    if isinstance(value, tuple):
        return list_of(_item_type(value))
    for kind, of in ((bool, BOOLEAN), (int, INTEGER), (float, NUMBER), (str, TEXT), (datetime, DATETIME), (date, DATE)):
        if isinstance(value, kind):
            return of
    if isinstance(value, time):
        return TIME
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else None
    if isinstance(exponent, int):
        return decimal(max(0, -exponent))
    raise ValueError(f"{value!r} is no value")


def _item_type(items: tuple[Value, ...]) -> ValueType:
    found = BLANK
    for item in items:
        joined = common(found, type_of(item))
        if joined is None:
            raise ValueError("the items of a list must be of one type")
        found = joined
    return found
