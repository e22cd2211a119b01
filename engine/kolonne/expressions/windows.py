"""The table of functions over other rows: what a row's value among rows with the same keys can be."""

from types import MappingProxyType

from kolonne.contract.quick import dataclass
from kolonne.expressions.aggregates import AGGREGATES
from kolonne.expressions.aggregation import AggregateExample, Aggregation
from kolonne.expressions.types import BOOLEAN, INTEGER, ValueType

#: Functions that look at the order of rows.
RANK, IS_FIRST = "rank", "is_first"


@dataclass(frozen=True, slots=True)
class WindowFunction:
    """One row of the table. All arguments but the first ones of an aggregate are keys."""

    name: str
    doc: str
    signature: str
    #: How many arguments stand before the keys.
    values: int
    #: Of the value over rows with the same keys; None where the order of rows is looked at.
    aggregation: Aggregation | None
    #: The result's type where there is no aggregation.
    result: ValueType | None
    #: Whether `order` and `descending` can be said.
    is_ordered: bool
    #: Rows with fields `who`, `day`, `n`; the value is that of each row in turn.
    examples: tuple[AggregateExample, ...]


_ROWS: dict[str, list[object]] = {"who": ["Kari", "Ola", "Kari", None], "n": [2, 5, 1, 1]}
_TABLE = (
    WindowFunction(
        RANK,
        "The place of the row among those with the same keys: 1, 2, 3, in the order of the records, or by `order`, the "
        "smallest first; equal ones share a place. With `descending=true` the largest is the first.",
        "rank(key, …, order=…, descending=…, where=…)",
        0,
        None,
        INTEGER,
        is_ordered=True,
        examples=(
            AggregateExample("rank(who)", _ROWS, [1, 1, 2, 1]),
            AggregateExample("rank(order=n)", _ROWS, [3, 4, 1, 1]),
        ),
    ),
    WindowFunction(
        IS_FIRST,
        "Whether the row is the first of those with the same keys, in the order of the records, or by `order`. Keys that are "
        "blank equal each other.",
        "is_first(key, …, order=…, descending=…, where=…)",
        0,
        None,
        BOOLEAN,
        is_ordered=True,
        examples=(
            AggregateExample("is_first(who)", _ROWS, [True, True, False, True]),
            AggregateExample("is_first(who, order=n)", _ROWS, [False, True, True, True]),
        ),
    ),
    WindowFunction(
        "count_over",
        "How many rows have the same keys.",
        "count_over(key, …, where=…)",
        0,
        AGGREGATES["count"],
        None,
        is_ordered=False,
        examples=(
            AggregateExample("count_over(who)", _ROWS, [2, 1, 2, 1]),
            AggregateExample("count_over(where=n == 1)", _ROWS, [2, 2, 2, 2]),
        ),
    ),
    *(
        WindowFunction(
            f"{name}_over",
            f"{what} of a value over the rows that have the same keys.",
            f"{name}_over(value, key, …, where=…)",
            1,
            AGGREGATES[name],
            None,
            is_ordered=False,
            examples=(AggregateExample(f"{name}_over(n, who)", _ROWS, values),),
        )
        for name, what, values in (
            ("sum", "The sum", [3, 5, 3, 1]),
            ("min", "The smallest", [1, 5, 1, 1]),
            ("max", "The largest", [2, 5, 2, 1]),
        )
    ),
)

#: Name → function.
WINDOWS = MappingProxyType({one.name: one for one in _TABLE})
