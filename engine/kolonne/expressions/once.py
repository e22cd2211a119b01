"""Once: of rows that share a value, an aggregate takes the first only. `sum(courses.hours, each=courses.id)`"""

from dataclasses import replace
from types import MappingProxyType

import polars as pl

from kolonne.expressions.aggregates import AGGREGATES
from kolonne.expressions.aggregation import Aggregation, Gathered, Listed
from kolonne.expressions.types import Value


def _once(aggregation: Aggregation) -> Aggregation:
    """The aggregate with one argument more, behind the others: the value of which each counts once."""

    def gather(call: Gathered) -> pl.Expr:
        # As one struct, so that a blank is a value like any other.
        shared = pl.struct(call.values[-1].alias("each"))
        first = pl.when(call.counted).then(shared).is_first_distinct()
        return aggregation.gather(
            replace(call, values=call.values[:-1], counted=call.counted & first, types=call.types[:-1])
        )

    def scalar(call: Listed) -> Value:
        first: dict[Value, tuple[Value, ...]] = {}
        for row in call.rows:
            first.setdefault(row[-1], row[:-1])
        return aggregation.scalar(replace(call, rows=tuple(first.values()), types=call.types[:-1]))

    return replace(aggregation, gather=gather, scalar=scalar)


#: Name → the aggregate that takes an argument more.
ONCE = MappingProxyType({name: _once(aggregation) for name, aggregation in AGGREGATES.items()})
