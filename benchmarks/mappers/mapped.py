"""What mappers have in common: what they make of a batch."""

from collections.abc import Callable
from typing import NamedTuple

import polars as pl


class Mapped(NamedTuple):
    """What became of a batch."""

    #: The 20 columns of what is kept.
    rows: pl.DataFrame
    #: Columns row, number, key, place, rule, code, severity, message, value and out.
    failures: pl.DataFrame
    #: Columns row, number, key, reason and message.
    left_out: pl.DataFrame


#: Of a batch, and the index of its first record in the source.
Mapper = Callable[[pl.DataFrame, int], Mapped]
#: Column → type.
Schema = dict[str, pl.DataType | type[pl.DataType]]

FAILURES: Schema = {
    "row": pl.Int64, "number": pl.Int64, "key": pl.String, "place": pl.String, "rule": pl.String, "code": pl.String,
    "severity": pl.String, "message": pl.String, "value": pl.String, "out": pl.Boolean,
}  # fmt: skip
LEFT_OUT: Schema = {"row": pl.Int64, "number": pl.Int64, "key": pl.String, "reason": pl.String, "message": pl.String}
ROWS: Schema = {
    "id": pl.String, "day": pl.Date, "start": pl.Time, "title": pl.String, "kind": pl.String, "county": pl.String,
    "audience": pl.String, "municipality": pl.String, "leader": pl.String, "note": pl.String, "participants": pl.Int64,
    "minutes": pl.Int64, "approved": pl.Boolean, "hours": pl.Float64, "member_share": pl.Float64,
    "subsidy": pl.Decimal(38, 3), "size": pl.String, "days": pl.Int64, "quality": pl.String, "place": pl.String,
}  # fmt: skip
