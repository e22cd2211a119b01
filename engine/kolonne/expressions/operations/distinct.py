"""Functions that only Python has, computed once for each distinct value of a column."""

from collections.abc import Callable
from typing import Any

import polars as pl


def each_distinct(column: pl.Expr, function: Callable[[Any], object], dtype: pl.DataType) -> pl.Expr:
    """What the function gives for every value; blank stays blank. The function gives None for blank and raises nothing."""

    def compute(values: pl.Series) -> pl.Series:
        found: dict[object, object] = {None: None}
        for each in values.to_list():
            if each not in found:
                found[each] = function(each)
        return pl.Series([found[each] for each in values.to_list()], dtype=dtype)

    return column.map_batches(compute, return_dtype=dtype, is_elementwise=True)
