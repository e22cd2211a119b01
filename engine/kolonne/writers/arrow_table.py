"""Frames as Arrow tables, in the types that are promised outside."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from kolonne.contract import SheetColumn

if TYPE_CHECKING:
    import pyarrow as pa

#: The most digits that a decimal128 holds, as in the frames.
_PRECISION = 38


def arrow_schema(columns: Sequence[SheetColumn]) -> "pa.Schema":
    """Names and types of columns."""
    import pyarrow as pa

    return pa.schema([pa.field(column.name, _type(column)) for column in columns])


def arrow_table(frame: pl.DataFrame, columns: Sequence[SheetColumn], schema: "pa.Schema") -> "pa.Table":
    """These columns of a frame in the types of the schema; empty text is null."""
    import pyarrow as pa

    return pa.table([_array(frame.get_column(column.name), column) for column in columns], schema=schema)


def _array(cells: pl.Series, column: SheetColumn) -> "pa.ChunkedArray":
    import pyarrow as pa

    if column.type == "text":
        cells = pl.select(pl.when(cells != "").then(cells).alias(cells.name)).to_series()
    array = pa.chunked_array([cells.to_arrow(compat_level=pl.CompatLevel.oldest())])
    # Polars counts nanoseconds, which hardly a reader of time64 takes; no time in a report has any.
    return array.cast(_type(column), safe=column.type != "time")


def _type(column: SheetColumn) -> "pa.DataType":
    import pyarrow as pa

    match column.type:
        case "integer":
            return pa.int64()
        case "number":
            return pa.float64()
        case "decimal":
            return pa.decimal128(_PRECISION, column.scale)
        case "boolean":
            return pa.bool_()
        case "date":
            return pa.date32()
        case "time":
            return pa.time64("us")
        case "datetime":
            return pa.timestamp("us", "UTC")
        case _:
            return pa.string()
