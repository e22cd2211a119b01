"""Coercion of columns that have a type already, as Arrow brings them."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from unit.run.documents import Json, document, read, run

BAD = object()
NAN, INF = float("nan"), float("inf")


def s(values: list[Any], dtype: Any = None) -> pl.Series:
    return pl.Series(values, dtype=dtype, strict=False)


INTEGER, NUMBER, DECIMAL, BOOLEAN = {"type": "integer"}, {"type": "number"}, {"type": "decimal", "scale": 2}, {"type": "boolean"}  # fmt: skip
DATE, TIME, DATETIME, TEXT = {"type": "date"}, {"type": "time"}, {"type": "datetime"}, {"type": "text"}
NAIVE, AWARE = datetime(2025, 7, 1, 23, 30), datetime(2025, 7, 1, 21, 30, tzinfo=UTC)  # noqa: DTZ001 - naive is meant

CASES: list[tuple[Json, pl.Series, list[Any]]] = [
    *[(INTEGER, s([0, 7, None], of), [0, 7, None]) for of in (pl.Int8, pl.Int32, pl.UInt8, pl.UInt64, pl.Int128)],
    (INTEGER, s([2**64 - 1, 2**63 - 1], pl.UInt64), [BAD, 2**63 - 1]),
    (INTEGER, s([1.0, -0.0, 1.5, NAN, INF, 1e300, 2.0**63, 1e16, None]), [1, 0, BAD, BAD, BAD, BAD, BAD, 10**16, None]),
    (INTEGER, s([Decimal("2.00"), Decimal("1.50")]), [2, BAD]),
    (INTEGER, s([True]), [BAD]),
    (INTEGER, s([date(2025, 1, 1)]), [BAD]),
    (INTEGER, s([["1"], ["1", "2"]]), [1, BAD]),
    (NUMBER, s([1.5, NAN, INF, -INF, None]), [1.5, BAD, BAD, BAD, None]),
    (NUMBER, s([1, None], pl.UInt64), [1.0, None]),
    (NUMBER, s([Decimal("1.50")]), [1.5]),
    (DECIMAL, s([Decimal("1.5"), Decimal(1000000000000000000)], pl.Decimal(38, 1)), [Decimal("1.50"), BAD]),
    (DECIMAL, s([Decimal("1.505"), Decimal("1.500")], pl.Decimal(20, 3)), [BAD, Decimal("1.50")]),
    (DECIMAL, s([12, None], pl.Int16), [Decimal("12.00"), None]),
    (DECIMAL, s([12.3, 0.125, NAN]), [Decimal("12.30"), BAD, BAD]),
    (DECIMAL | {"decimal_sign": ","}, s([12.5, 3.0]), [Decimal("12.50"), Decimal("3.00")]),
    (NUMBER | {"decimal_sign": ","}, s([Decimal("12.5")]), [12.5]),
    (DECIMAL | {"decimal_sign": ","}, s(["12,5", "12.5"], pl.Categorical), [Decimal("12.50"), BAD]),
    (DECIMAL, s(["1.250", "1.25"], pl.Categorical), [BAD, Decimal("1.25")]),
    (INTEGER, s(["1.000", "1000"], pl.Categorical), [BAD, 1000]),
    (BOOLEAN, s([True, False, None]), [True, False, None]),
    (BOOLEAN, s([1, 0, 2]), [True, False, BAD]),
    (BOOLEAN, s([1.0, 0.0]), [True, False]),
    (DATE, s([date(2025, 1, 1), None]), [date(2025, 1, 1), None]),
    (DATE, s([2**31 - 1, -(2**31), -719_162], pl.Int32).cast(pl.Date), [BAD, BAD, BAD]),
    (DATE, s([NAIVE], pl.Datetime("ns")), [date(2025, 7, 1)]),
    (DATE, s([datetime(2025, 7, 1, 22, 30, tzinfo=UTC)], pl.Datetime("ms", "UTC")), [date(2025, 7, 2)]),
    (DATE, s([2**62, -(2**62)]).cast(pl.Datetime("ms")), [BAD, BAD]),
    (DATETIME, s([NAIVE, None], pl.Datetime("ns")), [AWARE, None]),
    (DATETIME, s([AWARE], pl.Datetime("ms", "America/New_York")), [AWARE]),
    (DATETIME, s([datetime(2025, 3, 30, 2, 30)], pl.Datetime("us")), [BAD]),  # noqa: DTZ001 - an hour that is skipped
    (DATETIME, s([2**63 - 1, -(2**63)]).cast(pl.Datetime("us", "UTC")), [BAD, BAD]),
    (DATETIME, s([date(2025, 1, 1)]), [BAD]),
    (TIME, s([time(13), None]), [time(13), None]),
    (TEXT, s([12, None]), ["12", None]),
    (TEXT, s([12.0, 1.5]), ["12", "1.5"]),
    (TEXT, s([Decimal("1.50")]), ["1.50"]),
    (TEXT, s([True]), ["true"]),
    (TEXT, s([date(2025, 1, 1)]), ["2025-01-01"]),
    (TEXT, s([2**31 - 1], pl.Int32).cast(pl.Date), [BAD]),
    (TEXT, s([NAIVE], pl.Datetime("ns")), ["2025-07-01 23:30:00"]),
    (TEXT, s([time(13)]), ["13:00:00"]),
    (TEXT, s(["a", None], pl.Categorical), ["a", None]),
    (TEXT, s(["a", "b"], pl.Enum(["a", "b"])), ["a", "b"]),
    (TEXT, s([["a", None, "b"], [], None]), ["a, b", None, None]),
    (TEXT, s([{"a": 1, "b": "å", "c": date(2025, 1, 1)}, None]), ['{"a":1,"b":"å","c":"2025-01-01"}', None]),
    (TEXT, s([[{"a": 1}]]), ['[{"a":1}]']),
    (TEXT, s([[1, 2]], pl.Array(pl.Int8, 2)), ["[1,2]"]),
    (TEXT, s([None, None], pl.Null), [None, None]),
    (TEXT, s([b"abc", b"\xff", None]), ["abc", BAD, None]),
    (TEXT, s([{"a": b"\xff"}]), [BAD]),
    (TEXT, pl.Series([object()], dtype=pl.Object), [BAD]),
    (TEXT, s([timedelta(days=1)]), ['"1 day, 0:00:00"']),
    (INTEGER, s([b"12", b"\xff"]), [12, BAD]),
    (INTEGER, s(["12", "x"], pl.Categorical), [12, BAD]),
    ({"type": "list"}, s([["a", " b ", "", None], [], None]), [["a", "b"], [], []]),
    ({"type": "list", "items": "integer"}, s([[1, None, 3]], pl.List(pl.Int8)), [[1, 3]]),
    ({"type": "list", "items": "integer"}, s([[1.0], [1.5]]), [[1], BAD]),
    ({"type": "list", "items": "number"}, s([[1.5], [NAN]]), [[1.5], BAD]),
    ({"type": "list", "items": "integer"}, s([["1", "2"], ["x"]]), [[1, 2], BAD]),
    ({"type": "list", "items": "integer"}, s([[1, 2]], pl.Array(pl.Int8, 2)), [[1, 2]]),
    ({"type": "list", "items": "date"}, s([[date(2025, 1, 1)]]), [[date(2025, 1, 1)]]),
    ({"type": "list", "items": "date"}, s([[NAIVE]]), [[date(2025, 7, 1)]]),
    ({"type": "list", "items": "integer"}, s([5, None]), [[5], []]),
    ({"type": "list"}, s([[b"\xff"]]), [BAD]),
]


@pytest.mark.parametrize(
    ("field", "cells", "expected"), CASES, ids=[f"{field}-{cells.dtype}-{at}" for at, (field, cells, _) in enumerate(CASES)]
)  # fmt: skip
def test_what_a_type_makes_of_a_typed_column(field: Json, cells: pl.Series, expected: list[Any]) -> None:
    """Each cell becomes exactly that value, or a blank with one warning about its cell."""
    values, codes = read(field, cells)
    nothing: list[Any] | None = [] if field["type"] == "list" else None
    assert values == [nothing if value is BAD else value for value in expected]
    assert codes == [f"bad_{field['type']}" if value is BAD else None for value in expected]


def test_a_message_shows_what_a_typed_cell_held() -> None:
    """A bad cell of a typed column is quoted as text, so that it can be found in the source."""
    failures = run(document({"v": INTEGER}), {"v": [1.5, NAN]}).failures
    assert failures["value"].to_list() == ["1.5", "NaN"]
    assert failures["message"][0] == "v: «1.5» is not a whole number"
