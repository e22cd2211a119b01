"""Functions that only Python has, computed once for each distinct value of a column."""

from collections.abc import Callable
from typing import Any

import polars as pl


def each_distinct(column: pl.Expr, function: Callable[[Any], object], dtype: pl.DataType) -> pl.Expr:
    """What the function gives for every value; blank stays blank. The function gives None for blank and raises nothing."""

    def compute(values: pl.Series) -> pl.Series:
        distinct = values.unique().drop_nulls()
        found = pl.Series([function(each) for each in distinct], dtype=dtype)
        return values.replace_strict(distinct, found, default=None, return_dtype=dtype)

    return column.map_batches(compute, return_dtype=dtype, is_elementwise=True)
