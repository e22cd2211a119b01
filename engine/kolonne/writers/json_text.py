"""Columns as JSON values (RFC 8259)."""

from datetime import UTC, datetime

import polars as pl

from kolonne.contract import SheetColumn

#: What a JSON string cannot hold, and the two line breaks that older JavaScript stumbles over.
_ESCAPED = r'["\\\x00-\x1f\x7f\x{2028}\x{2029}]'
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LONG = [chr(code) for code in (*range(0x20), 0x7F, 0x2028, 0x2029) if chr(code) not in _SHORT]
_INSTANT = "%Y-%m-%dT%H:%M:%S%.f%:z"
#: Since then every time zone is whole minutes from UTC; Liberia was the last one.
_WHOLE_MINUTES = datetime(1973, 1, 1, tzinfo=UTC)
_SIGNS = _SHORT | {sign: f"\\u{ord(sign):04x}" for sign in _LONG}


def json_name(name: str) -> str:
    """A name as a JSON string."""
    return str(pl.select(_quoted(_escaped(pl.Series([name])))).item())


def json_values(cells: pl.Series, column: SheetColumn, timezone: str) -> tuple[pl.Series, int]:
    """The cells as JSON, `null` where blank, and how many numbers stand as strings because they are not finite."""
    match column.type:
        case "text":
            texts = pl.select(pl.when(cells != "").then(cells)).to_series()
            return _filled(_quoted(_escaped(texts))), 0
        case "integer" | "decimal":
            return _filled(pl.lit(cells.cast(pl.String))), 0
        case "number":
            odd = ~cells.is_finite().fill_null(value=True)
            texts = cells.cast(pl.String)
            chosen = pl.when(odd).then(_quoted(texts)).otherwise(texts)
            return _filled(chosen), int(odd.sum())
        case "boolean":
            # A null stays null, which when-then-otherwise alone would not do.
            known = pl.when(cells).then(pl.lit("true")).when(~cells).then(pl.lit("false"))
            return _filled(known), 0
        case "date":
            return _filled(_quoted(cells.dt.to_string("%Y-%m-%d"))), 0
        case "time":
            return _filled(_quoted(cells.dt.to_string("%H:%M:%S%.f"))), 0
        case _:
            return _filled(_quoted(_instants(cells, timezone))), 0


def _instants(cells: pl.Series, timezone: str) -> pl.Series:
    """By the clock of the time zone, with how far it is from UTC, of which RFC 3339 has whole minutes; else in UTC."""
    local = cells.dt.convert_time_zone(timezone)
    texts = local.dt.to_string(_INSTANT)
    first = cells.min()
    if not isinstance(first, datetime) or first >= _WHOLE_MINUTES:
        return texts
    has_seconds = (local.dt.base_utc_offset() + local.dt.dst_offset()).dt.total_seconds() % 60 != 0
    return texts.zip_with(~has_seconds.fill_null(value=False), cells.dt.to_string(_INSTANT))


def _escaped(texts: pl.Series) -> pl.Series:
    if not texts.str.contains(_ESCAPED).any():
        return texts
    return texts.str.replace_many(list(_SIGNS), list(_SIGNS.values()))


def _quoted(texts: pl.Series) -> pl.Expr:
    return pl.concat_str(pl.lit('"'), pl.lit(texts), pl.lit('"'))


def _filled(values: pl.Expr) -> pl.Series:
    return pl.select(values.fill_null("null")).to_series()
