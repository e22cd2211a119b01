"""What a source has, whatever its types are, as text; and the values that need no text on the way."""

import json
from datetime import date, time, timedelta
from decimal import Decimal

import polars as pl

from kolonne.expressions import ValueType

_DAY_FIRST, _DAY_LAST = -719_162, 2_932_896  # 0001-01-01 and 9999-12-31, counted from 1970
_DAY_IN = {"ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}


def as_text(raw: pl.Expr, of: pl.DataType) -> pl.Expr:
    """Every cell as text; null where it is null or cannot be written as text. Never raises, whatever the cells hold."""
    match of:
        case pl.String():
            return raw
        case pl.Date() | pl.Datetime():
            # A fraction of a second that is nought is only how fine the source counts.
            return _dated(raw, of).cast(pl.String).str.replace(r"\.0+([+-]|$)", "$1")
        case pl.List(inner=inner) if isinstance(inner, pl.DataType) and _is_plain(inner):
            return raw.list.eval(as_text(pl.element(), inner)).list.join(", ", ignore_nulls=True)
    if of.is_float():
        # As people write it: a whole number that a source keeps as a float has no fraction.
        return raw.cast(pl.String).str.strip_suffix(".0")
    if _is_plain(of):
        return raw.cast(pl.String)
    return raw.map_batches(_spelled, return_dtype=pl.String)


def direct(of: ValueType, raw: pl.Expr, raw_type: pl.DataType, timezone: str) -> pl.Expr | None:
    """Values of a source that has types of its own; None where the way over text is right."""
    match of.kind:
        case "integer" if raw_type.is_integer():
            return raw.cast(pl.Int64, strict=False)
        case "integer" if raw_type.is_float():
            return pl.when(raw == raw.floor()).then(raw.cast(pl.Int64, strict=False))
        case "number" if raw_type.is_numeric() and not raw_type.is_decimal():
            return raw.cast(pl.Float64, strict=False)
        case "boolean" if raw_type == pl.Boolean:
            return raw
        case "date" if raw_type == pl.Date:
            return _dated(raw, raw_type)
        case "date" if isinstance(raw_type, pl.Datetime):
            return _local(_dated(raw, raw_type), raw_type, timezone).dt.date()
        case "time" if raw_type == pl.Time:
            return raw
        case "datetime" if isinstance(raw_type, pl.Datetime):
            return _instant(_dated(raw, raw_type).dt.cast_time_unit("us"), raw_type, timezone)
    return None


def instant_of(local: pl.Expr, timezone: str) -> pl.Expr:
    """Local times as instants: an hour that a clock change skips is none, one that it repeats is the first of the two."""
    return local.dt.replace_time_zone(timezone, ambiguous="earliest", non_existent="null").dt.convert_time_zone("UTC")


def _instant(moment: pl.Expr, raw_type: pl.Datetime, timezone: str) -> pl.Expr:
    return instant_of(moment, timezone) if raw_type.time_zone is None else moment.dt.convert_time_zone("UTC")


def _local(moment: pl.Expr, raw_type: pl.Datetime, timezone: str) -> pl.Expr:
    return moment if raw_type.time_zone is None else moment.dt.convert_time_zone(timezone)


def _dated(raw: pl.Expr, of: pl.DataType) -> pl.Expr:
    """Dates of years that have four digits; Polars panics where it has to write others."""
    first, last = _DAY_FIRST, _DAY_LAST
    if isinstance(of, pl.Datetime):
        # A day less at either end, because the clocks of the world are up to that far apart.
        first, last = (first + 1) * _DAY_IN[of.time_unit], last * _DAY_IN[of.time_unit]
    return pl.when(raw.to_physical().is_between(max(first, -(2**63)), min(last, 2**63 - 1))).then(raw)


def _is_plain(of: pl.DataType) -> bool:
    """Whether Polars can write every value of the type as text."""
    if of.is_temporal():
        return of != pl.Duration
    return of.is_numeric() or of in (pl.String, pl.Boolean, pl.Categorical, pl.Enum, pl.Null)


def _spelled(cells: pl.Series) -> pl.Series:
    """Records, bytes and whatever else a source may have, cell by cell: rare enough to be slow."""
    return pl.Series(cells.name, [_spell(cells, at) for at in range(len(cells))], dtype=pl.String)


def _spell(cells: pl.Series, at: int) -> str | None:
    try:
        cell = cells[at]
        if isinstance(cell, bytes):
            return cell.decode()
        cell = cell.to_list() if isinstance(cell, pl.Series) else cell
        return None if cell is None else json.dumps(cell, ensure_ascii=False, separators=(",", ":"), default=_written)
    except Exception:  # noqa: BLE001 - what a source has as an object may fail in any way
        return None


def _written(part: object) -> str:
    if isinstance(part, date | time | timedelta | Decimal):
        return str(part)
    raise TypeError(f"{type(part).__name__} is not written as text")
