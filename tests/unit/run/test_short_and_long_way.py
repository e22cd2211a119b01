"""Fields that are read the short way, because their whole column is what they want, against the long way."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from kolonne.run import transform
from unit.run.documents import Json, document, planned

#: Kinds of fields, the texts that are simple for them, others, and typed columns that a source may have for them.
_SIMPLE: dict[str, list[str]] = {
    "integer": ["1", "-3", "+5", "007", "-0", "9223372036854775807"],
    "number": ["1.5", "-2.25", "12", "-0", "-0.0", "0,5"],
    "decimal": ["1.5", "-2.2", "12", "-0", "0,5", "999999999999999"],
    "boolean": ["ja", "nei", "JA", "0"],
    "date": ["2025-01-05", "05.01.2025", "2025-01-05T00:00:00"],
    "time": ["13:00", "13.00", "13:00:05"],
    "datetime": ["2025-03-30T02:30", "2025-10-26 02:30", "2025-01-01T12:00Z", "01.02.2025 13:00"],
    "text": ["a", "Å b ", "ß", "~", "a\t", "walk", "TALK", "other"],
}
_ODD = [
    "", " ", "\u00a0", "\u3000x", "\u0085", "\x7f", "\x01a", "€", "x ", "1 000", "1\u00a0000", "1.250", "1,250", "5.0", "−5", "1e3",
    "nan", "1,", "1234567890123456", "999999999999999999,5", "1.500", "0" * 41 + "7", "8.2.15", "0999-12-31T23:30", "2025-1-5",
    "10000-01-01", "24:00", "Walk", "stroll", "å gå", "İ", "2025-02-30",
]  # fmt: skip
_TYPED: list[tuple[pl.DataType, list[Any]]] = [
    (pl.Int16(), [0, -5]),
    (pl.UInt64(), [0, 2**64 - 1]),
    (pl.Float64(), [0.0, -0.0, 1.5, 3.0]),
    (pl.Float64(), [5e-324, 1e300, float("nan")]),
    (pl.Decimal(38, 2), [Decimal("1.25"), Decimal("0.00"), Decimal("999999999999999999.99")]),
    (pl.Decimal(20, 4), [Decimal("1.25"), Decimal(10**15)]),
    (pl.Boolean(), [True, False]),
    (pl.Date(), [date(2025, 1, 5), date(1000, 1, 1), date(999, 12, 31)]),
    (pl.Datetime("us", "UTC"), [datetime(2025, 3, 30, tzinfo=UTC), datetime(999, 12, 31, 23, 30, tzinfo=UTC)]),
    (pl.Time(), [time(13)]),
    (pl.Categorical(), ["walk", "1.250", "Talk"]),
    (pl.Null(), []),
]
_FORMS: dict[str, list[Json]] = {
    "number": [{}, {"decimal_sign": ","}],
    "decimal": [
        {"scale": 2},
        {"scale": 3},
        {"scale": 4, "decimal_sign": "."},
        {"scale": 0},
        {"scale": 2, "decimal_sign": ","},
    ],
    "boolean": [{}, {"true": ["ja", "İ"], "false": ["0"]}],
    "date": [{}, {"formats": ["d.m.yyyy", "yyyy-mm-dd"]}],
    "text": [{}, {"keep_empty": True}]
    + [{"enumeration": "org.kind", "unknown": way} for way in ("error", "keep", "blank", {"use": "other"})],
}
_DEFAULTS: Json = {"integer": 7, "number": 1.5, "boolean": True, "date": "2025-01-01", "text": "other"}
#: Two fields may read one column, and its name may look like a pattern.
_SOURCES = ["*", "^a$", "b c"]


@st.composite
def _fields(draw: st.DrawFn) -> dict[str, Json]:
    fields: dict[str, Json] = {}
    for name in ("f", "g", "h"):
        kind = draw(st.sampled_from(list(_SIMPLE)))
        field = {
            "type": kind,
            "source": draw(st.sampled_from(_SOURCES)),
            **draw(st.sampled_from(_FORMS.get(kind, [{}]))),
        }
        match draw(st.integers(0, 3)):
            case 0:
                field["required"] = True
            case 1 if kind in _DEFAULTS:
                field["default"] = _DEFAULTS[kind]
        if "enumeration" in field and fields.get("f", {}).get("type") == "date":
            field["as_of"] = "f"
        fields[name] = field
    return fields


@st.composite
def _columns(draw: st.DrawFn, fields: dict[str, Json]) -> pl.DataFrame:
    height, columns = draw(st.integers(0, 4)), {}
    for source in _SOURCES:
        kind = next((field["type"] for field in fields.values() if field["source"] == source), "text")
        of, cells = draw(
            st.sampled_from([(pl.String(), _SIMPLE[kind])] * 12 + [(pl.String(), _SIMPLE[kind] + _ODD)] * 4 + _TYPED)
        )
        drawn = draw(st.lists(st.sampled_from([None, *cells * 3]), min_size=height, max_size=height))
        # Named afterwards, as Polars itself takes such a name for a pattern where it makes moments with a zone.
        columns[source] = pl.Series(drawn, dtype=of).alias(source)
    return pl.DataFrame(columns)


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_both_ways_give_the_same(data: st.DataObject) -> None:
    """Rows, failures and counts do not hang on whether a column is looked at as a whole or cell by cell."""
    fields = data.draw(_fields())
    batch, content = data.draw(_columns(fields)), document(fields)
    short = transform(planned(content), batch)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kolonne.run.fields.straight", lambda _plan, _source, frame: frame.select())
        long = transform(planned(content), batch)
    assert_frame_equal(short.rows["s"], long.rows["s"])
    # A sign at zero is no difference to Polars.
    assert repr(short.rows["s"].rows()) == repr(long.rows["s"].rows())
    assert_frame_equal(short.failures, long.failures)
    assert (short.counts, short.fatal) == (long.counts, long.fatal)
